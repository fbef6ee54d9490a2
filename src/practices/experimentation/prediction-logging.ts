import { predictionLog } from '../../signals/predictionLog.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'experimentation/prediction-logging',
  number: 58,
  mode: 'auto',
  applies: ['serving', 'batch'],
  signals: { predictionLog },
  judge: ({ predictionLog }) =>
    met(predictionLog.filter(({ kind }) => kind === 'store')) ??
    partial(say`a store: what is written to the console is soon gone`, predictionLog) ??
    unmet(),
  scaffolds: ['serving-api'],
});
