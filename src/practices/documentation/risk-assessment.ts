import { disclaimer, isDisclaimer, sentences } from '../../signals/disclaimer.ts';
import { wordsIn } from '../../signals/passage.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

/** Says nothing of what a wrong prediction does. */
const hedge = /\b(research|educational|developmental)[\w /]{0,30}(purposes?|use)\b|\bcleared or approved\b/i;

export default practice({
  id: 'documentation/risk-assessment',
  number: 3,
  mode: 'assisted',
  applies: ['ml'],
  signals: { topic, disclaimer },
  judge: ({ topic, disclaimer }) => {
    const risk = about(topic, 'risk');
    const assessed = risk.filled.filter(({ passage: { text } }) => {
      const said = sentences(text).filter((one) => !isDisclaimer(one) && !hedge.test(one));
      return wordsIn(said.join(' ')) >= 10;
    });
    return (
      met(assessed) ??
      partial(say`an assessment: what a wrong prediction costs, and whom`, risk.filled, disclaimer) ??
      partial(say`text: the section is still that of a template`, risk.unfilled) ??
      unmet()
    );
  },
  scaffolds: ['risk-assessment', 'model-card'],
});
