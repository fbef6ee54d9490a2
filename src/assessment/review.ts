import type { Assessment, PracticeResult } from './assess.ts';

/** What a review walks through: answers in doubt first, then what nobody has answered yet. */
export const reviewQueue = ({ results }: Assessment): PracticeResult[] => [
  ...results.filter(({ doubt }) => doubt !== undefined),
  ...results.filter(({ verdict, doubt }) => verdict === 'unanswered' && doubt === undefined),
];
