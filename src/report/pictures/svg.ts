import { escapeHtml } from '../../guide/markdown.ts';
import type { Verdict } from '../../practices/practice.ts';
import type { Html } from '../html.ts';

/** The width that pictures are drawn for; they shrink a little with the page, and scroll below that. */
export const width = 640;

export const svg = (height: number, title: string, shapes: readonly Html[]): Html =>
  `<svg viewBox="0 0 ${width} ${height}" role="img"><title>${escapeHtml(title)}</title>${shapes.join('')}</svg>`;

/** Shapes of one class, with a tooltip where a title is given. */
export const group = (name: string, shapes: readonly Html[], title?: string): Html =>
  `<g class="${name}">${title ? `<title>${escapeHtml(title)}</title>` : ''}${shapes.join('')}</g>`;

export const rect = (x: number, y: number, wide: number, high: number): Html =>
  `<rect x="${x}" y="${y}" width="${wide}" height="${high}" rx="2"/>`;

export const path = (d: string, name = ''): Html => `<path d="${d}"${name && ` class="${name}"`}/>`;

/** Words at a point of their base line; `name` may hold `middle` or `end`, `strong` and `dim`. */
export const words = (x: number, y: number, content: string | number, name = ''): Html =>
  `<text x="${x}" y="${y}"${name && ` class="${name}"`}>${escapeHtml(String(content))}</text>`;

const isWide = (character: string) =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
    character,
  );

/** About how wide a text is at the size of pictures, in units of half a Latin letter. */
const measure = (text: string) => [...text].reduce((sum, one) => sum + (isWide(one) ? 2 : 1), 0);

/** A text that fits a number of Latin letters, a Japanese one counting as two. */
export function shorten(text: string, letters: number): string {
  if (measure(text) <= letters) return text;
  let kept = '';
  for (const one of text) if (measure(kept + one) < letters) kept += one;
  return `${kept.trimEnd()}…`;
}

/** A text as lines that fit a number of Latin letters, broken between words, which Japanese writes without blanks. */
export function wrap(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    const last = lines.at(-1);
    if (last !== undefined && measure((last + segment).trimEnd()) <= letters)
      lines[lines.length - 1] = last + segment;
    else lines.push(segment);
  }
  return lines.map((line) => line.trim());
}

/** The sign of a verdict, told by its shape as well as by its colour, in a square of 14. */
export function sign(verdict: Verdict, x: number, y: number, title?: string): Html {
  const box = rect(x + 1, y + 1, 12, 12);
  const inside: Readonly<Record<Verdict, readonly Html[]>> = {
    met: [box, path(`M${x + 4} ${y + 7.5}l2.2 2.5l4-5`, 'tick')],
    partial: [box, path(`M${x + 1} ${y + 13}L${x + 13} ${y + 1}V${y + 13}Z`, 'half')],
    unmet: [box],
    unanswered: [box, words(x + 7, y + 10.8, '?', 'middle')],
    'not-applicable': [path(`M${x + 3} ${y + 7}h8`)],
  };
  return group(`sign ${verdict}`, inside[verdict], title);
}
