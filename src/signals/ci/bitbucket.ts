import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import {
  everyBranch,
  except,
  type Job,
  script,
  type Trigger,
  trigger,
  type Workflow,
  workflowOf,
} from './workflow.ts';

/** https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/ */
export const bitbucketPipelines = fromFiles<Workflow>({
  reads: ['bitbucket-pipelines.{yml,yaml}'],
  *parse({ path, yaml }) {
    const pipelines = yaml()[0]?.get('pipelines');
    const named = pipelines?.get('branches')?.keys() ?? [];
    const jobs = (pipelines?.entries ?? []).flatMap(([kind, at]): Job[] => {
      if (kind === 'default') {
        // A pull request shows the pipeline of its branch.
        const triggers = everyBranch(at).map((one) =>
          one.on === 'push' && named.length > 0 ? { ...one, branches: except(named) } : one,
        );
        return readSteps(at, path, triggers);
      }
      return at.entries.flatMap(([name, steps]) => readSteps(steps, path, startOf(kind, name, steps)));
    });
    if (pipelines) yield workflowOf('Bitbucket Pipelines', path, jobs, pipelines);
  },
});

function startOf(kind: string, name: string, at: Located): Trigger[] {
  switch (kind) {
    case 'pull-requests':
      return [trigger('pull-request', at)];
    case 'tags':
      return [trigger('tag', at)];
    case 'branches':
    case 'bookmarks':
      return [trigger('push', at, { branches: name.replace(/^\{(.*)\}$/, '$1').split(',') })];
    default:
      // Somebody starts a custom pipeline, or has set a schedule for it in Bitbucket.
      return [trigger('manual', at)];
  }
}

/** The steps of a pipeline; those after one that waits for somebody wait, too. */
function readSteps(pipeline: Located, path: string, triggers: readonly Trigger[]): Job[] {
  const jobs: Job[] = [];
  let manual = false;
  const collect = (node: Located, deployment: string | undefined) => {
    for (const item of node.isList ? node.items : [node]) {
      const inner = item.get('stage') ?? item.get('parallel');
      if (inner) {
        manual ||= inner.get('trigger')?.text === 'manual';
        collect(inner.get('steps') ?? inner, inner.get('deployment')?.text);
        continue;
      }
      const step = item.get('step');
      if (!step?.isMap) continue;
      manual ||= step.get('trigger')?.text === 'manual';
      jobs.push(readStep(step, path, triggers, step.get('deployment')?.text ?? deployment, manual));
    }
  };
  collect(pipeline, undefined);
  return jobs;
}

function readStep(
  step: Located,
  path: string,
  triggers: readonly Trigger[],
  environment: string | undefined,
  manual: boolean,
): Job {
  const paths = step.get('condition', 'changesets', 'includePaths')?.texts ?? [];
  return {
    name: step.get('name')?.text ?? 'step',
    line: step.line,
    commands: [...script(step.get('script'), path), ...script(step.get('after-script'), path)],
    uses: (step.get('script')?.items ?? []).flatMap((item) => {
      const pipe = item.get('pipe');
      const options = item.get('variables');
      return pipe?.text
        ? [{ text: pipe.text, line: pipe.line, path, ...(options && { with: options }) }]
        : [];
    }),
    triggers: paths.length > 0 ? triggers.map((one) => ({ ...one, paths })) : triggers,
    ...(environment !== undefined && { environment }),
    ...(manual && { manual }),
  };
}
