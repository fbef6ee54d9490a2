import { ciJob } from '../../signals/ci/job.ts';
import { delivery } from '../../signals/delivery.ts';
import { say } from '../../text.ts';
import { practice, unanswered } from '../practice.ts';

const federated =
  /aws-actions\/configure-aws-credentials|azure\/login|google-github-actions\/auth|AzureCLI@/i;

export default practice({
  id: 'traceability/pipeline-only-deployment',
  number: 13,
  mode: 'attest',
  applies: ['iac'],
  signals: { ciJob, delivery },
  judge: ({ ciJob, delivery }) => {
    const guarded = delivery
      .filter(({ job }) => job.environment !== undefined)
      .map((one) => ({
        ...one,
        note: say`delivers through the protected environment ${one.job.environment ?? ''}`,
      }));
    const identity = ciJob
      .flatMap(({ uses }) => uses.filter(({ text }) => federated.test(text)))
      .map((one) => ({ ...one, note: say`signs in by ${one.text}` }));
    return unanswered([...guarded, ...identity]);
  },
  scaffolds: [],
});
