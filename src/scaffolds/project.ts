import { type CiJob, ciJob } from '../signals/ci/job.ts';
import type { System } from '../signals/ci/workflow.ts';
import { type Endpoint, endpoint, isHealth } from '../signals/code/endpoint.ts';
import { type Module, module } from '../signals/code/module.ts';
import { type CodeStep, codeStep } from '../signals/code/step.ts';
import { container } from '../signals/container.ts';
import { history, listed, lock } from '../signals/listing.ts';
import { type Manifest, manifest } from '../signals/manifest.ts';
import { derived, fromFiles } from '../signals/signal.ts';
import type { Manager } from './managers.ts';

/** What scaffolds want to know of a Python project, as far as its files say it. */
export interface Project {
  readonly manager: Manager;
  /** The file that declares its dependencies; undefined where none does. */
  readonly manifest: Manifest | undefined;
  /** The folder of a monorepo that it lives in, without a slash at the end; empty for the root. */
  readonly folder: string;
  readonly locked: boolean;
  /** Two numbers, such as `3.12`; undefined where no file says it. */
  readonly python: string | undefined;
  readonly testRunner: 'pytest' | 'unittest';
  /** Where tests live; undefined where there are none. */
  readonly tests: string | undefined;
  /** Linters and formatters that it is set up for. */
  readonly linters: readonly string[];
  readonly steps: readonly CodeStep[];
  readonly endpoints: readonly Endpoint[];
  /** Python files that can be run, the likeliest entry first. */
  readonly scripts: readonly string[];
  readonly modules: readonly Module[];
  readonly ci: readonly System[];
  /** Where it is hosted, told by the address of its remote. */
  readonly host: System | undefined;
  readonly branch: string;
  /** Its name in lower case with dashes, fit for an image, a package and a Kubernetes object. */
  readonly name: string;
  /** The version that its manifest declares. */
  readonly version: string | undefined;
  /** `owner/name` in lower case, from the address of its remote. */
  readonly slug: string | undefined;
  /** Whether there is a pipeline of DVC. */
  readonly pipeline: boolean;
  readonly declares: (name: string) => boolean;
}

const pythonVersion = fromFiles<{ readonly version: string }>({
  reads: ['**/.python-version', '**/runtime.txt', '**/.tool-versions'],
  *parse({ text }) {
    const version = /(?:^|python[- ]?)(3\.\d+)/m.exec(text)?.[1];
    if (version) yield { version };
  },
});

export const project = derived(
  { listed, lock, manifest, module, codeStep, endpoint, ciJob, history, container, pythonVersion },
  (facts): Project[] => {
    const manifests = facts.manifest
      .filter(({ ecosystem }) => ecosystem === 'python' || ecosystem === 'conda')
      .sort((a, b) => weight(a) - weight(b));
    const [main] = manifests;
    const dependencies = new Set(manifests.flatMap((one) => one.dependencies.map(({ name }) => name)));
    const tools = new Set(manifests.flatMap((one) => one.tools.map(({ name }) => name)));
    const declares = (name: string) => dependencies.has(name);
    const tests = facts.module.filter(
      ({ test, definitions }) => test && definitions.some(({ name }) => /(^|\.)test/i.test(name)),
    );
    const own = facts.module.filter(
      ({ test, notebook, path }) =>
        !test && !notebook && !/(^|\/)(docs?|setup\.py|conftest\.py|noxfile\.py|tasks\.py)/.test(path),
    );
    const [first] = facts.history;
    return [
      {
        manager: managerOf(
          main,
          facts.lock.map(({ tool }) => tool),
          tools,
        ),
        manifest: main,
        folder: folderOf(main, own),
        locked: facts.lock.length > 0,
        python:
          facts.pythonVersion[0]?.version ??
          minimum(manifests.find(({ requiresPython }) => requiresPython)?.requiresPython) ??
          ciPython(facts.ciJob) ??
          imagePython(facts.container.flatMap(({ bases }) => bases.map(({ reference }) => reference))),
        testRunner:
          declares('pytest') ||
          tools.has('pytest') ||
          tests.some(({ imports }) => imports.some(({ module }) => module === 'pytest')) ||
          !tests.some(({ imports }) => imports.some(({ module }) => module === 'unittest'))
            ? 'pytest'
            : 'unittest',
        tests: mostCommonFolder(tests.map(({ path }) => path)),
        linters: ['ruff', 'black', 'flake8', 'isort', 'pylint', 'mypy'].filter(
          (name) =>
            declares(name) ||
            tools.has(name) ||
            facts.listed.some(
              ({ path }) => path === `${name}.toml` || path === `.${name}` || path === `.${name}rc`,
            ),
        ),
        steps: facts.codeStep.filter(({ test, notebook }) => !test && !notebook),
        endpoints: facts.endpoint,
        scripts: own
          .filter((one) => isScript(one, facts.codeStep, own))
          .map(({ path }) => path)
          .sort((a, b) => entryWeight(a, facts.codeStep) - entryWeight(b, facts.codeStep)),
        modules: own,
        ci: [...new Set(facts.ciJob.map(({ workflow }) => workflow.system))],
        host: hostOf(first?.remote ?? ''),
        branch: first?.branch === 'master' ? 'master' : 'main',
        name: nameOf(main?.name ?? slugOf(first?.remote)?.split('/').at(-1)),
        pipeline: facts.listed.some(({ path }) => path === 'dvc.yaml'),
        version:
          main?.source?.get('project', 'version')?.text ??
          main?.source?.get('tool', 'poetry', 'version')?.text,
        slug: slugOf(first?.remote),
        declares,
      },
    ];
  },
);

