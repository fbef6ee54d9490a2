import type { Tongue } from '../../guide/language.ts';
import type { Change } from '../../scaffolds/scaffold.ts';
import { tourMark } from '../../signals/document.ts';
import { say, UserError } from '../../text.ts';
import { toCodeTour, toMarkdown } from './render.ts';
import type { Tour } from './tour.ts';

/** Files that a tour is written to. */
export const tourFiles = { markdown: 'ONBOARDING.md', codetour: '.tours/mlops.tour' } as const;

export type TourFormat = keyof typeof tourFiles;

export const tourFormats = Object.keys(tourFiles) as TourFormat[];

/**
 * A tour as the content of a file. It carries a digest of itself, which tells later whether anybody has changed it.
 */
export async function toFile(tour: Tour, format: TourFormat, tongue: Tongue): Promise<string> {
  if (format === 'markdown') return seal(toMarkdown(tour, tongue));
  const { $schema, ...rest } = toCodeTour(tour, tongue);
  return sealJson({ $schema, ...rest });
}

/**
 * The change that writes a tour, or undefined where the file holds it already.
 * @param before what the file holds; undefined where there is none
 * @throws UserError where the file is not a tour as it was written: somebody's own words are never lost
 */
export async function planFile(
  tour: Tour,
  format: TourFormat,
  tongue: Tongue,
  before: string | undefined,
): Promise<Change | undefined> {
  const path = tourFiles[format];
  const content = await toFile(tour, format, tongue);
  if (before === undefined) return { kind: 'create', path, content };
  if (before === content) return undefined;
  if (!(await isSealed(before, format)))
    throw new UserError(
      say`${path} is not a tour as it was written here, so it is left alone: rename it to have a new one written.`,
    );
  return { kind: 'merge', path, before, content };
}

const mark = /^<!-- [^\n]* \(([0-9a-f]{16})\)[^\n]* -->\n\n/;

const seal = async (body: string): Promise<string> =>
  `${tourMark} from what the files show (${await digest(body)}); delete this line to go on by hand. -->\n\n${body}`;

const sealJson = async (tour: object): Promise<string> =>
  `${JSON.stringify({ ...tour, digest: await digest(JSON.stringify(tour)) }, null, 2)}\n`;

async function isSealed(text: string, format: TourFormat): Promise<boolean> {
  if (format === 'markdown') {
    const body = text.replaceAll('\r\n', '\n');
    return text.startsWith(tourMark) && mark.exec(body)?.[1] === (await digest(body.replace(mark, '')));
  }
  try {
    const { digest: known, ...tour } = JSON.parse(text) as { digest?: unknown };
    return known === (await digest(JSON.stringify(tour)));
  } catch {
    return false;
  }
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
