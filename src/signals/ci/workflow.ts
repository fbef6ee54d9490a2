import type { Located } from '../../formats/located.ts';
import type { Place } from '../signal.ts';
import { isOpen } from './shell.ts';

export type System =
  | 'GitHub Actions'
  | 'GitLab CI'
  | 'Azure Pipelines'
  | 'Jenkins'
  | 'CircleCI'
  | 'Bitbucket Pipelines'
  | 'Travis CI'
  | 'Cloud Build'
  | 'CodeBuild'
  | 'Prow'
  | 'Buildkite'
  | 'Woodpecker'
  | 'Taskcluster';

/**
 * What starts a job. `push` is a push to a branch (a merge included), `call` another workflow, `elsewhere` a trigger
 * that is set up outside this repository.
 */
export type Event =
  | 'pull-request'
  | 'push'
  | 'tag'
  | 'release'
  | 'schedule'
  | 'manual'
  | 'call'
  | 'event'
  | 'elsewhere';

export interface Trigger {
  readonly on: Event;
  readonly line: number;
  /** Branches, and paths, that it is limited to; those with `!` in front are left out. */
  readonly branches?: readonly string[];
  readonly paths?: readonly string[];
  /** Names of the workflows whose end starts it, where a workflow does. */
  readonly after?: readonly string[];
}

/** A line of shell, or what a tool is given as its command. */
export interface Command {
  readonly text: string;
  readonly line: number;
  readonly path: string;
  /** The conditions of its step and its job, as they are written. */
  readonly when?: string;
}

/** An action, orb, task, template or reusable workflow that a job calls on. */
export interface Use extends Command {
  readonly with?: Located;
}

export interface Job {
  readonly name: string;
  /** The file that it is written in, where that is not the one of its workflow. */
  readonly path?: string;
  readonly line: number;
  readonly commands: readonly Command[];
  readonly uses: readonly Use[];
  /** What starts this job, where that is less than what starts its workflow. */
  readonly triggers: readonly Trigger[];
  readonly environment?: string;
  readonly image?: string;
  /** Runs only after somebody says so. */
  readonly manual?: boolean;
  readonly needs?: readonly string[];
}

/** Steps of a job that the same triggers start. */
export type Steps = Pick<Job, 'triggers' | 'commands' | 'uses'>;

/** A job once for each group of its steps that the same triggers start; steps that nothing starts are left out. */
export function bySteps(job: Omit<Job, keyof Steps>, steps: readonly Steps[]): Job[] {
  const groups = new Map<string, { triggers: readonly Trigger[]; commands: Command[]; uses: Use[] }>();
  for (const { triggers, commands, uses } of steps) {
    const key = JSON.stringify(triggers);
    const known = groups.get(key) ?? { triggers, commands: [], uses: [] };
    groups.set(key, known);
    known.commands.push(...commands);
    known.uses.push(...uses);
  }
  const jobs = [...groups.values()].map((group) => ({ ...job, ...group }));
  const working = jobs.filter(({ commands, uses }) => commands.length + uses.length > 0);
  return working.length > 0 ? working : jobs.slice(0, 1);
}

/** A CI definition file, of any system. */
export interface Workflow extends Place {
  readonly system: System;
  readonly name: string;
  readonly triggers: readonly Trigger[];
  readonly jobs: readonly Job[];
  /** Only used by others: a composite action, a reusable workflow, a template. */
  readonly part: boolean;
  /** The body of the file, for what a practice wants to know beyond this. */
  readonly source: Located;
}

/** The lines of a value that is one text or a list of texts, a command each, with their lines in the file. */
export function commandsIn(value: Located | undefined, path: string): Command[] {
  if (!value) return [];
  if (value.isList) return value.items.flatMap((item) => commandsIn(item, path));
  const lines = value.text?.split('\n') ?? [];
  // A block scalar starts on the line after its key.
  const first = lines.length > 1 ? value.line + 1 : value.line;
  return lines.flatMap((text, index) =>
    text.trim() === '' ? [] : [{ text: text.trim(), line: first + index, path }],
  );
}

/** Joins shell lines that end in a backslash. */
export function joinContinued(commands: readonly Command[]): Command[] {
  const joined: Command[] = [];
  let open = false;
  for (const command of commands) {
    const last = joined.at(-1);
    const text = command.text.replace(/\\$/, '').trimEnd();
    if (open && last) joined[joined.length - 1] = { ...last, text: `${last.text} ${text}` };
    else joined.push({ ...command, text });
    open = command.text.endsWith('\\');
  }
  return joined;
}

