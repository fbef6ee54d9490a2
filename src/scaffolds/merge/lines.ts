import { commentsAbove } from './splice.ts';

/**
 * Adds lines that a text lacks to its end: ignore files, requirements. A comment comes with the line below it.
 * @param same whether a line says what another one says
 */
export function mergeLines(text: string, addition: string, same = samePattern): string {
  const mine = text.split(/\r?\n/);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  let at = 0;
  const missing = addition.split('\n').flatMap((line) => {
    const here = at;
    at += line.length + 1;
    const known = line.trim() === '' || line.startsWith('#') || mine.some((one) => same(one, line));
    return known ? [] : [...commentsAbove(addition, here), line];
  });
  if (missing.length === 0) return text;
  const start = text === '' || text.endsWith('\n') ? '' : lineBreak;
  return text + start + missing.map((line) => line + lineBreak).join('');
}

/** A pattern of an ignore file, also where somebody has taken it out of those on purpose. */
const samePattern = (mine: string, added: string): boolean => bare(mine) === bare(added);

const bare = (line: string) => line.trim().replace(/^!/, '').replace(/^\//, '').replace(/\/$/, '');
