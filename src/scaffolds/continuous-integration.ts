import { startedBy } from '../signals/ci/job.ts';
import { testJob } from '../signals/testing.ts';
import { say } from '../text.ts';
import { environmentOf, lintCommands, pin, testCommand } from './managers.ts';
import { type Project, project } from './project.ts';
import { pythonQuestion } from './questions.ts';
import { create, type Ground, scaffold } from './scaffold.ts';

const systems = ['github', 'gitlab', 'azure'] as const;
type Known = (typeof systems)[number];

const byName: Readonly<Record<string, Known>> = {
  'GitHub Actions': 'github',
  'GitLab CI': 'gitlab',
  'Azure Pipelines': 'azure',
};

/** What is used already, else where the repository is hosted; undefined where neither says it. */
const systemOf = ({ ci, host }: Project): Known | undefined =>
  ci.map((name) => byName[name]).find(Boolean) ?? byName[host ?? ''];

export default scaffold({
  id: 'continuous-integration',
  title: say`CI that runs the tests on pull requests`,
  signals: { project, testJob },
  templates: ['github.yml', 'gitlab.yml', 'azure.yml', 'test_sources.py'],
  asks: ({ project: [found] }) => {
    if (!found) return [];
    const system = systemOf(found);
    return [
      {
        key: 'ci',
        prompt: say`CI system`,
        choices: [
          { value: 'github', detail: say`GitHub Actions` },
          { value: 'gitlab', detail: say`GitLab CI` },
          { value: 'azure', detail: say`Azure Pipelines` },
        ],
        ...(system && { value: system }),
      },
      pythonQuestion(found),
    ];
  },
  plan: ({ project: [found], testJob }, ground) => {
    if (!found) return { changes: [] };
    const present = testJob.find(({ job }) => startedBy(job, 'pull-request'));
    if (present)
      return { changes: [], notes: [say`CI runs the tests on pull requests already (${present.path}).`] };
    const path = pathFor(ground.choices['ci'] as Known, ground);
    const first =
      found.tests === undefined
        ? create(ground, 'tests/test_sources.py', ground.fill('test_sources.py', {}))
        : [];
    const file = create(
      ground,
      path,
      ground.fill(`${ground.choices['ci']}.yml`, viewOf(found, ground.choices['python'] ?? '')),
    );
    const notes = [
      ...(file.length === 0 ? [say`${path} is there already and is left as it is.`] : []),
      ...(first.length > 0 ? [say`There are no tests yet, so the plan adds a first one.`] : []),
    ];
    return { changes: [...file, ...(file.length > 0 ? first : [])], notes };
  },
});

/** A free name where the usual one is taken by something that does not run the tests. */
function pathFor(system: Known, { has }: Ground): string {
  const names = {
    github: ['.github/workflows/ci.yml', '.github/workflows/tests.yml'],
    gitlab: ['.gitlab-ci.yml'],
    azure: ['azure-pipelines.yml', '.azure-pipelines/ci.yml'],
  }[system];
  return names.find((name) => !has(name)) ?? (names[0] as string);
}

function viewOf(found: Project, python: string) {
  const { bootstrap, install, run } = environmentOf(found);
  const lint = lintCommands(found);
  return {
    python,
    branch: found.branch,
    pin,
    [found.manager]: true,
    usesPython: ['pip', 'pipenv', 'poetry'].includes(found.manager),
    cache: found.manager === 'pip' && found.manifest !== undefined,
    manifest: found.manifest?.path,
    bootstrap,
    install: [...install, ...lint.install],
    checks: lint.checks,
    test: `${run}${testCommand(found)}`,
  };
}
