import type { Located } from '../formats/located.ts';
import { type MarkupSection, readMarkdown } from '../formats/markup.ts';
import { fromFiles, type Place } from './signal.ts';

/** A document for people: a README, a page, a card, or the prose of a notebook. */
export interface Document extends Place {
  readonly notebook: boolean;
  /** The front matter of a card. */
  readonly data: Located | undefined;
  readonly sections: readonly MarkupSection[];
}

const textLimit = 4000;
const rowLimit = 60;
const fenceLimit = 1000;

const bounded = (sections: readonly MarkupSection[]): MarkupSection[] =>
  sections.map((section) => ({
    ...section,
    text: section.text.slice(0, textLimit),
    tables: section.tables.map((table) => ({ ...table, rows: table.rows.slice(0, rowLimit) })),
    fences: section.fences.map((fence) => ({ ...fence, text: fence.text.slice(0, fenceLimit) })),
  }));

/** How a tour that was written out starts. It says what the repository shows already, and is evidence of nothing. */
export const tourMark = '<!-- Written by `mlops-guide tour`';

export const document = fromFiles<Document>({
  reads: [
    '**/*.{md,markdown,mdx,rst,qmd,Rmd,rmd,adoc,asciidoc}',
    '**/{README,CHANGELOG,CHANGES,NEWS,HISTORY,MAINTAINERS,ARCHITECTURE}{,.txt}',
  ],
  *parse({ path, text, markup }) {
    if (text.startsWith(tourMark)) return;
    const { data, sections } = markup();
    yield { path, line: 1, notebook: false, data, sections: bounded(sections) };
  },
});

export const notebookProse = fromFiles<Document>({
  reads: ['**/*.ipynb'],
  *parse({ path, notebook }) {
    const { data, sections } = readMarkdown(notebook().prose);
    yield {
      path,
      line: 1,
      notebook: true,
      data,
      sections: bounded(sections).map((section) => ({ ...section, line: 1 })),
    };
  },
});
