import { comparesModels, modelMention, modelsIn, modelTable } from '../../signals/comparison.ts';
import { document } from '../../signals/document.ts';
import { passage } from '../../signals/passage.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'documentation/model-choice',
  number: 6,
  mode: 'auto',
  applies: ['ml'],
  signals: { topic, passage, document, modelTable, modelMention },
  judge: ({ topic, passage, document, modelTable, modelMention }) => {
    const compared = about(topic, 'comparison').filled.filter(({ passage }) => comparesModels(passage));
    const decided = passage
      .filter(
        (one) =>
          one.whole &&
          one.filled &&
          /(^|\/)(adrs?|decisions?)\//i.test(one.path) &&
          modelsIn(one.title + one.path.replaceAll('-', ' ')).size > 0 &&
          comparesModels(one),
      )
      .map((one) => ({ ...one, note: say`records the decision for a model` }));
    const cards = document.flatMap(({ path, data }) => {
      const base = data?.get('base_model');
      return base ? [{ path, line: base.line, note: say`names ${base.texts.join(', ')}` }] : [];
    });
    return (
      met([...decided, ...compared, ...modelTable]) ??
      partial(say`what it was compared with, and why it was chosen`, cards, modelMention.slice(0, 3)) ??
      unmet()
    );
  },
  scaffolds: ['model-card'],
});
