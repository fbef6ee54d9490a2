import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'explainability/explanations',
  number: 54,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse },
  judge: ({ toolUse }) => {
    const { used, off, imported, declared } = inRole(toolUse, 'explainability');
    return (
      met(used.filter(({ notebook }) => !notebook)) ??
      partial(say`explanations outside notebooks, where users get them`, used) ??
      partial(say`a switch that is on by default`, off) ??
      partial(say`a call: the library is not used in code`, imported, declared) ??
      unmet()
    );
  },
  scaffolds: ['explanation'],
});
