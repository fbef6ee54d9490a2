import { statSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../guide/titles.ts';
import { practices } from '../practices/index.ts';
import { say, UserError } from '../text.ts';

const known = {
  format: { type: 'string' },
  section: { type: 'string' },
  dir: { type: 'string' },
  set: { type: 'string', multiple: true },
  write: { type: 'boolean' },
  list: { type: 'boolean' },
  json: { type: 'boolean' },
  'all-missing': { type: 'boolean' },
  check: { type: 'boolean' },
  templates: { type: 'string' },
  note: { type: 'string' },
  by: { type: 'string' },
  link: { type: 'string' },
  'review-by': { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** The command line, split into words and options. @throws UserError where an option is not known */
export function readArguments(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: known, allowPositionals: true });
  } catch (error) {
    throw new UserError(
      say`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : ''}: --help lists the options.`,
    );
  }
}

/** The language of an error that the command line itself may be the cause of. */
export function languageAsked(words: readonly string[]): Pick<Options, 'lang'> {
  const { lang } = parseArgs({ args: [...words], options: known, strict: false }).values;
  return lang === 'en' || lang === 'ja' ? { lang } : {};
}

export type Options = ReturnType<typeof readArguments>['values'];

/** An absolute path. @throws UserError where there is no such folder */
export function folderOf(name: string | undefined): string {
  const folder = path.resolve(name ?? '.');
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) throw new UserError(say`${folder} is not a folder: name one that holds a repository.`);
  return folder;
}

/** @throws UserError where no practice has the id, naming those that are like it */
export function practiceId(id: string | undefined): string {
  if (id === undefined)
    throw new UserError(say`Name a practice, such as code-quality/tests; \`mlops-guide scan\` lists them.`);
  const found = practices.find((practice) => practice.id === id || String(practice.number) === id);
  if (found) return found.id;
  const near = practices
    .filter((practice) => practice.id.includes(id.split('/').at(-1) ?? id))
    .map((practice) => practice.id);
  throw new UserError(
    near.length > 0
      ? say`“${id}” is not a practice; did you mean ${near.slice(0, 3).join(', ')}?`
      : say`“${id}” is not a practice; \`mlops-guide scan\` lists them.`,
  );
}

/**
 * The language of what is printed: that of `--lang`, or else of the terminal, by the order of POSIX.
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
 * @throws UserError where `--lang` is not known
 */
export function languageOf({ lang }: Pick<Options, 'lang'>, environment = process.env): Language {
  if (lang === undefined) {
    const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
    return locale?.startsWith('ja') ? 'ja' : 'en';
  }
  if (lang === 'en' || lang === 'ja') return lang;
  throw new UserError(say`“${lang}” is not a language of this program: use en or ja.`);
}
