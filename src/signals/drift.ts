import type { Comparison } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

const twoSamples =
  /^(scipy\.stats\.(ks_2samp|kstest|chi2_contingency|chisquare|wasserstein_distance|entropy|anderson_ksamp|epps_singleton_2samp|mannwhitneyu|energy_distance)|scipy\.spatial\.distance\.jensenshannon)$/;
const named = /drift|population_stability|(^|[_.])psi($|[_.])|(data|dataset|covariate|distribution)_?shift/i;
/** Drift that is made, taken away or only drawn. */
const otherwise = /simulat|generat|inject|synth|add_|remove|correct|compensat|plot|fake|mock/i;
const before = /^(ref|base|expect|train|hist|old|prev)/i;
const after = /^(cur|prod|actual|new|live|serv|observ|recent|batch|today)/i;

/** A monitor of Azure ML; without signals of its own it watches the drift of data and predictions. https://learn.microsoft.com/azure/machine-learning/reference-yaml-monitor */
const azureMonitor = fromFiles<Evidence>({
  reads: ['**/*.{yml,yaml}'],
  mentions: /^create_monitor:/m,
  *parse({ path, yaml }) {
    const monitor = yaml()[0]?.get('create_monitor');
    const signals = monitor?.get('monitoring_signals');
    const found = [...(signals?.walk() ?? [])].find(
      ([key, { text = '' }]) => key === 'type' && /_drift$/.test(text),
    );
    const at = found?.[1] ?? (signals ? undefined : monitor);
    const kind = found?.[1].text;
    const note = kind ? say`watches for drift: ${kind}` : say`watches for drift by default`;
    if (at) yield { path, line: at.line, note };
  },
});

