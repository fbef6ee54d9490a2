import { composeService } from '../../signals/container.ts';
import { iac, onePerFile } from '../../signals/flag.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/infrastructure-as-code',
  number: 9,
  mode: 'auto',
  applies: ['ml'],
  signals: { iac, composeService },
  judge: ({ iac, composeService }) => {
    const compose = onePerFile(composeService).map((service) => ({
      ...service,
      note: say`runs the service ${service.name} by compose`,
    }));
    return (
      met(iac) ??
      partial(say`the infrastructure itself; compose runs containers on one machine`, compose) ??
      unmet()
    );
  },
  scaffolds: ['terraform', 'kubernetes', 'mlflow-server'],
});
