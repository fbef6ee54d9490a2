/** Text to be put in at a place. Nothing is ever taken out, so all that somebody wrote stays. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Puts texts in, those for the same place in the order given, with the line breaks that the text has. */
export function splice(text: string, insertions: readonly Insertion[]): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  let done = '';
  let from = 0;
  for (const { at, text: added } of [...insertions].sort((a, b) => a.at - b.at)) {
    done += text.slice(from, at) + added.replaceAll('\n', lineBreak);
    from = at;
  }
  return done + text.slice(from);
}

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Where the line ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  if (found < 0) return text.length;
  return text[found - 1] === '\r' && found > at ? found - 1 : found;
}

export const column = (text: string, at: number): number => at - lineStart(text, at);

/** A part of a text, its later lines moved left as far as the first one stands right. */
export function cut(text: string, start: number, end: number): string {
  const indent = new RegExp(`^[ \\t]{0,${column(text, start)}}`);
  const lines = text.slice(start, end).split(/\r?\n/);
  return lines.map((line, index) => (index === 0 ? line : line.replace(indent, ''))).join('\n');
}

/** Moves all lines of a text but the first to the right. */
export const shift = (text: string, by: number): string =>
  text.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);

/** The lines of comment right above a place, without their indentation. */
export function commentsAbove(text: string, at: number): string[] {
  const above = text
    .slice(0, lineStart(text, at))
    .split(/\r?\n/)
    .slice(0, -1)
    .map((line) => line.trim());
  const last = above.findLastIndex((line) => !line.startsWith('#'));
  return above.slice(last + 1);
}

/** A list or table in brackets: where they are, and its items. */
export interface Bracketed {
  readonly start: number;
  /** Behind the closing bracket. */
  readonly end: number;
  readonly items: readonly { readonly start: number; readonly end: number }[];
}

/** A comma, and the comments of YAML, TOML or JSON before it. */
const commaBehind = /^(?:\s|#.*\n|\/\/.*\n|\/\*[\s\S]*?\*\/)*,/;

/** Puts items at the end of what stands in brackets: on lines of their own where the last one has its own. */
export function intoBrackets(
  text: string,
  { start, end, items }: Bracketed,
  added: readonly string[],
): Insertion[] {
  const last = items.at(-1);
  if (!last) return [{ at: start + 1, text: added.join(', ') }];
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, last.start)))?.[0] ?? '';
  const ownLine = lineStart(text, last.start) + indent.length === last.start;
  const closesBelow = text.slice(last.end, end).includes('\n');
  const comma = commaBehind.exec(text.slice(last.end, end))?.[0].length;
  if (!ownLine || !closesBelow) {
    return comma === undefined
      ? [{ at: last.end, text: added.map((item) => `, ${item}`).join('') }]
      : [{ at: last.end + comma, text: added.map((item) => ` ${item},`).join('') }];
  }
  const lines = added.map((item) => `\n${indent}${shift(item, indent.length)}`);
  if (comma !== undefined) {
    const behind = lineEnd(text, last.end + comma);
    return [{ at: behind, text: lines.map((line) => `${line},`).join('') }];
  }
  return [
    { at: last.end, text: ',' },
    { at: lineEnd(text, last.end), text: lines.join(',') },
  ];
}
