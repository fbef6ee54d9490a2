import ignore from 'ignore';
import { say } from '../text.ts';
import { ciJob, startedBy } from './ci/job.ts';
import { document } from './document.ts';
import { history } from './listing.ts';
import { ownershipSignals } from './ownership.ts';
import { terraform } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import { filledPath, isTemplate } from './template.ts';

/** That changes come by pull request: from CI, from git history, from rules for branches. */
export interface PullRequestSign extends Evidence {
  readonly kind: 'ci' | 'history' | 'protection' | 'template';
  /** Whether it concerns a file: by the paths of a trigger, or of a commit. */
  readonly covers: (path: string) => boolean;
}

const { protection, requestTemplate } = ownershipSignals;
const throughRequest =
  /^Merge pull request #\d+|^Merged PR \d+|\(#\d+\)$|\(!\d+\)$|^Merged in .*\(pull request #\d+\)/;
/** A branch that was merged; not the main one into a branch, and not what a pull merges. */
const mergeOfBranch =
  /^Merge (remote-tracking )?branch '(?!(origin\/|upstream\/)?(main|master|develop|trunk)')[^']+'(?! of )/;
/** What labels and greets, and checks nothing. */
const housekeeping =
  /^(actions\/(checkout|labeler|stale|first-interaction|add-to-project)|dependabot\/|release-drafter\/|.*(auto-?assign|auto-?merge|cla-assistant|contributor-assistant|semantic-pull-request|pr-labeler|welcome|lock-threads|enable-pull-request-automerge))/i;
const contributing = /^(\.github\/|docs\/)?contributing\.\w+$/i;
const asksForRequests =
  /\b(open|opening|submit|submitting|send|create|make|raise|via|through|by)( (a|an|your|the|new|draft))* ((pull|merge) requests?|PRs?\b)|(プル|マージ)リクエストを?(作成|送|出|開)/i;
/** Rules for branches in Terraform that let changes come by pull request alone. */
const protects: readonly (readonly [type: RegExp, text: RegExp])[] = [
  [/^github_branch_protection/, /required_pull_request_reviews|required_status_checks/],
  [/^github_\w*ruleset$/, /\bpull_request\s*\{/],
  [/^gitlab_branch_protection$/, /push_access_level\s*=\s*"no one"/],
  [/^gitlab_project_approval_rule$/, /approvals_required\s*=\s*[1-9]/],
  [/^azuredevops_branch_policy_/, /./],
  [/^bitbucket_branch_restriction$/, /kind\s*=\s*"(push|require_approvals_to_merge)"/],
];
const idle = /\benforcement\s*=\s*"(disabled|evaluate)"|\b(enabled|blocking)\s*=\s*false|target\s*=\s*"tag"/;

export const pullRequestSign = derived(
  { ciJob, history, protection, requestTemplate, terraform, document },
  function* ({
    ciJob,
    history,
    protection,
    requestTemplate,
    terraform,
    document,
  }): Generator<PullRequestSign> {
    const anywhere = () => true;
    for (const job of ciJob) {
      const trigger = job.triggers.find(({ on }) => on === 'pull-request');
      const works = job.runs.length > 0 || job.uses.some(({ text }) => !housekeeping.test(text));
      if (!trigger || !startedBy(job, 'pull-request') || !works) continue;
      const covers = pathFilter(trigger.paths, job.path);
      yield {
        kind: 'ci',
        covers,
        path: job.path,
        line: trigger.line,
        note: say`runs “${job.name}” on pull requests`,
      };
    }
    for (const { commits } of history) {
      for (const { subject, merge, change, paths } of commits) {
        const requested =
          throughRequest.test(subject) || (merge && mergeOfBranch.test(subject)) || change !== undefined;
        if (!requested) continue;
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
    for (const { type, path, line, text = '' } of terraform) {
      if (protects.some(([name, rule]) => name.test(type) && rule.test(text)) && !idle.test(text))
        yield { kind: 'protection', covers: anywhere, path, line, note: say`protects a branch` };
    }
    for (const template of requestTemplate)
      yield { ...template, kind: 'template', covers: anywhere, note: say`is a template for pull requests` };
    for (const { path, sections } of document) {
      const section = contributing.test(path) && sections.find(({ text }) => asksForRequests.test(text));
      if (section)
        yield {
          kind: 'template',
          covers: anywhere,
          path,
          line: section.line,
          note: say`says that changes come by pull request`,
        };
    }
  },
);

/** A test for the paths that a trigger is limited to; all where it is not. The last pattern that fits decides. */
export const pathFilter = (paths: readonly string[] | undefined, workflow: string) => {
  const patterns = (paths ?? []).map((path) => ({
    wanted: !path.startsWith('!'),
    fits: ignore().add(anchored(path.replace(/^!/, ''))),
  }));
  const all = patterns.every(({ wanted }) => !wanted);
  // In a project template the root is where the template's own workflows lie.
  const root = isTemplate(workflow) ? workflow.replace(/(^|\/)\.(github|gitlab|azure)\b.*$/, '$1') : '';
  return (whole: string) => {
    const path = whole.startsWith(root) ? filledPath(whole.slice(root.length)) : whole;
    return patterns.findLast(({ fits }) => fits.ignores(path))?.wanted ?? all;
  };
};

/** Patterns of CI systems start at the root, and hold for what is below a folder. */
function anchored(path: string): string {
  const plain = path
    .replace(/^\.?\//, '')
    .replace(/\/\*\*$/, '/')
    .replace(/^\*\*(?=[^/])/, '**/*');
  return plain.startsWith('**') ? plain : `/${plain}`;
}

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
        !idle.test(text),
    )
    .map(({ path, line }) => ({ path, line, note: say`asks for an approving review` })),
]);
