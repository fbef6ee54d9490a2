import { say } from '../text.ts';
import { pythonScaffold } from './pythonScaffold.ts';

export default pythonScaffold({
  id: 'ab-assignment',
  title: say`Users who stay on one version in an A/B test`,
  module: 'assignment',
  test: 'assignment',
  role: 'assignment',
  asks: [],
  packages: [],
  view: ({ project }) => ({ salt: `${project}-1` }),
  notes: () => [
    say`Call \`assign_version(EXPERIMENT, user_id)\` where a request is answered, load the model by the version that it returns, and keep the version with the prediction.`,
    say`Decide before the test starts what it measures and for how long; then change the salt for each new experiment.`,
  ],
});
