import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { type Event, type Job, script, type Trigger, trigger, type Use, type Workflow } from './workflow.ts';

/** GitHub Actions: workflows and composite actions. https://docs.github.com/actions/reference/workflow-syntax-for-github-actions */
export const githubActions = fromFiles<Workflow>({
  reads: ['.github/workflows/*.{yml,yaml}', '.github/actions/**/action.{yml,yaml}', 'action.{yml,yaml}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    if (!source?.isMap) return;
    const triggers = readTriggers(source.get('on') ?? source.get('true'));
    const composite = source.get('runs');
    const jobs = composite
      ? [readJob('action', composite, [], path)]
      : (source.get('jobs')?.entries ?? []).map(([name, job]) => readJob(name, job, triggers, path));
    const part =
      composite !== undefined || (triggers.length > 0 && triggers.every(({ on }) => on === 'call'));
    yield {
      system: 'GitHub Actions',
      path,
      line: 1,
      name: source.get('name')?.text ?? path,
      triggers,
      jobs: jobs.filter((job) => job.triggers.length > 0 || part),
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
  workflow_call: 'call',
};

function readTriggers(on: Located | undefined): Trigger[] {
  if (!on) return [];
  if (!on.isMap) return on.texts.flatMap((name) => readTrigger(name, on, undefined));
  return on.entries.flatMap(([name, options]) => readTrigger(name, options, options));
}

function readTrigger(name: string, at: Located, options: Located | undefined): Trigger[] {
  const limits = {
    branches: options?.get('branches')?.texts ?? [],
    paths: options?.get('paths')?.texts ?? [],
  };
  if (name === 'push') {
    const tags = options?.get('tags') ? [trigger('tag', at)] : [];
    const onlyTags = tags.length > 0 && limits.branches.length === 0;
    return onlyTags ? tags : [trigger('push', at, limits), ...tags];
  }
  if (name === 'pull_request' || name === 'pull_request_target') {
    // A closed pull request was merged, or thrown away; what runs then runs after the merge.
    const types = options?.get('types')?.texts ?? [];
    if (types.length > 0 && types.every((type) => type === 'closed')) return [trigger('push', at, limits)];
  }
  return [trigger(events[name] ?? 'event', at, limits)];
}

function readJob(name: string, job: Located, triggers: readonly Trigger[], path: string): Job {
  const steps = job.get('steps')?.items ?? [];
  const live = steps.filter((step) => !isNever(step.get('if')?.text ?? ''));
  const use = (at: Located): Use[] => {
    const uses = at.get('uses');
    const options = at.get('with');
    return uses?.text ? [{ text: uses.text, line: uses.line, path, ...(options && { with: options }) }] : [];
  };
  const environment = job.get('environment')?.text ?? job.get('environment', 'name')?.text;
  const image = job.get('container')?.text ?? job.get('container', 'image')?.text;
  return {
    name: job.get('name')?.text ?? name,
    line: job.line,
    commands: live.flatMap((step) => script(step.get('run'), path)),
    uses: [...use(job), ...live.flatMap(use)],
    triggers: narrow(triggers, job.get('if')?.text ?? ''),
    needs: job.get('needs')?.texts ?? [],
    ...(environment !== undefined && { environment }),
    ...(image !== undefined && { image }),
  };
}

const isNever = (condition: string) => /^(\$\{\{\s*)?false(\s*\}\})?$/.test(condition);

/** The triggers that are left under the condition of a job, as far as it can be told without running it. */
function narrow(triggers: readonly Trigger[], condition: string): readonly Trigger[] {
  if (isNever(condition)) return [];
  const compared = [...condition.matchAll(/github\.event_name\s*(==|!=)\s*'([\w-]+)'/g)];
  const of = (name: string | undefined): Event =>
    name === 'push' ? 'push' : (events[name ?? ''] ?? 'event');
  const only = compared.filter(([, sign]) => sign === '==').map(([, , name]) => of(name));
  const never = compared.filter(([, sign]) => sign === '!=').map(([, , name]) => of(name));
  const onlyTags = /refs\/tags|ref_type\s*==\s*'tag'/.test(condition) && !/refs\/heads|\|\|/.test(condition);
  const onlyMain = /github\.ref\s*==\s*'refs\/heads\//.test(condition) && !condition.includes('||');
  return triggers
    .filter(
      ({ on }) => (only.length === 0 || condition.includes('||') || only.includes(on)) && !never.includes(on),
    )
    .filter(({ on }) => !onlyMain || on !== 'pull-request')
    .flatMap((one) =>
      onlyTags && one.on === 'push'
        ? [{ ...one, on: 'tag' as const }]
        : onlyTags && one.on === 'pull-request'
          ? []
          : [one],
    );
}
