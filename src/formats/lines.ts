/** A part of a text: lines and columns from 1, `endColumn` the first one behind it, as SARIF counts. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns offsets of a text into line numbers, from 1. */
export const lineCounter = (text: string): ((offset: number) => number) => lineFinder(lineStarts(text));

/** Turns offsets of a text, from and behind, into ranges. */
export function rangeFinder(text: string): (from: number, to: number) => Range {
  const starts = lineStarts(text);
  const lineOf = lineFinder(starts);
  const columnOf = (offset: number, line: number) => offset - (starts[line - 1] ?? 0) + 1;
  return (from, to) => {
    const line = lineOf(from);
    const endLine = lineOf(to);
    return { line, column: columnOf(from, line), endLine, endColumn: columnOf(to, endLine) };
  };
}

/** Where words stand in a line of a text; the line without its indentation where it does not hold them. */
export function rangeInLine(text: string, line: number, words: string): Range {
  const whole = (text.split('\n')[line - 1] ?? '').trimEnd();
  const at = whole.indexOf(words);
  const from = at < 0 ? whole.length - whole.trimStart().length : at;
  const to = at < 0 ? whole.length : at + words.length;
  return { line, column: from + 1, endLine: line, endColumn: to + 1 };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineFinder(starts: readonly number[]): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
