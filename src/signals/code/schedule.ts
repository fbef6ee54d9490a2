import type { Call } from '../../formats/python/code.ts';
import { say } from '../../text.ts';
import type { Schedule } from '../schedule.ts';
import { derived } from '../signal.ts';
import { namedForScoring, namedForTraining } from '../training.ts';
import { type Module, module } from './module.ts';
import { codeStep } from './step.ts';

/** Calls that are a schedule by their name. */
const schedules =
  /^(dagster\.(ScheduleDefinition|schedule|build_schedule_from_partitioned_job|sensor|AutomationCondition.*|AutoMaterializePolicy.*)|azure\.functions\..*\.(timer_trigger|schedule)|prefect\..*(CronSchedule|IntervalSchedule|RRuleSchedule|Cron|Interval|RRule)|zenml\..*Schedule|metaflow\.(schedule|trigger|trigger_on_finish)|flytekit\.(CronSchedule|FixedRate)|apscheduler\..*(add_job|scheduled_job)|celery\.schedules\.(crontab|schedule)|modal\.(Cron|Period)|chalice\..*\.schedule|azure\.ai\.ml\.entities\.(JobSchedule|CronTrigger|RecurrenceTrigger)|azureml\.pipeline\.core\.(schedule\.)?Schedule(Recurrence|\.create)?|kfp\..*create_recurring_run|google\.cloud\.aiplatform\..*(create_schedule|PipelineJobSchedule)|sagemaker\.workflow\.triggers\..*|databricks\..*CronSchedule|schedule\.every.*\.do)(\(\))?$/;

/** Calls that take a schedule as an argument. */
const takers =
  /^airflow\.(.*\.)?(DAG|dag|asset)$|^mlrun\..*\.(set_workflow|run)$|\.(serve|deploy|to_deployment|from_source|create_schedule|put_rule)$/;
const takes =
  /^(schedule|schedule_interval|schedules|timetable|cron|interval|rrule|ScheduleExpression|EventPattern)$/;

/** What runs by the clock, on an event or on drift, as code says it. */
export const codeSchedule = derived(
  { module, codeStep },
  function* ({ module, codeStep }): Generator<Schedule> {
    const training = new Set(
      codeStep.filter(({ step, test }) => step === 'training' && !test).map(({ path }) => path),
    );
    for (const one of module) {
      if (one.test) continue;
      const all = [...one.calls, ...one.definitions.flatMap(({ decorators }) => decorators)];
      const here = trainsHere(one, all, training);
      for (const { name, keys } of one.dictionaries)
        if (/(^|\.)(beat_schedule|CELERY_?BEAT_SCHEDULE)$/i.test(name))
          for (const key of keys)
            if (namedForTraining.test(`${key.name} ${key.value}`))
              yield {
                path: one.path,
                line: key.line,
                training: true,
                paused: false,
                note: say`schedules: ${key.name}`,
              };
      for (const call of all) {
        const named = call.arguments.some(({ text }) => namedForTraining.test(text));
        const at = { path: one.path, line: call.line };
        if (isSchedule(call, one))
          yield {
            ...at,
            training: here || named,
            paused: isPaused(call),
            note: say`schedules: ${call.name}`,
          };
        else if (startsTraining.test(call.name) && isOnEvent(call))
          yield {
            ...at,
            training: true,
            paused: false,
            note: say`starts training on an event: ${call.name}`,
          };
      }
    }
  },
);

function isSchedule({ name, arguments: given }: Call, { imports }: Module): boolean {
  if (schedules.test(name)) return true;
  const prefect = imports.some(({ module }) => /^(prefect|boto3)\b/.test(module));
  return (
    takers.test(name) &&
    (/^(airflow|mlrun)\./.test(name) || prefect) &&
    given.some(({ keyword, text }) => takes.test(keyword ?? '') && !/^(None|@once|@never|\[\])?$/.test(text))
  );
}

const isPaused = ({ arguments: given }: Call): boolean =>
  given.some(
    ({ keyword, text }) =>
      (/^(is_paused_upon_creation|paused)$/.test(keyword ?? '') && text === 'True') ||
      (/^(is_enabled|enabled|active)$/.test(keyword ?? '') && text === 'False') ||
      (keyword === 'default_status' && /STOPPED$/.test(text)) ||
      (keyword === 'State' && text === 'DISABLED'),
  );

/** Arguments that say what a task of an orchestrator runs. */
const taskArgument =
  /^(task_id|bash_command|command|cmds|arguments|name|job_name|job|trigger_dag_id|entry_point|python_callable|notebook_path|script|application|container_overrides|entrypoint)$/;

/** Whether the file trains, or names a task that does. */
function trainsHere(
  { path, locals, definitions }: Module,
  calls: readonly Call[],
  training: ReadonlySet<string>,
): boolean {
  const file = path.split('/').at(-1) ?? '';
  return (
    training.has(path) ||
    namedForTraining.test(file) ||
    definitions.some(({ name }) => namedForTraining.test(name)) ||
    // Cross-validation fits what it measures.
    calls.some(({ name }) => /(^|\.)cross_val\w*$/.test(name)) ||
    calls.some(({ arguments: given }) =>
      given.some(({ keyword, text }) => taskArgument.test(keyword ?? '') && namedForTraining.test(text)),
    ) ||
    calls.some(
      ({ name }) => /^airflow\./.test(name) && namedForTraining.test(name.split('.').at(-1) ?? ''),
    ) ||
    (!namedForScoring(file) && locals.some((local) => training.has(local)))
  );
}

const startsTraining =
  /(^|[._])((re_?)?train(_model|_pipeline|ing)?|re_?train\w*|trigger_\w*train\w*|start_training\w*|run_deployment|create_run_from_\w+|start_pipeline_execution|create_training_job|create_workflow_dispatch|trigger_dag\w*)$/;

/** Drift, worse results or an event of the platform stand before the call. */
const isOnEvent = ({ when = '', within = '' }: Call): boolean =>
  /drift|degrad|stale|should_retrain|needs_retraining|below_threshold/i.test(when) ||
  /^(lambda_handler|handler)$/.test(within);
