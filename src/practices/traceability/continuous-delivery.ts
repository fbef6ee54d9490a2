import { delivery, gitOps } from '../../signals/delivery.ts';
import { inRole, roleInJob, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/continuous-delivery',
  number: 19,
  mode: 'auto',
  applies: ['ml'],
  signals: { delivery, gitOps, roleInJob, toolUse },
  judge: ({ delivery, gitOps, roleInJob, toolUse }) => {
    // What defines an endpoint deploys it where it is applied.
    const endpoint = inRole(toolUse, 'managed-endpoint').used.some(({ path }) => !/\.(py|ipynb)$/.test(path));
    const shipped = [...delivery.filter(({ what }) => endpoint || what !== 'infrastructure'), ...gitOps];
    const drafts = roleInJob.filter(({ role }) => role === 'release-notes' || role === 'release');
    return (
      met(shipped.filter(({ automatic }) => automatic)) ??
      partial(say`a trigger: no merge, tag or release starts it`, shipped) ??
      partial(say`a delivery: it only drafts a release`, drafts) ??
      unmet()
    );
  },
  scaffolds: ['continuous-delivery'],
});
