import type { MarkupSection } from '../formats/markup.ts';
import { document } from './document.ts';
import { derived, type Place } from './signal.ts';

/** A file of release notes, and how many versions it says something of. */
export interface Changelog extends Place {
  readonly versions: number;
}

/** News and histories are also what data is made of, so those names count at the root and among the documents only. */
const file =
  /(^|\/)(changelog|changes|change_log|変更履歴)(\.(md|rst|txt|markdown))?$|^(docs?\/(source\/)?)?(news|history|releases?|release[-_]?notes|リリースノート)(\.(md|rst|txt|markdown))?$/i;
/** How a release is made, which is no note of one. */
const guide =
  /\b(mak|creat|perform|cut|publish)\w* (a |an |the )?(\(new\) |new )?release|release (process|guide|procedure|checklist|steps)|how to release|^releasing\b/i;

const version = /\bv?\d+\.\d+(\.\d+)*\b|\bv\d+\b/i;
/** The same in a list or in bold, where two numbers alone may mean something else. */
const entry = /^\[?(v\d+\.\d+|\d+\.\d+\.\d+)\S*.*\p{L}{3}/u;
/** News of a date that announce a release. */
const announced = /\breleas(e|ed|es|ing)\b[^.\n]{0,60}\bv?\d+\.\d+(\.\d+)*\b/i;
const open = /^(todo|tbd|tba|wip|n\/?a|none|\.\.\.|…|未定|なし)?\.?$/i;

export const changelog = derived({ document }, ({ document }): Changelog[] =>
  document
    .filter(
      ({ path, sections }) =>
        file.test(path) && !guide.test(sections.find(({ level }) => level > 0)?.title ?? ''),
    )
    .map(({ path, sections }) => {
      const headed = sections.filter(
        (section, index) =>
          (version.test(section.title) ||
            (/\b(19|20)\d\d\b/.test(section.title) && announced.test(section.text))) &&
          saysSomething(below(sections, index)),
      );
      const listed = sections
        .flatMap(({ text }) => text.split('\n'))
        .filter((line) => entry.test(line.trim()));
      return { path, line: headed[0]?.line ?? 1, versions: headed.length + listed.length };
    }),
);

/** Sections of a README that tell what is new; without versions they are notes of no release. */
export const newsSection = derived({ document }, ({ document }): Place[] =>
  document
    .filter(({ path }) => /^readme(\.\w+)?$/i.test(path))
    .flatMap(({ path, sections }) =>
      sections
        .filter(
          ({ title, text }) =>
            /^\W*((update|release) notes|updates|change ?log|what'?s new|更新履歴|変更履歴)\W*$/i.test(
              title,
            ) && text.trim() !== '',
        )
        .map(({ line }) => ({ path, line })),
    ),
);

/** A section and those under it. */
function below(sections: readonly MarkupSection[], index: number): readonly MarkupSection[] {
  const level = sections[index]?.level ?? 0;
  const end = sections.findIndex((next, at) => at > index && next.level <= level);
  return sections.slice(index, end < 0 ? undefined : end);
}

const saysSomething = (sections: readonly MarkupSection[]): boolean =>
  sections.some(({ text }) =>
    text.split('\n').some((line) => !open.test(line.replace(/^[-*•\s]+/, '').trim())),
  );
