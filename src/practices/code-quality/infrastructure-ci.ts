import { startedBy } from '../../signals/ci/job.ts';
import { iac } from '../../signals/flag.ts';
import { pathFilter } from '../../signals/review.ts';
import { inRole, roleInJob, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/infrastructure-ci',
  number: 29,
  mode: 'auto',
  applies: ['iac'],
  signals: { iac, roleInJob, toolUse },
  judge: ({ iac, roleInJob, toolUse }) => {
    const checks = roleInJob.filter(({ role }) => role === 'infrastructure-validation');
    const onRequests = checks.filter(
      ({ job }) =>
        startedBy(job, 'pull-request') &&
        job.triggers.some(
          ({ on, paths }) =>
            on === 'pull-request' && iac.some(({ path }) => pathFilter(paths, job.path)(path)),
        ),
    );
    return (
      met(onRequests) ??
      partial(
        say`a check on pull requests that change the infrastructure`,
        checks,
        inRole(toolUse, 'infrastructure-validation').used,
      ) ??
      unmet()
    );
  },
  scaffolds: ['infrastructure-ci'],
});
