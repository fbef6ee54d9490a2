import { document } from './document.ts';
import { derived, type Place } from './signal.ts';

/** A file of release notes, and how many of its headings name a version. */
export interface Changelog extends Place {
  readonly versions: number;
  readonly filled: boolean;
}

const version = /\bv?\d+\.\d+(\.\d+)?\b|\b\d{4}-\d{2}-\d{2}\b|\bv\d+\b/i;

export const changelog = derived({ document }, ({ document }): Changelog[] =>
  document
    .filter(({ path }) =>
      /(^|\/)(changelog|changes|change_log|news|history|releases?|release[-_]?notes)(\.(md|rst|txt|markdown))?$/i.test(
        path,
      ),
    )
    .map(({ path, sections }) => {
      const versioned = sections.filter(({ title }) => version.test(title));
      return {
        path,
        line: versioned[0]?.line ?? 1,
        versions: versioned.length,
        filled: sections.some(({ text }) => text.trim() !== ''),
      };
    }),
);
