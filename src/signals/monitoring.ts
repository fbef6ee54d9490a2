import { say } from '../text.ts';
import { ciJob } from './ci/job.ts';
import { endpoint, isHealth } from './code/endpoint.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { composeService, container } from './container.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

const { terraform, cloudFormation, armTemplate, bicep, kubernetes, databricksBundle, azureMl } =
  resourceSignals;

/** Cost centres in tags; tags of owners and environments are about other things. */
export const costTag = derived(
  { terraform, cloudFormation, armTemplate, bicep, kubernetes },
  (facts): Evidence[] =>
    Object.values(facts)
      .flat()
      .filter(({ text, source }) =>
        /cost[-_ ]?(cent(er|re)|code|allocation)/i.test(
          text ?? [...(source?.walk() ?? [])].map(([key, value]) => `${key} ${value.text ?? ''}`).join(' '),
        ),
      )
      .map((one) => ({ path: one.path, line: one.line, note: say`tags the cost centre (${one.type})` })),
);

/** Prometheus rules, and alerts that Grafana is provisioned with. https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export const alertRule = fromFiles<Evidence>({
  reads: ['**/*.{yml,yaml,rules}'],
  mentions: /^\s*-?\s*["']?(alert|condition)["']?:/m,
  *parse({ path, yaml }) {
    for (const document of yaml()) {
      const groups = document.get('groups')?.items ?? document.get('spec', 'groups')?.items ?? [];
      const [rule] = groups
        .flatMap((group) => group.get('rules')?.items ?? [])
        .filter((one) => one.get('alert') || one.get('condition'));
      if (rule)
        yield {
          path,
          line: rule.line,
          note: say`alerts: ${rule.get('alert')?.text ?? rule.get('title')?.text ?? ''}`,
        };
    }
  },
});

/** Dashboards as code. */
export const dashboard = fromFiles<Evidence & { readonly text: string }>({
  reads: ['**/*.json'],
  mentions: /"panels"\s*:/,
  *parse({ path, json, text }) {
    const source = json();
    const root = source.get('dashboard') ?? source;
    if (root.get('panels')?.isList)
      yield {
        path,
        line: 1,
        text: text.slice(0, 20000),
        note: say`is a dashboard: ${root.get('title')?.text ?? ''}`,
      };
  },
});

/** Whether the service is alive can be asked: a health endpoint, a probe, a health check of its container. */
export const healthCheck = derived(
  { endpoint, kubernetes, container, composeService },
  function* ({ endpoint, kubernetes, container, composeService }): Generator<Evidence> {
    for (const one of endpoint.filter(isHealth))
      yield { path: one.path, line: one.line, note: say`answers ${one.method} ${one.route}` };
    // A root route that says it checks health is one.
    for (const one of endpoint) {
      const named = /health|ready|alive|ping/i.test(one.handler);
      if (named && !isHealth(one))
        yield {
          path: one.path,
          line: one.line,
          note: say`answers ${one.method} ${one.route} (${one.handler})`,
        };
    }
    for (const { source, path } of kubernetes) {
      const probe = [...(source?.walk() ?? [])].find(([key]) =>
        /^(liveness|readiness|startup)Probe$/.test(key),
      );
      if (probe) yield { path, line: probe[1].line, note: say`has a ${probe[0]}` };
    }
    for (const { healthcheck } of container)
      if (healthcheck) yield { ...healthcheck, note: say`checks the health of its container` };
    for (const { source, name, image, path } of composeService) {
      const check = source.get('healthcheck');
      const own = !/postgres|mysql|redis|minio|mongo|rabbit|kafka|zookeeper|elastic/i.test(image ?? name);
      if (check && own) yield { path, line: check.line, note: say`checks the health of ${name}` };
    }
  },
);

/** That somebody is told when a batch run fails or comes late. Retries alone tell nobody. */
export interface BatchWatch extends Evidence {
  readonly kind: 'alert' | 'retry';
}

