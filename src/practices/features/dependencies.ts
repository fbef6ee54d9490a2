import { derivedModel } from '../../signals/feature.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { met, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/dependencies',
  number: 51,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, derivedModel },
  judge: ({ toolUse, derivedModel }) =>
    met([...inRole(toolUse, 'feature-dependencies').used, ...derivedModel]) ?? unmet(),
  scaffolds: [],
});
