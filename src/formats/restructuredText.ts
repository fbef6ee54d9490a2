import {
  type Draft,
  draft,
  finish,
  isProse,
  type MarkupDocument,
  type MarkupTable,
  rowTexts,
} from './markup.ts';

const underline = /^([=\-~^"'`#*+.:_<>])\1{2,}\s*$/;
const directive = /^\s*\.\.\s+(?:\|[^|]*\|\s+)?([\w-]+)::\s*(.*)$/;
const gridBorder = /^\s*\+[-=+]{3,}\+\s*$/;
const simpleBorder = /^\s*={2,}( +={2,})+\s*$/;

/**
 * Reads reStructuredText, and plain text with underlined headings, by heading. Never throws. No reStructuredText
 * parser for JavaScript is kept; sections, tables, images and code blocks are all that the engine asks for.
 */
export function readRestructuredText(text: string): MarkupDocument {
  const lines = text.split(/\r?\n/);
  const sections: Draft[] = [draft('', 0, 1)];
  const levels: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as string;
    const section = sections.at(-1) as Draft;
    const end = blockEnd(lines, at);
    const named = directive.exec(line);
    if (named && isProse(named[1] ?? '')) {
      section.text.push(named[2] ?? '');
      at++;
    } else if (named) {
      readDirective(named[1] ?? '', named[2] ?? '', lines.slice(at + 1, end), at + 1, section);
      at = end;
    } else if (/^\s*\.\.(\s|$)/.test(line)) {
      // A target stands alone; what is indented below a comment belongs to it.
      at = /^\s*\.\.\s+(_|\[)/.test(line) ? at + 1 : end;
    } else if (gridBorder.test(line) || simpleBorder.test(line)) {
      const stop = tableEnd(lines, at);
      addTable(gridBorder.test(line) ? gridTable(lines, at, stop) : simpleTable(lines, at, stop), section);
      at = stop;
    } else if (isHeading(lines, at)) {
      // A line above makes it a mark of its own.
      const over = lines[at - 1] === lines[at + 1] && !lines[at - 2]?.trim() ? 'over' : '';
      const mark = `${lines[at + 1]?.[0]}${over}`;
      if (!levels.includes(mark)) levels.push(mark);
      sections.push(draft(line.trim(), levels.indexOf(mark) + 1, at + 1));
      at += 2;
    } else {
      const code = /::\s*$/.test(line) && end > at + 1;
      if (!underline.test(line)) section.text.push(plainText(line, section));
      if (code)
        section.fences.push({ line: at + 1, language: '', text: lines.slice(at + 1, end).join('\n') });
      at = code ? end : at + 1;
    }
  }
  return { data: undefined, sections: sections.map(finish) };
}

function isHeading(lines: readonly string[], at: number): boolean {
  const [line = '', next = ''] = [lines[at], lines[at + 1]];
  const long = next.trim().length >= line.trim().length;
  return line.trim() !== '' && underline.test(next) && long && !underline.test(line);
}

/** Where what is indented below a line ends. */
function blockEnd(lines: readonly string[], at: number): number {
  const indent = (line: string) => line.length - line.trimStart().length;
  const own = indent(lines[at] ?? '');
  let end = at + 1;
  for (let next = end; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.trim() === '') continue;
    if (indent(line) <= own) break;
    end = next + 1;
  }
  return end;
}

function readDirective(
  name: string,
  argument: string,
  block: readonly string[],
  line: number,
  section: Draft,
): void {
  const option = (key: string) =>
    block
      .map((one) => new RegExp(`^\\s*:${key}:\\s*(.*)$`).exec(one)?.[1])
      .find((value) => value !== undefined);
  const content = block.filter((one) => !/^\s*:[\w-]+:/.test(one));
  if (name === 'image' || name === 'figure')
    section.images.push({ line, source: argument, text: option('alt') ?? content.join(' ').trim() });
  else if (name === 'list-table')
    addTable(listTable(content, line, Number(option('header-rows') ?? 0)), section);
  else if (name === 'csv-table') {
    const rows = content.filter((one) => one.trim() !== '').map(csvCells);
    addTable({ line, header: csvCells(option('header') ?? ''), rows }, section);
  } else {
    const language = /^(code|code-block|sourcecode|highlight)$/.test(name) ? argument : name;
    section.fences.push({ line, language: language.toLowerCase(), text: content.join('\n') });
  }
}

function addTable(table: MarkupTable, section: Draft): void {
  section.tables.push(table);
  section.text.push(...rowTexts(table));
}

const csvCells = (line: string) =>
  [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(([, quoted, bare]) => (quoted ?? bare ?? '').trim());

function listTable(content: readonly string[], line: number, headers: number): MarkupTable {
  const rows: string[][] = [];
  for (const one of content) {
    const [, row, cell = ''] = /^\s*(\*\s+)?-(?:\s+(.*))?$/.exec(one) ?? ['', undefined, one.trim()];
    const last = rows.at(-1);
    if (row) rows.push([cell]);
    else if (/^\s*-(\s|$)/.test(one)) last?.push(cell);
    else if (last && cell !== '') last.push(`${last.pop() ?? ''} ${cell}`.trim());
  }
  return { line, header: headers > 0 ? (rows[0] ?? []) : [], rows: headers > 0 ? rows.slice(1) : rows };
}

function tableEnd(lines: readonly string[], start: number): number {
  const part = gridBorder.test(lines[start] ?? '') ? /^\s*[+|]/ : /\S/;
  let end = start;
  while (end < lines.length && part.test(lines[end] ?? '')) end++;
  return end;
}

function gridTable(lines: readonly string[], start: number, end: number): MarkupTable {
  const rows: string[][] = [];
  let header = 0;
  for (const line of lines.slice(start, end)) {
    if (gridBorder.test(line)) {
      if (line.includes('=')) header = rows.length;
      rows.push([]);
      continue;
    }
    const row = rows.at(-1) ?? [];
    const cells = line.trim().split('|').slice(1, -1);
    for (const [index, cell] of cells.entries()) row[index] = `${row[index] ?? ''} ${cell.trim()}`.trim();
  }
  const filled = rows.filter((row) => row.length > 0);
  const heads = Math.min(header, 1);
  return { line: start + 1, header: heads ? (filled[0] ?? []) : [], rows: filled.slice(heads) };
}

function simpleTable(lines: readonly string[], start: number, end: number): MarkupTable {
  const columns = [...(lines[start] ?? '').matchAll(/=+/g)].map(({ index }) => index);
  const inside = lines.slice(start + 1, end);
  const second = inside.findIndex((line) => simpleBorder.test(line));
  const headed = second >= 0 && inside.slice(second + 1).some((line) => simpleBorder.test(line));
  const cells = (line: string) => columns.map((from, index) => line.slice(from, columns[index + 1]).trim());
  const rows = inside.filter((line) => !simpleBorder.test(line)).map(cells);
  return { line: start + 1, header: headed ? (rows[0] ?? []) : [], rows: rows.slice(headed ? second : 0) };
}

/** A line without its marks: roles, links and emphasis. */
const plainText = (line: string, section: Draft): string =>
  line
    .replace(/`([^`<]*?)\s*<([^>]*)>`_+/g, (_, text: string, address: string) => {
      section.links.push(address);
      return text;
    })
    .replace(/\*\*([^*]+)\*\*|``([^`]+)``/g, '$1$2')
    .replace(/:[\w-]+:`([^`]*)`/g, '$1')
    .replace(/::\s*$/, ':');
