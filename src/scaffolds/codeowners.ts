import { history, listed } from '../signals/listing.ts';
import { derived } from '../signals/signal.ts';
import { say, UserError } from '../text.ts';
import { project } from './project.ts';
import { create, type Question, scaffold } from './scaffold.ts';

/** Somebody who wrote commits: a handle where the address tells it, else the address, which code hosts understand, too. */
interface Author {
  readonly owner: string;
  readonly name: string;
  readonly commits: number;
}

const bot = /\[bot\]|\b(bot|dependabot|renovate|github-actions|pre-commit-ci|web-flow)\b|^noreply@/i;
/** https://docs.github.com/account-and-profile/reference/email-addresses-reference#your-noreply-email-address */
const hidden = /^(?:\d+\+)?([\w-]+)@users\.noreply\.github\.com$/i;
const most = 8;

const author = derived({ history }, ({ history }): Author[] => {
  const known = new Map<string, Author>();
  for (const { author } of history.flatMap(({ commits }) => commits)) {
    if (!author || bot.test(author.name) || bot.test(author.email) || !author.email.includes('@')) continue;
    const handle = hidden.exec(author.email)?.[1];
    const owner = handle ? `@${handle}` : author.email;
    known.set(owner, { owner, name: author.name, commits: (known.get(owner)?.commits ?? 0) + 1 });
  }
  return [...known.values()].sort((a, b) => b.commits - a.commits).slice(0, most);
});

const anOwner = /^(@[\w.-]+(\/[\w.-]+)*|[^\s@#<>]+@[^\s@#<>]+\.[^\s@#<>]+)$/;
const present = /^(\.github\/|\.gitlab\/|\.gitea\/|\.bitbucket\/|docs\/)?CODEOWNERS$|(^|\/)OWNERS$/;

export default scaffold({
  id: 'codeowners',
  title: say`Owners who approve changes`,
  signals: { project, author, listed },
  templates: ['CODEOWNERS', 'MAINTAINERS.md'],
  asks: ({ author, listed }): Question[] =>
    listed.some(({ path }) => present.test(path))
      ? []
      : [
          {
            key: 'owners',
            prompt: say`Who approves changes: users, teams or e-mail addresses, with blanks between them`,
            choices: author.map(({ owner, name, commits }) => ({
              value: owner,
              detail: say`${name}, ${commits} of the newest commits`,
            })),
            open: true,
          },
        ],
  plan: ({ project: [found] }, ground) => {
    if (ground.hasMatch(present))
      return { changes: [], notes: [say`Owners are named already; they are left as they are.`] };
    const owners = (ground.choices['owners'] ?? '').split(/[\s,;]+/).filter(Boolean);
    const wrong = owners.find((owner) => !anOwner.test(owner));
    if (owners.length === 0 || wrong !== undefined)
      throw new UserError(
        say`“${wrong ?? ''}” is not an owner: write @user, @organisation/team or an e-mail address.`,
      );
    // Azure Repos does not know the file: who has to approve is a policy of the branch there.
    if (found?.host === 'Azure Pipelines')
      return {
        changes: create(ground, 'MAINTAINERS.md', ground.fill('MAINTAINERS.md', { owners })),
        notes: [
          say`Azure Repos reads no CODEOWNERS: add the same people as automatically included reviewers in the policies of ${found.branch}.`,
        ],
      };
    const path = found?.host === 'GitLab CI' ? '.gitlab/CODEOWNERS' : '.github/CODEOWNERS';
    return {
      changes: create(ground, path, ground.fill('CODEOWNERS', { owners: owners.join(' ') })),
      notes: [
        say`Owners need write access. Their approval is asked for once a rule of the branch requires a review from code owners.`,
      ],
    };
  },
});
