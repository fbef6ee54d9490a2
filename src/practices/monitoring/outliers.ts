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
    // scikit-learn has detectors among much else.
    const libraries = [...imported, ...declared].filter(({ tool }) => /pyod|alibi/.test(tool.id));
    return met(inferenceGuard) ?? partial(say`a call: the library is not used in code`, libraries) ?? unmet();
  },
  scaffolds: ['uncertainty-guard', 'drift-report'],
});
