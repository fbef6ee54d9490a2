import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import {
  type Command,
  type Job,
  script,
  type Trigger,
  trigger,
  type Use,
  type Workflow,
} from './workflow.ts';

/** Azure Pipelines, and their templates. https://learn.microsoft.com/azure/devops/pipelines/yaml-schema */
export const azurePipelines = fromFiles<Workflow>({
  reads: ['**/*.{yml,yaml}'],
  mentions: /^\s*-?\s*(task|script|bash|pwsh|powershell|template|checkout|deployment):/m,
  *parse({ path, yaml }) {
    if (
      /(^|\/)(\.github|\.circleci|\.gitlab|roles|templates\/tests)\//.test(path) ||
      /(^|\/)\.?(travis|gitlab-ci|drone|pre-commit-config)\.ya?ml$/.test(path)
    )
      return;
    const [source] = yaml();
    if (!source?.isMap || !looksLikePipeline(source)) return;
    const triggers = readTriggers(source);
    const jobs = jobsIn(source, path).map((job) => ({ ...job, triggers }));
    if (jobs.length === 0) return;
    yield {
      system: 'Azure Pipelines',
      path,
      line: 1,
      name: source.get('name')?.text ?? path,
      triggers,
      jobs,
      part: !starts(source, path),
      source,
    };
  },
});

const steps = ['task', 'script', 'bash', 'pwsh', 'powershell', 'checkout', 'template'];

function looksLikePipeline(source: Located): boolean {
  const list = source.get('steps') ?? source.get('jobs') ?? source.get('stages') ?? source.get('extends');
  if (!list) return false;
  if (source.get('extends')) return source.get('extends', 'template') !== undefined;
  const [first] = list.items;
  const azure = [...steps, 'job', 'deployment', 'stage', 'publish', 'download'];
  return (first?.keys() ?? []).some((key) => azure.includes(key) || key.startsWith('${{'));
}

/** Whether this is where a run starts, and not a template that others include. */
const starts = (source: Located, path: string) =>
  ['trigger', 'pr', 'schedules', 'resources', 'pool'].some((key) => source.get(key)) ||
  /azure-pipelines?[^/]*$/i.test(path);

function readTriggers(source: Located): Trigger[] {
  const found: Trigger[] = [];
  const push = source.get('trigger');
  const pullRequest = source.get('pr');
  const limits = (at: Located | undefined) => ({
    branches: at?.isList ? at.texts : (at?.get('branches', 'include')?.texts ?? []),
    paths: at?.get('paths', 'include')?.texts ?? [],
  });
  if (push?.text !== 'none') {
    found.push(trigger('push', push ?? source, limits(push)));
    if (push?.get('tags')) found.push(trigger('tag', push));
  }
  if (pullRequest && pullRequest.text !== 'none')
    found.push(trigger('pull-request', pullRequest, limits(pullRequest)));
  // Without `pr`, whether pull requests start it depends on where the repository is hosted.
  if (!pullRequest) found.push(trigger('elsewhere', source));
  const schedules = source.get('schedules');
  if (schedules && schedules.items.length > 0) found.push(trigger('schedule', schedules));
  const pipelines = source.get('resources', 'pipelines')?.items ?? [];
  if (pipelines.some((pipeline) => pipeline.get('trigger')))
    found.push(trigger('event', source.get('resources')));
  if (push?.text === 'none' && found.every(({ on }) => on === 'elsewhere')) return [trigger('manual', push)];
  return found;
}

/** All jobs of a pipeline, under its stages and conditions; a list of steps alone is one job. */
function jobsIn(at: Located, path: string): Job[] {
  const jobs: Job[] = [];
  const whole = ['steps', 'stages', 'jobs', 'extends'].flatMap((key) => at.get(key) ?? []);
  const collect = (node: Located) => {
    if (node.get('job') || node.get('deployment')) jobs.push(readJob(node, path));
    else if (node.get('template')) jobs.push(readJob(node, path));
    else for (const child of [...node.items, ...node.entries.map(([, value]) => value)]) collect(child);
  };
  const flat = at.get('steps');
  if (flat) jobs.push(readJob(at, path));
  else for (const node of whole) collect(node);
  return jobs;
}

function readJob(job: Located, path: string): Job {
  const name = job.get('job') ?? job.get('deployment') ?? job.get('template');
  const commands: Command[] = [];
  const uses: Use[] = [];
  for (const [key, value] of job.walk()) {
    const options = key === 'template' || key === 'task' ? { with: value } : {};
    if (['script', 'bash', 'pwsh', 'powershell', 'inlineScript', 'inlinescript'].includes(key) && value.text)
      commands.push(...script(value, path));
    if ((key === 'template' || key === 'task') && value.text)
      uses.push({ text: value.text, line: value.line, path, ...options });
    if (key === 'command' && value.text)
      commands.push({ text: taskCommand(value.text, job), line: value.line, path });
  }
  const environment = job.get('environment')?.text ?? job.get('environment', 'name')?.text;
  return {
    name: job.get('displayName')?.text ?? name?.text ?? path,
    line: name?.line ?? job.line,
    commands,
    uses,
    triggers: [],
    ...(environment !== undefined && { environment }),
  };
}

/** Tasks such as TerraformCLI, HelmDeploy or Docker take their sub-command as an input. */
function taskCommand(command: string, job: Located): string {
  const tool = [...job.walk()].flatMap(([key, value]) => (key === 'task' ? (value.text ?? []) : []));
  const names = ['terraform', 'helm', 'docker', 'kubectl', 'kubernetes'].filter((name) =>
    tool.some((task) => task.toLowerCase().includes(name)),
  );
  return `${names[0]?.replace('kubernetes', 'kubectl') ?? ''} ${command}`.trim();
}
