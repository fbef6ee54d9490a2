import { say } from '../text.ts';
import { pythonScaffold } from './pythonScaffold.ts';

export default pythonScaffold({
  id: 'explanation',
  title: say`Explanations of predictions by SHAP`,
  module: 'explain',
  role: 'explainability',
  asks: ['features'],
  packages: ['shap', 'joblib', 'pandas', 'numpy'],
  notes: () => [
    say`Show what \`explain\` returns to those who use a prediction, in words that they know: it is for them.`,
  ],
});
