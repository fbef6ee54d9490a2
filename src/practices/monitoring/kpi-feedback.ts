import { feedback } from '../../signals/feedback.ts';
import { met, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/kpi-feedback',
  number: 44,
  mode: 'assisted',
  applies: ['ml'],
  signals: { feedback },
  judge: ({ feedback }) => met(feedback) ?? unmet(),
  scaffolds: ['feedback-collection'],
});
