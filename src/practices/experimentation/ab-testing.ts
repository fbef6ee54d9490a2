import { assignment } from '../../signals/assignment.ts';
import { rollout } from '../../signals/rollout.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'experimentation/ab-testing',
  number: 59,
  mode: 'assisted',
  applies: ['serving'],
  signals: { rollout, assignment, toolUse },
  judge: ({ rollout, assignment, toolUse }) => {
    const of = (...kinds: string[]) => rollout.filter(({ kind }) => kinds.includes(kind));
    const inCode = assignment.filter(({ by }) => by !== 'router');
    return (
      met([...inRole(toolUse, 'ab-testing').used, ...of('split', 'canary'), ...inCode]) ??
      partial(say`answers of the new version that reach users`, of('shadow')) ??
      partial(say`a second version that gets traffic`, of('single')) ??
      unmet()
    );
  },
  scaffolds: ['ab-assignment', 'rollout'],
});
