import { localLog } from '../../signals/localLog.ts';
import { keptMetric } from '../../signals/metric.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/run-to-code',
  number: 22,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, localLog, keptMetric },
  judge: ({ toolUse, localLog, keptMetric }) => {
    const tracker = inRole(toolUse, 'experiment-tracking');
    const local = [...inRole(toolUse, 'local-log').used, ...localLog, ...keptMetric];
    return (
      met(tracker.used) ??
      partial(say`a tracker that is on by default`, tracker.off) ??
      partial(say`a call: the tracker is not used in code`, tracker.imported, tracker.declared) ??
      partial(say`a tracker that keeps the commit of a run; this log stays on one machine`, local) ??
      unmet()
    );
  },
  scaffolds: ['dvc-pipeline', 'experiment-tracking'],
});
