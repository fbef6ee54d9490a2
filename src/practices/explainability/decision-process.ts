import { toldDecision } from '../../signals/decision.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'explainability/decision-process',
  number: 56,
  mode: 'assisted',
  applies: ['ml'],
  signals: { topic, toldDecision },
  judge: ({ topic, toldDecision }) => {
    const { filled, unfilled } = about(topic, 'decision');
    return (
      met([...filled, ...toldDecision]) ??
      partial(say`text: the section is still that of a template`, unfilled) ??
      unmet()
    );
  },
  scaffolds: ['model-card'],
});
