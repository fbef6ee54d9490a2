import { batchWatch } from '../signals/batchWatch.ts';
import { ciJob, startedBy } from '../signals/ci/job.ts';
import { codeStep } from '../signals/code/step.ts';
import { worksOnModels } from '../signals/flag.ts';
import type { FactsOf } from '../signals/signal.ts';
import { toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { infrastructure } from './infrastructure.ts';
import { project } from './project.ts';
import { create, scaffold } from './scaffold.ts';

const signals = { project, infrastructure, ciJob, codeStep, toolUse, batchWatch };
type Facts = FactsOf<typeof signals>;

/** What runs the batches, the one with callbacks of its own first. */
function schedulerOf({ infrastructure: [defined], toolUse, ...facts }: Facts) {
  const used = (id: string) =>
    toolUse.some((one) => one.tool.id === id && one.role === 'orchestration' && one.strength !== 'declared');
  if (used('airflow')) return 'airflow';
  if (used('prefect')) return 'prefect';
  if (defined?.workloads.some(({ kind }) => kind === 'CronJob')) return 'kubernetes';
  return scheduledWorkflows(facts).length > 0 ? 'github' : undefined;
}

/** Names of workflows of GitHub Actions that work on models by the clock. */
function scheduledWorkflows({ ciJob, codeStep }: Pick<Facts, 'ciJob' | 'codeStep'>): readonly string[] {
  const working = new Set(codeStep.filter(({ test }) => !test).map(({ path }) => path));
  const found = ciJob.filter(
    (job) =>
      job.workflow.system === 'GitHub Actions' &&
      startedBy(job, 'schedule') &&
      job.runs.some(({ words }) => worksOnModels(words, working)),
  );
  return [...new Set(found.map(({ workflow }) => workflow.name || workflow.path))];
}

const files = {
  airflow: ['airflow_local_settings.py', 'config/airflow_local_settings.py'],
  prefect: ['prefect_automation.py', 'monitoring/prefect_automation.py'],
  kubernetes: ['rules.yaml', 'monitoring/batch-alerts.yaml'],
  github: ['workflow.yml', '.github/workflows/batch-alerts.yml'],
} as const;

const toDo = {
  airflow: say`Put config/ where Airflow looks for it ($AIRFLOW_HOME/config), install apache-airflow-providers-slack, and create the connection slack_webhook.`,
  prefect: say`Create a notification block named batch-alerts in Prefect, and run monitoring/prefect_automation.py once.`,
  kubernetes: say`Prometheus has to read kube-state-metrics; Alertmanager decides who is told.`,
  github: say`The workflow opens an issue: who watches the repository is told.`,
};

export default scaffold({
  id: 'batch-alerts',
  title: say`Somebody is told when a batch run fails`,
  signals,
  templates: Object.values(files).map(([template]) => template),
  fits: (facts) => schedulerOf(facts) !== undefined,
  asks: () => [],
  plan: (facts, ground) => {
    const scheduler = schedulerOf(facts);
    const present = facts.batchWatch.find(({ kind }) => kind === 'alert');
    if (present) return { changes: [], notes: [say`Failed runs are told of already (${present.path}).`] };
    if (!scheduler) return { changes: [] };
    const [template, path] = files[scheduler];
    const jobs = facts.infrastructure[0]?.workloads.filter(({ kind }) => kind === 'CronJob') ?? [];
    const changes = create(
      ground,
      path,
      ground.fill(template, {
        name: facts.project[0]?.name,
        jobs: jobs.map(({ name }) => name).join('|'),
        workflows: scheduledWorkflows(facts),
      }),
    );
    return {
      changes,
      notes: [changes.length > 0 ? toDo[scheduler] : say`${path} is there already and is left as it is.`],
    };
  },
});
