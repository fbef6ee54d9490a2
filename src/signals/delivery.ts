import { say } from '../text.ts';
import { type CiJob, ciJob, onDelivery, startedBy } from './ci/job.ts';
import { isOffsite } from './ci/offsite.ts';
import { launches } from './code/launch.ts';
import { type Module, module } from './code/module.ts';
import { type CodeStep, codeStep } from './code/step.ts';
import { worksOnModels } from './flag.ts';
import { cloudFormation, kubernetes, type Resource } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import type { Role } from './tool/catalogue.ts';
import { inRole, roleInJob, type ToolUse, toolUse } from './tool/use.ts';
import { namedForTraining } from './training.ts';

/** A job of CI that brings something to where it is used. */
export interface Delivery extends Evidence {
  readonly what: 'infrastructure' | 'service' | 'image' | 'package' | 'model' | 'training';
  readonly job: CiJob;
  /** A merge, a tag or a release starts it; else somebody has to. */
  readonly automatic: boolean;
}

const roles: Readonly<Partial<Record<Role, Delivery['what']>>> = {
  'infrastructure-delivery': 'infrastructure',
  'service-delivery': 'service',
  'image-delivery': 'image',
  'package-delivery': 'package',
  'model-delivery': 'model',
};

/** A command that only tries, or that sends something where nobody uses it. */
const rehearsal =
  /--dry-?run(?!=(false|none|off)\b)|--(noop|what-if|no-execute|no-execute-changeset|no-push|syntax-check)\b|\s-destroy\b|^ansible-playbook.*\s--check\b|localhost:\d|127\.0\.0\.1|test\.?pypi/i;

/** A cluster that lives as long as the job: what is applied to it is a test. */
const throwaway =
  /^(kind create|minikube start|k3d cluster create|k3s |tflocal|localstack start)|(^|\/)(kind-action|setup-kind|setup-minikube|actions-setup-minikube|k3d-action|setup-k3d-k3s|setup-localstack)@/;

/** What somebody else's machine is told to start or is sent: by a shell on it, to a bucket of DAGs, by a hook for deployments. */
const remote =
  /^ssh\b.*\b(docker (compose|run|stack|service)|docker-compose|podman|systemctl|supervisorctl|pm2|kubectl)\b|^(rsync|scp)\b.*\s[\w.${}-]+@[\w.${}-]+:|^(gsutil|gcloud storage|aws s3)\b.*\b(rsync|sync|cp)\b.*\bdags?\b.*\b(gs|s3):\/\/|^gcloud composer environments storage dags import\b|^curl\b.*(deploy[-_]?hook|api\.render\.com\/deploy|\/deploy\/srv-)/i;

export const delivery = derived(
  { roleInJob, ciJob, codeStep, toolUse, module },
  function* ({ roleInJob, ciJob, codeStep, toolUse, module }): Generator<Delivery> {
    const tests = new Set(
      ciJob.filter(({ runs, uses }) => [...runs, ...uses].some(({ text }) => throwaway.test(text))),
    );
    for (const { role, job, path, line, note, text = '' } of roleInJob) {
      const what = roles[role];
      const tried =
        rehearsal.test(text) || (tests.has(job) && (what === 'infrastructure' || what === 'service'));
      if (what && !tried) yield { what, job, automatic: onDelivery(job), path, line, note };
    }
    const files = {
      training: trainingFiles(codeStep, toolUse, module),
      service: filesIn(toolUse, module, 'managed-endpoint'),
      infrastructure: filesIn(toolUse, module, 'infrastructure-delivery'),
      model: publishingFiles(toolUse, module),
    };
    for (const job of ciJob) {
      for (const { path, line, text } of job.runs.filter((run) => remote.test(run.text)))
        yield {
          what: 'service',
          job,
          automatic: onDelivery(job),
          path,
          line,
          note: say`runs ${text.slice(0, 80)}`,
        };
      for (const use of job.uses.filter((one) => isOffsite(one, 'publishes')))
        yield {
          what: 'package',
          job,
          automatic: onDelivery(job),
          path: use.path ?? job.path,
          line: use.line,
          note: say`uses ${use.text}`,
        };
      for (const what of ['training', 'service', 'model', 'infrastructure'] as const) {
        // Training that pull requests start, too, is a test.
        if ((what === 'training' || what === 'model') && startedBy(job, 'pull-request')) continue;
        const run =
          job.runs.find(({ words }) =>
            what === 'training' ? trains(words, files.training) : launches(words, files[what]),
          ) ?? (what === 'training' ? trainingAction(job) : undefined);
        if (run && !rehearsal.test(run.text))
          yield {
            what,
            job,
            automatic: onDelivery(job),
            path: run.path,
            line: run.line,
            note: say`${sentences[what]}: ${run.text.slice(0, 80)}`,
          };
      }
    }
  },
);

