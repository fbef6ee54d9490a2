import { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { type Job, script, type Trigger, trigger, type Use, type Workflow } from './workflow.ts';

const reserved = [
  'default',
  'image',
  'include',
  'services',
  'stages',
  'variables',
  'workflow',
  'cache',
  'before_script',
  'after_script',
  'spec',
  'pages:deploy',
];

/** GitLab CI. https://docs.gitlab.com/ci/yaml/ */
export const gitlabCi = fromFiles<Workflow>({
  reads: ['.gitlab-ci.yml', '**/*.gitlab-ci.yml', '{.gitlab,.gitlab-ci,gitlab-ci,.ci,ci}/**/*.{yml,yaml}'],
  *parse({ path, yaml }) {
    const source = yaml().findLast((document) => document.isMap);
    if (!source) return;
    const shared = readRules(source.get('workflow'));
    const jobs = source.entries
      .filter(([name, job]) => !reserved.includes(name) && !name.startsWith('.') && job.isMap)
      .map(([name, job]) => readJob(name, resolve(job, source), shared, path));
    yield {
      system: 'GitLab CI',
      path,
      line: 1,
      name: path,
      triggers: jobs.flatMap((job) => job.triggers),
      jobs: jobs.filter((job) => job.triggers.length > 0),
      part: path.split('/').at(-1) !== '.gitlab-ci.yml',
      source,
    };
  },
});

/** A job with what it extends, the nearest first. */
function resolve(job: Located, source: Located, depth = 0): Located {
  const parents = (job.get('extends')?.texts ?? []).flatMap((name) => source.get(name) ?? []);
  if (depth > 8 || parents.length === 0) return job;
  const inherited = parents.reverse().flatMap((parent) => resolve(parent, source, depth + 1).entries);
  return new Located(job.line, undefined, () => ({ entries: [...job.entries, ...inherited] }));
}

function readJob(name: string, job: Located, shared: readonly Trigger[], path: string): Job {
  const environment = job.get('environment')?.text ?? job.get('environment', 'name')?.text;
  const image = job.get('image')?.text ?? job.get('image', 'name')?.text;
  const component = (job.get('trigger')?.isMap ? job.get('trigger', 'include') : undefined)?.text;
  const uses: Use[] = component ? [{ text: component, line: job.line, path }] : [];
  const manual =
    job.get('when')?.text === 'manual' ||
    (job.get('rules')?.items ?? []).some((rule) => rule.get('when')?.text === 'manual');
  return {
    name,
    line: job.line,
    commands: [
      ...script(job.get('before_script'), path),
      ...script(job.get('script'), path),
      ...script(job.get('after_script'), path),
    ],
    uses,
    triggers: job.get('when')?.text === 'never' ? [] : readRules(job, shared),
    needs: job.get('needs')?.texts ?? [],
    ...(environment !== undefined && { environment }),
    ...(image !== undefined && { image }),
    ...(manual && { manual }),
  };
}

/** Without rules a job runs in the pipeline of every pushed branch, which is the one that a merge request shows. */
function readRules(job: Located | undefined, otherwise?: readonly Trigger[]): readonly Trigger[] {
  const rules = job?.get('rules');
  const only = job?.get('only');
  if (rules) {
    const live = rules.items.filter((rule) => rule.get('when')?.text !== 'never');
    return live.flatMap((rule) => readCondition(rule.get('if')?.text ?? '', rule));
  }
  if (only)
    return (only.isMap ? (only.get('refs')?.texts ?? ['branches']) : only.texts).flatMap((ref) =>
      readRef(ref, only),
    );
  return otherwise && otherwise.length > 0 ? otherwise : [trigger('push', job), trigger('pull-request', job)];
}

function readCondition(condition: string, at: Located): Trigger[] {
  const found: Trigger[] = [];
  if (/merge_request/i.test(condition)) found.push(trigger('pull-request', at));
  if (/CI_COMMIT_TAG/.test(condition)) found.push(trigger('tag', at));
  if (/["']schedule["']/.test(condition)) found.push(trigger('schedule', at));
  if (/["']web["']/.test(condition)) found.push(trigger('manual', at));
  if (/CI_DEFAULT_BRANCH|CI_COMMIT_BRANCH\s*==|CI_COMMIT_REF_NAME\s*==|["']push["']/.test(condition))
    found.push(trigger('push', at));
  return found.length > 0 ? found : [trigger('push', at), trigger('pull-request', at)];
}

function readRef(ref: string, at: Located): Trigger[] {
  if (ref === 'merge_requests' || ref === 'external_pull_requests') return [trigger('pull-request', at)];
  if (ref === 'tags') return [trigger('tag', at)];
  if (ref === 'schedules') return [trigger('schedule', at)];
  if (ref === 'web') return [trigger('manual', at)];
  if (ref === 'branches') return [trigger('push', at), trigger('pull-request', at)];
  return [trigger('push', at, { branches: [ref] })];
}
