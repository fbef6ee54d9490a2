import type { Assessment } from '../../assessment/assess.ts';
import { bySection, tallyOf } from '../../assessment/lenses.ts';
import type { Language } from '../../guide/titles.ts';
import { titleOf } from '../../guide/titles.ts';
import type { Verdict } from '../../practices/practice.ts';
import { say, type Text } from '../../text.ts';
import type { Html } from '../html.ts';
import { verdictNames } from '../text.ts';
import { shorten, sign, svg, width, words } from './svg.ts';

const order: readonly Verdict[] = ['met', 'partial', 'unmet', 'unanswered', 'not-applicable'];
const [left, row, step] = [246, 30, 18];

/** The seven sections as bars, one sign a practice, ordered by verdict. */
export function verdictBars(assessment: Assessment, language: Language, t: (text: Text) => string): Html {
  const bars = bySection(assessment).flatMap(({ section, results }, index) => {
    const sorted = [...results].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
    const signs = sorted.map(({ practice, verdict }, at) =>
      sign(
        verdict,
        left + at * step,
        4 + index * row,
        `${titleOf(practice.id, language)}: ${t(verdictNames[verdict])}`,
      ),
    );
    return [words(0, 16 + index * row, shorten(t(section.title), 34)), ...signs];
  });
  const tally = tallyOf(assessment.results);
  const y = 7 * row + 14;
  const legend = order.flatMap((verdict, at) => {
    const x = at * (width / order.length);
    return [
      sign(verdict, x, y),
      words(x + 20, y + 11.5, `${t(verdictNames[verdict])} ${tally[verdict]}`, 'small'),
    ];
  });
  const title = t(
    say`Verdicts of the sixty practices in seven sections: ${tally.met} met, ${tally.partial} partly met, ${tally.unmet} not met, ${tally.unanswered} unanswered`,
  );
  return svg(y + 20, title, [...bars, ...legend]);
}
