import type { Located } from '../../formats/located.ts';
import { holds, namesIn, topic, type Value } from './condition.ts';
import { type Event, except, type Trigger, trigger } from './workflow.ts';

/** A pipeline that may be made, with what it is called in `CI_PIPELINE_SOURCE`. */
interface Pipeline {
  readonly on: Event;
  readonly source: string;
  readonly branch?: string;
  readonly tag?: string;
}

/** Pipelines that conditions speak of; those of branches there are always. */
function pipelinesOf(conditions: string): Pipeline[] {
  const named = namesIn(conditions);
  const sources: readonly (readonly [RegExp, Pipeline])[] = [
    [/merge_request/i, { on: 'pull-request', source: 'merge_request_event' }],
    ...['v1.2.3', ...named].map((tag) => [/CI_COMMIT_TAG/, { on: 'tag', source: 'push', tag }] as const),
    [/schedule/, { on: 'schedule', source: 'schedule', branch: 'main' }],
    [/["']web["']/, { on: 'manual', source: 'web', branch: 'main' }],
    [/["'](api|trigger)["']/, { on: 'event', source: 'trigger', branch: 'main' }],
    [/["'](parent_)?pipeline["']/, { on: 'call', source: 'parent_pipeline', branch: 'main' }],
  ];
  return [
    ...[...new Set(['main', topic, ...named])].map(
      (branch): Pipeline => ({ on: 'push', source: 'push', branch }),
    ),
    ...sources.flatMap(([mentions, one]) => (mentions.test(conditions) ? [one] : [])),
  ];
}

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
const predefined =
  ({ source, branch, tag }: Pipeline, variables: ReadonlyMap<string, string>) =>
  (name: string): Value => {
    if (name.startsWith('CI_MERGE_REQUEST')) {
      if (source !== 'merge_request_event') return null;
      return name === 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME' ? 'main' : /_I?ID$/.test(name) ? '1' : undefined;
    }
    switch (name) {
      case 'CI_PIPELINE_SOURCE':
        return source;
      case 'CI_DEFAULT_BRANCH':
        return branch === 'master' ? 'master' : 'main';
      case 'CI_COMMIT_BRANCH':
        return branch ?? null;
      case 'CI_COMMIT_TAG':
        return tag ?? null;
      case 'CI_COMMIT_REF_NAME':
      case 'CI_COMMIT_REF_SLUG':
        return branch ?? tag ?? topic;
      default:
        return variables.get(name);
    }
  };

type Outcome = 'runs' | 'manual' | 'unknown' | 'never';

/** The first rule that holds decides. https://docs.gitlab.com/ci/yaml/#rules */
function decide(
  rules: Located,
  pipeline: Pipeline,
  variables: ReadonlyMap<string, string>,
): [Outcome, Located] {
  let open: Located | undefined;
  for (const rule of rules.items.flatMap((one) => (one.isList ? one.items : [one]))) {
    const condition = rule.get('if')?.text;
    const held = condition === undefined || holds(condition, predefined(pipeline, variables));
    const when = rule.get('when')?.text;
    if (held === true && when !== 'never') return [when === 'manual' ? 'manual' : 'runs', rule];
    if (held === true) break;
    if (held === undefined && when !== 'never') open ??= rule;
  }
  return open ? ['unknown', open] : ['never', rules];
}

/** What a job says of when it runs, and what the whole pipeline says. */
export interface Conditions {
  readonly job: Located;
  readonly rules: Located | undefined;
  readonly only: Located | undefined;
  readonly except: Located | undefined;
  readonly workflow: Located | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

/** What starts a job. Without rules that is every pushed branch, whose pipeline a merge request shows, too. */
export function readTriggers(conditions: Conditions): Trigger[] {
  const { job, rules, only, workflow, variables } = conditions;
  const text = [rules, workflow].flatMap((at) => [...(at?.walk() ?? [])]).map(([, { text = '' }]) => text);
  const found = new Map<string, Trigger>();
  const put = (one: Trigger) => found.set(`${one.on}${JSON.stringify([one.branches, one.paths])}`, one);
  if (!rules && (only || conditions.except)) return readOnly(only, conditions.except, job);
  const outcomes = pipelinesOf(text.join('\n')).flatMap((pipeline) => {
    const admitted = workflow ? decide(workflow, pipeline, variables)[0] : 'runs';
    const [outcome, rule] = rules ? decide(rules, pipeline, variables) : (['runs', job] as const);
    if (admitted === 'never' || outcome === 'never') return [];
    // Without rules a job is not for merge requests, unless pipelines are.
    if (!rules && !workflow && pipeline.on !== 'push') return [];
    return [{ ...pipeline, outcome: admitted === 'unknown' ? admitted : outcome, rule }];
  });
  for (const { on, branch, outcome, rule } of outcomes) {
    const changes = rule.get('changes');
    const paths = changes?.get('paths')?.texts ?? changes?.texts ?? [];
    if (outcome === 'unknown') put(trigger('elsewhere', rule));
    else if (outcome === 'manual') put(trigger('manual', rule));
    else if (on !== 'push') put(trigger(on, rule, { paths }));
    else if (branch === topic) {
      const closed = outcomes.every(
        (one) => one.on !== 'push' || one.branch !== 'main' || one.outcome !== 'runs',
      );
      put(trigger('push', rule, { branches: closed ? except(['main']) : [], paths }));
      // A merge request shows the pipeline of its branch.
      if (!/merge_request/i.test(text.join('\n'))) put(trigger('pull-request', rule, { paths }));
    } else if (!outcomes.some((one) => one.branch === topic && one.on === 'push' && one.outcome === 'runs'))
      put(trigger('push', rule, { branches: [branch ?? 'main'], paths }));
  }
  return [...found.values()];
}

/** https://docs.gitlab.com/ci/yaml/deprecated_keywords/#only--except */
function readOnly(only: Located | undefined, left: Located | undefined, job: Located): Trigger[] {
  const refsOf = (at: Located | undefined) => (at?.isMap ? (at.get('refs')?.texts ?? []) : (at?.texts ?? []));
  const paths = only?.get('changes')?.texts ?? [];
  const away = refsOf(left);
  const refs = refsOf(only).length > 0 ? refsOf(only) : ['branches'];
  return refs
    .filter((ref) => !away.includes(ref))
    .flatMap((ref): Trigger[] => {
      const at = only ?? job;
      if (only?.get('variables')) return [trigger('elsewhere', at)];
      switch (ref) {
        case 'merge_requests':
        case 'external_pull_requests':
          return [trigger('pull-request', at, { paths })];
        case 'tags':
          return [trigger('tag', at)];
        case 'schedules':
          return [trigger('schedule', at)];
        case 'web':
          return [trigger('manual', at)];
        case 'api':
        case 'triggers':
          return [trigger('event', at)];
        case 'pipelines':
          return [trigger('call', at)];
        case 'branches':
        case 'pushes':
          return [
            trigger('push', at, { branches: except(away), paths }),
            ...(away.includes('merge_requests') ? [] : [trigger('pull-request', at, { paths })]),
          ];
        default:
          return [trigger('push', at, { branches: [ref], paths })];
      }
    });
}
