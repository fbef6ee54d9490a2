import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { narrow, type Occasion, type Value } from './condition.ts';
import {
  bySteps,
  type Command,
  conditioned,
  type Event,
  except,
  type Job,
  type Steps,
  script,
  type Trigger,
  trigger,
  type Use,
  type Workflow,
} from './workflow.ts';

/** GitHub Actions: workflows and composite actions. https://docs.github.com/actions/reference/workflow-syntax-for-github-actions */
export const githubActions = fromFiles<Workflow>({
  reads: ['.github/workflows/*.{yml,yaml}', '**/action.{yml,yaml}'],
  mentions: /^(jobs|runs):/m,
  *parse({ path, yaml }) {
    const [source] = yaml();
    if (!source?.isMap) return;
    const triggers = readTriggers(source.get('on') ?? source.get('true'));
    const composite = source.get('runs');
    const jobs = composite
      ? readJobs('action', composite, [], path, source)
      : (source.get('jobs')?.entries ?? []).flatMap(([name, job]) =>
          readJobs(name, job, triggers, path, source),
        );
    const part =
      composite !== undefined || (triggers.length > 0 && triggers.every(({ on }) => on === 'call'));
    yield {
      system: 'GitHub Actions',
      path,
      line: 1,
      name: source.get('name')?.text ?? path,
      triggers,
      jobs: jobs.filter((job) => job.triggers.length > 0 || composite !== undefined),
      part,
      source,
    };
  },
});

const events: Readonly<Record<string, Event>> = {
  pull_request: 'pull-request',
  pull_request_target: 'pull-request',
  merge_group: 'pull-request',
  release: 'release',
  schedule: 'schedule',
  workflow_dispatch: 'manual',
  // Somebody writes a comment for it.
  issue_comment: 'manual',
  workflow_call: 'call',
};

/** A trigger with the name that GitHub gives to its event. */
interface Named extends Trigger {
  readonly event: string;
}

function readTriggers(on: Located | undefined): Named[] {
  const found = on?.isMap
    ? on.entries.flatMap(([name, options]) => readTrigger(name, options, options))
    : (on?.texts ?? []).flatMap((name) => readTrigger(name, on as Located, undefined));
  return found;
}

function readTrigger(name: string, at: Located, options: Located | undefined): Named[] {
  const texts = (...keys: string[]) => options?.get(...keys)?.texts ?? [];
  const limits = {
    branches: [...texts('branches'), ...except(texts('branches-ignore'))],
    paths: [...texts('paths'), ...except(texts('paths-ignore'))],
  };
  const of = (on: Event) => ({ ...trigger(on, at, limits), event: name });
  if (name === 'push') {
    const tags = options?.get('tags') ? [{ ...trigger('tag', at), event: name }] : [];
    return tags.length > 0 && limits.branches.length === 0 ? tags : [of('push'), ...tags];
  }
  if (name === 'workflow_run') return [{ ...of('event'), after: texts('workflows') }];
  if (name === 'pull_request' || name === 'pull_request_target') {
    // A closed pull request was merged, or thrown away; what runs then runs after the merge.
    const types = texts('types');
    const closed = types.includes('closed') ? [of('push')] : [];
    return types.length > 0 && types.every((type) => type === 'closed')
      ? closed
      : [of('pull-request'), ...closed];
  }
  return [of(events[name] ?? 'event')];
}

/** A job once for each condition of its steps and for each of its environments. */
function readJobs(name: string, job: Located, all: readonly Named[], path: string, source: Located): Job[] {
  const condition = job.get('if')?.text;
  const triggers = narrowed(all, condition).filter(
    // Where pull requests start it in any case, what follows their end is not meant for merges alone.
    (one) =>
      one.on !== 'push' ||
      /merged|closed/.test(condition ?? '') ||
      !all.some(({ on, event }) => on === 'pull-request' && event === one.event),
  );
  const steps = (job.get('steps')?.items ?? []).flatMap((step): Steps[] => {
    const left = narrowed(triggers, step.get('if')?.text);
    const live = triggers.length > 0 ? left.length > 0 : !isNever(step.get('if')?.text);
    const commands = [...script(step.get('run'), path), ...commandsOfAction(step, path)];
    const when = step.get('if')?.text;
    return live
      ? [
          {
            triggers: left,
            commands: conditioned(commands, condition, when),
            uses: conditioned(use(step, path), condition, when),
          },
        ]
      : [];
  });
  const image = job.get('container')?.text ?? job.get('container', 'image')?.text;
  return environmentsOf(job, source).flatMap((environment) =>
    bySteps(
      {
        name: job.get('name')?.text ?? name,
        line: job.line,
        needs: job.get('needs')?.texts ?? [],
        ...(environment !== undefined && { environment }),
        ...(image !== undefined && { image }),
      },
      [{ triggers, commands: [], uses: use(job, path) }, ...steps],
    ),
  );
}

