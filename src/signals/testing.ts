import { say, type Text } from '../text.ts';
import { type CiJob, ciJob, type Run } from './ci/job.ts';
import { isOffsite } from './ci/offsite.ts';
import { asksService, endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { serving } from './flag.ts';
import { listed } from './listing.ts';
import { derived, type Evidence, type Place } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

export type TestedStep = 'data' | 'training' | 'scoring' | 'api' | 'other';

/** That a test file reaches a step of the pipeline: it imports the code, runs it, or does the step with it. */
export interface StepTest extends Evidence {
  readonly step: TestedStep;
}

/** Python code that answers requests; an endpoint that a platform runs has none of its own. */
export const apiCode = derived({ endpoint, serving, toolUse }, ({ endpoint, serving, toolUse }): Place[] => {
  const managed = new Set(inRole(toolUse, 'managed-endpoint').used.map(({ path }) => path));
  return [...endpoint, ...serving.filter(({ path }) => path.endsWith('.py') && !managed.has(path))];
});

const named: readonly (readonly [TestedStep, RegExp])[] = [
  [
    'data',
    /^(data|datasets?|preprocess(ing|or)?|features?|clean(ing|er)?|ingest(ion)?|prepare|preparation|etl|transforms?|data_?loaders?|data_?modules?|split)$/,
  ],
  ['training', /^((re)?train(er|ing)?|models?|fit|learner|estimators?|networks?|pipeline)$/],
];

/** What steps a file does, by its calls, or else by the words of its name. */
const stepsByPath = derived(
  { module, codeStep, apiCode, toolUse },
  ({ module, codeStep, apiCode, toolUse }): [string, ReadonlySet<TestedStep>][] => {
    const steps = new Map<string, Set<TestedStep>>(module.map(({ path }) => [path, new Set()]));
    for (const { path, step, test } of codeStep)
      if (!test) steps.get(path)?.add(step === 'evaluation' ? 'other' : step);
    for (const { path } of apiCode) steps.get(path)?.add('api');
    const { imported, used } = inRole(toolUse, 'ml-library');
    const learning = new Set([...imported, ...used].map(({ path }) => path));
    for (const [path, own] of steps) {
      const words = (path.split('/').at(-1) ?? '')
        .replace(/\.py$/, '')
        .split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/);
      for (const [step, word] of named)
        if (words.some((one) => word.test(one.toLowerCase())) && (step === 'data' || learning.has(path)))
          own.add(step);
    }
    return [...steps];
  },
);

export const stepTest = derived(
  { module, codeStep, stepsByPath },
  function* ({ module, codeStep, stepsByPath }): Generator<StepTest> {
    const byPath = new Map(module.map((one) => [one.path, one]));
    const steps = new Map(stepsByPath);
    for (const one of module) {
      const test = firstTest(one);
      if (!test) continue;
      const at = { path: one.path, line: test.line };
      // Fixtures belong to the tests that ask for them.
      const parts = [one, ...module.filter((other) => givesFixtures(other, one))];
      const known = parts.flatMap((part) => subjects(part, byPath, steps));
      const subject = known.filter((path) => byPath.get(path)?.test === false);
      const found = parts.flatMap((part) => [...exercised(part, steps)]);
      for (const path of subject)
        for (const step of steps.get(path) ?? [])
          if (step !== 'other') yield { ...at, step, note: say`tests ${path}` };
      if (subject.length > 0)
        for (const { path, step, line, note } of codeStep)
          if (path === one.path && step === 'training') yield { step, path, line, note };
      // A model of the repository may be fitted without a library at hand.
      const fit = one.calls.find(({ name }) => /(^|\.)(fit|partial_fit|train(_model|_and_\w+)?)$/.test(name));
      if (subject.length > 0 && fit)
        yield { step: 'training', path: one.path, line: fit.line, note: say`trains a model: ${fit.name}` };
      yield* found;
      if (subject.length > 0 || found.length > 0) yield { ...at, step: 'other', note: say`tests` };
    }
  },
);

const skip = /^(pytest\.mark|unittest)\.skip(\(\))?$/;

/** The first test of a file that is not skipped. */
function firstTest({ test, definitions, calls }: Module) {
  const skipsAll = calls.some(
    ({ name, within, when, arguments: given }) =>
      !within && !when && (skip.test(name) || given.some(({ keyword }) => keyword === 'allow_module_level')),
  );
  if (!test || skipsAll) return undefined;
  const skipped = definitions
    .filter(({ decorators }) => decorators.some(({ name }) => skip.test(name)))
    .map(({ name }) => name);
  return definitions.find(
    ({ name, kind }) =>
      kind === 'function' &&
      /(^|\.)test[^.]*$/i.test(name) &&
      !skipped.some((other) => name === other || name.startsWith(`${other}.`)),
  );
}

