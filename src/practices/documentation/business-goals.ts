import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'documentation/business-goals',
  number: 1,
  mode: 'assisted',
  applies: ['ml'],
  signals: { topic },
  judge: ({ topic }) => {
    const goal = about(topic, 'business-goal');
    const kpi = about(topic, 'kpi');
    return (
      met(goal.filled, kpi.filled) ??
      partial(say`the KPIs or success metrics that tell whether the goal is reached`, goal.filled) ??
      partial(say`the goal that these measure`, kpi.filled) ??
      partial(say`text: the sections are still those of a template`, goal.unfilled, kpi.unfilled) ??
      unmet()
    );
  },
  scaffolds: ['model-card'],
});
