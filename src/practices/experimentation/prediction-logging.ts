import { predictionLog } from '../../signals/predictionLog.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'experimentation/prediction-logging',
  number: 58,
  mode: 'auto',
  applies: ['serving', 'batch'],
  signals: { toolUse, predictionLog },
  judge: ({ toolUse, predictionLog }) => {
    const kept = predictionLog.filter(({ kind }) => kind === 'store');
    return (
      met([...inRole(toolUse, 'prediction-log').used.filter(({ notebook }) => !notebook), ...kept]) ??
      partial(say`a store: what is written to the console is soon gone`, predictionLog) ??
      unmet()
    );
  },
  scaffolds: [],
});
