import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { type CiJob, ciJob, startedBy } from './ci/job.ts';
import { module } from './code/module.ts';
import { codeSchedule } from './code/schedule.ts';
import { codeStep } from './code/step.ts';
import { contentOf } from './content.ts';
import { delivery, trainingAction, trainingFiles, trains } from './delivery.ts';
import { worksOnModels } from './flag.ts';
import { dvcStep, elyra, mlProject } from './pipeline.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';
import { task } from './task.ts';
import { inRole, toolUse } from './tool/use.ts';
import { namedForTraining } from './training.ts';

/** That something runs by the clock or on an event. */
export interface Schedule extends Evidence {
  /** It trains, as far as its files and names tell. */
  readonly training: boolean;
  readonly paused: boolean;
}

/** https://docs.prefect.io/v3/how-to-guides/deployments/prefect-yaml */
const prefectSchedule = fromFiles<Schedule & { readonly entrypoint: string }>({
  reads: ['**/prefect.yaml'],
  *parse({ path, yaml }) {
    for (const deployment of yaml()[0]?.get('deployments')?.items ?? []) {
      const name = deployment.get('name')?.text ?? '';
      const entrypoint = deployment.get('entrypoint')?.text ?? '';
      const schedules = deployment.get('schedules')?.items ?? [];
      for (const at of [deployment.get('schedule'), ...schedules])
        if (at && at.entries.length > 0)
          yield {
            training: namedForTraining.test(`${name} ${entrypoint}`),
            paused: at.get('active')?.value === false || deployment.get('paused')?.value === true,
            entrypoint,
            path,
            line: at.line,
            note: say`runs ${name} on a schedule`,
          };
    }
  },
});

export const schedule = derived(
  { ciJob, codeStep, module, toolUse, codeSchedule, prefectSchedule, ...resourceSignals },
  function* (facts): Generator<Schedule> {
    const { ciJob, codeStep, module, toolUse, codeSchedule, prefectSchedule, ...resources } = facts;
    const files = trainingFiles(codeStep, toolUse, module);
    for (const job of ciJob) {
      const trigger = clockOrEvent(job);
      // What pull requests start, too, is a test of the training.
      if (!trigger || startedBy(job, 'pull-request')) continue;
      const run =
        job.runs.find(({ words, text }) => trains(words, files) && !trial.test(text)) ?? trainingAction(job);
      if (run)
        yield {
          training: true,
          paused: false,
          path: job.path,
          line: trigger.line,
          note: say`runs “${job.name}” on a schedule or event: ${run.text.slice(0, 60)}`,
        };
    }
    yield* codeSchedule;
    for (const { entrypoint, training, ...one } of prefectSchedule)
      yield { ...one, training: training || files.has(entrypoint.split(':')[0] ?? '') };
    for (const resource of Object.values(resources).flat()) {
      const found = scheduled(resource);
      if (found)
        yield {
          ...found,
          path: resource.path,
          line: resource.line,
          note: say`runs ${resource.name || resource.type} on a schedule or event`,
        };
    }
  },
);

/** A run that only shows that training works. */
const trial = /--?(smoke|dry[-_]run|fast[-_]dev[-_]run|debug|sanity)\b/;

/** What starts a job besides a change of the code: the clock, an event, or new data. */
const clockOrEvent = (job: CiJob) =>
  job.manual
    ? undefined
    : job.triggers.find(
        ({ on, after, paths }) =>
          on === 'schedule' ||
          (on === 'event' && (!after || after.some((name) => /drift|monitor|data/i.test(name)))) ||
          (on === 'push' && paths?.some((path) => !path.startsWith('!') && isDataPath(path))),
      );

const isDataPath = (path: string) =>
  path.endsWith('.dvc') || contentOf(path.replace(/\/?\*+.*$/, '') || path) === 'data';

/** All keys and texts of a definition, a line each. */
const written = ({ name, source, text = '' }: Resource): string =>
  [
    name,
    text,
    ...[...(source?.walk() ?? [])].map(
      ([key, value]: readonly [string, Located]) => `${key} ${value.text ?? ''}`,
    ),
  ].join('\n');

