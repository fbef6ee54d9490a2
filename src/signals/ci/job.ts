import picomatch from 'picomatch';
import type { Located } from '../../formats/located.ts';
import { computeRequest, type Resource } from '../resource.ts';
import { derived, type Place } from '../signal.ts';
import { type Task, task } from '../task.ts';
import { azurePipelines } from './azure.ts';
import { githubActions } from './github.ts';
import { gitlabCi } from './gitlab.ts';
import * as others from './others.ts';
import { simpleCommands, type Words } from './shell.ts';
import {
  type Command,
  type Event,
  type Job,
  script,
  type Trigger,
  type Use,
  type Workflow,
} from './workflow.ts';

export const workflow = derived({ githubActions, gitlabCi, azurePipelines, ...others }, (facts): Workflow[] =>
  Object.values(facts).flat(),
);

/** A command that a job comes to run, as words, and where it is written. */
export interface Run extends Place {
  readonly words: Words;
  readonly text: string;
}

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
export const onDelivery = (job: CiJob): boolean => startedBy(job, 'push', 'tag', 'release');

const depthLimit = 5;

export interface Known {
  readonly workflows?: ReadonlyMap<string, Workflow>;
  readonly tasks: readonly Task[];
  readonly compute: readonly Resource[];
}

export const ciJob = derived({ workflow, task, computeRequest }, (facts): CiJob[] => {
  const known: Known = {
    workflows: new Map(facts.workflow.map((one) => [one.path, one])),
    tasks: facts.task,
    compute: facts.computeRequest,
  };
  const included = new Set(
    facts.workflow.flatMap((one) => one.jobs.flatMap((job) => job.uses.map((use) => localPath(use)))),
  );
  const fromGitLab = facts.workflow.filter(({ system, part }) => system === 'GitLab CI' && !part);
  const joined = fromGitLab.flatMap(({ source }) => localIncludes(source));
  return facts.workflow
    .filter((one) => {
      if (one.system === 'Azure Pipelines') return !one.part && !included.has(one.path);
      if (one.system === 'GitLab CI') return !one.part || joined.some((matches) => matches(one.path));
      // A reusable workflow that nobody here calls on is there for other repositories.
      return !one.part || (one.triggers.length > 0 && !included.has(one.path));
    })
    .flatMap((one) => one.jobs.flatMap((job) => expand(one, job, known)));
});

