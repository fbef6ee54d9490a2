import { assignment } from '../../signals/assignment.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { met, practice, unmet } from '../practice.ts';

export default practice({
  id: 'experimentation/consistent-assignment',
  number: 60,
  mode: 'assisted',
  applies: ['serving'],
  signals: { toolUse, assignment },
  judge: ({ toolUse, assignment }) =>
    met([...inRole(toolUse, 'assignment').used, ...assignment.filter(({ by }) => by !== 'random')]) ??
    unmet(),
  scaffolds: ['ab-assignment'],
});
