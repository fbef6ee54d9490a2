import { passage, wordsIn } from '../../signals/passage.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const disclaimer =
  /\b(not|no|never)\b.{0,60}\b(medical|clinical|diagnostic|financial|investment|legal|professional) (advice|use|decisions?|devices?|diagnos\w+)|\b(predictions?|forecasts?|scores?|outputs?|model)\b.{0,80}\b(should|must|may|can) ?(not|never)\b.{0,30}\b(used|relied|trusted)|(医療|診断|投資|法的).{0,12}(助言|アドバイス|目的|判断).{0,12}(ない|ません|ではなく)/iu;
/** Says nothing of what a wrong prediction does. */
const hedge = /\b(research|educational|developmental)[\w /]{0,30}(purposes?|use)\b|\bcleared or approved\b/i;
const sentences = (text: string) => text.split(/[.。\n]+/);

export default practice({
  id: 'documentation/risk-assessment',
  number: 3,
  mode: 'assisted',
  applies: ['ml'],
  signals: { topic, passage },
  judge: ({ topic, passage }) => {
    const risk = about(topic, 'risk');
    const assessed = risk.filled.filter(({ passage: { text } }) => {
      const said = sentences(text).filter((one) => !disclaimer.test(one) && !hedge.test(one));
      return wordsIn(said.join(' ')) >= 10;
    });
    const disclaimed = passage
      .filter(({ whole, text }) => !whole && sentences(text).some((one) => disclaimer.test(one)))
      .map((one) => ({ ...one, note: say`has a disclaimer about predictions` }));
    return (
      met(assessed) ??
      partial(say`an assessment: what a wrong prediction costs, and whom`, risk.filled, disclaimed) ??
      partial(say`text: the section is still that of a template`, risk.unfilled) ??
      unmet()
    );
  },
  scaffolds: ['risk-assessment', 'model-card'],
});
