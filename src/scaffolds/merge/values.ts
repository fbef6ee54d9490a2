import { say, UserError } from '../../text.ts';
/** Whether an item of a list is the one that is to be added, so that it is not added twice. */
export type Same = (mine: unknown, added: unknown) => boolean;

type Table = Readonly<Record<string, unknown>>;

export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** What names an item of a list in the formats that are merged here, the most telling first. */
const names = ['id', 'repo', 'job', 'stage', 'name', 'pip'] as const;

/** Equal values are the same item, and so are tables of the same name. */
export const sameItem: Same = (mine, added) => {
  if (!isTable(mine) || !isTable(added)) return equal(mine, added);
  const name = names.find((key) => key in mine && key in added);
  if (name === 'pip') return true;
  return name === undefined ? equal(mine, added) : equal(mine[name], added[name]);
};

export const equal = (a: unknown, b: unknown): boolean => holds(a, b) && holds(b, a);

/** Whether a value still holds all of another: every key with its value, and every item in its order. */
export function holds(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    if (!Array.isArray(whole)) return false;
    let at = 0;
    return part.every((item) => {
      while (at < whole.length && !holds(whole[at], item)) at++;
      return at++ < whole.length;
    });
  }
  if (isTable(part))
    return isTable(whole) && Object.keys(part).every((key) => key in whole && holds(whole[key], part[key]));
  // An empty value is where something can be put.
  return part === null || Object.is(whole, part) || String(whole) === String(part);
}

/** @throws a sentence where what was there is not all there any more */
export function mustHold(after: unknown, before: unknown): void {
  if (!holds(after, before))
    throw new UserError(say`cannot be added to without changing what it holds: add by hand what is missing.`);
}
