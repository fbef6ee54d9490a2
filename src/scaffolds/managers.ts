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

/** The environment of a project as its own package manager makes it. */
export function environmentOf(project: Project): Environment {
  const { locked, manifest, testRunner, declares } = project;
  const path = manifest?.path ?? 'requirements.txt';
  const missing = testRunner === 'pytest' && !declares('pytest');
  switch (project.manager) {
    case 'uv':
      return {
        bootstrap: [`python -m pip install uv==${pin['uv']}`],
        install: [locked ? 'uv sync --locked' : 'uv sync'],
        run: missing ? 'uv run --with pytest ' : 'uv run ',
      };
    case 'poetry':
      return {
        bootstrap: [`python -m pip install poetry==${pin['poetry']}`],
        install: ['poetry install', ...(missing ? ['poetry run pip install pytest'] : [])],
        run: 'poetry run ',
      };
    case 'pdm':
      return {
        bootstrap: [`python -m pip install pdm==${pin['pdm']}`],
        install: [
          locked ? 'pdm install --frozen-lockfile' : 'pdm install',
          ...(missing ? ['pdm run python -m pip install pytest'] : []),
        ],
        run: 'pdm run ',
      };
    case 'pixi':
      return {
        bootstrap: [],
        install: [locked ? 'pixi install --locked' : 'pixi install'],
        run: missing ? 'pixi exec --with pytest ' : 'pixi run ',
      };
    case 'pipenv':
      return {
        bootstrap: [`python -m pip install pipenv==${pin['pipenv']}`],
        install: [
          locked ? 'pipenv sync --dev' : 'pipenv install --dev',
          ...(missing ? ['pipenv run pip install pytest'] : []),
        ],
        run: 'pipenv run ',
      };
    case 'conda':
      return { bootstrap: [], install: missing ? ['python -m pip install pytest'] : [], run: '' };
    case 'pip': {
      const packaged = /(pyproject\.toml|setup\.(py|cfg))$/.test(path);
      const own = packaged ? 'python -m pip install -e .' : `python -m pip install -r ${path}`;
      return {
        bootstrap: [],
        install: [...(manifest ? [own] : []), ...(missing ? ['python -m pip install pytest'] : [])],
        run: '',
      };
    }
  }
}

/** The command that runs the tests. */
export const testCommand = ({ testRunner, tests }: Project): string =>
  testRunner === 'pytest'
    ? 'pytest'
    : `python -m unittest discover${tests && tests !== '.' ? ` -s ${tests}` : ''}`;

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
