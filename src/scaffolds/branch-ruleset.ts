import { type CiJob, ciJob, startedBy } from '../signals/ci/job.ts';
import type { System } from '../signals/ci/workflow.ts';
import { listed } from '../signals/listing.ts';
import { requiredReview } from '../signals/review.ts';
import { say } from '../text.ts';
import { type Project, project } from './project.ts';
import { create, scaffold } from './scaffold.ts';

/** A check that every pull request gets, by the name that GitHub gives it. */
const isCheck = (job: CiJob): boolean =>
  job.workflow.system === 'GitHub Actions' &&
  startedBy(job, 'pull-request') &&
  // A check that a filter leaves out would be waited for without end.
  job.triggers.every(({ on, paths, branches }) => on !== 'pull-request' || (!paths && !branches)) &&
  job.path.startsWith('.github/workflows/') &&
  job.path === job.workflow.path;

/** The name of the check; a matrix makes several, whose names only GitHub knows. */
function checkOf({ name, workflow }: CiJob): string | undefined {
  const jobs = workflow.source.get('jobs')?.entries ?? [];
  const job = jobs.find(([id, job]) => (job.get('name')?.text ?? id) === name)?.[1];
  return !job || job.get('strategy', 'matrix') || job.get('uses') || name.includes('${{') ? undefined : name;
}

const hostOf = ({ host, ci }: Project): System => host ?? ci[0] ?? 'GitHub Actions';

export default scaffold({
  id: 'branch-ruleset',
  title: say`A rule that changes need an approval and passing checks`,
  signals: { project, ciJob, listed, requiredReview },
  templates: [],
  asks: () => [],
  fits: ({ project: [found] }) => found !== undefined && hostOf(found) === 'GitHub Actions',
  plan: ({ project: [found], ciJob, listed, requiredReview }, ground) => {
    if (!found) return { changes: [] };
    const host = hostOf(found);
    const [present] = requiredReview;
    if (present) return { changes: [], notes: [say`An approval is asked for already (${present.path}).`] };
    if (host === 'GitLab CI')
      return {
        changes: [],
        notes: [
          say`GitLab keeps such rules in its settings: protect the default branch, and add an approval rule under Settings > Merge requests.`,
        ],
      };
    if (host === 'Azure Pipelines')
      return {
        changes: [],
        notes: [
          say`Azure DevOps keeps such rules in its settings: require a minimum number of reviewers and a build validation in the policies of the branch.`,
        ],
      };
    const checks = [...new Set(ciJob.filter(isCheck).map(checkOf))].filter((name) => name !== undefined);
    const owned = listed.some(({ path }) => /(^|\/)CODEOWNERS$/.test(path));
    const path = '.github/rulesets/default-branch.json';
    return {
      changes: create(ground, path, `${JSON.stringify(ruleset(checks, owned), undefined, 2)}\n`),
      notes: [
        say`GitHub does not read ${path} by itself: import it under Settings > Rules > Rulesets, or with \`gh api repos/{owner}/{repo}/rulesets --input ${path}\`.`,
        checks.length > 0
          ? say`It waits for ${checks.join(', ')}.`
          : say`No check runs on every pull request yet; add it to the ruleset once one does.`,
      ],
    };
  },
});

/** https://docs.github.com/rest/repos/rules#create-a-repository-ruleset */
const ruleset = (checks: readonly string[], owned: boolean) => ({
  name: 'default-branch',
  target: 'branch',
  enforcement: 'active',
  conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
  bypass_actors: [],
  rules: [
    { type: 'deletion' },
    { type: 'non_fast_forward' },
    {
      type: 'pull_request',
      parameters: {
        required_approving_review_count: 1,
        dismiss_stale_reviews_on_push: true,
        require_code_owner_review: owned,
        require_last_push_approval: true,
        required_review_thread_resolution: true,
      },
    },
    ...(checks.length > 0
      ? [
          {
            type: 'required_status_checks',
            parameters: {
              strict_required_status_checks_policy: true,
              required_status_checks: checks.map((context) => ({ context })),
            },
          },
        ]
      : []),
  ],
});
