import { rollout } from '../../signals/rollout.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'experimentation/ab-testing',
  number: 59,
  mode: 'assisted',
  applies: ['serving'],
  signals: { rollout, toolUse },
  judge: ({ rollout, toolUse }) =>
    met([
      ...inRole(toolUse, 'ab-testing').used,
      ...rollout.filter(({ kind }) => kind === 'split' || kind === 'canary'),
    ]) ??
    partial(
      say`answers of the new version that reach users`,
      rollout.filter(({ kind }) => kind === 'shadow'),
    ) ??
    partial(
      say`a second version that gets traffic`,
      rollout.filter(({ kind }) => kind === 'single'),
    ) ??
    unmet(),
  scaffolds: [],
});
