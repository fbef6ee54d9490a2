import { fromFiles, type Place } from './signal.ts';

/** A line of CODEOWNERS, or a Prow OWNERS file: who approves changes to what. */
export interface Owner extends Place {
  /** In the syntax of `.gitignore`, relative to the root. */
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
const codeOwners = fromFiles<Owner>({
  reads: ['{,.github/,docs/,.gitlab/,.bitbucket/}CODEOWNERS'],
  *parse({ path, text }) {
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const line = raw.replace(/(^|\s)#.*$/, '').trim();
      // A section of GitLab names owners for the lines below it.
      if (line === '' || /^\^?\[/.test(line)) continue;
      const [pattern = '', ...owners] = line.split(/\s+/);
      const people = owners.filter((owner) => owner.includes('@'));
      if (people.length > 0) yield { pattern, owners: people, path, line: index + 1 };
    }
  },
});

/** https://www.kubernetes.dev/docs/guide/owners/ */
const prowOwners = fromFiles<Owner>({
  reads: ['**/OWNERS'],
  *parse({ path, yaml }) {
    const approvers = yaml()[0]?.get('approvers');
    if (approvers && approvers.texts.length > 0) {
      yield {
        pattern: path === 'OWNERS' ? '*' : `/${path.slice(0, -'OWNERS'.length)}`,
        owners: approvers.texts,
        path,
        line: approvers.line,
      };
    }
  },
});

/** Rules for branches, kept as code. */
export interface Protection extends Place {
  /** Changes have to come by pull request. */
  readonly pullRequest: boolean;
  readonly requiredApprovals: number;
}

/** Probot settings, GitHub rulesets, Apache's `.asf.yaml`. Terraform is read with the other resources. */
const protection = fromFiles<Protection>({
  reads: ['.github/settings.{yml,yaml}', '.github/rulesets/*.json', '**/rulesets/*.json', '.asf.yaml'],
  *parse({ path, yaml, json }) {
    const source = path.endsWith('.json') ? json() : yaml()[0];
    if (!source) return;
    for (const [key, value] of source.walk()) {
      const counts = ['required_approving_review_count', 'required_approvals'];
      if (
        key === 'required_pull_request_reviews' ||
        (value.isMap && value.get('type')?.text === 'pull_request')
      ) {
        const count = [...value.walk()].find(([name]) => counts.includes(name))?.[1];
        yield {
          pullRequest: value.isMap,
          requiredApprovals: Number(count?.value ?? 0),
          path,
          line: value.line,
        };
      }
    }
  },
});

/** A template for the text of pull or merge requests; `items` are its checkboxes. */
export interface RequestTemplate extends Place {
  readonly items: readonly string[];
}

const requestTemplate = fromFiles<RequestTemplate>({
  reads: [
    '{,.github/,docs/,.azuredevops/,.vsts/}pull_request_template.{md,txt}',
    '{,.github/,docs/,.azuredevops/}pull_request_template/**/*.md',
    '.gitlab/merge_request_templates/*.md',
  ],
  *parse({ path, text }) {
    const items = [...text.matchAll(/^\s*[-*]\s*\[[ xX]\]\s*(.+)$/gm)].map(([, item = '']) => item);
    if (text.trim() !== '') yield { items, path, line: 1 };
  },
});

export const ownershipSignals = { codeOwners, prowOwners, protection, requestTemplate };
