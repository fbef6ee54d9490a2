import { namedCompute } from '../../signals/run.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/run-to-infrastructure',
  number: 23,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, namedCompute },
  judge: ({ toolUse, namedCompute }) => {
    const { used, off } = inRole(toolUse, 'compute-definition', 'system-metadata');
    return met([...namedCompute, ...used]) ?? partial(say`a tracker that is on by default`, off) ?? unmet();
  },
  scaffolds: ['experiment-tracking'],
});
