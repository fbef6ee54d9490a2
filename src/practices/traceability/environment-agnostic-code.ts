import { machineBoundPath, outsideConfiguration } from '../../signals/configuration.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/environment-agnostic-code',
  number: 21,
  mode: 'auto',
  applies: ['ml'],
  signals: { outsideConfiguration, machineBoundPath },
  judge: ({ outsideConfiguration, machineBoundPath }) => {
    if (outsideConfiguration.length === 0) return unmet();
    const path = machineBoundPath[0]?.text.slice(0, 60) ?? '';
    return (
      partial(say`code without paths of one machine: ${path}`, machineBoundPath) ??
      met(outsideConfiguration) ??
      unmet()
    );
  },
  scaffolds: ['configuration'],
});
