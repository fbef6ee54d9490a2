import { say } from '../text.ts';
import { ciJob } from './ci/job.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

const restores =
  /\broll-?back\b|\brollout undo\b|restore[-_ ](the )?(previous|model|version)|--to-revision\b|\b(revert|previous)[-_](model|version|release)/i;
/** A database goes back by other means. */
const ofData = /\b(db|database|migrations?|alembic|flyway|liquibase|schema|sql)\b/i;
const deployed =
  /^(aws_ecs_service|aws_sagemaker_endpoint|aws_codedeploy_deployment_group|AWS::ECS::Service|AWS::SageMaker::Endpoint)$/;
const says = /^(echo|printf|cat|git|grep|curl)$/;

/** A job, or a setting of a deployment, that brings the version before back. */
export const restoringJob = derived({ ciJob, ...resourceSignals }, ({ ciJob, ...resources }): Evidence[] => [
  ...ciJob.flatMap(({ name, path, line, runs, uses }) => {
    const run = runs.find(
      ({ text, words }) => restores.test(text) && !ofData.test(text) && !says.test(words[0] ?? ''),
    );
    if (run) return [{ path: run.path, line: run.line, note: say`runs ${run.text.slice(0, 60)}` }];
    return restores.test(name) && !ofData.test(name) && runs.length + uses.length > 0
      ? [{ path, line, note: say`has the job “${name}”` }]
      : [];
  }),
  ...[...resources.terraform, ...resources.cloudFormation].flatMap(
    ({ type, text = '', source, path, line }) => {
      const automatic =
        /deployment_circuit_breaker\s*\{[^}]*rollback\s*=\s*true|auto_rollback_configuration\s*\{/.test(
          text,
        ) ||
        [...(source?.walk() ?? [])].some(
          ([key, value]) =>
            key === 'AutoRollbackConfiguration' ||
            (key === 'DeploymentCircuitBreaker' && value.get('Rollback')?.value === true),
        );
      return deployed.test(type) && automatic
        ? [{ path, line, note: say`goes back by itself when a deployment fails` }]
        : [];
    },
  ),
]);
