import MarkdownIt, { type Token } from 'markdown-it';
import type { Located } from './located.ts';
import { readYaml } from './yaml.ts';

export interface MarkupTable {
  readonly line: number;
  /** Plain texts of the cells; the header is none of the rows. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A heading and what stands below it, down to the next heading of any level. */
export interface MarkupSection {
  /** Plain text; empty for what stands before the first heading. */
  readonly title: string;
  /** 1 to 6, and 7 for a paragraph in bold type that stands for a heading; 0 before the first. */
  readonly level: number;
  readonly line: number;
  /** Prose, lists and the rows of tables, without code, links' addresses and comments; lines are kept apart. */
  readonly text: string;
  readonly tables: readonly MarkupTable[];
  readonly images: readonly { readonly line: number; readonly source: string; readonly text: string }[];
  /** The addresses that it links to. */
  readonly links: readonly string[];
  /** Languages of fenced code, and its content. */
  readonly fences: readonly { readonly line: number; readonly language: string; readonly text: string }[];
}

export interface MarkupDocument {
  /** The front matter of a model card or data card. */
  readonly data: Located | undefined;
  readonly sections: readonly MarkupSection[];
}

/** A section that is being read. */
export interface Draft {
  title: string;
  level: number;
  line: number;
  text: string[];
  tables: MarkupTable[];
  images: { line: number; source: string; text: string }[];
  links: string[];
  fences: { line: number; language: string; text: string }[];
}

export const draft = (title: string, level: number, line: number): Draft => ({
  title,
  level,
  line,
  text: [],
  tables: [],
  images: [],
  links: [],
  fences: [],
});

export const finish = ({ text, ...section }: Draft): MarkupSection => ({ ...section, text: text.join('\n') });

/** The rows of a table that say more than their first cell, a line each. */
export const rowTexts = ({ rows }: MarkupTable): string[] =>
  rows
    .filter((row) => row.filter((cell) => cell !== '').length >= Math.min(2, row.length))
    .map((row) => row.join(' | '));

/** Admonitions hold prose. */
export const isProse = (directive: string): boolean =>
  /^(note|warning|admonition|important|caution|tip|hint|danger|attention|seealso|topic|sidebar|container|epigraph)$/.test(
    directive,
  );

const markdown = new MarkdownIt({ html: true });

/** Reads Markdown by heading. Never throws; front matter that is not YAML is left out. */
export function readMarkdown(text: string): MarkupDocument {
  const front = /^---\r?\n([\s\S]*?)\r?\n(---|\.\.\.)\r?\n/.exec(text);
  const offset = front ? front[0].split('\n').length - 1 : 0;
  const body = (front ? text.slice(front[0].length) : text).replace(/\{#[\w-]+\}[ \t]*$/gm, '');
  const sections: Draft[] = [draft('', 0, offset + 1)];
  const tokens = markdown.parse(body, {});
  let line = offset + 1;
  let inTable = false;
  for (const [index, token] of tokens.entries()) {
    const section = sections.at(-1) as Draft;
    if (token.map) line = token.map[0] + offset + 1;
    if (token.type === 'fence' || token.type === 'code_block') readFence(token, line, section);
    else if (token.type === 'html_block') readHtml(token.content, line, sections);
    else if (token.type === 'table_open') {
      inTable = true;
      section.tables.push(readTable(tokens, index, line));
      section.text.push(...rowTexts(section.tables.at(-1) as MarkupTable));
    } else if (token.type === 'table_close') inTable = false;
    else if (token.type === 'inline') {
      const plain = plainText(token, line, sections);
      const heading = tokens[index - 1]?.type === 'heading_open' && tokens[index - 1]?.tag.slice(1);
      if (heading) sections.push(draft(plain, Number(heading), line));
      else if (token.level === 1 && isBold(token))
        sections.push(draft(plain.replace(/\s*[:：]$/, ''), 7, line));
      else if (!inTable) section.text.push(plain);
    }
  }
  return {
    data: front?.[1] === undefined ? undefined : frontMatter(front[1]),
    sections: sections.map(finish),
  };
}

function frontMatter(text: string): Located | undefined {
  try {
    return readYaml(text)[0];
  } catch {
    return undefined;
  }
}

function readFence(token: Token, line: number, section: Draft): void {
  // MyST and Quarto write `{mermaid}`.
  const language = /[\w+#-]+/.exec(token.info)?.[0].toLowerCase() ?? '';
  if (token.info.trim().startsWith('{') && isProse(language)) section.text.push(token.content);
  else section.fences.push({ line, language, text: token.content });
}

/** A paragraph that is nothing but bold type, and short. */
function isBold({ children, content }: Token): boolean {
  const parts = (children ?? []).filter(({ type, content }) => type !== 'text' || content.trim() !== '');
  const inside = parts.slice(1, -1).every(({ type }) => type === 'text' || type === 'code_inline');
  const ends = parts[0]?.type === 'strong_open' && parts.at(-1)?.type === 'strong_close';
  return ends && inside && content.length <= 80;
}

function plainText(inline: Token, line: number, sections: Draft[]): string {
  return (inline.children ?? [])
    .map((child) => {
      const section = sections.at(-1) as Draft;
      if (child.type === 'image') {
        section.images.push({ line, source: String(child.attrGet('src') ?? ''), text: child.content });
        return '';
      }
      if (child.type === 'link_open') section.links.push(String(child.attrGet('href') ?? ''));
      if (child.type === 'html_inline') {
        readHtml(child.content, line, sections);
        return '';
      }
      return child.type === 'softbreak' || child.type === 'hardbreak' ? '\n' : child.content;
    })
    .join('');
}

/** READMEs are full of HTML: its headings, tables and images count, its text is text, its comments are nothing. */
function readHtml(html: string, line: number, sections: Draft[]): void {
  const visible = html.replace(/<!--[\s\S]*?(-->|$)/g, '');
  const [before = '', ...headed] = visible.split(/<h(?=[1-6][\s>])/i);
  readHtmlText(before, line, sections.at(-1) as Draft);
  for (const part of headed) {
    const [, level, title = '', rest = ''] =
      /^([1-6])[^>]*>([\s\S]*?)(?:<\/h[1-6]>|$)([\s\S]*)$/i.exec(part) ?? [];
    const section = draft(withoutTags(title), Number(level), line);
    sections.push(section);
    section.images.push(...imagesOf(title, line));
    readHtmlText(rest, line, section);
  }
}

function readHtmlText(html: string, line: number, section: Draft): void {
  section.images.push(...imagesOf(html, line));
  for (const [, address = ''] of html.matchAll(/<a\b[^>]*\bhref\s*=\s*["']([^"']*)/gi))
    section.links.push(address);
  const tables: MarkupTable[] = [];
  const outside = html.replace(/<table\b[^>]*>([\s\S]*?)(?:<\/table>|$)/gi, (_, table: string) => {
    const rows = [...table.matchAll(/<tr\b[^>]*>([\s\S]*?)(?=<tr\b|<\/tr>|$)/gi)].map(([, row = '']) => ({
      heads: !/<td\b/i.test(row),
      cells: row
        .split(/<t[hd]\b[^>]*>/i)
        .slice(1)
        .map(withoutTags),
    }));
    const body = rows.findIndex(({ heads }, index) => index > 0 && !heads);
    const heads = rows.slice(0, Math.max(1, body)).map(({ cells }) => cells);
    // Where columns are grouped, the row with the most cells names them.
    const header = heads.reduce((most, cells) => (cells.length > most.length ? cells : most), [] as string[]);
    tables.push({ line, header, rows: rows.slice(heads.length).map(({ cells }) => cells) });
    return '';
  });
  const text = outside
    .split(/<\/(?:td|th|tr|li|p|div)>|<br\b[^>]*>/i)
    .map(withoutTags)
    .filter((part) => part !== '');
  section.tables.push(...tables);
  section.text.push(...text, ...tables.flatMap(rowTexts));
}

const imagesOf = (html: string, line: number) =>
  [...html.matchAll(/<img\b([^>]*)>/gi)].map(([, attributes = '']) => {
    const attribute = (name: string) =>
      new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)`, 'i').exec(attributes)?.[1] ?? '';
    return { line, source: attribute('src'), text: attribute('alt') };
  });

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, ' ').trim();

function readTable(tokens: readonly Token[], start: number, line: number): MarkupTable {
  const rows: string[][] = [];
  for (let at = start; tokens[at] && tokens[at]?.type !== 'table_close'; at++) {
    if (tokens[at]?.type === 'tr_open') rows.push([]);
    if (/^t[hd]_open$/.test(tokens[at]?.type ?? '')) rows.at(-1)?.push(cellText(tokens[at + 1]));
  }
  return { line, header: rows[0] ?? [], rows: rows.slice(1) };
}

const cellText = (inline: Token | undefined) =>
  (inline?.children ?? [])
    .map(({ type, content }) => (type === 'html_inline' ? ' ' : content))
    .join('')
    .trim();
