import { say } from '../text.ts';
import { pythonScaffold } from './pythonScaffold.ts';

export default pythonScaffold({
  id: 'uncertainty-guard',
  title: say`Predictions that say how sure they are`,
  module: 'conformal',
  role: 'uncertainty',
  asks: ['features', 'target'],
  packages: ['numpy', 'pandas', 'joblib'],
  notes: ({ regression }) => [
    regression
      ? say`Give the interval with each prediction, and let a person look where it is too wide to act on.`
      : say`Call \`predict_or_abstain\` in the place of \`predict\`, and give those that come back as “review” to a person.`,
  ],
});
