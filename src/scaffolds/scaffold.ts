import type { FactsOf, Signals } from '../signals/signal.ts';
import { saidBy, say, type Text, UserError } from '../text.ts';
import { mergeLines } from './merge/lines.ts';

/** What a scaffold wants to know. `value` is what the repository shows; where it is missing, somebody has to say. */
export interface Question {
  readonly key: string;
  readonly prompt: Text;
  readonly choices: readonly { readonly value: string; readonly detail?: Text }[];
  readonly value?: string;
  /** Whether something else than the choices may be typed. */
  readonly open?: boolean;
}

/** Answers by the key of their question. */
export type Choices = Readonly<Record<string, string>>;

/** A change of one file. A file that exists is changed only by a merge, which leaves what it holds. */
export type Change =
  | { readonly kind: 'create'; readonly path: string; readonly content: string }
  | { readonly kind: 'merge'; readonly path: string; readonly before: string; readonly content: string };

/** What a scaffold would do to this repository. */
export interface Plan {
  readonly scaffold: string;
  readonly changes: readonly Change[];
  /** What stays for people to do, and what was left alone, as sentences. */
  readonly notes: readonly Text[];
}

/** The text of a template of the scaffold, filled in. */
export type Fill = (template: string, view: object) => string;

/** What a scaffold may look at while it plans. */
export interface Ground {
  readonly choices: Choices;
  readonly fill: Fill;
  /** Whether the repository holds a file. */
  readonly has: (path: string) => boolean;
  /** Whether the repository holds a file whose path matches. */
  readonly hasMatch: (pattern: RegExp) => boolean;
  /** The text of a file of the repository that fits `merges` of the scaffold; undefined where there is none. */
  readonly textOf: (path: string) => string | undefined;
}

export interface Scaffold<S extends Signals = Signals> {
  readonly id: string;
  readonly title: Text;
  readonly signals: S;
  /** Ids of the practices that it helps to reach, where they do not name it themselves: those of a team's own. */
  readonly practices?: readonly string[];
  /** Names of its templates in content/scaffolds/<id>/; with a folder, of those that several share. */
  readonly templates: readonly string[];
  /** Globs of files of the repository that it can add to. */
  readonly merges?: readonly string[];
  /** Whether it is offered here; without it, it always is. Who asks for it by name gets it all the same. */
  readonly fits?: (facts: FactsOf<S>) => boolean;
  readonly asks: (facts: FactsOf<S>) => readonly Question[];
  readonly plan: (
    facts: FactsOf<S>,
    ground: Ground,
  ) => { readonly changes: readonly Change[]; readonly notes?: readonly Text[] };
}

/** Types `asks` and `plan` by `signals`. */
export const scaffold = <S extends Signals>(scaffold: Scaffold<S>): Scaffold =>
  scaffold as unknown as Scaffold;

/** A new file, or nothing where the repository has one at its path. */
export const create = (ground: Ground, path: string, content: string): Change[] =>
  ground.has(path) ? [] : [{ kind: 'create', path, content }];

/**
 * A file that is there with what `edit` adds to it, or nothing where that is nothing, or where there is no such file.
 * @param edit one of `merge/`; what it throws is told with the path in front
 */
export function merge(ground: Ground, path: string, edit: (text: string) => string): Change[] {
  const before = ground.textOf(path);
  if (before === undefined) return [];
  try {
    const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
    const content = mark + edit(before.slice(mark.length));
    return content === before ? [] : [{ kind: 'merge', path, before, content }];
  } catch (error) {
    throw new UserError(say`${path} ${saidBy(error)}`);
  }
}

/** An ignore file with these patterns: a new one, or those that the one that is there lacks. */
export const ignored = (ground: Ground, path: string, patterns: string): Change[] =>
  ground.has(path)
    ? merge(ground, path, (text) => mergeLines(text, patterns))
    : create(ground, path, patterns);
