import pins from '../../content/scaffolds/pins.yaml';
import type { Project } from './project.ts';

export type Manager = 'uv' | 'poetry' | 'pdm' | 'pixi' | 'pipenv' | 'conda' | 'pip';

export const pin = pins as Readonly<Record<string, string>>;

/** How a package manager sets up the environment of a project, and runs something in it. */
export interface Environment {
  /** Puts the manager itself on a machine that has Python and pip. */
  readonly bootstrap: readonly string[];
  /** Installs the project with what it needs to be tested. */
  readonly install: readonly string[];
  /** Stands before a command. */
  readonly run: string;
}

/** The environment of a project as its own package manager makes it; all commands start at the root. */
export function environmentOf(project: Project): Environment {
  const { locked, manifest, testRunner, declares, folder } = project;
  const path = manifest?.path ?? 'requirements.txt';
  const missing = testRunner === 'pytest' && !declares('pytest');
  const extra = testRunner === 'pytest' ? testExtra(project) : undefined;
  const at = (option: string) => (folder === '' ? '' : ` ${option} ${folder}`);
  switch (project.manager) {
    case 'uv':
      return {
        bootstrap: [`python -m pip install uv==${pin['uv']}`],
        install: [`uv sync${locked ? ' --locked' : ''}${extra ? ` --extra ${extra}` : ''}${at('--project')}`],
        run: `uv run${at('--project')} ${missing ? '--with pytest ' : ''}`,
      };
    case 'poetry': {
      const run = `poetry${at('--project')} run `;
      return {
        bootstrap: [`python -m pip install poetry==${pin['poetry']}`],
        install: [
          `poetry install${extra ? ` --extras ${extra}` : ''}${at('--project')}`,
          ...(missing ? [`${run}pip install pytest`] : []),
        ],
        run,
      };
    }
    case 'pdm': {
      const run = `pdm run${at('--project')} `;
      return {
        bootstrap: [`python -m pip install pdm==${pin['pdm']}`],
        install: [
          `pdm install${locked ? ' --frozen-lockfile' : ''}${extra ? ` --group ${extra}` : ''}${at('--project')}`,
          ...(missing ? [`${run}python -m pip install pytest`] : []),
        ],
        run,
      };
    }
    case 'pixi':
      return {
        bootstrap: [],
        install: [`pixi install${locked ? ' --locked' : ''}${at('--manifest-path')}`],
        run: missing ? 'pixi exec --with pytest ' : `pixi run${at('--manifest-path')} `,
      };
    case 'pipenv': {
      const pipenv = `${folder === '' ? '' : `PIPENV_PIPFILE=${path} `}pipenv `;
      return {
        bootstrap: [`python -m pip install pipenv==${pin['pipenv']}`],
        install: [
          `${pipenv}${locked ? 'sync --dev' : 'install --dev'}`,
          ...(missing ? [`${pipenv}run pip install pytest`] : []),
        ],
        run: `${pipenv}run `,
      };
    }
    case 'conda':
      return { bootstrap: [], install: missing ? ['python -m pip install pytest'] : [], run: '' };
    case 'pip': {
      const packaged = /(pyproject\.toml|setup\.(py|cfg))$/.test(path);
      const place = folder === '' ? '.' : `./${folder}`;
      const own = packaged
        ? `python -m pip install -e ${extra ? `"${place}[${extra}]"` : place}`
        : `python -m pip install -r ${path}`;
      return {
        bootstrap: [],
        install: [...(manifest ? [own] : []), ...(missing ? ['python -m pip install pytest'] : [])],
        run: '',
      };
    }
  }
}

/** The extra that brings pytest, which nobody gets without asking for it. */
const testExtra = ({ manifest }: Project): string | undefined =>
  manifest?.source
    ?.get('project', 'optional-dependencies')
    ?.entries.find(
      ([name, list]) => /^[\w.-]+$/.test(name) && list.texts.some((text) => /^pytest\b(?!-)/.test(text)),
    )?.[0];

/** What the shared templates of CI (content/scaffolds/setup/) ask for to set up Python and the project. */
export function setupView(project: Project, python: string, { bootstrap, install }: Environment) {
  const { manager, manifest } = project;
  return {
    pin,
    python,
    [manager]: true,
    usesPython: ['pip', 'pipenv', 'poetry'].includes(manager),
    cache: manager === 'pip' && manifest !== undefined,
    manifest: manifest?.path,
    bootstrap,
    install,
  };
}

/** The environment to run the project in, with nothing for its tests. */
export const runtimeOf = (project: Project): Environment =>
  environmentOf({ ...project, testRunner: 'unittest' });

/**
 * Commands that set up the project on the machine of a developer, in their order.
 * @param name of the conda environment, where its file names none
 */
export function setUpCommands(
  { manager, manifest }: Project,
  { bootstrap, install }: Environment,
  name: string,
): string[] {
  const conda = manager === 'conda' ? manifest : undefined;
  const own = conda?.environment ?? name.replace(/[^\w.-]+/g, '-');
  return [
    ...(manager === 'pip' ? ['python -m venv .venv', '. .venv/bin/activate'] : []),
    ...bootstrap,
    ...(conda ? [`conda env create --name ${own} --file ${conda.path}`, `conda activate ${own}`] : []),
    ...install,
  ];
}

/** The command that runs the tests. */
export const testCommand = ({ testRunner, tests, folder }: Project): string => {
  if (testRunner === 'pytest') return folder === '' ? 'pytest' : `pytest ${folder}`;
  const start = folder === '' ? tests : folder;
  return `python -m unittest discover${start && start !== '.' ? ` -s ${start}` : ''}`;
};

/** Commands that check the code with what the project is set up for, installed where the project does not bring it. */
export function lintCommands(project: Project): {
  readonly install: readonly string[];
  readonly checks: readonly string[];
} {
  const { run } = environmentOf(project);
  const { manager, linters, declares } = project;
  const declared = linters.filter((name) => declares(name));
  const checks = declared.flatMap((name) => checkers[name] ?? []).map((command) => run + command);
  if (declares('ruff') || !linters.includes('ruff')) return { install: [], checks };
  return manager === 'uv'
    ? { install: [], checks: [...checks, `uvx ruff@${pin['ruff']} check .`] }
    : { install: [`python -m pip install ruff==${pin['ruff']}`], checks: [...checks, 'ruff check .'] };
}

const checkers: Readonly<Record<string, string>> = {
  ruff: 'ruff check .',
  flake8: 'flake8 .',
  black: 'black --check .',
};

/** Linters that the project declares in the place of Ruff, as commands of its environment. */
export const localLinters = (project: Project): { readonly id: string; readonly entry: string }[] =>
  project.declares('ruff')
    ? []
    : project.linters
        .filter((name) => onFiles.includes(name) && project.declares(name))
        .map((id) => ({ id, entry: `${environmentOf(project).run}${id}` }));

const onFiles: readonly string[] = ['black', 'isort', 'flake8', 'pylint'];
