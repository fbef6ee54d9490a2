import ignore from 'ignore';
import { say } from '../text.ts';
import { ciJob, startedBy } from './ci/job.ts';
import { history } from './listing.ts';
import { ownershipSignals } from './ownership.ts';
import { terraform } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

/** That changes come by pull request: from CI, from git history, from rules for branches. */
export interface PullRequestSign extends Evidence {
  readonly kind: 'ci' | 'history' | 'protection' | 'template';
  /** Whether it concerns a file: by the paths of a trigger, or of a commit. */
  readonly covers: (path: string) => boolean;
}

const { protection, requestTemplate } = ownershipSignals;
const throughRequest =
  /^Merge pull request #\d+|^Merged PR \d+|\(#\d+\)$|\(!\d+\)$|^Merged in .*\(pull request #\d+\)/;
const mergeOfBranch =
  /^Merge branch '(?!(main|master|develop)')[^']+'(?! of )|^Merge (remote-tracking )?branch '[^']+' into/;

export const pullRequestSign = derived(
  { ciJob, history, protection, requestTemplate, terraform },
  function* ({ ciJob, history, protection, requestTemplate, terraform }): Generator<PullRequestSign> {
    const anywhere = () => true;
    for (const job of ciJob) {
      const trigger = job.triggers.find(({ on }) => on === 'pull-request');
      if (!trigger || !startedBy(job, 'pull-request')) continue;
      const covers = pathFilter(trigger.paths);
      yield {
        kind: 'ci',
        covers,
        path: job.path,
        line: trigger.line,
        note: say`runs “${job.name}” on pull requests`,
      };
    }
    for (const { commits } of history) {
      for (const { subject, merge, paths } of commits) {
        if (!throughRequest.test(subject) && !(merge && mergeOfBranch.test(subject))) continue;
        yield {
          kind: 'history',
          covers: (path) => paths.includes(path),
          path: '.git',
          line: 1,
          note: say`history: ${subject.slice(0, 72)}`,
        };
      }
    }
    for (const rule of protection) {
      if (rule.pullRequest)
        yield { ...rule, kind: 'protection', covers: anywhere, note: say`asks for pull requests` };
    }
    for (const { type, path, line } of terraform) {
      if (/^github_(branch_protection|repository_ruleset)/.test(type))
        yield { kind: 'protection', covers: anywhere, path, line, note: say`protects a branch` };
    }
    for (const template of requestTemplate)
      yield { ...template, kind: 'template', covers: anywhere, note: say`is a template for pull requests` };
  },
);

/** A test for the paths that a trigger is limited to; all where it is not. */
export const pathFilter = (paths: readonly string[] | undefined) => {
  if (!paths || paths.length === 0) return () => true;
  const filter = ignore().add(paths.map((path) => path.replace(/\/\*\*$/, '/')));
  return (path: string) => filter.ignores(path);
};

/** At least one approval by somebody else is asked for, as code. */
export const requiredReview = derived({ protection, terraform }, ({ protection, terraform }): Evidence[] => [
  ...protection
    .filter(({ requiredApprovals }) => requiredApprovals >= 1)
    .map((rule) => ({ ...rule, note: say`asks for ${rule.requiredApprovals} approval(s)` })),
  ...terraform
    .filter(
      ({ type, text = '' }) =>
        /^(github_(branch_protection|\w+_ruleset)|gitlab_project_approval_rule|azuredevops_branch_policy_min_reviewers|bitbucket_branch_restriction)/.test(
          type,
        ) &&
        /(required_approving_review_count|approvals_required|reviewer_count|require_approvals_to_merge"\s+value)\s*=\s*[1-9]/.test(
          text,
        ) &&
        !/\benforcement\s*=\s*"(disabled|evaluate)"|\b(enabled|blocking)\s*=\s*false/.test(text),
    )
    .map(({ path, line }) => ({ path, line, note: say`asks for an approving review` })),
]);