/** Tests for the files of this repository that a GitLab pipeline takes in. https://docs.gitlab.com/ci/yaml/includes/ */
function localIncludes(source: Located): ((path: string) => boolean)[] {
  const include = source.get('include');
  return [include, ...(include?.items ?? [])].flatMap((one) => {
    const path = one?.text ?? one?.get('local')?.text;
    return path === undefined || /^https?:/.test(path) ? [] : [picomatch(path.replace(/^\//, ''))];
  });
}

function expand(workflow: Workflow, job: Job, known: Known): CiJob[] {
  const all = within(job, known, 0);
  const environment = job.environment ?? all.map((inner) => inner.environment).find(Boolean);
  return [
    {
      name: job.name,
      path: workflow.path,
      line: job.line,
      workflow,
      triggers: job.triggers,
      manual:
        job.manual === true || (job.triggers.length > 0 && job.triggers.every(({ on }) => on === 'manual')),
      uses: all.flatMap((inner) => inner.uses),
      runs: all.flatMap((inner) => inner.commands).flatMap((command) => follow(command, known)),
      ...(environment !== undefined && { environment }),
    },
  ];
}

/** The job, and those of the workflows, actions and templates of this repository that it uses. */
function within(job: Job, known: Known, depth: number): Job[] {
  if (depth > depthLimit) return [job];
  const used = job.uses.flatMap((use) => known.workflows?.get(localPath(use) ?? '')?.jobs ?? []);
  return [job, ...used.flatMap((inner) => within(inner, known, depth + 1))];
}

/** The file of this repository that a job uses; undefined where it is somebody else's. */
function localPath({ text, path }: Use): string | undefined {
  if (text.startsWith('./.github/workflows/')) return text.slice(2);
  if (text.startsWith('./')) return `${text.slice(2).replace(/\/$/, '')}/action.yml`;
  if (!/\.ya?ml$/.test(text) || text.includes('@')) return undefined;
  if (text.startsWith('/')) return text.slice(1);
  const parts = [...path.split('/').slice(0, -1), ...text.split('/')];
  const resolved: string[] = [];
  for (const part of parts) {
    if (part === '..') resolved.pop();
    else if (part !== '.') resolved.push(part);
  }
  return resolved.join('/');
}

/** What a command comes to run: itself, and what the task or script that it names holds. */
export function follow(command: Command, known: Known, depth = 0): Run[] {
  return simpleCommands(command.text).flatMap((words) => {
    const own: Run = { words, text: words.join(' '), path: command.path, line: command.line };
    if (depth > depthLimit) return [own];
    const inner = [
      ...tasksOf(words, known)
        .flatMap((one) => withNeeds(one, known))
        .flatMap((one) => one.commands),
      ...scriptsOf(words, known),
    ];
    return [
      own,
      ...inner.flatMap((next) => (next.text === command.text ? [] : follow(next, known, depth + 1))),
    ];
  });
}

function withNeeds(one: Task, known: Known, seen = new Set<Task>()): Task[] {
  if (seen.has(one)) return [];
  seen.add(one);
  const needed = one.needs.flatMap((name) =>
    known.tasks.filter((task) => task.runner === one.runner && task.name === name && task.path === one.path),
  );
  return [one, ...needed.flatMap((task) => withNeeds(task, known, seen))];
}

const withoutOptions = (words: Words) => words.filter((word) => !word.startsWith('-') && !/^\w+=/.test(word));

/** How each runner is told which tasks to run; none named means its default. */
function named(
  words: Words,
): { readonly runner: Task['runner']; readonly names: readonly string[] } | undefined {
  const [program = '', verb = '', ...rest] = words;
  const names = withoutOptions(words.slice(1));
  const option = (...options: string[]) =>
    words.flatMap((word, index) => (options.includes(word) ? (words[index + 1]?.split(',') ?? []) : []));
  switch (program) {
    case 'make':
    case 'gmake':
      return {
        runner: 'make',
        names: option('-C', '-f').reduce((left, taken) => left.filter((name) => name !== taken), names),
      };
    case 'just':
      return { runner: 'just', names: names.slice(0, 1) };
    case 'task':
      return { runner: 'task', names };
    case 'tox':
      return { runner: 'tox', names: option('-e', '--env', '-f') };
    case 'nox':
      return {
        runner: 'nox',
        names: option('-s', '--session', '--sessions', '-t').map((name) => name.replace(/-[\d.]+$/, '')),
      };
    case 'npm':
    case 'pnpm':
    case 'yarn':
    case 'bun':
      return {
        runner: 'npm',
        names: /^run(-script)?$/.test(verb) ? withoutOptions(rest).slice(0, 1) : [verb],
      };
    case 'mise':
      return /^(run|r)$/.test(verb) ? { runner: 'mise', names: withoutOptions(rest) } : undefined;
    case 'poe':
    case 'poethepoet':
      return { runner: 'poe', names: names.slice(0, 1) };
    case 'hatch':
    case 'pixi':
    case 'rye':
      return verb === 'run'
        ? {
            runner: program,
            names: withoutOptions(rest)
              .slice(0, 1)
              .map((name) => name.split(':').at(-1) ?? name),
          }
        : undefined;
    case 'invoke':
    case 'inv':
      return { runner: 'invoke', names };
    default:
      // `pdm run x` and `uv run x` arrive here as `x`.
      return program !== '' ? { runner: 'pdm', names: [program] } : undefined;
  }
}

function tasksOf(words: Words, { tasks }: Known): Task[] {
  const asked = named(words);
  if (!asked) return [];
  const all = tasks.filter(
    (task) => task.runner === asked.runner || (asked.runner === 'pdm' && task.runner === 'poe'),
  );
  const defaults =
    asked.runner === 'tox' || asked.runner === 'nox' ? all : asked.runner === 'make' ? all.slice(0, 1) : [];
  if (asked.names.length === 0) return defaults;
  return asked.names.flatMap((name) => {
    const matching = all.filter(
      (task) => task.name === name || (task.runner === 'make' && sameBut(task.name, name)),
    );
    if (matching.length === 0 && asked.runner === 'tox') return all.filter((task) => task.name === '');
    // The nearest to the root is the one that is meant.
    return matching.sort((a, b) => a.path.split('/').length - b.path.split('/').length).slice(0, 1);
  });
}

/** Pattern rules: `test-%` stands for `test-unit`. */
const sameBut = (rule: string, name: string) =>
  rule.includes('%') && name.startsWith(rule.split('%')[0] ?? '') && name.endsWith(rule.split('%')[1] ?? '');

/** The commands of shell scripts, and of job files with an entry point, that a command names. */
function scriptsOf(words: Words, { tasks, compute }: Known): Command[] {
  return words.flatMap((word) => {
    const path = word.replace(/^\.\//, '');
    if (/\.(sh|bash)$/.test(path)) {
      const scripts = tasks.filter(
        (task) => task.runner === 'sh' && (task.path === path || task.path.endsWith(`/${path}`)),
      );
      return scripts.slice(0, 1).flatMap((one) => one.commands);
    }
    const request = /\.ya?ml$/.test(path)
      ? compute.find((one) => one.path === path || one.path.endsWith(`/${path}`))
      : undefined;
    return request
      ? [
          ...script(request.source?.get('entrypoint'), request.path),
          ...script(request.source?.get('run'), request.path),
        ]
      : [];
  });
}
