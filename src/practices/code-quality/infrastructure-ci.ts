import { startedBy } from '../../signals/ci/job.ts';
import { inRole, roleInJob, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/infrastructure-ci',
  number: 29,
  mode: 'auto',
  applies: ['iac'],
  signals: { roleInJob, toolUse },
  judge: ({ roleInJob, toolUse }) => {
    const checks = roleInJob.filter(({ role }) => role === 'infrastructure-validation');
    const onRequests = checks.filter(({ job }) => startedBy(job, 'pull-request'));
    return (
      met(onRequests) ??
      partial(
        say`a check on pull requests: it runs elsewhere`,
        checks,
        inRole(toolUse, 'infrastructure-validation').used,
      ) ??
      unmet()
    );
  },
  scaffolds: [],
});
