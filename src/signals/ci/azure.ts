import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { narrow, type Occasion, type Value } from './condition.ts';
import {
  bySteps,
  type Command,
  conditioned,
  except,
  type Job,
  type Steps,
  script,
  type Trigger,
  trigger,
  type Use,
  type Workflow,
} from './workflow.ts';

/** Azure Pipelines, and their templates. https://learn.microsoft.com/azure/devops/pipelines/yaml-schema */
export const azurePipelines = fromFiles<Workflow>({
  reads: ['**/*.{yml,yaml}'],
  mentions: /(^|[{[,])[\s-]*(task|script|bash|pwsh|powershell|template|checkout|deployment):/m,
  *parse({ path, yaml }) {
    if (
      /(^|\/)(\.github|\.circleci|\.gitlab|\.buildkite|\.woodpecker|roles)\//.test(path) ||
      /(^|\/)(\.?(travis|gitlab-ci|drone|pre-commit-config)\.ya?ml|[^/]*cloudbuild[^/]*)$/.test(path)
    )
      return;
    const [source] = yaml();
    if (!source?.isMap || !looksLikePipeline(source)) return;
    const triggers = readTriggers(source);
    const jobs = readJobs(source, path, triggers);
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

const stepKeys = [
  'task',
  'script',
  'bash',
  'pwsh',
  'powershell',
  'checkout',
  'template',
  'publish',
  'download',
];
const isStep = (node: Located) => stepKeys.some((key) => node.get(key));

function looksLikePipeline(source: Located): boolean {
  const list = source.get('steps') ?? source.get('jobs') ?? source.get('stages');
  if (!list) return source.get('extends', 'template') !== undefined;
  // Steps of Cloud Build have a script, too.
  if (
    list.items[0]?.get('name') &&
    ['args', 'entrypoint', 'run', 'uses', 'image'].some((key) => list.items[0]?.get(key))
  )
    return false;
  const known = [...stepKeys, 'job', 'deployment', 'stage'];
  return (list.items[0]?.keys() ?? []).some((key) => known.includes(key) || key.startsWith('${{'));
}

/** Whether this is where a run starts, and not a template that others include. */
const starts = (source: Located, path: string) =>
  ['trigger', 'pr', 'schedules', 'resources', 'pool'].some((key) => source.get(key)) ||
  /azure-pipelines?[^/]*$/i.test(path);

function readTriggers(source: Located): Trigger[] {
  const found: Trigger[] = [];
  const push = source.get('trigger');
  const pullRequest = source.get('pr');
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
  for (const pipeline of source.get('resources', 'pipelines')?.items ?? []) {
    const at = pipeline.get('trigger');
    // The end of the pipeline before, which a merge started.
    if (at && at.text !== 'none' && at.value !== false)
      found.push(trigger('event', at), trigger('push', at, limits(at)));
  }
  if (push?.text === 'none' && found.every(({ on }) => on === 'elsewhere')) return [trigger('manual', push)];
  return found;
}

const limits = (at: Located | undefined) => ({
  branches: at?.isList
    ? at.texts
    : [
        ...(at?.get('branches', 'include')?.texts ?? at?.get('branches')?.texts ?? []),
        ...except(at?.get('branches', 'exclude')?.texts),
      ],
  paths: [...(at?.get('paths', 'include')?.texts ?? []), ...except(at?.get('paths', 'exclude')?.texts)],
});

/** All jobs of a pipeline, under its stages and conditions; a list of steps alone is one job. */
function readJobs(source: Located, path: string, all: readonly Trigger[]): Job[] {
  const jobs: Job[] = [];
  const lookup = lookupIn(source, path);
  const under = (node: Located, triggers: readonly Trigger[]) => narrow(triggers, conditionOf(node), lookup);
  let validated = false;
  const put = (node: Located, triggers: readonly Trigger[]) => {
    const name = node.get('job') ?? node.get('deployment') ?? node.get('template');
    const environment = node.get('environment')?.text ?? node.get('environment', 'name')?.text;
    const template = node.get('template') ? useOf(node, path) : [];
    const steps = readSteps(node, path, triggers, lookup);
    const job = {
      name: node.get('displayName')?.text ?? name?.text ?? path,
      line: name?.line ?? node.line,
      ...(environment !== undefined && { environment }),
      ...(validated && { manual: true }),
    };
    if (triggers.length > 0)
      jobs.push(...bySteps(job, [{ triggers, commands: [], uses: template }, ...steps]));
    if (steps.some(({ uses }) => uses.some(({ text }) => /^ManualValidation@/i.test(text)))) validated = true;
  };
  const collect = (node: Located, triggers: readonly Trigger[]) => {
    const left = under(node, triggers);
    if (node.get('job') || node.get('deployment') || node.get('template')) put(node, left);
    else {
      for (const child of node.items) collect(child, left);
      for (const [key, child] of node.entries)
        if (!['parameters', 'variables', 'pool', 'dependsOn'].includes(key))
          collect(child, narrow(left, conditionIn(key), lookup));
    }
  };
  if (source.get('steps')) put(source, all);
  else
    for (const key of ['stages', 'jobs', 'extends']) {
      const node = source.get(key);
      if (node) collect(node, all);
    }
  return jobs;
}

/** `${{ if … }}:` as a key holds what is there only under a condition. */
const conditionIn = (key: string) => /^\$\{\{\s*if\s+([\s\S]+?)\s*\}\}$/.exec(key)?.[1];
const conditionOf = (node: Located) =>
  node.get('enabled')?.value === false ? 'false' : node.get('condition')?.text;

function readSteps(
  job: Located,
  path: string,
  all: readonly Trigger[],
  lookup: ReturnType<typeof lookupIn>,
): Steps[] {
  const found: Steps[] = [];
  const collect = (node: Located, triggers: readonly Trigger[]) => {
    if (isStep(node)) {
      const left = narrow(triggers, conditionOf(node), lookup);
      if (left.length > 0)
        found.push({
          triggers: left,
          commands: conditioned(commandsOf(node, path), conditionOf(job), conditionOf(node)),
          uses: conditioned(useOf(node, path), conditionOf(job), conditionOf(node)),
        });
      return;
    }
    for (const child of node.items) collect(child, triggers);
    for (const [key, child] of node.entries) collect(child, narrow(triggers, conditionIn(key), lookup));
  };
  for (const key of ['steps', 'strategy']) {
    const node = job.get(key);
    if (node) collect(node, all);
  }
  return found;
}

function useOf(step: Located, path: string): Use[] {
  const name = step.get('task') ?? step.get('template');
  const options = step.get('inputs') ?? step.get('parameters');
  return name?.text ? [{ text: name.text, line: name.line, path, ...(options && { with: options }) }] : [];
}

function commandsOf(step: Located, path: string): Command[] {
  const inputs = step.get('inputs');
  const written = [
    ...['script', 'bash', 'pwsh', 'powershell'].map((key) => step.get(key)),
    ...(inputs?.entries ?? []).flatMap(([key, value]) =>
      /^(inline)?script$|^inline$/i.test(key) ? value : [],
    ),
  ];
  const file = inputs?.entries.find(([key]) => /^(scriptPath|filePath)$/i.test(key))?.[1];
  const task = taskCommand(step.get('task')?.text ?? '', inputs);
  const run = file?.text && `${/\.py$/.test(file.text) ? 'python ' : ''}${file.text}`;
  return [
    ...written.flatMap((value) => script(value, path)),
    ...(run && file ? [{ text: run, line: file.line, path }] : []),
    ...(task === undefined ? [] : [{ text: task, line: step.line, path }]),
  ];
}

/** Tasks such as TerraformCLI, HelmDeploy or Docker take their sub-command as an input. */
function taskCommand(task: string, inputs: Located | undefined): string | undefined {
  const command = inputs?.get('command')?.text ?? inputs?.get('customCommand')?.text;
  const [, tool] = /^(docker|helm|kubernetes|terraform)/i.exec(task) ?? [];
  if (!tool) return undefined;
  if (/docker/i.test(tool))
    return /push/i.test(command ?? 'buildAndPush') ? 'docker push' : `docker ${command}`;
  return `${tool.toLowerCase().replace('kubernetes', 'kubectl')} ${command ?? ''}`.trim();
}

/** https://learn.microsoft.com/azure/devops/pipelines/build/variables */
function lookupIn(source: Located, path: string): (occasion: Occasion) => (name: string) => Value {
  // Those who include a template say what its parameters are.
  const declared = starts(source, path) ? (source.get('parameters')?.items ?? []) : [];
  const defaultOf = (name: string): Value => {
    const found = declared.find((one) => one.get('name')?.text === name)?.get('default');
    return found ? (found.value ?? undefined) : undefined;
  };
  return ({ on, branch, tag }) =>
    (given) => {
      const name = given.replace(/^variables\./, '');
      const anyhow = on === 'manual' || on === 'elsewhere' || on === 'call';
      if (name.startsWith('parameters.'))
        return on === 'manual' ? undefined : defaultOf(name.slice('parameters.'.length));
      switch (name) {
        case 'Build.Reason':
          return anyhow ? undefined : reasons[on];
        case 'Build.SourceBranch':
          if (on === 'pull-request') return 'refs/pull/1/merge';
          return anyhow ? undefined : tag ? `refs/tags/${tag}` : `refs/heads/${branch}`;
        case 'Build.SourceBranchName':
          if (on === 'pull-request') return 'merge';
          return anyhow ? undefined : (tag ?? branch?.split('/').at(-1));
        case 'System.PullRequest.TargetBranch':
          return on === 'pull-request' ? `refs/heads/${branch}` : null;
        default:
          return undefined;
      }
    };
}

const reasons: Readonly<Partial<Record<Trigger['on'], string>>> = {
  push: 'IndividualCI',
  tag: 'IndividualCI',
  'pull-request': 'PullRequest',
  schedule: 'Schedule',
  event: 'ResourceTrigger',
};
