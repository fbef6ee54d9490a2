import type { Place } from '../signals/signal.ts';

/** Something that the code names, and where it does so first. */
export interface Named extends Place {
  readonly name: string;
}

/** The first of each name. */
export function once<T extends Named>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ name }) => !seen.has(name) && seen.add(name));
}

/** The last part of a full name: `sklearn.svm.SVC` is `SVC`. */
const shortName = (name: string): string => name.split('.').at(-1) ?? name;

/** A class name in words: `RandomForestClassifier` is a “random forest classifier”. */
export const inWords = (name: string): string =>
  shortName(name)
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
