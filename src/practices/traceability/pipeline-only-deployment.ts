import { ciJob } from '../../signals/ci/job.ts';
import { delivery } from '../../signals/delivery.ts';
import { say } from '../../text.ts';
import { practice, unanswered } from '../practice.ts';

/** Signing in without a stored secret: the action, and the input that makes it so. */
const federated: readonly (readonly [action: RegExp, input: string])[] = [
  [/^aws-actions\/configure-aws-credentials@/, 'role-to-assume'],
  [/^azure\/login@/i, 'client-id'],
  [/^google-github-actions\/auth@/, 'workload_identity_provider'],
  [/^Azure(CLI|PowerShell)@/, 'azureSubscription'],
];

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
        note: say`delivers through the environment ${one.job.environment ?? ''}, which rules can protect`,
      }));
    const identity = ciJob
      .flatMap(({ uses }) =>
        uses.filter((use) =>
          federated.some(([action, input]) => action.test(use.text) && use.with?.get(input)),
        ),
      )
      .map((one) => ({ ...one, note: say`signs in without a stored secret: ${one.text}` }));
    return unanswered([...guarded, ...identity]);
  },
  scaffolds: [],
});
