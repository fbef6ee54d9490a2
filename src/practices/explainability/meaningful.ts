import { inRole, toolUse } from '../../signals/tool/use.ts';
import { practice, unanswered } from '../practice.ts';

export default practice({
  id: 'explainability/meaningful',
  number: 55,
  mode: 'attest',
  applies: ['ml'],
  signals: { toolUse },
  judge: ({ toolUse }) => unanswered(inRole(toolUse, 'explainability').used),
  scaffolds: [],
});
