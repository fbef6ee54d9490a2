import { sections } from '../practices/index.ts';
import { say, type Text } from '../text.ts';
import type { Assessment, PracticeResult } from './assess.ts';
import { lenses, resultsOf, type Topic } from './lenses.ts';
import { levelNames } from './level.ts';

/** What the practices can be listed by. */
export type OutlineLens = 'sections' | 'levels' | 'principles' | 'pipelines';

/** A heading of the list: a section, a group of one, a level, a principle or a pipeline. */
export interface Heading {
  readonly id: string;
  /** Undefined where it is the title of the page with this id. */
  readonly title: Text | undefined;
  /** All results below it. */
  readonly results: readonly PracticeResult[];
  /** Empty where the results stand directly below. */
  readonly headings: readonly Heading[];
}

/** The results under the headings of a lens. A practice can stand under several; those that it leaves out come last. */
export function outline(assessment: Assessment, lens: OutlineLens): Heading[] {
  if (lens === 'sections') return sections.map((section) => sectionHeading(section, assessment));
  const headings = (lenses[lens] as readonly Topic[])
    .map((topic, at): Heading => {
      const title = lens === 'levels' ? say`Level ${at}: ${levelName(at)}` : undefined;
      return { id: topic.id, title, results: resultsOf(assessment, topic), headings: [] };
    })
    .filter(({ results }) => results.length > 0);
  const rest = assessment.results.filter((one) => !headings.some(({ results }) => results.includes(one)));
  return [...headings, { id: `${lens}/other`, title: say`Other practices`, results: rest, headings: [] }];
}

const levelName = (level: number): Text => levelNames[level as keyof typeof levelNames];

function sectionHeading({ id, title, groups }: (typeof sections)[number], { results }: Assessment): Heading {
  const under = (practices: readonly unknown[]) =>
    results.filter(({ practice }) => practices.includes(practice));
  const headings = groups.flatMap((group): Heading[] =>
    group.title
      ? [{ id: `${id}:${group.id}`, title: group.title, results: under(group.practices), headings: [] }]
      : [],
  );
  return { id, title, results: under(groups.flatMap(({ practices }) => practices)), headings };
}

export type Filter = 'all' | 'open' | 'fixable' | 'unanswered' | 'changed';

/** Whether something is left to do for a practice, as far as is known. */
export const isOpen = ({ verdict }: PracticeResult): boolean =>
  verdict !== 'met' && verdict !== 'not-applicable';

/** Whether it is open, and there is a scaffold for it. */
export const isFixable = (result: PracticeResult): boolean =>
  isOpen(result) && result.practice.scaffolds.length > 0;

/**
 * Whether a filter lets a result through.
 * @param changed whether a path differs from the main branch
 */
export function passes(filter: Filter, result: PracticeResult, changed: (path: string) => boolean): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return result.verdict === 'unmet' || result.verdict === 'partial';
    case 'fixable':
      return isFixable(result);
    case 'unanswered':
      return result.verdict === 'unanswered';
    case 'changed':
      return result.evidence.some(({ path }) => changed(path));
  }
}
