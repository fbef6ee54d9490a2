import MarkdownIt, { type Token } from 'markdown-it';
import type { Located } from './located.ts';
import { readYaml } from './yaml.ts';

/** A heading and what stands below it, down to the next heading of any level. */
export interface MarkupSection {
  /** Plain text; empty for what stands before the first heading. */
  readonly title: string;
  readonly level: number;
  readonly line: number;
  /** Prose, lists and table cells without code, links' addresses and comments; lines are kept apart. */
  readonly text: string;
  readonly tables: readonly {
    readonly line: number;
    readonly header: readonly string[];
    readonly rows: number;
  }[];
  readonly images: readonly { readonly line: number; readonly source: string; readonly text: string }[];
  /** Languages of fenced code, and its content. */
  readonly fences: readonly { readonly line: number; readonly language: string; readonly text: string }[];
}

export interface MarkupDocument {
  /** The front matter of a model card or data card. */
  readonly data: Located | undefined;
  readonly sections: readonly MarkupSection[];
}

interface Draft {
  title: string;
  level: number;
  line: number;
  text: string[];
  tables: { line: number; header: string[]; rows: number }[];
  images: { line: number; source: string; text: string }[];
  fences: { line: number; language: string; text: string }[];
}

const draft = (title: string, level: number, line: number): Draft => ({
  title,
  level,
  line,
  text: [],
  tables: [],
  images: [],
  fences: [],
});

const markdown = new MarkdownIt({ html: true });

/** Reads Markdown by heading. Never throws; front matter that is not YAML is left out. */
export function readMarkdown(text: string): MarkupDocument {
  const front = /^---\r?\n([\s\S]*?)\r?\n(---|\.\.\.)\r?\n/.exec(text);
  const offset = front ? front[0].split('\n').length - 1 : 0;
  const body = (front ? text.slice(front[0].length) : text).replace(/\{#[\w-]+\}[ \t]*$/gm, '');
  const sections: Draft[] = [draft('', 0, offset + 1)];
  const tokens = markdown.parse(body, {});
  let inHeading = false;
  let line = offset + 1;
  for (const [index, token] of tokens.entries()) {
    const section = sections.at(-1) as Draft;
    if (token.map) line = token.map[0] + offset + 1;
    if (token.type === 'heading_open') inHeading = true;
    else if (token.type === 'heading_close') inHeading = false;
    else if (token.type === 'fence' || token.type === 'code_block') {
      section.fences.push({
        line,
        language:
          token.info
            .trim()
            .split(/[\s{,]/)[0]
            ?.toLowerCase() ?? '',
        text: token.content,
      });
    } else if (token.type === 'html_block') readHtml(token.content, line, sections);
    else if (token.type === 'table_open')
      section.tables.push({ line, header: headerOf(tokens, index), rows: rowsOf(tokens, index) });
    else if (token.type === 'inline') {
      const plain = plainText(token, line, sections);
      if (inHeading) sections.push(draft(plain, Number(tokens[index - 1]?.tag.slice(1)), line));
      else section.text.push(plain);
    }
  }
  return {
    data: front?.[1] === undefined ? undefined : frontMatter(front[1]),
    sections: sections.map(finish),
  };
}

const finish = ({ text, ...section }: Draft): MarkupSection => ({ ...section, text: text.join('\n') });

function frontMatter(text: string): Located | undefined {
  try {
    return readYaml(text)[0];
  } catch {
    return undefined;
  }
}

function plainText(inline: Token, line: number, sections: Draft[]): string {
  return (inline.children ?? [])
    .map((child) => {
      if (child.type === 'image') {
        sections
          .at(-1)
          ?.images.push({ line, source: String(child.attrGet('src') ?? ''), text: child.content });
        return '';
      }
      if (child.type === 'html_inline') {
        readHtml(child.content, line, sections);
        return '';
      }
      return child.type === 'softbreak' || child.type === 'hardbreak' ? '\n' : child.content;
    })
    .join('');
}

/** READMEs are full of HTML: its headings and images count, its text is text, its comments are nothing. */
function readHtml(html: string, line: number, sections: Draft[]): void {
  const visible = html.replace(/<!--[\s\S]*?(-->|$)/g, '');
  const [before = '', ...headed] = visible.split(/<h(?=[1-6][\s>])/i);
  readHtmlText(before, line, sections.at(-1) as Draft);
  for (const part of headed) {
    const [, level, title = '', rest = ''] =
      /^([1-6])[^>]*>([\s\S]*?)(?:<\/h[1-6]>|$)([\s\S]*)$/i.exec(part) ?? [];
    const section = draft(withoutTags(title), Number(level), line);
    sections.push(section);
    readHtmlText(title + rest, line, section);
  }
}

function readHtmlText(html: string, line: number, section: Draft): void {
  for (const [, attributes = ''] of html.matchAll(/<img\b([^>]*)>/gi)) {
    const attribute = (name: string) =>
      new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)`, 'i').exec(attributes)?.[1] ?? '';
    section.images.push({ line, source: attribute('src'), text: attribute('alt') });
  }
  const text = withoutTags(html);
  if (text !== '') section.text.push(text);
}

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, ' ').trim();

function headerOf(tokens: readonly Token[], table: number): string[] {
  const header: string[] = [];
  for (let at = table; tokens[at] && tokens[at]?.type !== 'thead_close'; at++) {
    if (tokens[at - 1]?.type === 'th_open') header.push(tokens[at]?.content ?? '');
  }
  return header;
}

function rowsOf(tokens: readonly Token[], table: number): number {
  let rows = 0;
  for (let at = table; tokens[at] && tokens[at]?.type !== 'table_close'; at++)
    if (tokens[at]?.type === 'tr_open') rows++;
  return rows - 1;
}

const underline = /^([=\-~^"'`#*+.:_<>])\1{2,}\s*$/;

/**
 * Reads reStructuredText, and plain text with underlined headings, by heading. Never throws. No reStructuredText
 * parser for JavaScript is kept; sections, images and code blocks are all that the engine asks for.
 */
export function readRestructuredText(text: string): MarkupDocument {
  const lines = text.split(/\r?\n/);
  const sections: Draft[] = [draft('', 0, 1)];
  const levels: string[] = [];
  let fence: { line: number; language: string; text: string } | undefined;
  lines.forEach((line, index) => {
    const section = sections.at(-1) as Draft;
    const next = lines[index + 1] ?? '';
    const directive = /^\s*\.\.\s+([\w-]+)::\s*(.*)$/.exec(line);
    if (fence && (line === '' || /^\s/.test(line))) {
      fence.text += `${line}\n`;
      return;
    }
    fence = undefined;
    if (directive?.[1] === 'image' || directive?.[1] === 'figure') {
      section.images.push({ line: index + 1, source: directive[2] ?? '', text: '' });
    } else if (directive) {
      fence = {
        line: index + 1,
        language: /code|highlight/.test(directive[1] ?? '') ? (directive[2] ?? '') : (directive[1] ?? ''),
        text: '',
      };
      section.fences.push(fence);
    } else if (
      line.trim() !== '' &&
      underline.test(next) &&
      next.trim().length >= line.trim().length &&
      !underline.test(line)
    ) {
      const mark = next[0] as string;
      if (!levels.includes(mark)) levels.push(mark);
      sections.push(draft(line.trim(), levels.indexOf(mark) + 1, index + 1));
    } else if (!underline.test(line) && !/^\s*\.\.(\s|$)/.test(line)) {
      section.text.push(line.replace(/`([^`<]*?)\s*<[^>]*>`_+/g, '$1'));
    }
  });
  return { data: undefined, sections: sections.map(finish) };
}
