import type { Assessment } from '../assessment/assess.ts';
import { type Effort, effortOf } from '../guide/titles.ts';
import type { Scaffold } from './scaffold.ts';
import { helps, practicesOf } from './series.ts';

/** A scaffold that is worth applying, and the practice that it is for. */
export interface Fix {
  readonly scaffold: Scaffold;
  readonly practice: string;
  readonly effort: Effort;
  /** Whether it is a step to the next level. */
  readonly next: boolean;
}

const efforts: readonly Effort[] = ['S', 'M', 'L'];

/** What to scaffold first: the steps to the next level, the cheapest first, then what else is missing, in the same order. */
export function fixFirst(scaffolds: readonly Scaffold[], assessment: Assessment): Fix[] {
  const steps = assessment.level.next;
  const fixes = scaffolds
    .filter((one) => helps(one, assessment) || steps.some((step) => step.scaffolds.includes(one.id)))
    .flatMap((scaffold): Fix[] => {
      const step = steps.find(({ scaffolds }) => scaffolds.includes(scaffold.id));
      const missing = assessment.results
        .filter(({ verdict }) => verdict === 'unmet' || verdict === 'partial')
        .map(({ practice }) => practice.id);
      const practice = step?.practice ?? practicesOf(scaffold).find(({ id }) => missing.includes(id))?.id;
      if (practice === undefined) return [];
      return [{ scaffold, practice, effort: step?.effort ?? effortOf(practice), next: step !== undefined }];
    });
  return fixes.sort(
    (a, b) => Number(b.next) - Number(a.next) || efforts.indexOf(a.effort) - efforts.indexOf(b.effort),
  );
}
