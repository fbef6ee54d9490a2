import { say } from '../text.ts';
import { type CiJob, ciJob, type Run } from './ci/job.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { listed } from './listing.ts';
import { derived, type Evidence } from './signal.ts';

export type TestedStep = 'data' | 'training' | 'api' | 'other';

/** That a test file reaches a step of the pipeline: it imports the code, or does the step itself. */
export interface StepTest extends Evidence {
  readonly step: TestedStep;
}

const named: readonly (readonly [TestedStep, RegExp])[] = [
  ['data', /data|dataset|preprocess|process|feature|clean|ingest|prepare|etl|transform|load|split|schema/i],
  ['training', /train|model|fit|pipeline|learner|trainer|estimator/i],
  ['api', /api|app|serv|endpoint|predict|score|inference|lambda|handler/i],
];

export const stepTest = derived(
  { module, codeStep, endpoint },
  function* ({ module, codeStep, endpoint }): Generator<StepTest> {
    const byPath = new Map(module.map((one) => [one.path, one]));
    const stepsOf = (path: string): TestedStep[] => [
      ...codeStep
        .filter((step) => step.path === path && !step.test)
        .flatMap(({ step }): TestedStep[] =>
          step === 'data'
            ? ['data']
            : step === 'training'
              ? ['training']
              : step === 'scoring'
                ? ['other']
                : [],
        ),
      ...(endpoint.some((one) => one.path === path) ? (['api'] as const) : []),
    ];
    for (const one of module) {
      if (!one.test || !hasTests(one)) continue;
      yield { step: 'other', path: one.path, line: firstTest(one), note: say`tests` };
      for (const local of one.locals) {
        const imported = byPath.get(local);
        const base = local.split('/').at(-1) ?? '';
        const byName = named.filter(([, pattern]) => pattern.test(base)).map(([step]) => step);
        const steps = new Set([...stepsOf(local), ...byName]);
        for (const step of steps) {
          if (imported && !imported.test && step !== 'other')
            yield { step, path: one.path, line: firstTest(one), note: say`tests ${local}` };
        }
      }
      const client = one.calls.find(({ name }) =>
        /TestClient|test_client|^requests\.(get|post)|^httpx\.|APIClient|create_app/.test(name),
      );
      if (client)
        yield { step: 'api', path: one.path, line: client.line, note: say`calls the API: ${client.name}` };
      const validates = one.calls.find(
        ({ name }) =>
          /\.expect_\w+|^pandera\.|\.validate$/.test(name) &&
          one.imports.some(({ module }) => /great_expectations|pandera|deepchecks/.test(module)),
      );
      if (validates)
        yield {
          step: 'data',
          path: one.path,
          line: validates.line,
          note: say`checks data: ${validates.name}`,
        };
      for (const step of codeStep) {
        if (step.path === one.path && step.step === 'training')
          yield { step: 'training', path: one.path, line: step.line, note: step.note };
      }
    }
  },
);

const hasTests = ({ definitions }: Module) =>
  definitions.some(
    ({ name, bases }) => /(^|\.)test/i.test(name) || bases.some((base) => base.endsWith('TestCase')),
  );

const firstTest = ({ definitions }: Module) =>
  definitions.find(({ name }) => /(^|\.)test/i.test(name))?.line ?? 1;

/** A command that runs a test suite. */
export const runsTests = ({ words, text }: Pick<Run, 'words' | 'text'>): boolean => {
  const [program = '', verb = ''] = words;
  if (/^(pytest|py\.test|unittest|nosetests|nose2|stestr|green|ward)$/.test(program))
    return !/--(collect-only|version|co)\b/.test(text);
  if (program === 'hatch' && verb === 'test') return true;
  if (/^(Rscript|R)$/.test(program)) return /testthat|devtools::(test|check)|R CMD check/.test(text);
  if (program === 'julia') return /Pkg\.test/.test(text);
  if (program === 'papermill' || program === 'bazel') return verb === 'test';
  return (
    /\b(python\d?(\.\d+)? (\S*\/)?(manage\.py|setup\.py) test|python\S* -m (pytest|unittest))\b/.test(text) ||
    /^python\S* (\S*\/)?(run_)?tests?(_\w+)?\.py\b/.test(text)
  );
};

/** Jobs of CI that run tests, with the command. */
export const testJob = derived({ ciJob }, ({ ciJob }): (Evidence & { readonly job: CiJob })[] =>
  ciJob.flatMap((job) => {
    const run = job.runs.find(runsTests);
    const action = job.uses.find(({ text }) =>
      /pytest|run-tests|r-lib\/actions\/check-r-package|julia-runtest/i.test(text),
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
