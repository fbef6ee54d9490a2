import { say } from '../text.ts';
import { pythonScaffold } from './pythonScaffold.ts';
import type { Question } from './scaffold.ts';

const higher = ['f1', 'accuracy', 'roc_auc', 'r2'];
const lower = ['rmse', 'mae', 'log_loss'];

const metricQuestion = (regression: boolean): Question => ({
  key: 'metric',
  prompt: say`Metric of the runs that decides which version is better`,
  choices: (regression ? [...lower, ...higher] : [...higher, ...lower]).map((value) => ({ value })),
  open: true,
});

export default pythonScaffold({
  id: 'model-registry',
  title: say`A registry with a champion to go back to`,
  module: 'registry',
  role: 'model-alias',
  asks: [],
  questions: (_, { regression }) => [metricQuestion(regression)],
  packages: ['mlflow'],
  view: (_, { metric = '' }) => ({
    metric,
    higher: /mse|mae|mape|loss|error|deviance|perplexity/i.test(metric) ? 'False' : 'True',
  }),
  notes: ({ run, end }) => [
    say`Register a run by \`${run}registry${end} register RUN_ID\`; the run needs the metric and the model.`,
    say`Load the model by \`load_champion()\` where predictions are made: then a rollback needs no deployment.`,
  ],
});
