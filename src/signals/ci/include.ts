import type { Job, Trigger, Use, Workflow } from './workflow.ts';

/** The workflow of this repository that a job of another means by what it uses. */
export type Find = (from: Workflow, use: Use) => Workflow | undefined;

const depthLimit = 5;

/** The job, and those of the workflows, actions and templates of this repository that it uses. */
export function within(
  workflow: Workflow,
  job: Job,
  find: Find,
  given: ReadonlyMap<string, string>,
  depth: number,
): Job[] {
  const own = filled(job, given);
  if (depth > depthLimit) return [own];
  const shared = {
    ...(own.environment !== undefined && { environment: own.environment }),
    ...(own.manual && { manual: true }),
  };
  const used = own.uses.flatMap((use) => {
    const target = find(workflow, use);
    if (!target) return [];
    const values = new Map([
      ...defaultsOf(target),
      ...(use.with?.entries ?? []).flatMap(([name, { text }]) =>
        text === undefined ? [] : [[name, fill(text, given)] as const],
      ),
    ]);
    return target.jobs.flatMap((inner) => {
      const triggers = together(job.triggers, inner.triggers);
      return triggers.length === 0 && job.triggers.length > 0
        ? []
        : within(target, { ...shared, ...inner, triggers }, find, values, depth + 1);
    });
  });
  return [own, ...used];
}

/** What starts a job that another includes: what starts the other, as far as the job takes part. */
function together(outer: readonly Trigger[], inner: readonly Trigger[]): readonly Trigger[] {
  if (inner.length === 0 || inner.some(({ on }) => on === 'call')) return outer;
  return outer.flatMap((one) => {
    const matching = inner.find(({ on }) => on === one.on) ?? inner.find(({ on }) => on === 'elsewhere');
    if (!matching) return [];
    return matching.on === one.on && matching.branches && !one.branches
      ? [{ ...one, branches: matching.branches }]
      : [one];
  });
}

/** What inputs and parameters are where nobody gives them. */
function defaultsOf({ source }: Workflow): (readonly [string, string])[] {
  const inputs = [
    ...((source.get('on') ?? source.get('true'))?.get('workflow_call', 'inputs')?.entries ?? []),
    ...(source.get('inputs')?.entries ?? []),
    ...(source.get('parameters')?.items ?? []).map((one) => [one.get('name')?.text ?? '', one] as const),
  ];
  return inputs.flatMap(([name, input]) => {
    const text = input.get('default')?.text;
    return text === undefined ? [] : [[name, text] as const];
  });
}

const fill = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(
    /\$\{\{\s*(?:inputs|parameters)\.([\w-]+)\s*\}\}/g,
    (whole, name: string) => values.get(name) ?? whole,
  );

function filled(job: Job, values: ReadonlyMap<string, string>): Job {
  if (values.size === 0) return job;
  const texts = <T extends { readonly text: string }>(list: readonly T[]) =>
    list.map((one) => (one.text.includes('${{') ? { ...one, text: fill(one.text, values) } : one));
  return {
    ...job,
    commands: texts(job.commands),
    uses: texts(job.uses),
    ...(job.environment !== undefined && { environment: fill(job.environment, values) }),
  };
}

/** The files of this repository that a job may mean by what it uses. */
export function pathsOf({ text, path }: Use): string[] {
  const name = text.replace(/@self$/, '');
  if (name.startsWith('./')) {
    const local = name.slice(2).replace(/\/$/, '');
    return /\.ya?ml$/.test(local) ? [local] : [`${local}/action.yml`, `${local}/action.yaml`].map(tidy);
  }
  if (!/\.ya?ml$/.test(name) || name.includes('@')) return [];
  if (name.startsWith('/')) return [name.slice(1)];
  return [tidy([...path.split('/').slice(0, -1), name].join('/')), name];
}

function tidy(path: string): string {
  const resolved: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') resolved.pop();
    else if (part !== '.' && part !== '') resolved.push(part);
  }
  return resolved.join('/');
}
