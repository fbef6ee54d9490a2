import type { Files } from '../files/files.ts';
import { type Language, titleOf } from './titles.ts';

/** The page of a practice, in Markdown. */
export interface Page {
  readonly id: string;
  readonly title: string;
  /** By heading, without what stands before the first. */
  readonly sections: readonly { readonly heading: string; readonly markdown: string }[];
}

/**
 * Reads the page of a practice.
 * @param package_ where content/ can be read
 * @throws where there is none
 */
export async function readPage(package_: Files, id: string, language: Language): Promise<Page> {
  const text = new TextDecoder().decode(await package_.read(`content/practices/${id}.${language}.md`));
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, '');
  const [, ...parts] = `\n${body}`.split(/\n## /);
  const sections = parts.map((part) => {
    const end = part.indexOf('\n');
    return { heading: part.slice(0, end).trim(), markdown: part.slice(end + 1).trim() };
  });
  return { id, title: titleOf(id, language), sections };
}
