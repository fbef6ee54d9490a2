import { inferenceGuard } from '../../signals/drift.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/outliers',
  number: 46,
  mode: 'auto',
  applies: ['ml'],
  signals: { inferenceGuard, toolUse },
  judge: ({ inferenceGuard, toolUse }) => {
    const { imported, declared } = inRole(toolUse, 'outlier-detection');
    return (
      met(inferenceGuard) ??
      partial(say`a call: the library is not used in code`, [...imported, ...declared]) ??
      unmet()
    );
  },
  scaffolds: ['uncertainty-guard', 'drift-report'],
});
