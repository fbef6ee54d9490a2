import type { Located } from '../formats/located.ts';
import type { Argument } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { ciJob } from './ci/job.ts';
import { module } from './code/module.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

/** How versions of a model share the traffic, or follow each other. */
export interface Rollout extends Evidence {
  /** `single` is a split in name only: everything goes to one version. */
  readonly kind: 'split' | 'canary' | 'blue-green' | 'shadow' | 'single';
}

export const rollout = derived(
  { ciJob, module, ...resourceSignals },
  function* ({ ciJob, module, ...resources }): Generator<Rollout> {
    for (const resource of Object.values(resources).flat()) {
      const kind = kindOf(resource);
      if (kind)
        yield {
          kind,
          path: resource.path,
          line: resource.line,
          note: say`${sentences[kind]} (${resource.type})`,
        };
    }
    for (const job of ciJob) {
      for (const { words, text, path, line } of job.runs) {
        const kind = kindOfCommand(words, text);
        if (kind) yield { kind, path, line, note: say`${sentences[kind]}: ${text.slice(0, 60)}` };
      }
    }
    for (const one of module) {
      if (one.test || one.notebook) continue;
      const variants = one.calls.filter(({ name }) =>
        /(^|\.)(production_variant|ProductionVariant)$/.test(name),
      );
      if (variants[1])
        yield {
          kind: 'split',
          path: one.path,
          line: variants[1].line,
          note: say`${sentences.split}: ${variants[1].name}`,
        };
      for (const { name, line, arguments: given } of one.calls) {
        const kind = given.map(kindOfArgument).find(Boolean);
        if (kind) yield { kind, path: one.path, line, note: say`${sentences[kind]}: ${name}` };
      }
      for (const { name, line, keys } of one.dictionaries) {
        const shares = keys.map(({ value }) => Number(value));
        const kind = /\.mirror_traffic$/.test(name)
          ? 'shadow'
          : /(\.|^)traffic(_split)?$/.test(name)
            ? splitKind(shares)
            : undefined;
        if (kind) yield { kind, path: one.path, line, note: say`${sentences[kind]}: ${name}` };
      }
    }
  },
);

