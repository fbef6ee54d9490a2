import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import {
  type Command,
  everyBranch,
  except,
  type Job,
  script,
  type Trigger,
  trigger,
  type Use,
  type Workflow,
  workflowOf,
} from './workflow.ts';

/** https://circleci.com/docs/configuration-reference/ */
export const circleCi = fromFiles<Workflow>({
  reads: ['.circleci/**/*.{yml,yaml}'],
  mentions: /^(jobs|workflows):/m,
  *parse({ path, yaml }) {
    const [source] = yaml();
    if (!source) return;
    const flows = (source.get('workflows')?.entries ?? []).filter(([, flow]) => flow.isMap);
    const jobs =
      flows.length > 0
        ? flows.flatMap(([, flow]) => readFlow(flow, source, path))
        : (source.get('jobs')?.entries ?? []).map(([name, job]) => ({
            ...readJob(name, job, source, path),
            triggers: everyBranch(job),
          }));
    yield workflowOf('CircleCI', path, jobs, source);
  },
});

/** The jobs of a workflow, and what starts them. */
function readFlow(flow: Located, source: Located, path: string): Job[] {
  const started = startOf(flow, source);
  const entries = (flow.get('jobs')?.items ?? []).map((item) => {
    const [name, options] =
      item.text === undefined ? (item.entries[0] ?? ['', item]) : [item.text, undefined];
    return { name, options, line: item.line, called: options?.get('name')?.text ?? name };
  });
  const waiting = new Set(
    entries.filter(({ options }) => options?.get('type')?.text === 'approval').map(({ called }) => called),
  );
  // What needs something that waits for somebody waits, too.
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    for (const { called, options } of entries)
      if (options?.get('requires')?.texts.some((name) => waiting.has(name))) waiting.add(called);
  }
  return entries
    .filter(({ options }) => options?.get('type')?.text !== 'approval')
    .map(({ name, options, line, called }) => {
      const own = source.get('jobs', name);
      const uses: Use[] = own ? [] : [{ text: name, line, path, ...(options && { with: options }) }];
      const job = own ? readJob(name, own, source, path) : { name, line, commands: [], uses };
      return {
        ...job,
        name: called,
        triggers: filtered(started, options?.get('filters')),
        needs: options?.get('requires')?.texts ?? [],
        ...(waiting.has(called) && { manual: true }),
      };
    });
}

/** Every push, unless the workflow has a schedule, or a parameter that somebody gives. */
function startOf(flow: Located, source: Located): Trigger[] {
  if (flow.get('triggers')?.items.some((item) => item.get('schedule'))) return [trigger('schedule', flow)];
  const when = flow.get('when');
  const texts = [...(when?.walk() ?? [])].map(([, { text = '' }]) => text);
  if (texts.includes('scheduled_pipeline')) return [trigger('schedule', flow)];
  const asked = texts
    .flatMap((text) => /<<\s*pipeline\.parameters\.([\w-]+)\s*>>/.exec(text)?.[1] ?? [])
    .some((name) => /^(false)?$/.test(source.get('parameters', name, 'default')?.text ?? ''));
  if (when && asked) return [trigger('manual', when)];
  const branches = texts.some((text) => text.includes('pipeline.git.branch'))
    ? texts.filter((text) => text !== '' && !text.includes('<<'))
    : [];
  return branches.length > 0 ? [trigger('push', when, { branches })] : everyBranch(flow);
}

/** https://circleci.com/docs/configuration-reference/#jobfilters */
function filtered(started: readonly Trigger[], filters: Located | undefined): readonly Trigger[] {
  if (!filters) return started;
  const only =
    (
      filters.get('branches', 'only') ??
      (filters.get('branches')?.isMap ? undefined : filters.get('branches'))
    )?.texts ?? [];
  const ignored = filters.get('branches', 'ignore')?.texts ?? [];
  const none = ignored.some((one) => /^\/\.[*+]\/$/.test(one));
  const tags = filters.get('tags') ? [trigger('tag', filters)] : [];
  const pushes = started.flatMap((one) => {
    if (none) return [];
    if (only.length > 0) return one.on === 'pull-request' ? [] : [{ ...one, branches: only }];
    return ignored.length > 0 && one.on === 'push' ? [{ ...one, branches: except(ignored) }] : [one];
  });
  return [...pushes, ...tags];
}

function readJob(name: string, job: Located, source: Located, path: string): Omit<Job, 'triggers'> {
  const steps = (job.get('steps')?.items ?? []).flatMap((step) => readStep(step, source, path, 0));
  const image = job.get('docker')?.items[0]?.get('image')?.text;
  return {
    name,
    line: job.line,
    commands: steps.flatMap(({ commands }) => commands),
    uses: steps.flatMap(({ uses }) => uses),
    ...(image !== undefined && { image }),
  };
}

/** A step: shell, a command of this file, one of an orb, or steps under a condition. */
function readStep(
  step: Located,
  source: Located,
  path: string,
  depth: number,
): Pick<Job, 'commands' | 'uses'>[] {
  if (depth > 5) return [];
  const [name, options] = step.text === undefined ? (step.entries[0] ?? ['', step]) : [step.text, undefined];
  if (name === 'run' || name === 'deploy')
    return [
      { commands: script(options?.get('command') ?? (options?.isMap ? undefined : options), path), uses: [] },
    ];
  const inner =
    name === 'when' || name === 'unless' ? options?.get('steps') : source.get('commands', name, 'steps');
  if (inner)
    return inner.items
      .flatMap((one) => readStep(one, source, path, depth + 1))
      .map((one) => ({
        ...one,
        commands: filled(one.commands, source.get('commands', name, 'parameters'), options),
      }));
  return [{ commands: [], uses: [{ text: name, line: step.line, path, ...(options && { with: options }) }] }];
}

/** Commands with the parameters that they are given, or their defaults. */
const filled = (
  commands: readonly Command[],
  declared: Located | undefined,
  given: Located | undefined,
): Command[] =>
  commands.map((one) => ({
    ...one,
    text: one.text.replace(
      /<<\s*parameters\.([\w-]+)\s*>>/g,
      (whole, name: string) => given?.get(name)?.text ?? declared?.get(name, 'default')?.text ?? whole,
    ),
  }));
