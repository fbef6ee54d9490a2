import { machineBoundPath, mountedPath, outsideConfiguration } from '../../signals/configuration.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/environment-agnostic-code',
  number: 21,
  mode: 'auto',
  applies: ['ml'],
  signals: { outsideConfiguration, machineBoundPath, mountedPath },
  judge: ({ outsideConfiguration, machineBoundPath, mountedPath }) => {
    if (outsideConfiguration.length === 0) return unmet();
    const bound = [...machineBoundPath, ...mountedPath];
    const path = bound[0]?.text.slice(0, 60) ?? '';
    return (
      partial(say`code without paths of one machine: ${path}`, bound) ?? met(outsideConfiguration) ?? unmet()
    );
  },
  scaffolds: ['configuration'],
});
