import { featureConfiguration, featureListInCode } from '../../signals/feature.ts';
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
    const lists = featureConfiguration.filter(({ note }) => /feature|column/i.test(String(note.values[0])));
    const several = new Set(lists.map(({ path }) => path)).size >= 2 ? lists : [];
    return (
      met([...inRole(toolUse, 'feature-service').used, ...several]) ??
      partial(say`a list of features for each of several models`, lists, featureListInCode) ??
      unmet()
    );
  },
  scaffolds: [],
});
