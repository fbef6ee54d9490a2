import type { Files } from '../files/files.ts';
import { practices } from '../practices/index.ts';
import { type Language, titleOf } from './titles.ts';

/** The page of a practice, a level, a principle or another topic, in Markdown. */
export interface Page {
  readonly id: string;
  readonly title: string;
  /** By heading, without what stands before the first. */
  readonly sections: readonly { readonly heading: string; readonly markdown: string }[];
}

/**
 * Reads the page of a practice or another topic.
 * @param package_ where content/ can be read
 * @throws where there is none
 */
export async function readPage(package_: Files, id: string, language: Language): Promise<Page> {
  const folder = practices.some((practice) => practice.id === id) ? 'content/practices' : 'content';
  const text = new TextDecoder().decode(await package_.read(`${folder}/${id}.${language}.md`));
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, '');
  const sections = sectionsOf(body);
  return { id, title: titleOf(id, language), sections };
}

/** Splits Markdown at its headings of level 2; what looks like one in a fence is none. */
export function sectionsOf(markdown: string): Page['sections'] {
  const sections: { heading: string; lines: string[] }[] = [];
  let fenced = false;
  for (const line of markdown.split('\n')) {
    if (/^(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? undefined : /^## (.+)$/.exec(line)?.[1];
    if (heading) sections.push({ heading: heading.trim(), lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ heading, lines }) => ({ heading, markdown: lines.join('\n').trim() }));
}
