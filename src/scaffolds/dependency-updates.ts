import { container } from '../signals/container.ts';
import { toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { infrastructure } from './infrastructure.ts';
import type { Manager } from './managers.ts';
import { type Project, project } from './project.ts';
import { create, scaffold } from './scaffold.ts';

/** https://docs.github.com/code-security/dependabot/ecosystems-supported-by-dependabot/supported-ecosystems-and-repositories */
const ecosystems: Readonly<Record<Manager, string | undefined>> = {
  uv: 'uv',
  poetry: 'pip',
  pip: 'pip',
  pipenv: 'pip',
  conda: 'conda',
  pdm: undefined,
  pixi: undefined,
};

/** Dependabot runs on GitHub alone, and cannot write the lock files of all managers. */
const likely = ({ host, manager }: Project) =>
  host === 'GitHub Actions' && ecosystems[manager] ? 'dependabot' : 'renovate';

export default scaffold({
  id: 'dependency-updates',
  title: say`Pull requests for new versions of dependencies`,
  signals: { project, container, infrastructure, toolUse },
  templates: ['dependabot.yml', 'renovate.json'],
  fits: ({ project: [found] }) => found?.manifest !== undefined,
  asks: ({ project: [found] }) =>
    found?.manifest
      ? [
          {
            key: 'updates',
            prompt: say`What updates dependencies`,
            choices: [{ value: 'dependabot' }, { value: 'renovate' }],
            value: likely(found),
          },
        ]
      : [],
  plan: ({ project: [found], container, infrastructure: [defined], toolUse }, ground) => {
    if (!found?.manifest)
      return { changes: [], notes: [say`No file declares dependencies yet that could be updated.`] };
    const present = toolUse.find(
      ({ role, strength }) => role === 'dependency-updates' && strength === 'used',
    );
    if (present) return { changes: [], notes: [say`Dependencies are updated already (${present.path}).`] };
    if (ground.choices['updates'] === 'renovate')
      return {
        changes: create(ground, 'renovate.json', ground.fill('renovate.json', {})),
        notes: [say`Install the Renovate app for the repository, or run Renovate on a schedule.`],
      };
    const folders = (paths: readonly string[]) => [
      ...new Set(
        paths.map((path) => (path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : '/')),
      ),
    ];
    const updates = [
      { ecosystem: ecosystems[found.manager] ?? 'pip', folders: folders([found.manifest.path]) },
      { ecosystem: 'docker', folders: folders(container.map(({ path }) => path)) },
      {
        ecosystem: 'terraform',
        folders: defined?.terraform.map((path) => (path === '.' ? '/' : `/${path}`)) ?? [],
      },
      { ecosystem: 'github-actions', folders: ['/'] },
    ].filter(({ folders }) => folders.length > 0);
    return {
      changes: create(ground, '.github/dependabot.yml', ground.fill('dependabot.yml', { updates })),
      notes: [say`CI should run the tests on pull requests, so that an update which breaks something shows.`],
    };
  },
});
