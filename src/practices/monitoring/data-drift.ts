import { driftTest } from '../../signals/drift.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/data-drift',
  number: 45,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, driftTest },
  judge: ({ toolUse, driftTest }) => {
    const tool = inRole(toolUse, 'drift-detection');
    return (
      met([...tool.used, ...driftTest]) ??
      partial(say`a call: the library is not used in code`, tool.imported, tool.declared) ??
      unmet()
    );
  },
  scaffolds: ['drift-report'],
});