const callbacks =
  /^(on_failure_callback|on_retry_callback|sla|sla_miss_callback|deadline|email_on_failure|on_failure|on_crashed|on_failure_hook|freshness_policy|notifications?|on_exit|alerts?)$/;

export const batchWatch = derived(
  { module, ciJob, toolUse, kubernetes, databricksBundle, azureMl, terraform, codeStep },
  function* (facts): Generator<BatchWatch> {
    const { module, ciJob, toolUse, kubernetes, databricksBundle, terraform } = facts;
    const orchestrated = new Set(
      inRole(toolUse, 'orchestration', 'scheduler').imported.map(({ path }) => path),
    );
    for (const one of module) {
      if (one.test || !orchestrated.has(one.path)) continue;
      for (const call of [...one.calls, ...one.definitions.flatMap(({ decorators }) => decorators)]) {
        const given = call.arguments.find(
          ({ keyword, text }) => callbacks.test(keyword ?? '') && !/^(None|False|\[\])$/.test(text),
        );
        if (given)
          yield { kind: 'alert', path: one.path, line: call.line, note: say`sets ${given.keyword ?? ''}` };
        if (
          /sensor$|FreshnessPolicy|build_last_update_freshness_checks|SlackWebhook|send_slack|EmailOperator|SlackAPI|notify/i.test(
            call.name,
          ) &&
          call.imported
        )
          yield { kind: 'alert', path: one.path, line: call.line, note: say`calls ${call.name}` };
        if (
          call.arguments.some(
            ({ keyword, text }) =>
              /^(retries|retry_delay|max_retries|retry_delay_seconds)$/.test(keyword ?? '') && text !== '0',
          )
        )
          yield { kind: 'retry', path: one.path, line: call.line, note: say`retries` };
      }
      for (const literal of one.dictionaries) {
        const key = literal.keys.find(
          ({ name, value }) => callbacks.test(name) && !/^(None|False|\[\])$/.test(value),
        );
        if (key) yield { kind: 'alert', path: one.path, line: key.line, note: say`sets ${key.name}` };
        const retries = literal.keys.find(({ name, value }) => name === 'retries' && value !== '0');
        if (retries) yield { kind: 'retry', path: one.path, line: retries.line, note: say`retries` };
      }
    }
    for (const job of ciJob) {
      if (!job.triggers.some(({ on }) => on === 'schedule')) continue;
      const told =
        job.uses.find(({ text }) =>
          /slack|teams|discord|mail|notify|notification|pagerduty|create-an-issue|create-issue/i.test(text),
        ) ??
        job.runs.find(({ text }) => /hooks\.slack\.com|gh issue create|sendmail|SLACK_WEBHOOK/.test(text));
      if (told)
        yield {
          kind: 'alert',
          path: told.path,
          line: told.line,
          note: say`tells somebody: ${told.text.slice(0, 60)}`,
        };
    }
    for (const { source, path, type } of [...databricksBundle, ...kubernetes]) {
      const found = [...(source?.walk() ?? [])].find(
        ([key, value]) =>
          (/^(email_notifications|webhook_notifications|notification_settings)$/.test(key) &&
            value.isMap &&
            value.entries.length > 0) ||
          (key === 'health' && value.get('rules')) ||
          (key === 'onExit' && /Workflow/.test(type)),
      );
      if (found) yield { kind: 'alert', path, line: found[1].line, note: say`sets ${found[0]}` };
      const retry = [...(source?.walk() ?? [])].find(([key]) =>
        /^(max_retries|retryStrategy|backoffLimit)$/.test(key),
      );
      if (retry && /jobs|Workflow|Job/.test(type))
        yield { kind: 'retry', path, line: retry[1].line, note: say`retries` };
    }
    for (const { type, path, line, text = '' } of terraform) {
      if (/^aws_cloudwatch_event_rule$/.test(type) && /FAILED|TIMED_OUT|Failed/.test(text))
        yield { kind: 'alert', path, line, note: say`catches failed runs` };
    }
  },
);