/** A statistical test that is named as one of drift, or a function that holds what was against what is. */
export const driftTest = derived({ module, azureMonitor }, ({ module, azureMonitor }): Evidence[] => [
  ...azureMonitor,
  ...module
    .filter(({ test }) => !test)
    .flatMap(({ path, calls, definitions }) => {
      const file = (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
      const call = calls.find(
        ({ name, within = '' }) =>
          twoSamples.test(name) &&
          !otherwise.test(within) &&
          (named.test(within) || /drift/i.test(file) || named.test(file)),
      );
      const own = definitions.find(
        ({ name, parameters }) =>
          named.test(name) &&
          !otherwise.test(name) &&
          parameters.some((one) => before.test(one.name)) &&
          parameters.some((one) => after.test(one.name)) &&
          calls.some(
            (inner) => inner.within === name && /^(numpy|scipy|pandas|polars|torch)\./.test(inner.name),
          ),
      );
      const at = call ?? own;
      return at ? [{ path, line: at.line, note: say`tests for drift: ${at.name}` }] : [];
    }),
]);

/** What is low where the model is not sure, and what is high. */
const sure =
  /\b(max_?)?(prob(a|s|ability|abilities)?|conf(idence)?|certainty|score|similarity)s?\b|\b\w*(confidence|probability|log_?prob)\b|prob\w*\[/i;
const unsure =
  /uncertain|entropy|\bstd\b|anomaly|outlier|z_?score|novelty|mahalanobis|distance|variance|ood/i;
const limit = /thresh|cut_?off|limit|min|max|tolerance|0?\.\d+|\b[1-9]\b/i;
const setAside =
  /other\b|unknown|review|reject|abstain|fallback|uncertain|unsure|none\b|flag|warn|manual|human|low[-_ ]?conf|anomal|outlier|alert|not[-_ ]?sure|escalat|HTTPException|raise|保留|要確認/i;
const measures = /^(sklearn\.metrics|torchmetrics|evaluate)\.|\.(score|evaluate)$/;

const asksForOutliers =
  /(outlier|anomal\w*|novelty|ood)(_?(detector|detection|model|checker|clf))?(\(\))?\.(predict\w*|score\w*|decision_function|detect\w*|is_\w+|check)$|(^|\.)(is|are|detect|check|flag|find)_(outliers?|anomal\w+|ood|novelty)$/i;

/**
 * Code that sets an input or a prediction aside at inference: an outlier detector, or a threshold below which the
 * model does not answer. Cut-offs between two classes, and thresholds for what is shown or released, are none.
 */
export const inferenceGuard = derived(
  { module, endpoint, codeStep, toolUse },
  ({ module, endpoint, codeStep, toolUse }): Evidence[] => {
    const answering = new Set([
      ...endpoint.map(({ path }) => path),
      ...codeStep.filter(({ step, test }) => step === 'scoring' && !test).map(({ path }) => path),
    ]);
    const byPath = new Map(module.map((one) => [one.path, one]));
    const atInference = (path: string) =>
      (answering.has(path) || /monitor|infer|serv|predict|scor|outlier|anomal/i.test(path)) &&
      !/(^|\/)[^/]*(train|prep|clean|etl|eda|feature)[^/]*$/i.test(path) &&
      !trainsOther(byPath.get(path));
    const detectors = inRole(toolUse, 'outlier-detection').used.filter(
      ({ notebook, path }) => !notebook && atInference(path),
    );
    // A service that only finds outliers is a model of its own; beside a prediction it guards that.
    const watches = module
      .filter(({ path, test, notebook }) => !test && !notebook && answering.has(path) && atInference(path))
      .flatMap(({ path, calls }) => {
        const watch = calls.find(({ name }) => asksForOutliers.test(name));
        const other = calls.some(
          ({ name, within }) =>
            /\.(predict\w*|infer)$/.test(name) &&
            !/outlier|anomal|novelty/i.test(name) &&
            within === watch?.within,
        );
        return watch && other ? [{ path, line: watch.line, note: say`calls ${watch.name}` }] : [];
      });
    const guards = module
      .filter(({ path, test, notebook }) => !test && !notebook && answering.has(path))
      .flatMap((one) => {
        const guard = one.comparisons.find(
          (comparison) => setsAside(comparison, one) || marksOutliers(comparison),
        );
        return guard
          ? [
              {
                path: one.path,
                line: guard.line,
                note: say`sets predictions aside: ${guard.left.slice(0, 40)} ${guard.operator} ${guard.right.slice(0, 40)}`,
              },
            ]
          : [];
      });
    return [...detectors, ...guards, ...watches];
  },
);

/** A file that trains a model is where outliers are cleaned away; a detector, too, has to be fitted. */
const trainsOther = (one: Module | undefined): boolean =>
  one?.calls.some(
    ({ name, imported }) =>
      imported &&
      /\.(fit|train|fit_generator|backward)$/.test(name) &&
      !/pyod|alibi_detect|anomal|outlier|IsolationForest|LocalOutlierFactor|OneClassSVM|EllipticEnvelope|Scaler|Encoder|PCA/.test(
        name,
      ),
  ) === true;

/** `if confidence < limit: return "review"`, or `if uncertainty > limit`. */
function setsAside(
  { left, right, operator, in: place, consequence = '', within }: Comparison,
  { calls }: Module,
): boolean {
  if (place !== 'if' || !/^[<>]=?$/.test(operator) || !setAside.test(consequence)) return false;
  // Where a metric is computed, a model is judged and not a prediction.
  if (calls.some((call) => call.within === within && measures.test(call.name))) return false;
  const [low, high] = operator.startsWith('<') ? [left, right] : [right, left];
  const isLimit = (side: string) => limit.test(side) && !/^\(?0?\.50?\)?$/.test(side);
  return (sure.test(low) && isLimit(high)) || (unsure.test(high) && isLimit(low));
}

/** Detectors answer −1 for what is unlike everything that they know. */
const marksOutliers = ({ left, operator, right }: Comparison): boolean =>
  operator === '==' &&
  ((right === '-1' && /outlier|anomal|detector|isolation|novelty/i.test(left)) ||
    (right === '1' && /is_outlier|is_anomaly/i.test(left)));
