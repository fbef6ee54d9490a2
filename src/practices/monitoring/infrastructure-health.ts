import { alertRule, dashboard } from '../../signals/monitoring.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'monitoring/infrastructure-health',
  number: 40,
  mode: 'auto',
  applies: ['serving', 'batch', 'iac'],
  signals: { toolUse, alertRule, dashboard },
  judge: ({ toolUse, alertRule, dashboard }) =>
    met([...alertRule, ...inRole(toolUse, 'alerting').used]) ??
    partial(
      say`alert rules as code: somebody has to look at the dashboard`,
      dashboard,
      inRole(toolUse, 'dashboard', 'metrics').used,
    ) ??
    unmet(),
  scaffolds: ['alert-rules'],
});
