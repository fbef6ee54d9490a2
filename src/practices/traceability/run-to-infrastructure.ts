import { resourceSignals } from '../../signals/resource.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const { azureMl, computeRequest, slurm, databricksBundle, kubernetes } = resourceSignals;

export default practice({
  id: 'traceability/run-to-infrastructure',
  number: 23,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, azureMl, computeRequest, slurm, databricksBundle, kubernetes },
  judge: ({ toolUse, azureMl, computeRequest, slurm, databricksBundle, kubernetes }) => {
    const jobs = azureMl.filter(({ source }) =>
      [...(source?.walk() ?? [])].some(
        ([key]) => key === 'compute' || key === 'default_compute' || key === 'instance_type',
      ),
    );
    const clusters = databricksBundle.filter(
      ({ type, source }) =>
        type === 'jobs' &&
        [...(source?.walk() ?? [])].some(
          ([key]) => key === 'new_cluster' || key === 'job_clusters' || key === 'node_type_id',
        ),
    );
    const limited = kubernetes.filter(
      ({ type, source }) =>
        /\/(Job|CronJob|Workflow|CronWorkflow|PyTorchJob|TFJob|RayJob|TrainJob|MPIJob)$/.test(type) &&
        [...(source?.walk() ?? [])].some(([key]) => key === 'resources' || key === 'nodeSelector'),
    );
    const compute = [...jobs, ...clusters, ...limited, ...computeRequest, ...slurm].map((one) => ({
      ...one,
      note: say`names the compute of a job (${one.platform})`,
    }));
    const roles = inRole(toolUse, 'compute-definition', 'system-metadata');
    return (
      met([...compute, ...roles.used]) ?? partial(say`a tracker that is on by default`, roles.off) ?? unmet()
    );
  },
  scaffolds: [],
});
