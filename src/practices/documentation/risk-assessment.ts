import { passage, wordsIn } from '../../signals/passage.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const disclaimer =
  /[^.。\n]*(\b(not|no|never)\b[^.\n]{0,60}\b(medical|clinical|diagnostic|financial|investment|legal|professional) (advice|use|decisions?|devices?|diagnos\w+)|\b(predictions?|forecasts?|scores?|outputs?|model)\b[^.\n]{0,80}\b(should|must|may|can) ?(not|never)\b[^.\n]{0,30}\b(used|relied|trusted)|(医療|診断|投資|法的)[^。\n]{0,12}(助言|アドバイス|目的|判断)[^。\n]{0,12}(ない|ません|ではなく))[^.。\n]*/giu;

export default practice({
  id: 'documentation/risk-assessment',
  number: 3,
  mode: 'assisted',
  applies: ['ml'],
  signals: { topic, passage },
  judge: ({ topic, passage }) => {
    const risk = about(topic, 'risk');
    const assessed = risk.filled.filter(({ passage }) => wordsIn(passage.text.replace(disclaimer, '')) >= 10);
    const disclaimed = passage
      .filter(({ whole, text }) => !whole && text.search(disclaimer) >= 0)
      .map((one) => ({ ...one, note: say`has a disclaimer about predictions` }));
    return (
      met(assessed) ??
      partial(say`an assessment: what a wrong prediction costs, and whom`, risk.filled, disclaimed) ??
      partial(say`text: the section is still that of a template`, risk.unfilled) ??
      unmet()
    );
  },
  scaffolds: [],
});
