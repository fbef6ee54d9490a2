import { pullRequestSign } from '../../signals/review.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/pull-requests',
  number: 18,
  mode: 'assisted',
  applies: ['ml'],
  signals: { pullRequestSign },
  judge: ({ pullRequestSign }) =>
    met(pullRequestSign.filter(({ kind }) => kind !== 'template')) ??
    partial(
      say`a rule or a history that shows it; a template or a guide only suggests it`,
      pullRequestSign,
    ) ??
    unmet(),
  scaffolds: ['continuous-integration', 'branch-ruleset', 'pull-request-template', 'contributing'],
});
