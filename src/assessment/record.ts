import { type Document, isMap, isPair, isScalar, parseDocument, type YAMLMap } from 'yaml';
import { practices } from '../practices/index.ts';
import { say, UserError } from '../text.ts';
import type { Answer, Stage } from './answers.ts';
import { answersPath } from './answers.ts';

const header = ` What files cannot show: answers of the team, read by MLOps Practice Guide.`;

/** The order of keys in an answer. */
const keys = ['verdict', 'by', 'on', 'note', 'link', 'review-by'] as const;

/**
 * Writes an answer into the text of an answers file; comments and everything else stay.
 * @param text the file as it is; empty where there is none
 * @throws a sentence where the file is not YAML
 */
export function recordAnswer(text: string, practice: string, answer: Omit<Answer, 'line'>): string {
  const values = { ...answer, 'review-by': answer.reviewBy };
  return edit(text, (document) => {
    const entry = Object.fromEntries(
      keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])),
    );
    put(mapAt(document, 'practices'), practice, document.createNode(entry), byNumber);
  });
}

/** Takes an answer out again. */
export const removeAnswer = (text: string, practice: string): string =>
  edit(text, (document) => void document.deleteIn(['practices', practice]));

/** Keeps a practice out of the list of problems. */
export const hidePractice = (text: string, practice: string, reason: string): string =>
  edit(text, (document) => put(mapAt(document, 'hidden'), practice, reason, byNumber));

export const setStage = (text: string, stage: Stage): string =>
  edit(text, (document) => document.set('stage', stage));

function edit(text: string, change: (document: Document) => void): string {
  const document: Document = parseDocument(text, { keepSourceTokens: true });
  const [error] = document.errors;
  if (error)
    throw new UserError(
      say`${answersPath} is not valid YAML (line ${error.linePos?.[0].line ?? 1}): mend it, then try again.`,
    );
  if (!isMap(document.contents)) {
    const fresh = parseDocument('{}\n');
    fresh.contents = document.createNode({}) as never;
    fresh.commentBefore = document.commentBefore ?? document.comment ?? header;
    change(fresh as Document);
    return fresh.toString({ lineWidth: 100 });
  }
  change(document);
  return document.toString({ lineWidth: 100 });
}

function mapAt(document: Document, key: string): YAMLMap {
  if (!isMap(document.get(key))) document.set(key, document.createNode({}));
  return document.get(key) as YAMLMap;
}

const numbers = new Map(practices.map(({ id, number }) => [id, number]));
const byNumber = (id: string) => numbers.get(id) ?? Number.POSITIVE_INFINITY;

/** Sets a key; a new one is put before the first that comes after it. */
function put(map: YAMLMap, key: string, value: unknown, order: (key: string) => number): void {
  const isNew = !map.has(key);
  const at = map.items.findIndex(
    (pair) => isPair(pair) && order(String(isScalar(pair.key) ? pair.key.value : pair.key)) > order(key),
  );
  map.set(key, value);
  const added = isNew ? map.items.pop() : undefined;
  if (added) map.items.splice(at < 0 ? map.items.length : at, 0, added);
}
