import type { MarkupSection } from '../formats/markup.ts';
import { type Document, document, notebookProse } from './document.ts';
import { derived, type Place } from './signal.ts';

/** A heading with everything below it, sub-headings included: what a reader takes to be a section. */
export interface Passage extends Place {
  readonly title: string;
  /** Titles of the headings above it, the outermost first. */
  readonly under: readonly string[];
  readonly text: string;
  /** Has text that is not left over from a template. */
  readonly filled: boolean;
  readonly tables: MarkupSection['tables'];
  readonly images: MarkupSection['images'];
  readonly fences: MarkupSection['fences'];
  readonly notebook: boolean;
  readonly document: Document;
}

/** Files that speak of how people work together, of the law, or of how to write something, not of the project. */
const notOfTheProject =
  /(^|\/)(license|copying|code[-_]of[-_]conduct|security|contributing|citation|third[-_-]?party|issue_template|pull_request_template|changelog|changes|history|news|releases?)[^/]*$|(^|\/)(\.github|_templates|templates|release[-_]?notes|\.claude|\.cursor|\.agents?|skills)\/|(^|\/)(agents|claude|gemini)\.md$/i;

export const passage = derived(
  { document, notebookProse },
  function* ({ document, notebookProse }): Generator<Passage> {
    for (const one of [...document, ...notebookProse]) {
      if (notOfTheProject.test(one.path)) continue;
      const { sections } = one;
      for (const [index, section] of sections.entries()) {
        const end = sections.findIndex((next, at) => at > index && next.level <= section.level);
        const all = sections.slice(index, section.level === 0 ? index + 1 : end < 0 ? undefined : end);
        const text = all
          .map((inner, at) => (at === 0 ? inner.text : `${inner.title}\n${inner.text}`))
          .join('\n')
          .trim();
        yield {
          path: one.path,
          line: section.line,
          title: section.title,
          under: above(sections, index),
          text,
          filled: isFilled(text),
          tables: all.flatMap(({ tables }) => tables),
          images: all.flatMap(({ images }) => images),
          fences: all.flatMap(({ fences }) => fences),
          notebook: one.notebook,
          document: one,
        };
      }
    }
  },
);

function above(sections: readonly MarkupSection[], index: number): string[] {
  const titles: string[] = [];
  let level = sections[index]?.level ?? 0;
  for (let at = index - 1; at >= 0 && level > 1; at--) {
    const section = sections[at];
    if (section && section.level < level && section.level > 0) {
      titles.unshift(section.title);
      level = section.level;
    }
  }
  return titles;
}

const placeholder =
  /\b(todo|tbd|tba|fixme|lorem ipsum|coming soon|work in progress|wip|to be (completed|defined|determined|filled|written|added|announced)|fill (this|in|me)|(add|describe|explain|write|insert|provide|list) (your|the|here|any|a)\b[^.\n]*(here|\.\.\.|…)|more information needed|your [\w ]{1,30} here|placeholder|replace (this|me)|n\/a)\b|\[(insert|your|project|name|describe|add)[^\]]*\]|_{4,}|（?(未記入|記入してください|ここに|準備中|作成中|後で書く)/i;

/** Text counts when something is left of it after the lines that a template left open. */
export function isFilled(text: string): boolean {
  const lines = text.split('\n').filter((line) => !placeholder.test(line));
  const left = lines
    .join(' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // Japanese has no blanks between words: two characters weigh as much as a word.
  const words = left.split(' ').length + (left.match(/[぀-ヿ一-鿿]/g)?.length ?? 0) / 2;
  return words >= 6;
}
