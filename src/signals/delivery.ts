import { say } from '../text.ts';
import { type CiJob, ciJob, onDelivery, startedBy } from './ci/job.ts';
import { type Module, module } from './code/module.ts';
import { type CodeStep, codeStep } from './code/step.ts';
import { worksOnModels } from './flag.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, roleInJob, type ToolUse, toolUse } from './tool/use.ts';

/** A job of CI that brings something to where it is used. */
export interface Delivery extends Evidence {
  readonly what: 'infrastructure' | 'service' | 'image' | 'package' | 'model' | 'training';
  readonly job: CiJob;
  /** A merge, a tag or a release starts it; else somebody has to. */
  readonly automatic: boolean;
}

const roles: Readonly<Record<string, Delivery['what']>> = {
  'infrastructure-delivery': 'infrastructure',
  'service-delivery': 'service',
  'image-delivery': 'image',
  'package-delivery': 'package',
  'model-delivery': 'model',
};

export const delivery = derived(
  { roleInJob, ciJob, codeStep, toolUse, module },
  function* ({ roleInJob, ciJob, codeStep, toolUse, module }): Generator<Delivery> {
    for (const { role, job, path, line, note } of roleInJob) {
      const what = roles[role];
      if (what) yield { what, job, automatic: onDelivery(job), path, line, note };
    }
    const training = trainingFiles(codeStep, toolUse, module);
    for (const job of ciJob) {
      // What pull requests start, too, is a test of the training.
      if (startedBy(job, 'pull-request')) continue;
      const run = job.runs.find(({ words }) => trains(words, training));
      if (run)
        yield {
          what: 'training',
          job,
          automatic: onDelivery(job),
          path: run.path,
          line: run.line,
          note: say`trains: ${run.text.slice(0, 80)}`,
        };
    }
  },
);

const forTraining = /(re)?train|fit\b|fine-?tune|学習/i;
const forScoring = /scor|infer|predict|serv/i;

/** Files that train a model, or that define or start a pipeline which does. */
export function trainingFiles(
  steps: readonly CodeStep[],
  uses: readonly ToolUse[],
  modules: readonly Module[],
): ReadonlySet<string> {
  const training = new Set(
    steps.filter(({ step, test }) => step === 'training' && !test).map(({ path }) => path),
  );
  const byPath = new Map(modules.map((one) => [one.path, one]));
  const starting = inRole(uses, 'orchestration').used.filter(({ path }) => {
    const { locals = [], definitions = [] } = byPath.get(path) ?? {};
    const named = (pattern: RegExp) =>
      pattern.test(path.split('/').at(-1) ?? '') || definitions.some(({ name }) => pattern.test(name));
    return (
      locals.some((local) => training.has(local)) ||
      (named(forTraining) && !(named(forScoring) && !forTraining.test(path.split('/').at(-1) ?? '')))
    );
  });
  return new Set([...training, ...starting.map(({ path }) => path)]);
}

/** Whether a command trains: a pipeline tool, a job of an ML platform, or a file that trains. */
export function trains(words: readonly string[], files: ReadonlySet<string>): boolean {
  const text = words.join(' ');
  if (
    /^(az ml (job|run) (create|submit)|az ml schedule create|databricks (bundle|jobs) run|gcloud ai custom-jobs create|aws sagemaker (create-training-job|start-pipeline-execution)|sky (launch|jobs launch)|argo submit|anyscale jobs? submit|ray job submit|prefect deployment run|zenml pipeline run)\b/.test(
      text,
    )
  )
    return true;
  if (/^python|\.py\b/.test(text) || words[0]?.includes('.')) {
    const module = words
      .find((word) => /^[\w.]+$/.test(word) && word.includes('.') && !word.endsWith('.py'))
      ?.replaceAll('.', '/');
    if (module && [...files].some((file) => file.replace(/\.py$/, '').endsWith(module))) return true;
  }
  return worksOnModels(words, files);
}
