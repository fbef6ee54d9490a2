import type { Edit } from '../../src/hints/hint.ts';
import { render } from '../../src/text.ts';
import { assessFiles } from '../assess.ts';

/** The offset of a line and column, from 1. */
const offsetOf = (text: string, line: number, column: number): number =>
  text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0) +
  column -
  1;

function applyEdits(text: string, edits: readonly Edit[]): string {
  const places = edits.map(({ range, text: put }) => ({
    from: offsetOf(text, range.line, range.column),
    to: offsetOf(text, range.endLine, range.endColumn),
    put,
  }));
  return places
    .sort((a, b) => b.from - a.from)
    .reduce((whole, { from, to, put }) => whole.slice(0, from) + put + whole.slice(to), text);
}

/** A hint as a test sees it: what it marks, and the file after its fix. */
export interface Found {
  readonly path: string;
  readonly marked: string;
  readonly note: string;
  readonly fixed?: string;
}

/** What a hint finds in a repository that holds machine learning and these files. */
export async function foundIn(
  id: string,
  given: Readonly<Record<string, string>>,
  options?: Parameters<typeof assessFiles>[1],
): Promise<Found[]> {
  const files = { 'learning.py': 'import sklearn\n', ...given };
  const { hints, unread } = await assessFiles(files, options);
  if (unread.length > 0) throw new Error(JSON.stringify(unread));
  return hints
    .filter(({ hint }) => hint.id === id)
    .map(({ path, range, note, fix }) => {
      const text = files[path as keyof typeof files] ?? '';
      return {
        path,
        marked: text.slice(
          offsetOf(text, range.line, range.column),
          offsetOf(text, range.endLine, range.endColumn),
        ),
        note: render(note),
        ...(fix && { fixed: applyEdits(text, fix.edits) }),
      };
    });
}
