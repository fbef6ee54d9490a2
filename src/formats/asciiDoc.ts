import { type MarkupDocument, readMarkdown } from './markup.ts';

/** Reads AsciiDoc by writing its headings, images and listings as Markdown, a line for a line. */
export function readAsciiDoc(text: string): MarkupDocument {
  let language: string | undefined;
  let open: string | undefined;
  const lines = text.split(/\r?\n/).map((line) => {
    const listing = /^(-{4,}|\.{4,}|\/{4,})\s*$/.exec(line)?.[1];
    if (open !== undefined && listing !== open) return open.startsWith('/') ? '' : line;
    if (listing) {
      const fence = listing.startsWith('/') ? '' : open === undefined ? `\`\`\`\`${language ?? ''}` : '````';
      open = open === undefined ? listing : undefined;
      language = undefined;
      return fence;
    }
    const attributes = /^\[(?:source,\s*)?([\w-]+)[^\]]*\]$/.exec(line);
    if (attributes) language = attributes[1];
    if (attributes || /^(\/\/|:[\w-]+:|include::)/.test(line)) return '';
    return line
      .replace(/^(={1,6}) (?=\S)/, (_, marks: string) => `${'#'.repeat(marks.length)} `)
      .replace(/^image::?([^[]+)\[([^\],]*)[^\]]*\]/, '![$2]($1)');
  });
  return readMarkdown(lines.join('\n'));
}
