import { cloudFormation, computeRequest, terraform } from '../resource.ts';
import { derived, type Place } from '../signal.ts';
import { task } from '../task.ts';
import { azurePipelines } from './azure.ts';
import { cloudTriggers } from './cloud.ts';
import { follow, type Known, type Run } from './follow.ts';
import { githubActions } from './github.ts';
import { gitlabCi } from './gitlab.ts';
import * as others from './others.ts';
import { type Event, type Job, onMainline, type Trigger, type Use, type Workflow } from './workflow.ts';

export { follow, type Known, type Run } from './follow.ts';

export const workflow = derived({ githubActions, gitlabCi, azurePipelines, ...others }, (facts): Workflow[] =>
  Object.values(facts).flat(),
);

/** A job of CI with everything it comes to run: templates, reusable workflows, task runners and scripts are followed. */
export interface CiJob extends Place {
  readonly name: string;
  readonly workflow: Workflow;
  readonly triggers: readonly Trigger[];
  readonly runs: readonly Run[];
  readonly uses: readonly Use[];
  readonly environment?: string;
  readonly manual: boolean;
}

/** Whether one of these events starts the job without anybody's doing. */
export const startedBy = (job: CiJob, ...events: Event[]): boolean =>
  !job.manual && job.triggers.some(({ on }) => events.includes(on));

/** A push to a branch that others build on, a tag, or a release. */
export const onDelivery = (job: CiJob): boolean =>
  startedBy(job, 'tag', 'release') ||
  (!job.manual && job.triggers.some(({ on, branches }) => on === 'push' && onMainline(branches)));

export const ciJob = derived(
  { workflow, task, computeRequest, terraform, cloudFormation },
  (facts): CiJob[] => {
    const known: Known = { tasks: facts.task, compute: facts.computeRequest };
    const files = new Map(facts.workflow.map((one) => [`${one.system}:${one.path}`, one]));
    const find: Find = ({ system }, use) =>
      pathsOf(use)
        .map((path) => files.get(`${system}:${path}`))
        .find((one) => one !== undefined);
    const included = new Set(
      facts.workflow.flatMap((one) =>
        one.jobs.flatMap((job) => job.uses.flatMap((use) => find(one, use)?.path ?? [])),
      ),
    );
    return facts.workflow
      .filter((one) => {
        if (one.system === 'Azure Pipelines') return !one.part && !included.has(one.path);
        // A reusable workflow that nobody here calls on is there for other repositories.
        const offered = one.system === 'GitHub Actions' && one.triggers.length > 0;
        return !one.part || (offered && !included.has(one.path));
      })
      .flatMap((one) =>
        one.jobs.flatMap((job) => {
          const triggers = job.triggers.flatMap((given) =>
            given.after
              ? afterOthers(given, facts.workflow)
              : given.on === 'elsewhere'
                ? [...cloudTriggers(one, facts), given]
                : [given],
          );
          return expand(one, { ...job, triggers }, find, known);
        }),
      );
  },
);

/** A workflow that follows others starts with a push where those do. */
function afterOthers(given: Trigger, workflows: readonly Workflow[]): Trigger[] {
  const { after = [], branches, line } = given;
  const pushes = workflows
    .filter(({ name, system }) => system === 'GitHub Actions' && after.includes(name))
    .flatMap(({ triggers }) => triggers.filter(({ on }) => on === 'push'));
  if (pushes.length === 0) return [given];
  return pushes.map((push) => ({ on: 'push', line, branches: branches ?? push.branches ?? [] }));
}

// ── parts of a pipeline that stand in other files ───────────────────────────────────────────────────────────────────

type Find = (from: Workflow, use: Use) => Workflow | undefined;

const depthLimit = 5;

function expand(workflow: Workflow, job: Job, find: Find, known: Known): CiJob[] {
  const all = within(workflow, job, find, new Map(), 0);
  const [outer, ...inner] = all;
  // What is only for some of the triggers, or for an environment of its own, is a job of its own.
  const same = inner.filter(
    (one) =>
      one.manual === outer?.manual &&
      sameTriggers(one.triggers, job.triggers) &&
      (one.environment === undefined || one.environment === job.environment),
  );
  const apart = inner.filter((one) => !same.includes(one));
  return [[job, ...same], ...apart.map((one) => [one])].flatMap((parts): CiJob[] => {
    const [{ triggers, environment, manual }] = parts as [Job];
    const uses = parts.flatMap((one) => one.uses);
    const commands = parts.flatMap((one) => one.commands);
    if (uses.length + commands.length === 0 && apart.length > 0) return [];
    return [
      {
        name: job.name,
        path: job.path ?? workflow.path,
        line: job.line,
        workflow,
        triggers,
        manual: manual === true || (triggers.length > 0 && triggers.every(({ on }) => on === 'manual')),
        uses,
        runs: commands.flatMap((command) => follow(command, known)),
        ...(environment !== undefined && { environment }),
      },
    ];
  });
}

const sameTriggers = (a: readonly Trigger[], b: readonly Trigger[]) =>
  a.length === b.length &&
  a.every(({ on }, index) => on === b[index]?.on && a[index]?.branches === b[index]?.branches);

/** The job, and those of the workflows, actions and templates of this repository that it uses. */
function within(
  workflow: Workflow,
  job: Job,
  find: Find,
  given: ReadonlyMap<string, string>,
  depth: number,
): Job[] {
  const own = filled(job, given);
  if (depth > depthLimit) return [own];
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
        : within(target, { ...inner, triggers }, find, values, depth + 1);
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
function pathsOf({ text, path }: Use): string[] {
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