const sentences = {
  training: say`trains`,
  service: say`deploys a model`,
  model: say`publishes a model`,
  infrastructure: say`applies definitions`,
};

/** Files whose code has a role, and those that import them. */
function filesIn(
  uses: readonly ToolUse[],
  modules: readonly Module[],
  ...roles: Role[]
): ReadonlySet<string> {
  const own = new Set(
    inRole(uses, ...roles)
      .used.filter(({ path, notebook }) => !notebook && path.endsWith('.py'))
      .map(({ path }) => path),
  );
  const importing = modules.filter(({ test, locals }) => !test && locals.some((path) => own.has(path)));
  return new Set([...own, ...importing.map(({ path }) => path)]);
}

const publishes =
  /(register\w*|push_to_hub|upload\w*|log_model|save_model|create_model_package\w*|import_model)$/i;

/** Files that bring a model into a registry, and do not only take one from there. */
function publishingFiles(uses: readonly ToolUse[], modules: readonly Module[]): ReadonlySet<string> {
  const publishing = modules.filter(({ calls }) => calls.some(({ name }) => publishes.test(name)));
  const paths = new Set(publishing.map(({ path }) => path));
  return filesIn(
    uses.filter(({ path }) => paths.has(path)),
    modules,
    'model-registry',
    'model-delivery',
  );
}

/** What applies what is merged: a controller in the cluster (Argo CD, Flux, Config Sync), or a pipeline of AWS. */
export interface GitOps extends Evidence {
  readonly automatic: boolean;
}

const applies = ({ type, name, path, line }: Resource, automatic: boolean): GitOps => ({
  automatic,
  path,
  line,
  note: say`applies ${name || type} from git`,
});

const source = /^action\.(CodeCommit|CodeStarConnections|GitHub|BitBucket|S3)Source/;
const deploying =
  /^action\.(CloudFormation|CodeDeploy|Ecs|ElasticBeanstalk|AppConfig|ServiceCatalog|S3)\w*(Deploy|Update|Replace|Execute|Action)/;

/** Pipelines of CDK, and those of CodePipeline whose actions lead from a repository to what they deploy. */
function pipelinesOf(resources: readonly Resource[]): GitOps[] {
  return resources
    .filter(({ type }) => type === 'AWS::CodePipeline::Pipeline')
    .filter(({ path, source: definition }) => {
      const beside = resources.filter((one) => one.path === path);
      return (
        // https://docs.aws.amazon.com/cdk/v2/guide/cdk-pipeline.html
        definition?.get('Properties', 'Synth') !== undefined ||
        (beside.some((one) => source.test(one.type)) &&
          beside.some((one) => deploying.test(one.type) && !source.test(one.type)))
      );
    })
    .map((one) => applies(one, true));
}

