import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'documentation/risk-assessment',
  number: 3,
  mode: 'assisted',
  applies: ['ml'],
  signals: { topic },
  judge: ({ topic }) => {
    const risk = about(topic, 'risk');
    const assessed = risk.filled.filter(({ passage }) => passage.text.length >= 120);
    return (
      met(assessed) ??
      partial(say`an assessment: what a wrong prediction costs, and whom`, risk.filled) ??
      partial(say`text: the section is still that of a template`, risk.unfilled) ??
      unmet()
    );
  },
  scaffolds: [],
});