/** Joins lines that stand in the same quotes. */
function joinQuoted(commands: readonly Command[]): Command[] {
  const joined: Command[] = [];
  for (let at = 0; at < commands.length; at++) {
    const command = commands[at] as Command;
    let text = command.text;
    let end = at;
    while (isOpen(text) && end + 1 < commands.length) text += `\n${commands[++end]?.text}`;
    // A quote that is never closed is somebody's apostrophe.
    if (isOpen(text)) joined.push(command);
    else {
      joined.push({ ...command, text });
      at = end;
    }
  }
  return joined;
}

/** Takes out here-documents, which are text, but for those that a shell reads as its commands. */
function withoutHereDocuments(commands: readonly Command[]): Command[] {
  const kept: Command[] = [];
  let end: string | undefined;
  let run = false;
  for (const command of commands) {
    if (command.text === end) end = undefined;
    else if (end === undefined || run) kept.push(command);
    const opened = end === undefined ? /(?<!<)<<-?\s*(['"]?)([A-Za-z_]\w*)\1/.exec(command.text) : null;
    if (opened && !command.text.includes('((')) {
      end = opened[2];
      run = /^(sudo\s+)?((ba|z|da)?sh|ssh|su)\b/.test(command.text);
    }
  }
  return kept;
}

/** A shell command needs no comment to be read. */
const isComment = ({ text }: Command): boolean => /^(#|rem\b)/i.test(text);

/** What lines of shell really run. */
export const runnable = (lines: readonly Command[]): Command[] =>
  joinQuoted(withoutHereDocuments(joinContinued(lines.filter((command) => !isComment(command)))));

/** Commands or uses with the conditions that they stand under. */
export function conditioned<T extends Command>(
  commands: readonly T[],
  ...conditions: (string | undefined)[]
): T[] {
  const when = conditions.filter(Boolean).join(' && ');
  return commands.map((one) => (when === '' ? one : { ...one, when }));
}

/** What the script of a job really runs, line by line. */
export const script = (value: Located | undefined, path: string): Command[] =>
  value?.isList ? value.items.flatMap((item) => script(item, path)) : runnable(commandsIn(value, path));

export const trigger = (
  on: Event,
  at: Located | undefined,
  limits: { branches?: readonly string[]; paths?: readonly string[] } = {},
): Trigger => ({
  on,
  line: at?.line ?? 1,
  ...(limits.branches && limits.branches.length > 0 && { branches: limits.branches }),
  ...(limits.paths && limits.paths.length > 0 && { paths: limits.paths }),
});

/** A push to any branch, whose build a pull request shows. */
export const everyBranch = (at: Located): Trigger[] => [trigger('push', at), trigger('pull-request', at)];

/** A definition that is one file, started as its jobs are. */
export const workflowOf = (
  system: System,
  path: string,
  jobs: readonly Job[],
  source: Located,
): Workflow => ({
  system,
  path,
  line: 1,
  name: path,
  triggers: jobs.flatMap((job) => job.triggers),
  jobs,
  part: false,
  source,
});

/** Patterns of what is left out, as they stand in the lists of a trigger. */
export const except = (patterns: readonly string[] = []): string[] => patterns.map((one) => `!${one}`);

/** Branches that are not those of one person; `x` is what the placeholder of a template becomes. */
const mainline =
  /^(x|\^?(main|master|trunk|mainline|default|stable|prod|production|live|release|releases|staging|stage|preprod|pre-prod|uat|qa|int|integration|test|dev|develop|development|\d[\d.x]*|v\d.*)\$?|\^?(release|prod)s?[-/].*|\$default-branch|.*CI_DEFAULT_BRANCH.*|\.?\*+|\.\+|\*\*\/\*)$/i;

/** Whether branches that a trigger is limited to are ones that others build on, and not only topics. */
export function onMainline(branches: readonly string[] = []): boolean {
  const left = branches.filter((one) => one.startsWith('!')).map((one) => one.slice(1));
  const wanted = branches.filter((one) => !one.startsWith('!')).map(withoutRef);
  const excluded = left
    .map(withoutRef)
    .some((one) => /^(main|master|trunk)$|CI_DEFAULT_BRANCH|^\.?\*+$/.test(one));
  if (wanted.length === 0) return !excluded;
  return wanted.some((one) => mainline.test(one) && !(excluded && /\*/.test(one)));
}

const withoutRef = (branch: string) =>
  branch
    .replace(/^refs\/heads\//, '')
    .replace(/^\/(.*)\/i?$/, '$1')
    .replaceAll('\\', '');