/** The folder of the manifest, where code lives beside it; `requirements/base.txt` stands for the root. */
function folderOf(main: Manifest | undefined, modules: readonly Module[]): string {
  const folder = main?.path.includes('/') ? main.path.slice(0, main.path.lastIndexOf('/')) : '';
  return modules.some(({ path }) => path.startsWith(`${folder}/`)) ? folder : '';
}

/** The route that says whether the service is alive; undefined where there is none. */
export const healthRoute = ({ endpoints }: Project): string | undefined =>
  endpoints.find((one) => one.method === 'GET' && isHealth(one))?.route;

/** A file that is run: it says so, or it does a step of its own accord and nobody imports it. */
const isScript = (
  { path, entry, calls }: Module,
  steps: readonly CodeStep[],
  all: readonly Module[],
): boolean =>
  entry !== undefined ||
  (steps.some(
    (step) =>
      step.path === path && calls.some(({ line, within }) => line === step.line && within === undefined),
  ) &&
    !all.some(({ locals }) => locals.includes(path)));

/** The file at the root, and the richer format, comes first. */
function weight({ path, dependencies }: Manifest): number {
  const format = [
    'pyproject.toml',
    'pixi.toml',
    'environment',
    'Pipfile',
    'requirements.txt',
    'setup.py',
    'setup.cfg',
  ].findIndex((name) => path.split('/').at(-1)?.startsWith(name));
  return (
    path.split('/').length * 100 +
    (dependencies.length === 0 ? 50 : 0) +
    (format < 0 ? 20 : format) +
    (/dev|test|doc/.test(path) ? 30 : 0)
  );
}

function managerOf(
  main: Manifest | undefined,
  locks: readonly string[],
  tools: ReadonlySet<string>,
): Manager {
  if (locks.includes('uv') || tools.has('uv')) return 'uv';
  if (locks.includes('Poetry') || tools.has('poetry')) return 'poetry';
  if (locks.includes('PDM') || tools.has('pdm')) return 'pdm';
  if (locks.includes('pixi') || tools.has('pixi') || main?.path.endsWith('pixi.toml')) return 'pixi';
  if (main?.path.endsWith('Pipfile')) return 'pipenv';
  return main?.ecosystem === 'conda' ? 'conda' : 'pip';
}

/** `>=3.10,<3.13` → 3.10: what works there was surely tried. */
const minimum = (specifier: string | undefined): string | undefined =>
  /(?:^|[>=~^,\s])(3\.\d+)/.exec(specifier ?? '')?.[1];

/** What CI sets up is what the code is known to run on. */
const ciPython = (jobs: readonly CiJob[]): string | undefined =>
  jobs
    .flatMap(({ uses }) =>
      uses.map((use) => /^3\.\d+/.exec(use.with?.get('python-version')?.text ?? '')?.[0]),
    )
    .find(Boolean);

const imagePython = (images: readonly string[]): string | undefined =>
  images.map((image) => /python:?-?(3\.\d+)/.exec(image)?.[1]).find(Boolean);

function mostCommonFolder(paths: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.includes('/') ? (path.split('/')[0] as string) : '.';
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function entryWeight(path: string, steps: readonly CodeStep[]): number {
  const trains = steps.some((step) => step.path === path && step.step === 'training');
  const named = /(^|\/)(main|app|train|__main__|cli|run)\.py$/.test(path);
  return path.split('/').length + (trains ? 0 : 10) + (named ? 0 : 5);
}

function hostOf(remote: string): System | undefined {
  if (/github\./.test(remote)) return 'GitHub Actions';
  if (/gitlab/.test(remote)) return 'GitLab CI';
  if (/dev\.azure\.com|visualstudio\.com/.test(remote)) return 'Azure Pipelines';
  return undefined;
}

/** `git@host:owner/name.git`, `https://host/owner/name` → `owner/name`; Azure's addresses have more in between. */
const slugOf = (remote = ''): string | undefined =>
  /[:/]([\w.-]+)\/(?:[\w.-]+\/)*?(?:_git\/)?([\w.-]+?)(?:\.git)?\/?$/
    .exec(remote.replace(/^\w+:\/\/[^/]+/, ''))
    ?.slice(1)
    .join('/')
    .toLowerCase();

/** A DNS label. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const nameOf = (name = ''): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^\d/, 'm$&')
    .slice(0, 40) || 'model';
