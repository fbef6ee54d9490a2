import { say } from '../text.ts';
import { ciJob, startedBy } from './ci/job.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { trainingFiles, trains } from './delivery.ts';
import { worksOnModels } from './flag.ts';
import { dvcStep, elyra, mlProject } from './pipeline.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** That something runs by the clock or on an event. */
export interface Schedule extends Evidence {
  /** It trains, as far as its files and names tell. */
  readonly training: boolean;
  readonly paused: boolean;
}

const namedForTraining = /(re)?-?train|refit|fine-?tune|学習/i;
const scheduleCalls =
  /^(dagster\.(ScheduleDefinition|schedule|build_schedule_from_partitioned_job|sensor|AutomationCondition.*)|prefect\..*(CronSchedule|IntervalSchedule|Cron|Interval)|zenml\..*Schedule|metaflow\.(schedule|trigger|trigger_on_finish)|flytekit\.(CronSchedule|FixedRate)|apscheduler\..*add_job|azure\.ai\.ml\.entities\.(JobSchedule|CronTrigger|RecurrenceTrigger)|azureml\.pipeline\.core\.(schedule\.)?Schedule(Recurrence|\.create)?|kfp\..*create_recurring_run|google\.cloud\.aiplatform\..*create_schedule|sagemaker\.workflow\.triggers\..*|schedule\.every.*)(\(\))?$/;

export const schedule = derived(
  { ciJob, codeStep, module, toolUse, ...resourceSignals },
  function* ({ ciJob, codeStep, module, toolUse, ...resources }): Generator<Schedule> {
    const training = trainingFiles(codeStep, toolUse, module);
    for (const job of ciJob) {
      const trigger = job.triggers.find(({ on }) => on === 'schedule' || on === 'event');
      // What pull requests start, too, is a test of the training.
      if (!trigger || !startedBy(job, 'schedule', 'event') || startedBy(job, 'pull-request')) continue;
      const run = job.runs.find(({ words }) => trains(words, training));
      if (run)
        yield {
          training: true,
          paused: false,
          path: job.path,
          line: trigger.line,
          note: say`runs “${job.name}” on a schedule or event: ${run.text.slice(0, 60)}`,
        };
    }
    for (const one of module) {
      if (one.test || one.notebook) continue;
      const trainsHere =
        training.has(one.path) &&
        (codeStep.some(({ path, step }) => path === one.path && step === 'training') ||
          namedForTraining.test(one.path) ||
          one.locals.some((path) =>
            codeStep.some((step) => step.path === path && step.step === 'training'),
          ) ||
          one.definitions.some(({ name }) => namedForTraining.test(name)));
      for (const call of [...one.calls, ...one.definitions.flatMap(({ decorators }) => decorators)]) {
        const airflow = /^airflow\.(.*\.)?(DAG|dag)$/.test(call.name);
        const set = call.arguments.find(({ keyword }) =>
          /^(schedule|schedule_interval|timetable|cron|interval|rrule)$/.test(keyword ?? ''),
        );
        const served =
          /\.(serve|deploy|to_deployment|from_source)$/.test(call.name) &&
          set !== undefined &&
          call.imported === true;
        const scheduled =
          scheduleCalls.test(call.name) || ((airflow || served) && set !== undefined && set.text !== 'None');
        const paused = call.arguments.some(
          ({ keyword, text }) =>
            (keyword === 'is_paused_upon_creation' && text === 'True') ||
            (keyword === 'paused' && text === 'True'),
        );
        const named = call.arguments.some(({ text }) => namedForTraining.test(text));
        if (scheduled)
          yield {
            training: trainsHere || named,
            paused,
            path: one.path,
            line: call.line,
            note: say`schedules: ${call.name}`,
          };
      }
    }
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

/** Definitions that run by the clock: CronJobs, Argo, Databricks jobs, Azure ML schedules, cloud schedulers. */
function scheduled(resource: Resource): Pick<Schedule, 'training' | 'paused'> | undefined {
  const { type, name, source, text = '' } = resource;
  const content = source
    ? [...source.walk()].map(([key, value]) => `${key} ${value.text ?? ''}`).join('\n')
    : text;
  const training = namedForTraining.test(name) || namedForTraining.test(content);
  if (/\/(CronJob|CronWorkflow|ScheduledWorkflow|ScheduledSparkApplication)$/.test(type)) {
    return { training, paused: source?.get('spec', 'suspend')?.value === true };
  }
  if (resource.platform === 'Databricks' && type === 'jobs') {
    const at = source?.get('schedule') ?? source?.get('trigger') ?? source?.get('continuous');
    return at && { training, paused: at.get('pause_status')?.text === 'PAUSED' };
  }
  if (resource.platform === 'Azure ML' && type === 'schedule')
    return { training, paused: source?.get('is_enabled')?.value === false };
  if (
    /^(aws_cloudwatch_event_rule|aws_scheduler_schedule|google_cloud_scheduler_job|azurerm_logic_app_trigger_recurrence)$|^AWS::(Events::Rule|Scheduler::Schedule)$/.test(
      type,
    )
  ) {
    return { training, paused: /is_enabled\s*=\s*false|state\s*=\s*"DISABLED"/.test(text) };
  }
  return undefined;
}

/** A pipeline definition that trains, whoever starts it; a lone script is none. */
export const trainingPipeline = derived(
  { toolUse, codeStep, module, dvcStep, mlProject, elyra, ...resourceSignals },
  ({
    toolUse,
    codeStep,
    module,
    dvcStep,
    mlProject,
    elyra,
    azureMl,
    databricksBundle,
    kubernetes,
  }): Evidence[] => {
    const training = trainingFiles(codeStep, toolUse, module);
    const byPath = new Map(module.map((one) => [one.path, one]));
    const steps = [...dvcStep, ...mlProject, ...elyra]
      .filter(
        ({ name, commands }) =>
          namedForTraining.test(name) ||
          commands.some(
            ({ text }) => namedForTraining.test(text) || worksOnModels(text.split(/\s+/), training),
          ),
      )
      .map(({ path, line, name, pipeline }) => ({
        path,
        line,
        note: say`defines the step ${name} (${pipeline})`,
      }));
    const orchestrated = inRole(toolUse, 'orchestration', 'pipeline').used.filter(({ path, notebook }) => {
      if (notebook || !path.endsWith('.py')) return false;
      const one = byPath.get(path);
      const near = [path, ...(one?.locals ?? [])];
      return (
        near.some((file) =>
          codeStep.some((step) => step.path === file && step.step === 'training' && !step.test),
        ) ||
        namedForTraining.test(path) ||
        one?.definitions.some(({ name }) => namedForTraining.test(name)) === true
      );
    });
    const defined = [
      ...azureMl.filter(({ type }) => /pipeline|commandJob|sweepJob/i.test(type)),
      ...databricksBundle.filter(({ type }) => type === 'jobs'),
      ...kubernetes.filter(({ type }) => /Workflow|PipelineRun|PyTorchJob|TFJob|TrainJob|RayJob/.test(type)),
    ]
      .filter(
        ({ name, path, text, source }) =>
          namedForTraining.test(name) ||
          namedForTraining.test(path) ||
          namedForTraining.test(text ?? '') ||
          [...(source?.walk() ?? [])].some(([, value]) => namedForTraining.test(value.text ?? '')),
      )
      .map(({ path, line, type }) => ({ path, line, note: say`defines ${type} that trains` }));
    return [...steps, ...orchestrated, ...defined];
  },
);
