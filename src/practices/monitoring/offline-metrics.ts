import { keptMetric, shownMetric } from '../../signals/metric.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/offline-metrics',
  number: 43,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, keptMetric, shownMetric },
  judge: ({ toolUse, keptMetric, shownMetric }) => {
    const log = inRole(toolUse, 'metric-log');
    return (
      met([...log.used, ...keptMetric]) ??
      partial(say`a tracker that is on by default`, log.off) ??
      partial(
        say`a place where metrics are kept and compared from run to run`,
        inRole(toolUse, 'local-log').used,
        shownMetric,
      ) ??
      unmet()
    );
  },
  scaffolds: ['dvc-pipeline', 'experiment-tracking', 'model-quality-gate'],
});
