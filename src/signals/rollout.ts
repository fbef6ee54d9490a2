import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { ciJob } from './ci/job.ts';
import { module } from './code/module.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** How versions of a model share the traffic, or follow each other. */
export interface Rollout extends Evidence {
  /** `single` is a split in name only: everything goes to one version. */
  readonly kind: 'split' | 'canary' | 'blue-green' | 'shadow' | 'single';
}

export const rollout = derived(
  { ciJob, module, toolUse, ...resourceSignals },
  function* ({ ciJob, module, toolUse, ...resources }): Generator<Rollout> {
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
    for (const use of inRole(toolUse, 'gradual-rollout').used) yield { ...use, kind: 'canary' };
    for (const job of ciJob) {
      for (const { text, path, line } of job.runs) {
        const kind =
          /--traffic[ =]"?\w+=\d+[, ]+\w+=\d+|--to-revisions[ =]\S+=\d+,\S+=\d+|traffic-split|canaryTrafficPercent/.test(
            text,
          )
            ? 'split'
            : /\b(blue|green)\b.*\b(deploy|upgrade|switch|swap)|deployment slot swap/i.test(text)
              ? 'blue-green'
              : undefined;
        if (kind) yield { kind, path, line, note: say`${sentences[kind]}: ${text.slice(0, 60)}` };
      }
    }
    for (const one of module) {
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
      for (const call of one.calls) {
        const traffic = call.arguments.find(
          ({ keyword }) =>
            keyword === 'traffic_split' || keyword === 'traffic' || keyword === 'traffic_percentage',
        )?.text;
        const kind =
          traffic === undefined
            ? undefined
            : splitKind([...traffic.matchAll(/:\s*(\d+)/g)].map(([, share]) => Number(share)));
        if (kind)
          yield { kind, path: one.path, line: call.line, note: say`${sentences[kind]}: ${call.name}` };
      }
    }
  },
);

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
    return percent && Number(percent.value) > 0 && Number(percent.value) < 100 ? 'canary' : undefined;
  }
  if (/seldon/.test(type)) {
    const predictors =
      source?.get('spec', 'predictors')?.items ?? source?.get('spec', 'candidates')?.items ?? [];
    if (predictors.some((one) => one.get('shadow')?.value === true) || source?.get('spec', 'mirror'))
      return 'shadow';
    return predictors.length < 2
      ? undefined
      : splitKind(
          [...numbers(predictors, 'traffic'), ...numbers(predictors, 'weight')].filter(
            (share) => !Number.isNaN(share),
          ),
        );
  }
  if (/serving\.knative\.dev\/.*\/Service/.test(type))
    return splitKind(numbers(source?.get('spec', 'traffic')?.items ?? [], 'percent'));
  if (/argoproj\.io\/.*\/Rollout/.test(type))
    return source?.get('spec', 'strategy', 'blueGreen') ? 'blue-green' : 'canary';
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
    const variants = text.match(/(^|\s)production_variants\s*\{/g)?.length ?? 0;
    return variants >= 2 ? 'split' : variants === 1 ? 'single' : undefined;
  }
  if (type === 'AWS::SageMaker::EndpointConfig') {
    const variants = source?.get('Properties', 'ProductionVariants')?.items.length ?? 0;
    return variants >= 2 ? 'split' : variants === 1 ? 'single' : undefined;
  }
  if (/^aws_codedeploy_deployment_group$/.test(type))
    return /BLUE_GREEN/.test(text) ? 'blue-green' : undefined;
  if (/^aws_lambda_alias$/.test(type)) return /additional_version_weights/.test(text) ? 'canary' : undefined;
  if (/^google_cloud_run/.test(type))
    return splitKind([...text.matchAll(/percent\s*=\s*(\d+)/g)].map(([, share]) => Number(share)));
  if (/^google_vertex_ai_endpoint$/.test(type)) return /traffic_split/.test(text) ? 'split' : undefined;
  return undefined;
}
