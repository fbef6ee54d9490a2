import type { Call } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { type CiJob, ciJob, startedBy } from './ci/job.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { worksOnModels } from './flag.ts';
import { alertRule } from './monitoring.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** That somebody is told when a batch run fails or comes late. Retries alone tell nobody. */
export interface BatchWatch extends Evidence {
  readonly kind: 'alert' | 'retry';
}

export const batchWatch = derived(
  { module, ciJob, toolUse, codeStep, alertRule, ...resourceSignals },
  ({ module, ciJob, toolUse, codeStep, alertRule, ...resources }): BatchWatch[] => {
    const working = new Set(codeStep.filter(({ test }) => !test).map(({ path }) => path));
    const scheduled = ciJob.filter((job) => job.triggers.some(({ on }) => on === 'schedule'));
    const works = scheduled
      .filter(({ runs }) => runs.some(({ words }) => worksOnModels(words, working)))
      .map(({ workflow }) => workflow);
    const paths = new Set(works.map(({ path }) => path));
    const names = new Set(works.map(({ name }) => name));
    // A workflow can wait for the end of another.
    const after = ciJob.filter(({ triggers }) =>
      triggers.some(({ after }) => after?.some((name) => names.has(name))),
    );
    return [
      ...inOrchestratedCode(module, toolUse),
      ...[...scheduled.filter(({ workflow }) => paths.has(workflow.path)), ...after].flatMap(inSchedule),
      ...ciJob.filter((job) => !startedBy(job, 'pull-request')).flatMap(inCommands),
      ...Object.values(resources).flat().flatMap(inResource),
      ...alertRule
        .filter(({ expression }) => aboutRuns.test(expression))
        .map(({ path, line, note }) => ({ kind: 'alert' as const, path, line, note })),
    ];
  },
);

/** What Prometheus knows of runs: those of Kubernetes and of orchestrators, and how old their results are. */
const aboutRuns =
  /kube_(cron)?job|\b(airflow|dagster|prefect|argo_workflows?|kfp|flyte|spark)_|freshness|last_(success|run|completion)|_age_|pushgateway|push_time_seconds/i;

// ── code of orchestrators ───────────────────────────────────────────────────────────────────────────────────────────

const callbacks =
  /^(on_failure_callback|sla|sla_miss_callback|deadline|email_on_failure|on_failure|on_crashed|freshness_policy|notifications?|on_exit|failure_hook|notification_settings)$/;
const nothing = /^(None|False|\[\]|\{\}|)$/;
const retries = /^(retries|max_retries|retry_policy)$/;
const tells =
  /run_failure_sensor(\(\))?$|FreshnessPolicy|freshness_checks$|\.ExitHandler$|\.exit_handler$|NotificationEmailOp$|prefect\.automations\.Automation$/;
/** They tell of what they are put behind: of failures, where their rule or their function says so. */
const senders =
  /(Slack\w*|Email|SendGrid|PagerDuty\w*|Teams\w*|Telegram|Discord\w*)(Operator|Webhook\w*)$|\.notify$|send_slack\w*$|send_email$/i;
const heartbeat =
  /hc-ping\.com|healthchecks\.io|cronitor\.(io|link)|deadmanssnitch|nosnch\.in|betterstack\.com\/api\/v1\/heartbeat/;

function inOrchestratedCode(modules: readonly Module[], uses: Parameters<typeof inRole>[0]): BatchWatch[] {
  const roots = new Set(inRole(uses, 'orchestration', 'scheduler').imported.map(({ path }) => path));
  const code = modules.filter(({ test }) => !test);
  // What is the same for all pipelines often stands in a file of its own.
  const near = new Set(code.flatMap(({ path, locals }) => (roots.has(path) ? [path, ...locals] : [])));
  return code
    .filter(({ path }) => near.has(path))
    .flatMap(({ path, calls, definitions, dictionaries, paths }): BatchWatch[] => {
      const alert = (line: number, note: Evidence['note']): BatchWatch => ({
        kind: 'alert',
        path,
        line,
        note,
      });
      const retry = (line: number): BatchWatch => ({ kind: 'retry', path, line, note: say`retries` });
      return [
        ...[...calls, ...definitions.flatMap(({ decorators }) => decorators)].flatMap(
          (call): BatchWatch[] => {
            const set = watchIn(call);
            if (set) return [alert(call.line, say`sets ${set}`)];
            if (call.imported && (tells.test(call.name) || tellsOfFailure(call)))
              return [alert(call.line, say`calls ${call.name}`)];
            return call.arguments.some(({ keyword, text }) => retries.test(keyword ?? '') && text !== '0')
              ? [retry(call.line)]
              : [];
          },
        ),
        ...dictionaries
          .flatMap(({ keys }) => keys)
          .flatMap(({ name, value, line }): BatchWatch[] =>
            callbacks.test(name) && !nothing.test(value)
              ? [alert(line, say`sets ${name}`)]
              : retries.test(name) && value !== '0'
                ? [retry(line)]
                : [],
          ),
        ...paths
          .filter(({ text }) => heartbeat.test(text))
          .map(({ line, text }) => alert(line, say`reports to ${text}`)),
      ];
    });
}

