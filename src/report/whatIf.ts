import { type Language, titleOf } from '../guide/titles.ts';
import type { WhatIf } from '../scaffolds/series.ts';
import { say, type Text } from '../text.ts';
import { verdictNames } from './text.ts';

/** What a plan would turn, a sentence each: the practices, then the level where that rises. */
export function whatIfLines({ turns, level }: WhatIf, language: Language = 'en'): Text[] {
  const rises = level.from !== level.to && level.from !== null && level.to !== null;
  return [
    ...turns.map(
      ({ practice, from, to }) =>
        say`${titleOf(practice, language)}: ${verdictNames[from]} → ${verdictNames[to]}`,
    ),
    ...(rises ? [say`Level ${level.from ?? 0} → ${level.to ?? 0}`] : []),
  ];
}
