import { featurePackage } from '../../signals/feature.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/feature-store',
  number: 47,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, featurePackage },
  judge: ({ toolUse, featurePackage }) => {
    const store = inRole(toolUse, 'feature-store');
    return (
      met([...store.used, ...featurePackage]) ??
      partial(say`definitions of features: the store is only declared`, store.imported, store.declared) ??
      unmet()
    );
  },
  scaffolds: [],
});
