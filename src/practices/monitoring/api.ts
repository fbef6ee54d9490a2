import { answering } from '../../signals/answering.ts';
import { healthCheck, platformMetrics } from '../../signals/monitoring.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/api',
  number: 41,
  mode: 'auto',
  applies: ['serving'],
  signals: { toolUse, answering, healthCheck, platformMetrics },
  judge: ({ toolUse, answering, healthCheck, platformMetrics }) => {
    const served = new Set(inRole(toolUse, 'managed-endpoint', 'model-server').used.map(({ path }) => path));
    // Training, too, may send metrics somewhere; a notebook may set up a server that does.
    const used = inRole(toolUse, 'metrics', 'tracing').used.filter(
      ({ path, notebook }) =>
        !/\.(py|ipynb)$/.test(path) || answering.includes(path) || (notebook && served.has(path)),
    );
    const recorded = [...used, ...platformMetrics];
    return (
      met(recorded, healthCheck) ??
      partial(say`metrics or traces of requests`, healthCheck) ??
      partial(say`a health endpoint or probe`, recorded) ??
      partial(
        say`what the platform records, made visible as code`,
        inRole(toolUse, 'managed-endpoint', 'model-server').used,
      ) ??
      unmet()
    );
  },
  scaffolds: ['serving-api'],
});
