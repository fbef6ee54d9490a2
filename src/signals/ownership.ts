import picomatch from 'picomatch';
import type { Located } from '../formats/located.ts';
import { fromFiles, type Place } from './signal.ts';

/** A line of CODEOWNERS, or a Prow OWNERS file: who approves changes to what. */
export interface Owner extends Place {
  /** As it is written. */
  readonly pattern: string;
  readonly owners: readonly string[];
  /** A section of GitLab whose approval may be left out. */
  readonly optional: boolean;
  /** Whether it is this line that decides about a path. */
  readonly owns: (path: string) => boolean;
}

/** https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners, https://docs.gitlab.com/user/project/codeowners/reference/ */
const codeOwners = fromFiles<Owner>({
  reads: ['{,.github/,docs/,.gitlab/,.bitbucket/,.gitea/}CODEOWNERS'],
  *parse({ path, text }) {
    const rules = readRules(text);
    for (const [index, rule] of rules.entries()) {
      // In each section the last line that matches decides, and one without owners means nobody.
      const later = rules.slice(index + 1).filter(({ section }) => section === rule.section);
      const owns = (file: string) => rule.matches(file) && !later.some(({ matches }) => matches(file));
      const { pattern, owners, optional, line } = rule;
      if (owners.length > 0) yield { pattern, owners, optional, owns, path, line };
      // A team without a path is named, and owns nothing.
      const named = owners.length > 0 ? [] : people(pattern);
      if (named.length > 0)
        yield { pattern: '', owners: named, optional: true, owns: () => false, path, line };
    }
  },
});

interface Rule extends Pick<Owner, 'pattern' | 'owners' | 'optional' | 'line'> {
  readonly section: string;
  readonly matches: (path: string) => boolean;
}

function readRules(text: string): Rule[] {
  let section = { section: '', optional: false, owners: [] as string[] };
  return text.split(/\r?\n/).flatMap((raw, index): Rule[] => {
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    const [, optional, title, rest] = /^(\^)?\[([^\]]+)\](?:\[\d+\])?(.*)$/.exec(line) ?? [];
    if (title !== undefined) {
      section = { section: title.toLowerCase(), optional: optional !== undefined, owners: people(rest) };
      return [];
    }
    const [pattern = '', ...named] = line.split(/(?<!\\)\s+/);
    if (pattern === '') return [];
    const excluded = pattern.startsWith('!');
    const owners = excluded ? [] : named.length > 0 ? people(named.join(' ')) : section.owners;
    const matches = matcher(pattern.replace(/^!/, '').replaceAll('\\ ', ' '));
    return [{ ...section, pattern, owners, matches, line: index + 1 }];
  });
}

const placeholder =
  /^@?@?(your|my|some|example|placeholder|todo|tbd|change-?me|user-?name|owner|org)\b|global-owner\d|[<>{}]/i;

/** Users, groups, roles and addresses; those of a template are nobody. */
const people = (text = ''): string[] =>
  text.split(/\s+/).filter((owner) => owner.includes('@') && !placeholder.test(owner));

