import { featurePackage } from '../../signals/feature.ts';
import { pullRequestSign } from '../../signals/review.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/contribution',
  number: 50,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, featurePackage, pullRequestSign },
  judge: ({ toolUse, featurePackage, pullRequestSign }) => {
    const definitions = [...inRole(toolUse, 'feature-store').used, ...featurePackage];
    const requests = pullRequestSign.filter(({ kind }) => kind !== 'template').slice(0, 2);
    return (
      met(definitions, requests) ??
      partial(say`a sign that changes come by pull request`, definitions) ??
      unmet()
    );
  },
  scaffolds: [],
});
