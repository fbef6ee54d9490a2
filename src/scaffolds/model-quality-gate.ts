import { say } from '../text.ts';
import { pythonScaffold } from './pythonScaffold.ts';
import { testPath } from './testFile.ts';

export default pythonScaffold({
  id: 'model-quality-gate',
  title: say`A gate that a model has to pass`,
  module: 'evaluate',
  test: 'model_quality',
  asks: ['features', 'target'],
  packages: ['scikit-learn', 'pandas', 'joblib'],
  view: ({ regression }, _, project) => ({
    dummy: regression ? 'DummyRegressor' : 'DummyClassifier',
    metrics: regression ? 'mean_absolute_error, root_mean_squared_error' : 'accuracy_score, f1_score',
    up: '.parent'.repeat(testPath(project, 'model_quality').split('/').length - 1),
  }),
  notes: ({ run, end }) => [
    say`Run \`${run}evaluate${end} MODEL ROWS\` on rows that training has not seen, then the tests, before a model is released.`,
    say`Commit champion-metrics.json with the figures of the model in use: they are what the next one has to reach.`,
  ],
});
