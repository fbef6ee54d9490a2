import Mustache from 'mustache';
import picomatch from 'picomatch';
import type { Snapshot } from '../assessment/snapshot.ts';
import type { Files } from '../files/files.ts';
import { say, UserError } from '../text.ts';
import type { Choices, Plan, Question, Scaffold } from './scaffold.ts';

/** `<% %>`, since workflows are full of `{{ }}`. */
const tags: [string, string] = ['<%', '%>'];

/** The questions of a scaffold in a repository. */
export const questionsOf = (scaffold: Scaffold, snapshot: Snapshot): readonly Question[] =>
  scaffold.asks(snapshot.facts(scaffold.signals));

/** Whether a scaffold is offered in a repository. */
export const fitsIn = (scaffold: Scaffold, snapshot: Snapshot): boolean =>
  scaffold.fits?.(snapshot.facts(scaffold.signals)) ?? true;

/**
 * Plans a scaffold for a repository. Nothing is written.
 * @param content where content/ can be read
 * @param choices answers; what is not answered is what the repository shows
 * @throws a sentence where a question has no answer, or a template cannot be read
 */
export async function planScaffold(
  scaffold: Scaffold,
  snapshot: Snapshot,
  files: Files,
  content: Files,
  choices: Choices = {},
): Promise<Plan> {
  const questions = questionsOf(scaffold, snapshot);
  const open = questions.find(({ key, value }) => choices[key] === undefined && value === undefined);
  if (open)
    throw new UserError(
      open.choices.length > 0
        ? say`“${scaffold.id}” needs to know ${open.key}: choose one of ${open.choices.map(({ value }) => value).join(', ')}.`
        : say`“${scaffold.id}” needs to know ${open.key}: ${open.prompt}.`,
    );
  const detected = Object.fromEntries(
    questions.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
  );
  const pathOf = (name: string) =>
    `content/scaffolds/${name.includes('/') ? name : `${scaffold.id}/${name}`}`;
  const templates = await readAll(content, scaffold.templates.map(pathOf));
  const present = new Set(snapshot.listing.entries.map(({ path }) => path));
  const canMerge = picomatch([...(scaffold.merges ?? [])], { dot: true });
  const mergeable = [...present].filter((path) => canMerge(path));
  const texts = await readAll(files, mergeable);
  const { changes, notes = [] } = scaffold.plan(snapshot.facts(scaffold.signals), {
    choices: { ...detected, ...choices },
    has: (path) => present.has(path),
    hasMatch: (pattern) => [...present].some((path) => pattern.test(path)),
    textOf: (path) => texts.get(path),
    fill: (name, view) => {
      const textOf = (one: string) => templates.get(pathOf(one)) ?? '';
      return Mustache.render(textOf(name), view, textOf, { tags, escape: String });
    },
  });
  return { scaffold: scaffold.id, changes, notes };
}

async function readAll(files: Files, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = await Promise.all(
    paths.map(async (path) => [path, new TextDecoder().decode(await files.read(path))] as const),
  );
  return new Map(texts);
}
