import { resourceSignals } from '../signals/resource.ts';
import { derived } from '../signals/signal.ts';

export type Cloud = 'aws' | 'azure' | 'google';

/** A Kubernetes object that other definitions can name. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly path: string;
}

/** What scaffolds want to know of the infrastructure that a repository defines. */
export interface Infrastructure {
  /** Folders that Terraform is run in, or that are modules. */
  readonly terraform: readonly string[];
  readonly bicep: readonly string[];
  readonly cloudFormation: readonly string[];
  /** Folders of Helm charts. */
  readonly charts: readonly string[];
  /** Folders with a kustomization, those of environments alone where there are any. */
  readonly kustomizations: readonly string[];
  /** Kubernetes files that are applied as they are. */
  readonly manifests: readonly string[];
  readonly workloads: readonly Workload[];
  /** The namespace that the kustomization of production sets. */
  readonly production: string | undefined;
  /** Where its resources live; undefined where nothing says it, or several do. */
  readonly cloud: Cloud | undefined;
}

const clouds: readonly (readonly [RegExp, Cloud])[] = [
  [/^(provider\.)?aws(_|$)|^AWS::/, 'aws'],
  [/^(provider\.)?(azurerm|azapi)(_|$)|^Microsoft\./, 'azure'],
  [/^(provider\.)?google(_|$)/, 'google'],
];

export const infrastructure = derived(resourceSignals, (facts): Infrastructure[] => {
  const terraform = foldersOf(facts.terraform);
  const charts = foldersOf(facts.namedDefinition.filter(({ type }) => type.startsWith('chart.')));
  const kustomized = foldersOf(facts.namedDefinition.filter(({ type }) => type.startsWith('kustomization.')));
  const overlays = kustomized.filter((folder) => /(^|\/)(overlays|environments|envs)\//.test(folder));
  const inside = (path: string, folders: readonly string[]) =>
    folders.some((folder) => folder === '.' || path.startsWith(`${folder}/`));
  const own = facts.kubernetes.filter(
    ({ platform, path }) => platform === 'Kubernetes' && !inside(path, charts),
  );
  // What CDK writes has no file that a linter of templates could read.
  const templates = facts.cloudFormation.filter(({ platform }) => platform === 'CloudFormation');
  const all = [...facts.terraform, ...facts.bicep, ...templates, ...facts.armTemplate];
  const found = new Set(all.flatMap(({ type }) => clouds.find(([name]) => name.test(type))?.[1] ?? []));
  if (facts.azureMl.length > 0) found.add('azure');
  return [
    {
      terraform,
      bicep: unique(facts.bicep.map(({ path }) => path)),
      cloudFormation: unique(templates.map(({ path }) => path)),
      charts,
      kustomizations: overlays.length > 0 ? overlays : kustomized,
      manifests: unique(own.map(({ path }) => path)).filter((path) => !inside(path, kustomized)),
      workloads: own.map(({ type, name, path, source }) => ({
        kind: type.split('/').at(-1) ?? '',
        name,
        namespace: source?.get('metadata', 'namespace')?.text,
        path,
      })),
      production: facts.namedDefinition
        .find(({ type, path }) => type.startsWith('kustomization.') && /(^|\/)prod(uction)?\//.test(path))
        ?.source?.get('namespace')?.text,
      cloud: found.size === 1 ? [...found][0] : undefined,
    },
  ];
});

const unique = (paths: readonly string[]): string[] => [...new Set(paths)].sort();

const foldersOf = (resources: readonly { readonly path: string }[]): string[] =>
  unique(resources.map(({ path }) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')));
