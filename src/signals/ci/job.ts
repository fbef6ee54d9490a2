import { cloudFormation, computeRequest, terraform } from '../resource.ts';
import { derived, type Place } from '../signal.ts';
import { task } from '../task.ts';
import { azurePipelines } from './azure.ts';
import { bitbucketPipelines } from './bitbucket.ts';
import { buildkite } from './buildkite.ts';
import { circleCi } from './circleci.ts';
import { cloudTriggers } from './cloud.ts';
import { follow, type Known, type Run } from './follow.ts';
import { githubActions } from './github.ts';
import { gitlabCi } from './gitlab.ts';
import { cloudBuild, codeBuild } from './hosted.ts';
import { type Find, pathsOf, within } from './include.ts';
import { jenkins } from './jenkins.ts';
import { prow } from './prow.ts';
import { taskcluster } from './taskcluster.ts';
import { travisCi } from './travis.ts';
import { woodpecker } from './woodpecker.ts';
import { type Event, type Job, onMainline, type Trigger, type Use, type Workflow } from './workflow.ts';

export { follow, type Known, type Run } from './follow.ts';

export const workflow = derived(
  {
    githubActions,
    gitlabCi,
    azurePipelines,
    bitbucketPipelines,
    buildkite,
    circleCi,
    cloudBuild,
    codeBuild,
    jenkins,
    prow,
    taskcluster,
    travisCi,
    woodpecker,
  },
  (facts): Workflow[] => Object.values(facts).flat(),
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

/** What starts a job without anybody's doing once a change is merged: a push to a branch that others build on, a tag, a release. */
export const deliveryTriggers = ({ manual, triggers }: CiJob): Trigger[] =>
  manual
    ? []
    : triggers.filter(
        ({ on, branches }) => on === 'tag' || on === 'release' || (on === 'push' && onMainline(branches)),
      );

export const onDelivery = (job: CiJob): boolean => deliveryTriggers(job).length > 0;

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

/** The job with all that it includes; what is only for some of its triggers, or for an environment, is a job of its own. */
function expand(workflow: Workflow, job: Job, find: Find, known: Known): CiJob[] {
  const groups = new Map<string, Job[]>();
  for (const part of within(workflow, job, find, new Map(), 0)) {
    const key = JSON.stringify([part.triggers, part.environment, part.manual]);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()].flatMap((parts): CiJob[] => {
    const [{ triggers, environment, manual }] = parts as [Job];
    const uses = parts.flatMap((one) => one.uses);
    const commands = parts.flatMap((one) => one.commands);
    const empty = commands.length === 0 && uses.every((use) => find(workflow, use));
    if (empty && groups.size > 1) return [];
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
