import { healthCheck } from '../../signals/monitoring.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/api',
  number: 41,
  mode: 'auto',
  applies: ['serving'],
  signals: { toolUse, healthCheck },
  judge: ({ toolUse, healthCheck }) => {
    const recorded = inRole(toolUse, 'metrics', 'tracing').used.filter(({ notebook }) => !notebook);
    return (
      met(recorded, healthCheck) ??
      partial(say`metrics or traces of requests`, healthCheck) ??
      partial(say`a health endpoint or probe`, recorded) ??
      partial(
        say`what the platform records, made visible as code`,
        inRole(toolUse, 'managed-endpoint').used,
      ) ??
      unmet()
    );
  },
  scaffolds: [],
});
