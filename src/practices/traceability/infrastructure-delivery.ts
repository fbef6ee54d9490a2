import { deliveryTriggers } from '../../signals/ci/job.ts';
import { delivery, gitOps } from '../../signals/delivery.ts';
import { iac } from '../../signals/flag.ts';
import { pathFilter } from '../../signals/review.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/infrastructure-delivery',
  number: 12,
  mode: 'auto',
  applies: ['iac'],
  signals: { delivery, gitOps, iac },
  judge: ({ delivery, gitOps, iac }) => {
    const applied = delivery.filter(({ what }) => what === 'infrastructure');
    const onChange = applied.filter(({ job }) =>
      deliveryTriggers(job).some(({ paths }) => iac.some(({ path }) => pathFilter(paths, job.path)(path))),
    );
    return (
      met([...onChange, ...gitOps.filter(({ automatic }) => automatic)]) ??
      partial(say`a trigger: no merge, tag or release of these definitions starts it`, applied, gitOps) ??
      unmet()
    );
  },
  scaffolds: [],
});
