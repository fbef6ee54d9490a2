import { statSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../guide/titles.ts';
import { practices } from '../practices/index.ts';
import { UsageError } from './usage.ts';

const known = {
  format: { type: 'string' },
  section: { type: 'string' },
  dir: { type: 'string' },
  set: { type: 'string', multiple: true },
  write: { type: 'boolean' },
  note: { type: 'string' },
  by: { type: 'string' },
  link: { type: 'string' },
  'review-by': { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** The command line, split into words and options. @throws UsageError where an option is not known */
export function readArguments(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: known, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

export type Options = ReturnType<typeof readArguments>['values'];

/** An absolute path. @throws UsageError where there is no such folder */
export function folderOf(name: string | undefined): string {
  const folder = path.resolve(name ?? '.');
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) throw new UsageError(`${folder} is not a folder: name one that holds a repository.`);
  return folder;
}

/** @throws UsageError where no practice has the id, naming those that are like it */
export function practiceId(id: string | undefined): string {
  if (id === undefined)
    throw new UsageError('Name a practice, such as code-quality/tests; `mlops-guide scan` lists them.');
  const found = practices.find((practice) => practice.id === id || String(practice.number) === id);
  if (found) return found.id;
  const near = practices
    .filter((practice) => practice.id.includes(id.split('/').at(-1) ?? id))
    .map((practice) => practice.id);
  throw new UsageError(
    `“${id}” is not a practice${near.length > 0 ? `; did you mean ${near.slice(0, 3).join(', ')}?` : '; `mlops-guide scan` lists them.'}`,
  );
}

export function languageOf({ lang = 'en' }: Options): Language {
  if (lang === 'en' || lang === 'ja') return lang;
  throw new UsageError(`“${lang}” is not a language of this program: use en or ja.`);
}
