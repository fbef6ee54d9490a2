import type { Located } from '../formats/located.ts';
import { readYaml } from '../formats/yaml.ts';
import { say } from '../text.ts';
import { endpoint, isHealth } from './code/endpoint.ts';
import { composeService, container } from './container.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

const costName = String.raw`[\w./:-]*(?:cost[-_ ]?(?:cent(?:er|re)|code|allocation)|billing[-_]?(?:code|unit))`;
const costKey = new RegExp(`^${costName}$`, 'i');
const costAssignment = new RegExp(String.raw`(?:^|[{,\s])["']?${costName}["']?\s*[=:]\s*["'\w$]`, 'im');

/** Cost centres in tags; tags of owners and environments are about other things. */
export const costTag = derived(resourceSignals, (facts): Evidence[] =>
  Object.values(facts)
    .flat()
    .filter(namesCost)
    .map((one) => ({ path: one.path, line: one.line, note: say`tags the cost centre (${one.type})` })),
);

function namesCost({ type, source, text = '' }: Resource): boolean {
  if (/^(variable|output|data)\b/.test(type)) return false;
  if (!source) return costAssignment.test(text);
  return [...source.walk()].some(
    ([key, { text = '' }]) =>
      (costKey.test(key) && text !== '') || (/^key$/i.test(key) && costKey.test(text)),
  );
}

/** A rule that tells somebody when a number is not as it should be. */
export interface AlertRule extends Evidence {
  readonly expression: string;
}

/** Prometheus rules, and alerts that Grafana is provisioned with. https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export const alertRule = fromFiles<AlertRule>({
  reads: ['**/*.{yml,yaml,rules}'],
  mentions: /^\s*-?\s*["']?(alert|condition)["']?:/m,
  *parse({ path, yaml }) {
    for (const document of yaml()) for (const rule of rulesIn(document)) yield { ...rule, path };
  },
});

function* rulesIn(document: Located, above = 0): Generator<Omit<AlertRule, 'path'>> {
  for (const [, at] of document.walk()) {
    const prometheus = at.get('alert')?.text;
    const grafana = at.get('condition')?.text && at.get('data')?.isList ? at.get('title')?.text : undefined;
    const expression = at.get('expr')?.text ?? '';
    const name = (expression !== '' ? prometheus : undefined) ?? grafana;
    if (name) yield { line: above + at.line, expression, note: say`alerts: ${name}` };
    // The files of a ConfigMap are texts.
    if (above === 0 && /^\s*-\s*alert:/m.test(at.text ?? '')) yield* rulesInText(at);
  }
}

function* rulesInText(at: Located): Generator<Omit<AlertRule, 'path'>> {
  try {
    for (const document of readYaml(at.text ?? '')) yield* rulesIn(document, at.line);
  } catch {
    // A text that is no YAML holds no rules.
  }
}

/** Dashboards as code. */
export interface Dashboard extends Evidence {
  /** Of the dashboard itself, and of its panels. */
  readonly titles: readonly string[];
}

export const dashboard = fromFiles<Dashboard>({
  reads: ['**/*.json'],
  mentions: /"panels"\s*:/,
  *parse({ path, json }) {
    const source = json();
    const root = source.get('dashboard') ?? source;
    const panels = root.get('panels');
    if (!panels?.isList) return;
    const title = root.get('title')?.text ?? '';
    const inner = [...panels.walk()].flatMap(([, at]) => at.get('title')?.text ?? []);
    yield { path, line: 1, titles: [title, ...inner], note: say`is a dashboard: ${title}` };
  },
});

const stores = /postgres|mysql|mariadb|redis|valkey|minio|mongo|rabbit|kafka|zookeeper|elastic/i;

/** Whether the service is alive can be asked: a health endpoint, a probe, a health check of its container. */
export const healthCheck = derived(
  { endpoint, container, composeService, ...resourceSignals },
  function* ({ endpoint, container, composeService, kubernetes, azureMl, terraform }): Generator<Evidence> {
    for (const { path, line, method, route } of endpoint.filter(isHealth))
      yield { path, line, note: say`answers ${method} ${route}` };
    for (const { source, path } of [...kubernetes, ...azureMl]) {
      const probes = [...(source?.walk() ?? [])]
        .flatMap(([, at]) => (stores.test(at.get('image')?.text ?? '') ? [] : at.entries))
        .filter(([key]) => /^(liveness|readiness|startup)(Probe|_probe)$/.test(key));
      for (const [key, { line }] of probes) yield { path, line, note: say`has a ${key}` };
    }
    for (const { path, line, text = '' } of terraform)
      if (/\b((liveness|readiness|startup)_probe|health_check(_config)?)\s*[{=]/.test(text))
        yield { path, line, note: say`has a probe` };
    for (const { healthcheck } of container)
      if (healthcheck) yield { ...healthcheck, note: say`checks the health of its container` };
    for (const { source, name, image, path } of composeService) {
      const check = source.get('healthcheck');
      if (check && !stores.test(image ?? name))
        yield { path, line: check.line, note: say`checks the health of ${name}` };
    }
  },
);

/** A platform is told to record the requests of what it runs. */
export const platformMetrics = derived(
  resourceSignals,
  function* ({ kubernetes, azureMl }): Generator<Evidence> {
    for (const { source, path } of [...kubernetes, ...azureMl]) {
      const on = [...(source?.walk() ?? [])].find(
        ([key, { text }]) =>
          /prometheus\.io\/scrape$|enable-prometheus-scraping$|^app_insights_enabled$/.test(key) &&
          text === 'true',
      );
      if (on) yield { path, line: on[1].line, note: say`sets ${on[0]}` };
    }
  },
);