/** The argument of a call that names whom to tell; it may stand in a dictionary of defaults. */
function watchIn({ arguments: given }: Call): string | undefined {
  const direct = given.find(({ keyword, text }) => callbacks.test(keyword ?? '') && !nothing.test(text));
  const hooks = given.find(({ keyword, text }) => keyword === 'hooks' && /fail/i.test(text));
  const defaults = given.find(({ keyword }) => keyword === 'default_args')?.text ?? '';
  const [, inner] =
    /["'](on_failure_callback|email_on_failure|sla)["']\s*:(?!\s*(?:None|False))/.exec(defaults) ?? [];
  return direct?.keyword ?? hooks?.keyword ?? inner;
}

const tellsOfFailure = ({ name, within = '', when = '', arguments: given }: Call): boolean =>
  senders.test(name) &&
  (/fail|error|alert|crash|miss|late|stale/i.test(`${within} ${when}`) ||
    given.some(({ keyword, text }) => keyword === 'trigger_rule' && /fail|done/i.test(text)));

// ── CI ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const channel =
  /slack|teams|discord|telegram|mail|notify|notification|pagerduty|opsgenie|create-(an-)?issue|gh issue create|glab issue create|webhook/i;
const onFailure = /fail|always|cancell?ed|!=\s*'success'|not\(succeeded/i;

function inSchedule({ runs, uses }: CiJob): BatchWatch[] {
  const told = [...uses, ...runs].filter(
    ({ text, when = '' }) => (channel.test(text) && onFailure.test(when)) || heartbeat.test(text),
  );
  return told.map(({ path, line, text }) => ({
    kind: 'alert',
    path,
    line,
    note: say`tells somebody: ${text.slice(0, 60)}`,
  }));
}

/** Pipelines that are sent off with whom to tell, and checks of how fresh a table is. */
const inCommands = ({ runs }: CiJob): BatchWatch[] =>
  runs
    .filter(({ text }) => /--notify-on-error|^dbt source freshness/.test(text))
    .map(({ path, line, text }) => ({ kind: 'alert', path, line, note: say`runs ${text.slice(0, 60)}` }));

// ── definitions ─────────────────────────────────────────────────────────────────────────────────────────────────────

const failed = /fail(ed|ures?|s)?\b|Failed|FAILED|timed?_?out|freshness|stale|_age\b|age_|missed|\blate\b/i;
const alarms =
  /metric_alarm|alert_policy|metric_alert|query_rules_alert|metricAlerts|scheduledQueryRules|datadog_monitor|grafana_rule_group|CloudWatch::Alarm|cloudwatch_event_rule|Events::Rule/;

/** A job of Kubernetes may set up anything. */
const aboutModels = /train|scor(e|ing)|predict|infer|feature|batch[-_]|forecast|embed/i;

function inResource({ platform, type, source, text = '', path, line }: Resource): BatchWatch[] {
  const walked = source ? [...source.walk()] : [];
  const content = source ? walked.map(([key, at]) => `${key} ${at.text ?? ''}`).join('\n') : text;
  const alert = (at: number, note: Evidence['note']): BatchWatch => ({ kind: 'alert', path, line: at, note });
  const found: BatchWatch[] = [];
  if (alarms.test(type) && failed.test(content)) found.push(alert(line, say`catches failed runs (${type})`));
  if (type === 'databricks_job' && /on_(failure|duration_warning\w*)\s*=\s*\[\s*["\w]/.test(text))
    found.push(alert(line, say`tells of failed runs`));
  if (
    /sfn_state_machine|StateMachine/.test(type) &&
    /\bCatch\b/.test(content) &&
    /sns|notify|alert/i.test(content)
  )
    found.push(alert(line, say`catches failed steps`));
  for (const [key, at] of walked) {
    const told = /^on_(failure|duration_warning_threshold_exceeded|streaming_backlog_exceeded)$/.test(key);
    if (platform === 'Databricks' && told && (at.items.length > 0 || (at.text ?? '') !== ''))
      found.push(alert(at.line, say`sets ${key}`));
    if (platform === 'Azure ML' && key === 'email_on' && /fail/i.test(at.text ?? ''))
      found.push(alert(at.line, say`writes mails when a job fails`));
    if (platform === 'Kubernetes' && key === 'onExit' && /Workflow/.test(type))
      found.push(alert(at.line, say`sets ${key}`));
    if (
      /^(max_retries|retryStrategy|backoffLimit)$/.test(key) &&
      at.value !== 0 &&
      /jobs|Workflow|Job/.test(type) &&
      (!/^batch\/\w+\/Job$/.test(type) || aboutModels.test(`${path} ${content}`))
    )
      found.push({ kind: 'retry', path, line: at.line, note: say`retries` });
  }
  return found;
}