/** Patterns are those of `.gitignore`, but that a `*` at the end does not reach into folders. */
function matcher(pattern: string): (path: string) => boolean {
  if (pattern === '*') return () => true;
  const bare = pattern.replace(/^\//, '');
  const rooted = bare !== pattern || bare.slice(0, -1).includes('/');
  const glob = rooted ? bare : `**/${bare}`;
  const below = glob.endsWith('/') ? [`${glob}**`] : [glob, ...(glob.endsWith('*') ? [] : [`${glob}/**`])];
  return picomatch(below, { dot: true, nobrace: true, nonegate: true });
}

/** https://www.kubernetes.dev/docs/guide/owners/ */
const prowOwners = fromFiles<Owner>({
  reads: ['**/OWNERS'],
  *parse({ path, yaml }) {
    const folder = path.slice(0, -'OWNERS'.length);
    const [source] = yaml();
    for (const at of [source, source?.get('filters', '.*')]) {
      const approvers = at?.get('approvers');
      if (!approvers || approvers.texts.length === 0) continue;
      yield {
        pattern: folder === '' ? '*' : `/${folder}`,
        owners: approvers.texts,
        optional: false,
        owns: (file) => file.startsWith(folder),
        path,
        line: approvers.line,
      };
    }
  },
});

/** A table of owners that a team's own program reads. */
export const ownerTable = fromFiles<Place & { readonly owners: readonly string[] }>({
  reads: [
    '**/{code_owners,code-owners,codeowners,owners,maintainers}.{yml,yaml}',
    '{,.backstage/}{catalog-info,opslevel,cortex,service.datadog}.{yml,yaml}',
  ],
  *parse({ path, yaml }) {
    const owners = yaml()
      .flatMap((document) => [...document.walk()])
      .flatMap(([key, at]) =>
        /^(owners?|team|maintainers?|reviewers?|approvers?)$/i.test(key) ? at.texts : [],
      );
    if (owners.length > 0) yield { owners: [...new Set(owners)], path, line: 1 };
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
    if (source) for (const rule of protectionsIn(source)) yield { ...rule, path };
  },
});

const counts = ['required_approving_review_count', 'required_approvals'];

function* protectionsIn(at: Located, key = '', depth = 0): Generator<Omit<Protection, 'path'>> {
  // A ruleset that is switched off, or that is only tried out, holds nobody up; one for tags is about something else.
  const idle =
    /^(disabled|evaluate)$/.test(at.get('enforcement')?.text ?? '') || at.get('target')?.text === 'tag';
  if (idle || depth > 20) return;
  if (key === 'required_pull_request_reviews' || at.get('type')?.text === 'pull_request') {
    const count = [...at.walk()].find(([name]) => counts.includes(name))?.[1];
    yield { pullRequest: at.isMap, requiredApprovals: Number(count?.value ?? 0), line: at.line };
    return;
  }
  for (const [name, child] of at.entries) yield* protectionsIn(child, name, depth + 1);
  for (const item of at.items) yield* protectionsIn(item, key, depth + 1);
}

/** A template for the text of pull or merge requests. */
export interface RequestTemplate extends Place {
  /** Its checkboxes. */
  readonly items: readonly string[];
  /** Those that are for the reviewer and not for the author. */
  readonly forReviewer: readonly string[];
}

const reviewer = /\breviewers?\b|\breview (checklist|guide|points?)\b|\bcode review\b|レビュ|査読/i;
const author = /^I\b|self[- ]?review|request|before|セルフ|依頼前/i;
const box = /^(?:[-*]\s*)?\[[ xX]\]\s*(.+)$/;

const requestTemplate = fromFiles<RequestTemplate>({
  reads: [
    '{,.github/,docs/,.azuredevops/,.vsts/}pull_request_template.{md,txt}',
    '{,.github/,docs/,.azuredevops/}pull_request_template/**/*.md',
    '.gitlab/merge_request_templates/*.md',
  ],
  *parse({ path, text, markup }) {
    if (text.trim() === '') return;
    const items = markup().sections.flatMap(({ title, text }) => {
      let above = title;
      return text.split('\n').flatMap((line) => {
        const item = box.exec(line.trim())?.[1];
        // A line of text above the boxes says whose they are as well as a heading does.
        if (item === undefined && line.trim() !== '') above = line;
        const says = (words: RegExp) => [above, item ?? ''].some((one) => words.test(one));
        return item === undefined ? [] : [{ item, forReviewer: says(reviewer) && !says(author) }];
      });
    });
    yield {
      items: items.map(({ item }) => item),
      forReviewer: items.filter((one) => one.forReviewer).map(({ item }) => item),
      path,
      line: 1,
    };
  },
});

export const ownershipSignals = { codeOwners, prowOwners, protection, requestTemplate };
