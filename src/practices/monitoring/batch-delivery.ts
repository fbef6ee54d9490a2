import { batchWatch } from '../../signals/batchWatch.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/batch-delivery',
  number: 42,
  mode: 'auto',
  applies: ['batch'],
  signals: { batchWatch },
  judge: ({ batchWatch }) =>
    met(batchWatch.filter(({ kind }) => kind === 'alert')) ??
    partial(say`somebody who is told: a retry stays silent`, batchWatch) ??
    unmet(),
  scaffolds: ['batch-alerts'],
});
