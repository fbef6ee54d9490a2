import type { Located } from '../../src/formats/located.ts';

/** The values alone, without lines. */
export function plain(value: Located | undefined): unknown {
  if (value?.isMap) return Object.fromEntries(value.entries.map(([key, child]) => [key, plain(child)]));
  if (value?.isList) return value.items.map(plain);
  return value?.value;
}

/** The line of each value, by its path: `a.b[0]`. */
export function linesOf(value: Located, at = ''): Record<string, number> {
  return Object.assign(
    at === '' ? {} : { [at]: value.line },
    ...value.entries.map(([key, child]) => linesOf(child, at === '' ? key : `${at}.${key}`)),
    ...value.items.map((child, index) => linesOf(child, `${at}[${index}]`)),
  ) as Record<string, number>;
}