/** Definitions that run by the clock or on events: CronJobs, Argo, Databricks jobs, Azure ML schedules, cloud schedulers. */
function scheduled(resource: Resource): Pick<Schedule, 'training' | 'paused'> | undefined {
  const { type, platform, source, text = '' } = resource;
  const training = namedForTraining.test(written(resource));
  if (/\/(CronJob|CronWorkflow|ScheduledWorkflow|ScheduledSparkApplication)$/.test(type))
    return { training, paused: source?.get('spec', 'suspend')?.value === true };
  if (/^argoproj\.io\/.*\/Sensor$/.test(type)) return { training, paused: false };
  if (platform === 'Databricks' && type === 'jobs') {
    const at = source?.get('schedule') ?? source?.get('trigger') ?? source?.get('continuous');
    return at && { training, paused: at.get('pause_status')?.text === 'PAUSED' };
  }
  if (platform === 'Azure ML' && type === 'schedule')
    return { training, paused: source?.get('is_enabled')?.value === false };
  if (
    /^(aws_cloudwatch_event_rule|aws_scheduler_schedule|google_cloud_scheduler_job|azurerm_logic_app_trigger_recurrence)$|^AWS::(Events::Rule|Scheduler::Schedule)$/.test(
      type,
    )
  ) {
    const off = /is_enabled\s*=\s*false|state\s*=\s*"DISABLED"|paused\s*=\s*true/;
    return {
      training,
      paused: off.test(text) || source?.get('Properties', 'State')?.text === 'DISABLED',
    };
  }
  return undefined;
}

/** A command that runs a step: Python, a notebook, or a task of another name. */
const startsStep =
  /\bpython3?\b.*(\.py|\s-m\s)|\b(papermill|spark-submit|Rscript)\b|\b(mise|poe|just|make|task|npm)\s+(run\s+)?\w/;

/** A pipeline that trains, whoever starts it; a lone script is none. */
export const trainingPipeline = derived(
  { toolUse, codeStep, module, dvcStep, mlProject, elyra, delivery, task, ...resourceSignals },
  (facts): Evidence[] => {
    const { toolUse, codeStep, module, azureMl, databricksBundle, kubernetes } = facts;
    const training = trainingFiles(codeStep, toolUse, module);
    const forTraining = ({ text }: { readonly text: string }) =>
      namedForTraining.test(text) || worksOnModels(text.split(/\s+/), training);
    const steps = [...facts.dvcStep, ...facts.mlProject, ...facts.elyra]
      .filter(({ name, commands }) => namedForTraining.test(name) || commands.some(forTraining))
      .map(({ path, line, name, pipeline }) => ({
        path,
        line,
        note: say`defines the step ${name} (${pipeline})`,
      }));
    const byPath = new Map(module.map((one) => [one.path, one]));
    const orchestrated = inRole(toolUse, 'orchestration', 'pipeline').used.filter(({ path }) => {
      if (!/\.(py|ipynb)$/.test(path)) return false;
      const { locals = [], definitions = [] } = byPath.get(path) ?? {};
      return (
        [path, ...locals].some((file) =>
          codeStep.some((step) => step.path === file && step.step === 'training' && !step.test),
        ) ||
        namedForTraining.test(path) ||
        definitions.some(({ name }) => namedForTraining.test(name))
      );
    });
    const defined = [
      ...azureMl.filter(({ type }) => /pipeline|commandJob|sweepJob/i.test(type)),
      ...databricksBundle.filter(({ type }) => type === 'jobs'),
      ...kubernetes.filter(({ type }) => /Workflow|PipelineRun|PyTorchJob|TFJob|TrainJob|RayJob/.test(type)),
    ]
      .filter((one) => namedForTraining.test(one.path) || namedForTraining.test(written(one)))
      .map(({ path, line, type }) => ({ path, line, note: say`defines ${type} that trains` }));
    const chained = facts.task
      .filter(({ commands }) => {
        const run = commands.filter(({ text }) => startsStep.test(text));
        return run.length >= 2 && run.some(forTraining);
      })
      .map(({ path, line, name }) => ({
        path,
        line,
        note: say`${name} runs several steps, training among them`,
      }));
    return [
      ...steps,
      ...orchestrated,
      ...chained,
      ...defined,
      ...facts.delivery.filter(({ what }) => what === 'training'),
    ];
  },
);
