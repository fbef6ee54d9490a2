import type { Located } from '../formats/located.ts';
import type { Argument, Assignment } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { simpleCommands } from './ci/shell.ts';
import { launches } from './code/launch.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { container, pinnedImage } from './container.ts';
import { pinnedEnvironment } from './dependencies.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

/** Kinds of jobs that exist for machine learning, and those that can be for anything. */
const learningJob =
  /\/(PyTorchJob|TFJob|MPIJob|XGBoostJob|PaddleJob|JAXJob|TrainJob|RayJob|RayCluster|Experiment|ScheduledWorkflow)$/;
const anyJob =
  /\/(Job|CronJob|JobSet|Workflow|CronWorkflow|WorkflowTemplate|ClusterWorkflowTemplate|SparkApplication|ScheduledSparkApplication|PipelineRun|Pipeline|Task)$/;
const aboutModels =
  /train|\bfit\b|scor(e|ing)|predict|infer|forecast|model|feature|embed|\bml\b|xgboost|torch|sklearn|学習|推論/i;

/** A job or pipeline of machine learning that is defined in a file of its own. */
const runDefinition = derived({ ...resourceSignals }, (resources): Resource[] => [
  ...resources.kubernetes.filter(
    (one) => learningJob.test(one.type) || (anyJob.test(one.type) && aboutModels.test(contentOf(one))),
  ),
  ...resources.azureMl.filter(({ type }) => /job|component|pipeline/i.test(type)),
  ...resources.databricksBundle.filter(({ type }) => type === 'jobs'),
  // What serves is no run.
  ...resources.computeRequest.filter(
    ({ source }) =>
      !source?.get('applications') && !source?.get('ray_serve_config') && !source?.get('service'),
  ),
  ...resources.slurm,
  ...[...resources.terraform, ...resources.cloudFormation].filter(
    (one) => cloudJob.test(one.type) && aboutModels.test(contentOf(one)),
  ),
]);

const cloudJob =
  /^(aws_sagemaker_pipeline|aws_batch_job_definition|databricks_job|google_cloud_run_v2_job|azurerm_container_app_job|AWS::SageMaker::Pipeline|AWS::Batch::JobDefinition)$/;

const contentOf = ({ name, source, text = '' }: Resource): string =>
  [name, text, ...values(source).map(([, value]) => value.text ?? '')].join('\n');

const values = (source: Located | undefined) => [...(source?.walk() ?? [])];

const computeKey =
  /^(compute|default_compute|compute_target|instance_type|instance_count|resources|resourcesPerNode|nodeSelector|nodeAffinity|new_cluster|job_clusters|node_type_id|existing_cluster_id|instance_pool_id|available_node_types|executor|machineSpec|masterType|scaleTier|slots_per_trial|gpus|accelerators|ResourceRequirements|InstanceType)$/;
const computeText = /\b(instance_?type|node_type_id|vcpus?|resource_?requirements|cpu|memory)\b/i;

