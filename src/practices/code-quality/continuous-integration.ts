import { ciJob, startedBy } from '../../signals/ci/job.ts';
import { testJob } from '../../signals/testing.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/continuous-integration',
  number: 33,
  mode: 'auto',
  applies: ['ml'],
  signals: { testJob, ciJob },
  judge: ({ testJob, ciJob }) => {
    const elsewhere = testJob.filter(({ job }) =>
      job.triggers.some(({ on }) => on === 'elsewhere' || on === 'call'),
    );
    const onChanges = ciJob.filter(({ triggers }) =>
      triggers.some(({ on }) => on !== 'schedule' && on !== 'event' && on !== 'manual'),
    );
    const jobs = onChanges.map((job) => ({
      path: job.path,
      line: job.line,
      note: say`runs “${job.name}”, without tests`,
    }));
    return (
      met(testJob.filter(({ job }) => startedBy(job, 'pull-request'))) ??
      partial(say`a trigger in this repository: what starts the tests is set up elsewhere`, elsewhere) ??
      partial(say`the tests on pull requests`, testJob) ??
      partial(say`tests: CI runs none`, jobs) ??
      unmet()
    );
  },
  scaffolds: ['continuous-integration'],
});
