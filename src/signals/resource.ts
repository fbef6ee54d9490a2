import type { Located } from '../formats/located.ts';
import { construct } from './construct.ts';
import { derived, fromFiles, type Place } from './signal.ts';

export type Platform =
  | 'Terraform'
  | 'Bicep'
  | 'ARM'
  | 'CloudFormation'
  | 'Serverless Framework'
  | 'Kubernetes'
  | 'Helm'
  | 'Kustomize'
  | 'Ansible'
  | 'Pulumi'
  | 'AWS CDK'
  | 'Azure ML'
  | 'Databricks'
  | 'SkyPilot'
  | 'Ray'
  | 'Anyscale'
  | 'Slurm';

/** Something that a definition of infrastructure asks for: a cloud resource, a Kubernetes object, a compute job. */
export interface Resource extends Place {
  readonly platform: Platform;
  /** As the platform names it: `aws_s3_bucket`, `apps/v1/Deployment`, `AWS::S3::Bucket`, `managedOnlineEndpoint`. */
  readonly type: string;
  readonly name: string;
  /** The definition itself, where its format has a parser here; else its source. */
  readonly source?: Located;
  readonly text?: string;
}

/**
 * Terraform and OpenTofu. A parser of HCL costs 1.7 MB and gives no lines, so blocks are found by their heads.
 * https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export const terraform = fromFiles<Resource>({
  reads: ['**/*.{tf,tofu}'],
  *parse({ path, text }) {
    const code = text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
      .replace(/^[ \t]*(#|\/\/).*$/gm, '');
    for (const block of code.matchAll(
      /^(resource|data|module|terraform|provider|variable|output|locals|check)\b\s*(?:"([^"]+)")?\s*(?:"([^"]+)")?\s*\{/gm,
    )) {
      const kind = block[1] as string;
      const line = code.slice(0, block.index).split('\n').length;
      const type = kind === 'resource' ? (block[2] ?? '') : `${kind}${block[2] ? `.${block[2]}` : ''}`;
      yield {
        platform: 'Terraform',
        type,
        name: block[3] ?? block[2] ?? kind,
        path,
        line,
        text: body(code, block.index),
      };
    }
  },
});

/** Terraform as JSON, as tools write it. https://developer.hashicorp.com/terraform/language/syntax/json */
export const terraformJson = fromFiles<Resource>({
  reads: ['**/*.tf.json'],
  *parse({ path, json }) {
    const source = json();
    for (const [type, named] of source.get('resource')?.entries ?? [])
      for (const [name, at] of named.entries)
        yield { platform: 'Terraform', type, name, path, line: at.line, source: at };
    for (const [name, at] of source.get('module')?.entries ?? [])
      yield { platform: 'Terraform', type: `module.${name}`, name, path, line: at.line, source: at };
  },
});

/** A unit of Terragrunt: a Terraform module with its inputs. https://terragrunt.gruntwork.io/docs/ */
export const terragrunt = fromFiles<Resource>({
  reads: ['**/terragrunt.hcl'],
  *parse({ path, text }) {
    const code = text.replace(/^[ \t]*(#|\/\/).*$/gm, '');
    const block = /^terraform\s*\{[^}]*?\bsource\s*=/m.exec(code);
    const name = path.split('/').at(-2) ?? '';
    if (block)
      yield {
        platform: 'Terraform',
        type: `module.${name}`,
        name,
        path,
        line: code.slice(0, block.index).split('\n').length,
        text: code,
      };
  },
});

/** https://learn.microsoft.com/azure/azure-resource-manager/bicep/file */
export const bicep = fromFiles<Resource>({
  reads: ['**/*.bicep'],
  *parse({ path, text: written }) {
    const text = written
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
      .replace(/^[ \t]*\/\/.*$/gm, '');
    for (const block of text.matchAll(/^[ \t]*(resource|module)\s+(\w+)\s+'([^'@]+)[^']*'([^{[]*)[{[]/gm)) {
      // A reference to what others define.
      if (/\bexisting\b/.test(block[4] ?? '')) continue;
      const line = text.slice(0, block.index).split('\n').length;
      yield {
        platform: 'Bicep',
        type: block[3] ?? '',
        name: block[2] ?? '',
        path,
        line,
        text: body(text, block.index),
      };
    }
  },
});

/** The source of a block in braces, at most 4,000 characters. */
function body(code: string, start: number): string {
  let depth = 0;
  for (let at = code.indexOf('{', start); at >= 0 && at < code.length && at < start + 4000; at++) {
    if (code[at] === '{') depth++;
    if (code[at] === '}' && --depth === 0) return code.slice(start, at + 1);
  }
  return code.slice(start, start + 4000);
}

/** Files that look like Kubernetes objects and describe something else: a catalogue, a client, a cluster for tests. */
const lookAlike =
  /^(backstage\.io|kind\.x-k8s\.io|k3d\.io|ctlptl\.dev|skaffold|score\.dev|kuttl\.dev|chainsaw\.kyverno\.io|tilt\.dev)\/|^v1\/Config$/;

/** Kubernetes objects, those of operators (KServe, Argo, Istio, Prometheus …) included. */
export const kubernetes = fromFiles<Resource>({
  reads: ['**/*.{yml,yaml}'],
  mentions: /^\s*apiVersion:\s*\S/m,
  *parse({ path, text, yaml }) {
    if (!/^\s*kind:\s*\S/m.test(text)) return;
    for (const document of yaml()) {
      const objects =
        document.get('kind')?.text === 'List' ? (document.get('items')?.items ?? []) : [document];
      for (const source of objects) {
        const api = source.get('apiVersion')?.text;
        const kind = source.get('kind')?.text;
        if (!api || !kind || !/(^|\/)v\d\w*$/.test(api) || lookAlike.test(`${api}/${kind}`)) continue;
        const platform =
          kind === 'Kustomization' && api.startsWith('kustomize.config') ? 'Kustomize' : 'Kubernetes';
        yield {
          platform,
          type: `${api}/${kind}`,
          name: source.get('metadata', 'name')?.text ?? '',
          path,
          line: source.line,
          source,
        };
      }
    }
  },
});

/** Charts, kustomizations, Pulumi projects, CDK apps and the like: files that are what their name says. */
export const namedDefinition = fromFiles<Resource>({
  reads: [
    '**/Chart.yaml',
    '**/kustomization.{yml,yaml}',
    '**/Pulumi.{yml,yaml}',
    '**/cdk.json',
    '**/serverless.{yml,yaml}',
    '**/helmfile.{yml,yaml}',
  ],
  *parse({ path, yaml, json }) {
    const file = path.split('/').at(-1)?.toLowerCase() ?? '';
    const source = file.endsWith('.json') ? json() : yaml()[0];
    if (!source?.isMap) return;
    const [, platform] = named.find(([name]) => file.startsWith(name)) ?? [];
    if (platform)
      yield {
        platform,
        type: file,
        name: source.get('name')?.text ?? source.get('service')?.text ?? '',
        path,
        line: 1,
        source,
      };
  },
});

const named: readonly (readonly [string, Platform])[] = [
  ['chart.', 'Helm'],
  ['helmfile.', 'Helm'],
  ['kustomization.', 'Kustomize'],
  ['pulumi.', 'Pulumi'],
  ['cdk.', 'AWS CDK'],
  ['serverless.', 'Serverless Framework'],
];

/** CloudFormation and SAM templates. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const cloudTemplate = fromFiles<Resource>({
  reads: ['**/*.{yml,yaml,json,template}'],
  mentions: /["']?Type["']?\s*:\s*["']?AWS::/,
  *parse({ path, yaml, json }) {
    const source = path.endsWith('.json') ? json() : yaml()[0];
    for (const [name, resource] of source?.get('Resources')?.entries ?? []) {
      const type = resource.get('Type')?.text;
      if (type) yield { platform: 'CloudFormation', type, name, path, line: resource.line, source: resource };
    }
  },
});

/** What CloudFormation makes: of its templates, and of those that CDK writes from code. */
export const cloudFormation = derived(
  { cloudTemplate, construct },
  ({ cloudTemplate, construct }): Resource[] => [...cloudTemplate, ...construct],
);

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax */
export const armTemplate = fromFiles<Resource>({
  reads: ['**/*.json'],
  mentions: /schema\.management\.azure\.com\/schemas\/[^"]*deploymentTemplate\.json/i,
  *parse({ path, json }) {
    for (const resource of json().get('resources')?.items ?? []) {
      const type = resource.get('type')?.text;
      if (type)
        yield {
          platform: 'ARM',
          type,
          name: resource.get('name')?.text ?? '',
          path,
          line: resource.line,
          source: resource,
        };
    }
  },
});

/** Playbooks and roles. https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_intro.html */
export const ansible = fromFiles<Resource>({
  reads: ['**/*.{yml,yaml}'],
  mentions: /^\s*-?\s*(hosts|ansible\.builtin\.[\w.]+):/m,
  *parse({ path, yaml }) {
    const [source] = yaml();
    for (const play of source?.items ?? []) {
      if (play.get('hosts') && (play.get('tasks') || play.get('roles'))) {
        yield {
          platform: 'Ansible',
          type: 'play',
          name: play.get('name')?.text ?? '',
          path,
          line: play.line,
          source: play,
        };
      }
    }
  },
});

/** Azure Machine Learning assets and jobs, which name their schema. https://learn.microsoft.com/azure/machine-learning/reference-yaml-overview */
export const azureMl = fromFiles<Resource>({
  reads: ['**/*.{yml,yaml}'],
  mentions: /azuremlschemas\.azureedge\.net|^\s*(computeType|jobs|resources):/m,
  *parse({ path, text, yaml }) {
    for (const source of yaml()) {
      const schema = /azuremlschemas\.azureedge\.net\/[^/]+\/(\w+)\.schema\.json/.exec(
        source.get('$schema')?.text ?? '',
      )?.[1];
      // The command line of the first generation named no schema.
      const old = /^(ACI|AKS|Local)$/i.test(source.get('computeType')?.text ?? '')
        ? 'deploymentConfig'
        : undefined;
      const type = schema ?? old;
      if (type)
        yield {
          platform: 'Azure ML',
          type,
          name: source.get('name')?.text ?? '',
          path,
          line: 1,
          source,
          text,
        };
      // Steps that others have written are known by their names.
      for (const [key, at] of schema ? source.walk() : []) {
        const [, name] = /^azureml:(?:\/\/.*\/components\/)?([\w-]+)/.exec(at.text ?? '') ?? [];
        if (key === 'component' && name)
          yield { platform: 'Azure ML', type: `${name}Component`, name, path, line: at.line, source: at };
      }
    }
  },
});

/** https://docs.databricks.com/dev-tools/bundles/settings */
export const databricksBundle = fromFiles<Resource>({
  reads: ['**/*.{yml,yaml,json}'],
  mentions:
    /^(bundle|resources|targets):|\b(new_cluster|job_clusters|job_cluster_key|existing_cluster_id)\b/m,
  *parse({ path, yaml, json }) {
    const source = path.endsWith('.json') ? json() : yaml()[0];
    const bundle = source?.get('bundle');
    if (bundle?.isMap) {
      yield {
        platform: 'Databricks',
        type: 'bundle',
        name: bundle.get('name')?.text ?? '',
        path,
        line: bundle.line,
        source: source as Located,
      };
    }
    const roots = [source, ...(source?.get('targets')?.entries ?? []).map(([, target]) => target)];
    for (const root of roots) {
      for (const [type, group] of root?.get('resources')?.entries ?? []) {
        if (!databricksTypes.includes(type)) continue;
        for (const [name, resource] of group.entries) {
          yield { platform: 'Databricks', type, name, path, line: resource.line, source: resource };
        }
      }
    }
    // Deployment files of dbx, and what the API for jobs takes.
    const deployed = (source?.get('environments')?.entries ?? []).flatMap(([, environment]) => [
      ...(environment.get('workflows')?.items ?? []),
      ...(environment.get('jobs')?.items ?? []),
    ]);
    for (const job of [...deployed, ...(source ? [source] : [])])
      if (isDatabricksJob(job)) {
        const name = job.get('name')?.text ?? '';
        yield { platform: 'Databricks', type: 'jobs', name, path, line: job.line, source: job };
      }
  },
});

/** https://docs.databricks.com/api/workspace/jobs/create */
const isDatabricksJob = (job: Located): boolean =>
  [job, ...(job.get('tasks')?.items ?? [])].some(
    (one) =>
      ['new_cluster', 'existing_cluster_id', 'job_cluster_key'].some((key) => one.get(key)) &&
      [...one.entries].some(([key]) => /_task$/.test(key)),
  );

const databricksTypes = [
  'jobs',
  'pipelines',
  'models',
  'registered_models',
  'experiments',
  'model_serving_endpoints',
  'clusters',
  'apps',
  'schemas',
  'volumes',
  'dashboards',
  'quality_monitors',
  'alerts',
];

/** Compute asked for beside code: SkyPilot tasks, Ray clusters, Anyscale configurations. */
export const computeRequest = fromFiles<Resource>({
  reads: ['**/*.{yml,yaml}'],
  mentions:
    /^(base_image|run|entrypoint|head_node_type|cluster_name|available_node_types|compute_config|instance_type|accelerators|resources):/m,
  *parse({ path, yaml }) {
    const [source] = yaml();
    const has = (...keys: string[]) => keys.every((key) => source?.get(key));
    const platform: Platform | undefined = has('cluster_name', 'available_node_types')
      ? 'Ray'
      : has('head_node_type') ||
          has('base_image') ||
          has('compute_config', 'entrypoint') ||
          has('compute_config', 'ray_serve_config') ||
          has('compute_config', 'applications')
        ? 'Anyscale'
        : has('run', 'resources') && source?.get('resources')?.isMap
          ? 'SkyPilot'
          : undefined;
    if (platform && source)
      yield { platform, type: 'compute', name: source.get('name')?.text ?? '', path, line: 1, source };
  },
});

/** Batch scripts. https://slurm.schedmd.com/sbatch.html */
export const slurm = fromFiles<Resource>({
  reads: ['**/*.{sh,bash,slurm,sbatch,job,pbs,lsf}'],
  mentions: /^#(SBATCH|PBS|BSUB)\s/m,
  *parse({ path, text }) {
    const line = text.split('\n').findIndex((one) => /^#(SBATCH|PBS|BSUB)\s/.test(one)) + 1;
    yield { platform: 'Slurm', type: 'batch', name: '', path, line, text };
  },
});

export const resourceSignals = {
  terraform,
  terraformJson,
  terragrunt,
  bicep,
  kubernetes,
  namedDefinition,
  cloudFormation,
  armTemplate,
  ansible,
  azureMl,
  databricksBundle,
  computeRequest,
  slurm,
};
