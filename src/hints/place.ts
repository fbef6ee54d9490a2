import type { Range } from '../formats/lines.ts';
import type { Located } from '../formats/located.ts';
import type { Argument, Call } from '../formats/python/code.ts';
import type { Module } from '../signals/code/module.ts';
import type { CodeStep } from '../signals/code/step.ts';
import { type FileSignal, fromFiles } from '../signals/signal.ts';
import type { SourceFile } from '../signals/source.ts';
import { isTemplate } from '../signals/template.ts';
import type { Edit } from './hint.ts';

/** Folders whose files show, try or check something, and run nowhere else. */
const aside =
  /(^|\/)(tests?|testing|docs?|examples?|samples?|tutorials?|demos?|playground|sandbox|exercises?|templates?|benchmarks?|homeworks?|archived?|deprecated|legacy)\/|(^|\/)test_[^/]*\/|(^|\/)[^/]*(demo|example|tutorial)[^/]*$/i;

/** Whether hints are given for a file: not where it only shows something, nor where a template is still to be filled in. */
export const isOwn = (path: string): boolean => !aside.test(path) && !isTemplate(path);

/** Whether hints are given for code: for the project's own, in Python files, which the ranges of facts belong to. */
export const isOwnCode = ({ path, test, notebook }: Module): boolean => !test && !notebook && isOwn(path);

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** The texts of files, for places that the facts know by their lines only. */
export const textOf = (...reads: readonly string[]): FileSignal<SourceText> =>
  fromFiles<SourceText>({
    reads,
    *parse({ path, text }) {
      yield { path, text };
    },
  });

/**
 * The values of a configuration file, each with its key.
 * None where it is not what its name says: whoever needs the file tells that.
 */
export function valuesIn({ path, yaml, toml, json }: SourceFile): (readonly [string, Located])[] {
  try {
    const documents = path.endsWith('.toml') ? [toml()] : path.endsWith('.json') ? [json()] : yaml();
    return documents.flatMap((document) => [...document.walk()]);
  } catch {
    return [];
  }
}

/**
 * The edit that gives a call one more argument.
 * @returns undefined where it may have it already, since it is given arguments that are not written out
 */
export function addArgument({ range, arguments: given }: Call, argument: string): Edit | undefined {
  if (given.some(({ text, keyword }) => keyword === undefined && text.startsWith('*'))) return undefined;
  const last = given.at(-1);
  return last
    ? { range: behind(last.range), text: `, ${argument}` }
    : { range: behind({ ...range, endColumn: range.endColumn - 1 }), text: argument };
}

export const behind = ({ endLine, endColumn }: Range): Range => ({
  line: endLine,
  column: endColumn,
  endLine,
  endColumn,
});

export const argumentOf = (
  { arguments: given }: Call,
  ...keywords: readonly string[]
): Argument | undefined => given.find(({ keyword }) => keyword !== undefined && keywords.includes(keyword));

/** The range of the call that trains, by the path of the file; undefined where no single call does. */
export const trainingCalls = (steps: readonly CodeStep[]): ReadonlyMap<string, Range | undefined> =>
  new Map(steps.filter(({ step }) => step === 'training').map(({ path, range }) => [path, range]));

/** Finds the files that a file imports and those that import it, however far, with the file itself. */
export function neighbours(modules: readonly Module[]): (path: string) => readonly Module[] {
  const byPath = new Map(modules.map((one) => [one.path, one]));
  const importers = new Map<string, string[]>();
  for (const { path, locals } of modules)
    for (const local of locals) importers.set(local, [...(importers.get(local) ?? []), path]);
  const reach = (from: string, next: (path: string) => readonly string[]) => {
    const seen = new Set([from]);
    for (const path of seen) for (const other of next(path)) seen.add(other);
    return seen;
  };
  return (path) => {
    const found = new Set([
      ...reach(path, (one) => byPath.get(one)?.locals ?? []),
      ...reach(path, (one) => importers.get(one) ?? []),
    ]);
    return [...found].flatMap((one) => byPath.get(one) ?? []);
  };
}