const isNever = (condition: string | undefined) => /^(\$\{\{\s*)?false(\s*\}\})?$/.test(condition ?? '');

function use(at: Located, path: string): Use[] {
  const uses = at.get('uses');
  const options = at.get('with');
  return uses?.text ? [{ text: uses.text, line: uses.line, path, ...(options && { with: options }) }] : [];
}

/** Some actions are given a script: `azure/cli`, `appleboy/ssh-action`, `nick-fields/retry` and others. */
function commandsOfAction(step: Located, path: string): Command[] {
  if (/^actions\/github-script\b/.test(step.get('uses')?.text ?? 'actions/github-script')) return [];
  return ['inlineScript', 'inline-script', 'script', 'run', 'runCmd', 'command'].flatMap((key) =>
    script(step.get('with', key), path),
  );
}

/** The environments of a job: more than one where a matrix, or the choice of who starts it, names them. */
function environmentsOf(job: Located, source: Located): (string | undefined)[] {
  const text = job.get('environment')?.text ?? job.get('environment', 'name')?.text;
  const [, kind, key = ''] =
    /^\$\{\{\s*(?:github\.event\.)?(matrix|inputs)\.([\w-]+)\s*\}\}$/.exec(text ?? '') ?? [];
  const on = source.get('on') ?? source.get('true');
  const values =
    kind === 'matrix'
      ? [
          ...(job.get('strategy', 'matrix', key)?.texts ?? []),
          ...(job.get('strategy', 'matrix', 'include')?.items ?? []).flatMap(
            (one) => one.get(key)?.text ?? [],
          ),
        ]
      : (on?.get('workflow_dispatch', 'inputs', key, 'options')?.texts ?? []);
  const literals = /\|\|/.test(text ?? '') ? [...(text ?? '').matchAll(/'([\w-]+)'\s*(\|\||\}\})/g)] : [];
  if (values.length > 0) return values;
  return literals.length > 1 ? literals.map(([, literal]) => literal) : [text];
}

const narrowed = (triggers: readonly Named[], condition: string | undefined): Named[] =>
  isNever(condition) ? [] : (narrow(triggers, condition, contexts) as Named[]);

/** https://docs.github.com/actions/reference/workflows-and-actions/contexts */
const contexts =
  ({ on, branch, tag }: Occasion, trigger: Trigger) =>
  (name: string): Value => {
    const { event } = trigger as Named;
    const request = event.startsWith('pull_request');
    const ref = tag ? `refs/tags/${tag}` : request ? 'refs/pull/1/merge' : `refs/heads/${branch}`;
    const asked = on === 'manual' || on === 'call';
    if (/^(github\.event\.)?inputs\./.test(name)) return asked ? undefined : null;
    if (name.startsWith('github.event.workflow_run.'))
      return name.endsWith('.head_branch') ? branch : event === 'workflow_run' ? undefined : null;
    switch (name) {
      case 'github.event_name':
        return on === 'call' ? undefined : event;
      case 'github.ref':
        return asked ? undefined : ref;
      case 'github.ref_name':
        return asked ? undefined : request ? '1/merge' : (tag ?? branch);
      case 'github.ref_type':
        return asked ? undefined : tag ? 'tag' : 'branch';
      case 'github.base_ref':
      case 'github.event.pull_request.base.ref':
        return request ? branch : null;
      case 'github.head_ref':
        return request ? undefined : null;
      case 'github.event.pull_request.merged':
        return request && on === 'push';
      case 'github.event.action':
        return request ? (on === 'push' ? 'closed' : undefined) : undefined;
      case 'github.event.repository.default_branch':
        return branch === 'master' ? 'master' : 'main';
      default:
        return undefined;
    }
  };
