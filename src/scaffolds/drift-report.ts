import { say } from '../text.ts';
import { fold } from './python.ts';
import { pythonScaffold } from './pythonScaffold.ts';

export default pythonScaffold({
  id: 'drift-report',
  title: say`A report of drift and outliers`,
  module: 'drift_report',
  role: 'drift-detection',
  asks: ['features'],
  packages: ['evidently', 'scikit-learn', 'pandas'],
  view: ({ features }) => {
    const numbers = features.filter(({ text }) => !text).map(({ literal }) => literal);
    return { numbers: [fold('NUMBERS = [', numbers, ']')] };
  },
  notes: ({ run, end }) => [
    say`Run \`${run}drift_report${end}\` on a schedule, with the training data as reference and the newest predictions as current: it fails where more than 30 % of the columns have drifted.`,
  ],
});
