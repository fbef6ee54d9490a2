import { type CiJob, ciJob, startedBy } from '../signals/ci/job.ts';
import type { Workflow } from '../signals/ci/workflow.ts';
import { testJob } from '../signals/testing.ts';
import { say } from '../text.ts';
import { environmentOf, lintCommands, setupView, testCommand } from './managers.ts';
import { shift } from './merge/splice.ts';
import { mergeYaml } from './merge/yaml.ts';
import { type Project, project } from './project.ts';
import { type CiSystem, ciQuestion, pythonQuestion, setupTemplates, systemByName } from './questions.ts';
import { type Change, create, type Ground, merge, scaffold } from './scaffold.ts';

export default scaffold({
  id: 'continuous-integration',
  title: say`CI that runs the tests on pull requests`,
  signals: { project, testJob, ciJob },
  templates: ['github.yml', 'gitlab.yml', 'azure.yml', 'test_sources.py', ...setupTemplates],
  merges: [
    '.github/workflows/*.{yml,yaml}',
    '.gitlab-ci.yml',
    '**/*azure*/*.{yml,yaml}',
    '**/*azure*.{yml,yaml}',
  ],
  asks: ({ project: [found] }) => {
    if (!found) return [];
    return [ciQuestion(found), pythonQuestion(found)];
  },
  plan: ({ project: [found], testJob, ciJob }, ground) => {
    if (!found) return { changes: [] };
    const present = testJob.find(({ job }) => startedBy(job, 'pull-request'));
    if (present)
      return { changes: [], notes: [say`CI runs the tests on pull requests already (${present.path}).`] };
    const system = ground.choices['ci'] as CiSystem;
    const python = ground.choices['python'] ?? '';
    const fill = (view: object) => ground.fill(`${system}.yml`, { ...viewOf(found, python), ...view });
    const path = pathFor(system, ground);
    const merged = testJob.length === 0 ? intoPresent(system, ciJob, ground, fill) : [];
    const file = merged.length > 0 ? merged : create(ground, path, fill({ job: 'test' }));
    const first =
      found.tests === undefined && file.length > 0
        ? create(ground, 'tests/test_sources.py', ground.fill('test_sources.py', {}))
        : [];
    const notes = [
      ...(file.length === 0 ? [say`${path} is there already and is left as it is.`] : []),
      ...(first.length > 0 ? [say`There are no tests yet, so the plan adds a first one.`] : []),
    ];
    return { changes: [...file, ...first], notes };
  },
});

/** A job beside those that run on every pull request already. */
function intoPresent(
  system: CiSystem,
  jobs: readonly CiJob[],
  ground: Ground,
  fill: (view: object) => string,
): Change[] {
  const workflows = new Set(
    jobs
      .filter((job) => systemByName[job.workflow.system] === system && isOnEveryChange(job))
      .map((job) => job.workflow),
  );
  const fitting = [...workflows].find((one) => checksChanges[system](one));
  return fitting
    ? merge(ground, fitting.path, (text) => mergeYaml(text, additions[system](fitting, fill)))
    : [];
}

const isOnEveryChange = (job: CiJob): boolean =>
  startedBy(job, 'pull-request') && job.triggers.some(({ on, paths }) => on === 'pull-request' && !paths);

/** Whether a workflow is one that a test job belongs to. */
const checksChanges: Readonly<Record<CiSystem, (workflow: Workflow) => boolean>> = {
  // The code of a stranger must not run with the rights of `pull_request_target`.
  github: ({ path, name, source }) => {
    const on = source.get('on');
    const events = on?.isMap ? on.keys() : (on?.texts ?? []);
    const checks = /\b(ci|tests?|lint|checks?|build|quality|python|verify|pr)\b/i.test(
      `${path.split('/').at(-1)} ${name}`,
    );
    return events.includes('pull_request') && !events.includes('pull_request_target') && checks;
  },
  gitlab: ({ path, source }) => {
    const rules = source.get('workflow', 'rules')?.items ?? [];
    const open = rules.length === 0 || rules.some((rule) => /merge_request/.test(rule.get('if')?.text ?? ''));
    return path === '.gitlab-ci.yml' && open;
  },
  azure: ({ source }) => (source.get('jobs') ?? source.get('stages'))?.isList === true,
};

/** What is added to a workflow of each system: a job with a name that is free. */
const additions: Readonly<Record<CiSystem, (workflow: Workflow, fill: (view: object) => string) => string>> =
  {
    github: ({ source }, fill) =>
      from('jobs', fill({ job: free(source.get('jobs')?.keys() ?? []), added: true })),
    gitlab: ({ source }, fill) => {
      const job = free(source.keys());
      const stages = source.get('stages')?.texts ?? ['test'];
      const checking = stages.find((stage) => /test|check|lint|verify|quality|validat/i.test(stage));
      const stage = stages.includes('test') ? undefined : (checking ?? stages[0]);
      return from(job, fill({ job, stage }));
    },
    azure: ({ source }, fill) => {
      const taken = (key: string) =>
        source.get(`${key}s`)?.items.flatMap((one) => one.get(key)?.text ?? []) ?? [];
      const jobs = from('jobs', fill({ job: free(taken('job')) }));
      if (source.get('jobs')) return jobs;
      return `stages:\n  - stage: ${free(taken('stage'))}\n    dependsOn: []\n    ${shift(jobs, 4)}`;
    },
  };

const free = (taken: readonly string[]): string =>
  ['test', 'tests', 'pytest'].find((name) => !taken.includes(name)) ?? `test_${taken.length}`;

/** A template from one of its keys at the margin on. */
const from = (key: string, template: string): string => template.slice(template.indexOf(`\n${key}:`) + 1);

/** A free name where the usual one is taken by something that does not run the tests. */
function pathFor(system: CiSystem, { has }: Ground): string {
  const names = {
    github: ['.github/workflows/ci.yml', '.github/workflows/tests.yml'],
    gitlab: ['.gitlab-ci.yml'],
    azure: ['azure-pipelines.yml', '.azure-pipelines/ci.yml'],
  }[system];
  return names.find((name) => !has(name)) ?? (names[0] as string);
}

function viewOf(found: Project, python: string) {
  const environment = environmentOf(found);
  const lint = lintCommands(found);
  return {
    ...setupView(found, python, environment),
    branch: found.branch,
    install: [...environment.install, ...lint.install],
    checks: lint.checks,
    test: `${environment.run}${testCommand(found)}`,
  };
}
