import { costTag } from '../../signals/monitoring.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { met, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/cost',
  number: 39,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, costTag },
  judge: ({ toolUse, costTag }) => met([...inRole(toolUse, 'cost').used, ...costTag]) ?? unmet(),
  scaffolds: ['cost-budget'],
});
