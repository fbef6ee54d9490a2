import { delivery } from '../../signals/delivery.ts';
import { inRole, roleInJob, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/continuous-delivery',
  number: 19,
  mode: 'auto',
  applies: ['ml'],
  signals: { delivery, roleInJob, toolUse },
  judge: ({ delivery, roleInJob, toolUse }) => {
    const shipped = delivery.filter(({ what }) => what !== 'infrastructure');
    const drafts = roleInJob.filter(({ role }) => role === 'release-notes');
    return (
      met([...shipped.filter(({ automatic }) => automatic), ...inRole(toolUse, 'gitops').used]) ??
      partial(say`a trigger: somebody has to start it`, shipped) ??
      partial(say`a delivery: it only drafts a release`, drafts) ??
      unmet()
    );
  },
  scaffolds: [],
});
