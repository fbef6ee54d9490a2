import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { narrow, type Occasion, type Value } from './condition.ts';
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

const phases = [
  'before_install',
  'install',
  'before_script',
  'script',
  'after_success',
  'after_script',
  'before_deploy',
];

/** https://docs.travis-ci.com/user/customizing-the-build/ */
export const travisCi = fromFiles<Workflow>({
  reads: ['.travis.yml'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    if (!source?.isMap) return;
    const only = source.get('branches', 'only')?.texts ?? [];
    const branches = [...only, ...except(source.get('branches', 'except')?.texts)];
    const all = everyBranch(source).map((one) =>
      one.on === 'push' && branches.length > 0 ? { ...one, branches } : one,
    );
    const triggers = narrow(all, source.get('if')?.text, lookup);
    const included = (source.get('jobs') ?? source.get('matrix'))?.get('include')?.items ?? [];
    const main = included.length > 0 && !source.get('script') ? [] : [source];
    const jobs = [...main, ...included].flatMap((at) => readJob(at, source, path, triggers));
    yield workflowOf('Travis CI', path, jobs, source);
  },
});

/** A job with its phases, those of the file where it has none of its own, and its deployments. */
function readJob(at: Located, source: Located, path: string, all: readonly Trigger[]): Job[] {
  const triggers = at === source ? all : narrow(all, at.get('if')?.text, lookup);
  if (triggers.length === 0) return [];
  const name = at === source ? 'script' : (at.get('name')?.text ?? at.get('stage')?.text ?? 'script');
  const commands = phases.flatMap((phase) => script(at.get(phase) ?? source.get(phase), path));
  const deploy = at.get('deploy');
  const deployments = (deploy?.isList ? deploy.items : deploy ? [deploy] : []).map((one): Job => {
    const provider = one.get('provider');
    return {
      name: 'deploy',
      line: one.line,
      commands: script(one.get('script'), path),
      uses: provider?.text ? [{ text: `travis:${provider.text}`, line: provider.line, path }] : [],
      triggers: startOf(one),
    };
  });
  return [{ name, line: at.line, commands, uses: [], triggers }, ...deployments];
}

/** https://docs.travis-ci.com/user/deployment/#conditional-releases-with-on */
function startOf(deploy: Located): Trigger[] {
  const on = deploy.get('on') ?? deploy.get('true');
  const tags = on?.get('tags')?.text === 'true' ? [trigger('tag', deploy)] : [];
  if (tags.length > 0) return tags;
  const branches = on?.get('branch')?.texts ?? (on?.get('all_branches')?.text === 'true' ? [] : ['master']);
  return [trigger('push', deploy, { branches })];
}

/** https://docs.travis-ci.com/user/conditions-v1 */
const lookup =
  ({ on, branch, tag }: Occasion) =>
  (name: string): Value => {
    switch (name) {
      case 'type':
        return on === 'pull-request' ? 'pull_request' : 'push';
      case 'branch':
        return tag ?? branch;
      case 'tag':
        return tag ?? null;
      case 'push':
      case 'pull_request':
      case 'cron':
      case 'api':
        return name;
      default:
        // Words stand without quotes.
        return /^[a-z][\w.-]*$/.test(name) &&
          !['sender', 'repo', 'fork', 'os', 'env', 'commit_message'].includes(name)
          ? name
          : undefined;
    }
  };
