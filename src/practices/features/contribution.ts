import { featureFunction, featureModule } from '../../signals/feature.ts';
import { pullRequestSign } from '../../signals/review.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/contribution',
  number: 50,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, featureModule, featureFunction, pullRequestSign },
  judge: ({ toolUse, featureModule, featureFunction, pullRequestSign }) => {
    const definitions = [...inRole(toolUse, 'feature-definition').used, ...featureModule, ...featureFunction];
    const requests = pullRequestSign.filter(
      ({ kind, covers }) =>
        kind === 'history' || (kind !== 'template' && definitions.some(({ path }) => covers(path))),
    );
    return (
      met(definitions, requests.slice(0, 2)) ??
      partial(say`a sign that changes come by pull request`, definitions) ??
      unmet()
    );
  },
  scaffolds: [],
});