/** A conftest above a test file, with a fixture that a test of it names. */
function givesFixtures(conftest: Module, { path, definitions }: Module): boolean {
  if (!conftest.path.endsWith('conftest.py')) return false;
  const asked = new Set(definitions.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  return (
    path.startsWith(conftest.path.slice(0, -'conftest.py'.length)) &&
    conftest.definitions.some(
      ({ name, decorators }) => asked.has(name) && decorators.some(({ name }) => /fixture/.test(name)),
    )
  );
}

type Steps = ReadonlyMap<string, ReadonlySet<TestedStep>>;

/** The files that a test imports; for what a package only passes on, or puts together, the files behind it. */
function subjects(
  { locals, imports, calls }: Module,
  byPath: ReadonlyMap<string, Module>,
  steps: Steps,
): string[] {
  return locals.flatMap((path) => {
    const one = byPath.get(path);
    if (!one || (steps.get(path)?.size ?? 0) > 0) return [path];
    const base = path
      .replace(/(\/__init__)?\.py$/, '')
      .split('/')
      .at(-1);
    const names = imports.flatMap(({ module, name }) =>
      name && module.split('.').at(-1) === base ? [name] : [],
    );
    const passedOn = one.imports.filter(({ local, module }) => names.includes(local ?? '') && module !== '');
    const behind = one.locals.filter((next) =>
      passedOn.some(({ module }) =>
        next.replace(/(\/__init__)?\.py$/, '').endsWith(module.split('.').at(-1) ?? ''),
      ),
    );
    const called = calls.some(({ name }) => name.split('.').includes(base ?? ''));
    return [path, ...behind, ...(called && !path.endsWith('__init__.py') ? one.locals : [])];
  });
}

/** What a test does without importing it: it asks the API, checks data, or runs a step as a command. */
function* exercised({ path, calls, assignments, imports }: Module, steps: Steps): Generator<StepTest> {
  const at = (step: TestedStep, line: number, note: Text): StepTest => ({ step, path, line, note });
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const client = calls.find(
    (call) =>
      /TestClient|test_client|APIClient|ASGITransport|create_app/.test(call.name) ||
      asksService(call, assignments),
  );
  if (client) yield at('api', client.line, say`calls the API: ${client.name}`);
  const checks = imports.some(({ module }) => /great_expectations|pandera|deepchecks/.test(module));
  const validates = calls.find(({ name }) => /\.expect_\w+|^pandera\.|\.validate$/.test(name) && checks);
  if (validates) yield at('data', validates.line, say`checks data: ${validates.name}`);
  for (const { name, line, arguments: given } of calls) {
    if (!/^(subprocess|runpy)\.|^os\.system$|\.invoke$|script_runner/.test(name)) continue;
    const text = given.map((argument) => argument.text).join(' ');
    // A script may be called by the name that it has beside the test, or in the root.
    const scripts = new Set(
      [...text.matchAll(/(?<![\w./-])[\w-]+\.py\b/g)].flatMap(([script]) => [script, `${folder}${script}`]),
    );
    for (const [file, own] of steps) {
      const dotted = file
        .replace(/^src\//, '')
        .replace(/\.py$/, '')
        .replaceAll('/', '.');
      if (!text.includes(file) && !scripts.has(file) && !(dotted.includes('.') && text.includes(dotted)))
        continue;
      for (const step of own) yield at(step, line, say`runs ${file}`);
    }
  }
}

/** A command that runs a test suite. */
export const runsTests = ({ words, text }: Pick<Run, 'words' | 'text'>): boolean => {
  const [program = '', verb = ''] = words;
  if (/^(pytest|py\.test|unittest|nosetests|nose2|stestr|green|ward|behave|robot)$/.test(program))
    return !/--(collect-only|version|co)\b/.test(text);
  if (program === 'hatch' && verb === 'test') return true;
  // Scripts that Hatch brings: https://hatch.pypa.io/latest/config/internal/testing/
  if (/:run-cov$|^hatch-test[^:]*:run$/.test(program)) return true;
  if (/^(Rscript|R)$/.test(program)) return /testthat|devtools::(test|check)|R CMD check/.test(text);
  if (program === 'julia') return /Pkg\.test/.test(text);
  if (program === 'papermill' || program === 'bazel') return verb === 'test';
  // What is called `test.py` alone is often an evaluation script.
  return /^python\S* (\S*\/)?((manage|setup)\.py test|(run_tests?|tests|test_\w+|(run|submit)_\w*pytest\w*)\.py)\b/.test(
    text,
  );
};

/** Jobs of CI that run tests, with the command. */
export const testJob = derived({ ciJob }, ({ ciJob }): (Evidence & { readonly job: CiJob })[] =>
  ciJob.flatMap((job) => {
    const run = job.runs.find(runsTests);
    const action = job.uses.find(
      (use) =>
        /pytest|run-tests|r-lib\/actions\/check-r-package|julia-runtest/i.test(use.text) ||
        isOffsite(use, 'tests'),
    );
    if (run)
      return [
        { job, path: run.path, line: run.line, note: say`“${job.name}” runs ${run.text.slice(0, 60)}` },
      ];
    return action
      ? [{ job, path: action.path, line: action.line, note: say`“${job.name}” uses ${action.text}` }]
      : [];
  }),
);

/** Test suites in R and Julia, which are found by their folders. */
export const otherTests = derived({ listed }, ({ listed }): Evidence[] =>
  listed
    .filter(({ path }) => /(^|\/)tests\/testthat\/.*\.[rR]$|(^|\/)test\/runtests\.jl$/.test(path))
    .map(({ path }) => ({ path, line: 1, note: say`tests` })),
);