export const gitOps = derived({ kubernetes, cloudFormation }, ({ kubernetes, cloudFormation }): GitOps[] => [
  ...pipelinesOf(cloudFormation),
  ...cloudFormation.flatMap((resource) => {
    const { type, source } = resource;
    // https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
    if (type !== 'AWS::CodePipeline::Pipeline') return [];
    const providers = [...(source?.walk() ?? [])]
      .filter(([key]) => key === 'Provider')
      .map(([, { text }]) => text);
    const fromGit = providers.some((one) => /^(CodeCommit|CodeStarSourceConnection|GitHub)$/.test(one ?? ''));
    return fromGit && providers.includes('CloudFormation') ? [applies(resource, true)] : [];
  }),
  ...kubernetes.flatMap((resource) => {
    const { type, source } = resource;
    const found = (automatic: boolean) => [applies(resource, automatic)];
    const spec = source?.get('spec');
    if (/^argoproj\.io\/.*\/Application(Set)?$/.test(type)) {
      const application = type.endsWith('Set') ? spec?.get('template', 'spec') : spec;
      const sources = [application?.get('source'), ...(application?.get('sources')?.items ?? [])];
      // A chart of somebody else is not what is merged here.
      if (!sources.some((one) => one?.get('path'))) return [];
      const automated = application?.get('syncPolicy', 'automated');
      return found(automated !== undefined && automated.get('enabled')?.value !== false);
    }
    // https://cloud.google.com/kubernetes-engine/enterprise/config-sync/docs
    if (
      /^configsync\.gke\.io\/.*\/(RootSync|RepoSync)$|^configmanagement\.gke\.io\/.*\/ConfigManagement$/.test(
        type,
      )
    )
      return spec?.get('git') ? found(true) : [];
    const reconciles =
      /^kustomize\.toolkit\.fluxcd\.io\/.*\/Kustomization$/.test(type) ||
      (/^helm\.toolkit\.fluxcd\.io\/.*\/HelmRelease$/.test(type) &&
        spec?.get('chart', 'spec', 'sourceRef', 'kind')?.text === 'GitRepository');
    return reconciles ? found(spec?.get('suspend')?.value !== true) : [];
  }),
]);

const forTraining = /(re)?train|fit\b|fine-?tune|学習/i;
const forScoring = /scor|infer|predict|serv/i;

/** Files that train a model, or that define or start a pipeline which does. */
export function trainingFiles(
  steps: readonly CodeStep[],
  uses: readonly ToolUse[],
  modules: readonly Module[],
): ReadonlySet<string> {
  const training = new Set(
    steps.filter(({ step, test }) => step === 'training' && !test).map(({ path }) => path),
  );
  const byPath = new Map(modules.map((one) => [one.path, one]));
  const starting = inRole(uses, 'orchestration').used.filter(({ path }) => {
    const { locals = [], definitions = [] } = byPath.get(path) ?? {};
    const named = (pattern: RegExp) =>
      pattern.test(path.split('/').at(-1) ?? '') || definitions.some(({ name }) => pattern.test(name));
    return (
      locals.some((local) => training.has(local)) ||
      (named(forTraining) && !(named(forScoring) && !forTraining.test(path.split('/').at(-1) ?? '')))
    );
  });
  // `main.py` that calls what trains.
  const calling = modules.filter(
    ({ path, test, notebook, locals, calls }) =>
      !test &&
      !notebook &&
      !training.has(path) &&
      !forScoring.test(path.split('/').at(-1) ?? '') &&
      [...locals, ...locals.flatMap((local) => byPath.get(local)?.locals ?? [])].some((local) =>
        training.has(local),
      ) &&
      calls.some(({ name }) =>
        /(^|[._])((re_?)?train(ing)?(_model|_pipeline|_and_\w+)?|run_(training|train)(_pipeline)?|fit)$|(Train(ing)?(er)?|ModelTrainer)\w*\(\)\.\w+$/i.test(
          name,
        ),
      ),
  );
  return new Set([...training, ...starting.map(({ path }) => path), ...calling.map(({ path }) => path)]);
}

/** A step of a job that sends training to a platform. */
export function trainingAction({ uses, path }: CiJob) {
  const use = uses.find(({ text }) => /^azure\/aml-run@/i.test(text));
  return use && { ...use, path: use.path ?? path };
}

/** Whether a command trains: a pipeline tool, a job of an ML platform, or a file that trains. */
export function trains(words: readonly string[], files: ReadonlySet<string>): boolean {
  const text = words.join(' ');
  if (
    /^(az ml (job|run) (create|submit)|az ml schedule create|databricks (bundle|jobs) run|gcloud ai custom-jobs create|aws sagemaker (create-training-job|start-pipeline-execution)|sky (launch|jobs launch)|argo submit|anyscale jobs? submit|ray job submit|prefect deployment run|zenml pipeline run)\b/.test(
      text,
    )
  )
    return !forScoring.test(text) || forTraining.test(text);
  // Notebooks that are run as they are, services of compose, and a workflow that another one starts.
  if (/^(docker[- ]compose (run|up)|gh workflow run)\b/.test(text) && namedForTraining.test(text))
    return true;
  return worksOnModels(words, files) && !(forScoring.test(text) && !forTraining.test(text));
}
