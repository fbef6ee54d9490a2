import { changelog } from '../signals/changelog.ts';
import { history } from '../signals/listing.ts';
import { inRole, toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { pin } from './managers.ts';
import { type Project, project } from './project.ts';
import { create, scaffold } from './scaffold.ts';
import { subject } from './subject.ts';

const isVersion = /^v?(\d+\.\d+\.\d+)$/;

/** The version in the metadata, which release-please can raise there. */
const declared = ({ manifest }: Project): string | undefined =>
  manifest?.path === 'pyproject.toml'
    ? (manifest.source?.get('project', 'version') ?? manifest.source?.get('tool', 'poetry', 'version'))?.text
    : undefined;

export default scaffold({
  id: 'changelog',
  title: say`Release notes that are written from commits`,
  signals: { project, subject, changelog, toolUse, history },
  templates: ['release-please.yml', 'release-please-config.json', 'CHANGELOG.md', 'cliff.toml'],
  asks: () => [],
  plan: ({ project: [found], subject: [about], changelog, toolUse, history }, ground) => {
    if (!found || !about) return { changes: [] };
    const [present] = inRole(toolUse, 'release-notes').used;
    if (present)
      return {
        changes: [],
        notes: [say`${present.tool.name} writes release notes already (${present.path}).`],
      };
    const tagged = history.flatMap(({ tags }) => tags).map((tag) => isVersion.exec(tag)?.[1]);
    const version = declared(found) ?? tagged.find(Boolean) ?? '0.0.0';
    if ((found.host ?? 'GitHub Actions') === 'GitHub Actions') {
      const view = {
        pin,
        branch: found.branch,
        type: declared(found) === undefined ? 'simple' : 'python',
        name: JSON.stringify(about.name),
        first: version === '0.0.0',
      };
      return {
        changes: [
          ...create(ground, 'release-please-config.json', ground.fill('release-please-config.json', view)),
          ...create(
            ground,
            '.release-please-manifest.json',
            `${JSON.stringify({ '.': version }, null, 2)}\n`,
          ),
          ...create(ground, '.github/workflows/release-please.yml', ground.fill('release-please.yml', view)),
        ],
        notes: [
          say`Write commit messages as \`feat: …\` and \`fix: …\`; release-please gathers them in a pull request, and merging it writes CHANGELOG.md and the release.`,
          say`Allow GitHub Actions to create pull requests under Settings > Actions > General.`,
        ],
      };
    }
    return {
      changes: [
        ...(changelog.length > 0 ? [] : create(ground, 'CHANGELOG.md', ground.fill('CHANGELOG.md', {}))),
        ...create(ground, 'cliff.toml', ground.fill('cliff.toml', {})),
      ],
      notes: [
        say`Before a release, run \`git-cliff --bump --unreleased --prepend CHANGELOG.md\` and tag the commit with the version that it shows.`,
      ],
    };
  },
});
