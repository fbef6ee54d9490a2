import { type FeatureList, featureConfiguration, featureListInCode } from '../../signals/featureList.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/usage-per-model',
  number: 52,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, featureConfiguration, featureListInCode },
  judge: ({ toolUse, featureConfiguration, featureListInCode }) => {
    const configured = featureConfiguration.filter(({ names }) => names);
    const ofSeveral = (lists: readonly FeatureList[]) => {
      const named = lists.filter(({ model }) => model !== '');
      // The same list twice is that of one model in two places.
      const different = (of: (list: FeatureList) => string) => new Set(named.map(of)).size >= 2;
      return different(({ model }) => model) && different(({ content, model }) => content || model)
        ? named
        : [];
    };
    const several = [...ofSeveral(configured), ...ofSeveral(featureListInCode)];
    return (
      met([...inRole(toolUse, 'feature-service').used, ...several]) ??
      partial(say`a list of features for each of several models`, configured, featureListInCode) ??
      unmet()
    );
  },
  scaffolds: ['feature-repository'],
});
