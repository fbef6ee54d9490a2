import type { Located } from '../../formats/located.ts';
import type { Place } from '../signal.ts';

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
  | 'Woodpecker';

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
  /** Branches, and paths, that it is limited to. */
  readonly branches?: readonly string[];
  readonly paths?: readonly string[];
}

/** A line of shell, or what a tool is given as its command. */
export interface Command {
  readonly text: string;
  readonly line: number;
  readonly path: string;
}

/** An action, orb, task, template or reusable workflow that a job calls on. */
export interface Use extends Command {
  readonly with?: Located;
}

export interface Job {
  readonly name: string;
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

/** The commands in a value that is one text or a list of texts, a line of shell each, with their lines. */
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

/** A shell command needs no comment to be read. */
export const isComment = ({ text }: Command): boolean => /^(#|rem\b)/i.test(text);

/** What the script of a job really runs, line by line. */
export const script = (value: Located | undefined, path: string): Command[] =>
  joinContinued(commandsIn(value, path).filter((command) => !isComment(command)));

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
