import Mustache from 'mustache';
import picomatch from 'picomatch';
import type { Snapshot } from '../assessment/snapshot.ts';
import type { Files } from '../files/files.ts';
import { say, UserError } from '../text.ts';
import { pin } from './managers.ts';
import type { Choices, Plan, Question, Scaffold } from './scaffold.ts';
import { stamped, versionOf } from './stamp.ts';

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
  const texts = await readAll(files, mergeable, isText);
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
  const stamp = { scaffold: scaffold.id, version: await versionOf([...templates.values()], pin) };
  const marked = changes.map((change) =>
    change.kind === 'create' && templates.size > 0
      ? { ...change, content: stamped(change.path, change.content, stamp) }
      : change,
  );
  return { scaffold: scaffold.id, changes: marked, notes };
}

async function readAll(
  files: Files,
  paths: readonly string[],
  accepts: (text: string) => boolean = () => true,
): Promise<Map<string, string>> {
  // Every byte has to be there again when the text is written.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts = await Promise.all(
    paths.map(async (path) => [path, decoder.decode(await files.read(path))] as const),
  );
  return new Map(texts.filter(([, text]) => accepts(text)));
}

/** Whether nothing was lost when the bytes of a file were read as UTF-8. */
const isText = (text: string): boolean => !text.includes('\uFFFD');