/** Where the definition of a run names what it runs on. */
export const namedCompute = derived({ runDefinition }, ({ runDefinition }): Evidence[] =>
  runDefinition.flatMap(({ platform, source, text, path, line }) => {
    const note = say`names the compute of a job (${platform})`;
    if (!source) {
      const first = (text ?? '')
        .split('\n')
        .findIndex((row) => computeText.test(row) || /^#(SBATCH|PBS|BSUB)\s/.test(row));
      return first < 0 ? [] : [{ path, line: platform === 'Slurm' ? line : line + first, note }];
    }
    const named = values(source).find(
      ([key, value]) =>
        computeKey.test(key) && (value.text !== undefined || value.entries.length > 0 || value.isList),
    );
    return named ? [{ path, line: named[1].line, note }] : [];
  }),
);

const imageKey =
  /^(image|Image|TrainingImage|ImageUri|runtime_image|image_id|image_uri|base_image|container_image|docker_image|container_uri|imageUri)$/;

/** Calls that define what runs in a container. */
const runCall =
  /(Operator|[cC]omponent|_from_func|_to_container_op|\.task\.(docker|kubernetes)|metaflow\.(kubernetes|batch)|ContainerSpec|ContainerOp|Container|Estimator|Processor|ModelTrainer|Job|Environment|Script|\.task|\.task\.virtualenv|create_(training|processing|transform)_job|\.deploy)$/;

const imageIn = /["'](?:image_uri|imageUri|TrainingImage|ImageUri|image)["']:\s*[fF]?["']([^"']+)["']/g;

/** Whether an argument names an image at one version, or packages each at one. */
function fixes({ keyword = '', kind, text, values }: Argument, assignments: readonly Assignment[]): boolean {
  if (/^(packages_to_install|requirements)$/.test(keyword))
    return values !== undefined && values.length > 0 && values.every((one) => /==\d/.test(one));
  if (kind === 'other' && [...text.matchAll(imageIn)].some(([, image]) => pinnedImage(image ?? '')))
    return true;
  if (!imageKey.test(keyword)) return false;
  // A name stands for its constant, an f-string for what is written in it.
  const image =
    kind === 'name'
      ? assignments.find(({ name }) => name === text)?.values[0]
      : kind === 'string'
        ? text
        : /^[fF]["'](.*)["']$/.exec(text)?.[1];
  return pinnedImage(image ?? '');
}

/** An image with a pinned base that trains where it is built or started. */
const trainingImage = derived(
  { container, codeStep, pinnedEnvironment },
  ({ container, codeStep, pinnedEnvironment }): Evidence[] => {
    const training = new Set(
      codeStep
        .filter(({ step, test, notebook }) => step === 'training' && !test && !notebook)
        .map(({ path }) => path),
    );
    const pinned = new Set(pinnedEnvironment.map(({ path }) => path));
    return container
      .filter(({ path }) => pinned.has(path))
      .flatMap(({ commands }) =>
        commands.filter(({ text }) => simpleCommands(text).some((words) => launches(words, training))),
      )
      .map(({ path, line, text }) => ({
        path,
        line,
        note: say`trains in a pinned image: ${text.slice(0, 60)}`,
      }));
  },
);

/** Where a run is tied to an image or an environment that can be had again. */
export const namedImage = derived(
  { runDefinition, module, trainingImage },
  ({ runDefinition, module, trainingImage }): Evidence[] => [
    ...trainingImage,
    ...runDefinition.flatMap(({ source, text, path, line }) => {
      const container =
        /--container-image[= ](\S+)|\b(?:apptainer|singularity)\s+(?:exec|run)\b.*?\bdocker:\/\/(\S+)|\b(?:image|spark_version)"?\s*[=:]\s*"([^"\s]+)"/
          .exec(text ?? '')
          ?.slice(1)
          .find(Boolean);
      const found = values(source).find(
        ([key, value]) =>
          (imageKey.test(key) && pinnedImage(value.text ?? '')) ||
          (key === 'environment' && (/^azureml:/.test(value.text ?? '') || value.get('conda_file'))) ||
          (key === 'environment_version' && /^\d/.test(value.text ?? '')) ||
          (key === 'spark_version' && /^\d/.test(value.text ?? '')),
      );
      if (found) return [{ path, line: found[1].line, note: say`runs in ${found[1].text ?? found[0]}` }];
      return container && (pinnedImage(container) || /^\d+\.\d+\.x-/.test(container))
        ? [{ path, line, note: say`runs in ${container}` }]
        : [];
    }),
    ...module
      .filter(({ test }) => !test)
      .flatMap(({ path, calls, definitions, assignments }) =>
        [...calls, ...definitions.flatMap(({ decorators }) => decorators)]
          .filter((call) => (call.imported ? runCall.test(call.name) : call.name.endsWith('.deploy')))
          .flatMap(({ line, arguments: given }) => {
            const found = given.find((one) => fixes(one, assignments));
            return found ? [{ path, line, note: say`runs in ${found.text.slice(0, 60)}` }] : [];
          }),
      ),
  ],
);

/** An MLflow project that names its environment. https://mlflow.org/docs/latest/ml/projects/ */
export const projectEnvironment = fromFiles<Evidence>({
  reads: ['**/MLproject'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    for (const key of ['conda_env', 'python_env', 'docker_env']) {
      const value = source?.get(key);
      if (value) yield { path, line: value.line, note: say`names its environment (${key})` };
    }
  },
});