/** `traffic={"blue": 90, "green": 10}`, `traffic_percentage=10`, `ProductionVariants=[{…}, {…}]` */
function kindOfArgument({ keyword = '', text }: Argument): Rollout['kind'] | undefined {
  if (keyword === 'mirror_traffic') return 'shadow';
  if (keyword === 'traffic' || keyword === 'traffic_split')
    return splitKind([...text.matchAll(/:\s*(\d+)/g)].map(([, share]) => Number(share)));
  if (keyword === 'traffic_config') return (text.match(/\bRoute\(/g)?.length ?? 0) > 1 ? 'split' : undefined;
  if (keyword === 'traffic_percentage') return Number(text) > 0 && Number(text) < 100 ? 'split' : undefined;
  return /^(ProductionVariants|DesiredWeightsAndCapacities)$/.test(keyword) &&
    (text.match(/VariantName/g)?.length ?? 0) > 1
    ? 'split'
    : undefined;
}

const sentences = {
  split: say`splits traffic between versions`,
  canary: say`rolls out by canary`,
  'blue-green': say`keeps a blue and a green deployment`,
  shadow: say`mirrors traffic to a shadow version`,
  single: say`gives all traffic to one version`,
};

function splitKind(shares: readonly number[]): 'split' | 'single' | undefined {
  const live = shares.filter((share) => share > 0);
  return shares.length === 0 ? undefined : live.length >= 2 ? 'split' : 'single';
}

/** `az ml … --traffic "blue=90 green=10"`, `gcloud run … --to-revisions a=90,b=10`, a swap of slots. */
function kindOfCommand(words: readonly string[], text: string): Rollout['kind'] | undefined {
  if (/^(echo|printf|#)/.test(words[0] ?? '')) return undefined;
  if (/\s--(mirror-traffic)\b/.test(text)) return 'shadow';
  const shares = /\s--(?:traffic|to-revisions|traffic-split)[ =](.*?)(?=\s--|$)/.exec(text)?.[1];
  if (shares) return splitKind([...shares.matchAll(/[\w.-]+=(\d+)/g)].map(([, share]) => Number(share)));
  return /deployment slot swap|\bdeploy\b.*\b(blue-green|bluegreen)\b|codedeploy.*BlueGreen/i.test(text)
    ? 'blue-green'
    : undefined;
}

const numbers = (list: readonly Located[], key: string) =>
  list.map((item) => Number(item.get(key)?.text ?? Number.NaN));

function kindOf({ type, platform, source, text = '' }: Resource): Rollout['kind'] | undefined {
  if (
    /networking\.istio\.io\/.*\/VirtualService|split\.smi-spec\.io\/.*\/TrafficSplit|gateway\.networking.*\/HTTPRoute/.test(
      type,
    )
  ) {
    const routes = [...(source?.walk() ?? [])].filter(
      ([key, value]) => (key === 'route' || key === 'backends' || key === 'backendRefs') && value.isList,
    );
    if (source?.get('spec') && [...source.walk()].some(([key]) => key === 'mirror')) return 'shadow';
    // A weight that a template fills in can be anything.
    const weighed = routes.filter(
      ([, route]) => route.items.filter((item) => item.get('weight')).length >= 2,
    );
    if (weighed.length === 0) return undefined;
    return weighed.some(
      ([, route]) =>
        numbers(route.items, 'weight').filter((weight) => weight > 0 || Number.isNaN(weight)).length >= 2,
    )
      ? 'split'
      : 'single';
  }
  if (/serving\.(kserve\.io|kubeflow\.org)\/.*\/InferenceService/.test(type)) {
    const percent = [...(source?.walk() ?? [])].find(([key]) => /^canaryTrafficPercent$/.test(key))?.[1];
    if (!percent) return undefined;
    // What a template fills in can be anything.
    return Number(percent.value) === 0 || Number(percent.value) === 100 ? 'single' : 'canary';
  }
  if (/seldon/.test(type)) {
    const predictors =
      source?.get('spec', 'predictors')?.items ?? source?.get('spec', 'candidates')?.items ?? [];
    if (predictors.some((one) => one.get('shadow')?.value === true) || source?.get('spec', 'mirror'))
      return 'shadow';
    const shares = [...numbers(predictors, 'traffic'), ...numbers(predictors, 'weight')].filter(
      (share) => !Number.isNaN(share),
    );
    return predictors.length > 1 || type.endsWith('/Experiment') ? splitKind(shares) : undefined;
  }
  if (/serving\.knative\.dev\/.*\/Service/.test(type))
    return splitKind(numbers(source?.get('spec', 'traffic')?.items ?? [], 'percent'));
  if (/\/Ingress$/.test(type))
    return [...(source?.walk() ?? [])].some(
      ([key, { text }]) => key === 'nginx.ingress.kubernetes.io/canary' && text === 'true',
    )
      ? 'canary'
      : undefined;
  if (/argoproj\.io\/.*\/Rollout/.test(type))
    return source?.get('spec', 'strategy', 'blueGreen') ? 'blue-green' : 'canary';
  if (/^iter8\.tools\/.*\/Experiment$/.test(type))
    return (source?.get('spec', 'versionInfo', 'candidates')?.items.length ?? 0) > 0 ? 'split' : 'single';
  if (/flagger\.app\/.*\/Canary/.test(type)) return 'canary';
  if (platform === 'Azure ML') {
    if ((source?.get('mirror_traffic')?.entries ?? []).length > 0) return 'shadow';
    return splitKind((source?.get('traffic')?.entries ?? []).map(([, share]) => Number(share.value)));
  }
  if (platform === 'Databricks' && type === 'model_serving_endpoints') {
    return splitKind(
      numbers(source?.get('config', 'traffic_config', 'routes')?.items ?? [], 'traffic_percentage'),
    );
  }
  if (/^aws_sagemaker_endpoint/.test(type)) {
    if (/shadow_production_variants/.test(text)) return 'shadow';
    if (/blue_green_update_policy/.test(text)) return 'blue-green';
    const variants = [...text.matchAll(/(?:^|\s)production_variants\s*\{([^}]*)/g)].map(([, body = '']) =>
      Number(/initial_variant_weight\s*=\s*([\d.]+)/.exec(body)?.[1] ?? 1),
    );
    return splitKind(variants);
  }
  if (type === 'AWS::SageMaker::EndpointConfig') {
    if (source?.get('Properties', 'ShadowProductionVariants')) return 'shadow';
    const variants = source?.get('Properties', 'ProductionVariants')?.items ?? [];
    return splitKind(variants.map((one) => Number(one.get('InitialVariantWeight')?.value ?? 1)));
  }
  if (type === 'AWS::SageMaker::Endpoint')
    return [...(source?.walk() ?? [])].some(([key]) => key === 'BlueGreenUpdatePolicy')
      ? 'blue-green'
      : undefined;
  if (type === 'AWS::Serverless::Function') {
    const preference = source?.get('Properties', 'DeploymentPreference', 'Type')?.text ?? '';
    return /^(Canary|Linear)/.test(preference) ? 'canary' : undefined;
  }
  if (type === 'AWS::CodeDeploy::DeploymentGroup')
    return [...(source?.walk() ?? [])].some(([, value]) => value.text === 'BLUE_GREEN')
      ? 'blue-green'
      : undefined;
  if (/^aws_codedeploy_deployment_group$/.test(type))
    return /BLUE_GREEN/.test(text) ? 'blue-green' : undefined;
  if (/^aws_lambda_alias$/.test(type)) return /additional_version_weights/.test(text) ? 'canary' : undefined;
  if (/^google_cloud_run/.test(type))
    return splitKind([...text.matchAll(/percent\s*=\s*(\d+)/g)].map(([, share]) => Number(share)));
  if (/^google_vertex_ai_endpoint$/.test(type)) {
    const shares = /traffic_split\s*=\s*(?:jsonencode\()?\{([^}]*)\}/.exec(text)?.[1] ?? '';
    return splitKind([...shares.matchAll(/[=:]\s*(\d+)/g)].map(([, share]) => Number(share)));
  }
  return undefined;
}
