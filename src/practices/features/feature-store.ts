import { featureModule } from '../../signals/feature.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/feature-store',
  number: 47,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, featureModule },
  judge: ({ toolUse, featureModule }) => {
    const store = inRole(toolUse, 'feature-store');
    const shared = featureModule.filter(({ pipelines }) => pipelines.length >= 2);
    return (
      met([...store.used, ...shared]) ??
      partial(
        say`definitions of features: the store is only declared`,
        store.imported,
        inRole(toolUse, 'feature-store-settings').used,
        store.declared,
      ) ??
      unmet()
    );
  },
  scaffolds: ['feature-repository', 'feature-module'],
});
