import { iac } from '../../signals/flag.ts';
import { pullRequestSign } from '../../signals/review.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/infrastructure-pull-requests',
  number: 11,
  mode: 'assisted',
  applies: ['iac'],
  signals: { iac, pullRequestSign },
  judge: ({ iac, pullRequestSign }) => {
    const covering = pullRequestSign.filter(({ covers }) => iac.some(({ path }) => covers(path)));
    const strong = covering.filter(({ kind }) => kind !== 'template');
    return (
      met(strong) ??
      partial(say`a rule or a history that shows it; a template or a guide only suggests it`, covering) ??
      unmet()
    );
  },
  scaffolds: ['infrastructure-ci', 'branch-ruleset', 'pull-request-template'],
});
