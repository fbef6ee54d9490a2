import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

const statistics =
  /^(scipy\.stats\.(ks_2samp|kstest|chi2_contingency|chisquare|wasserstein_distance|entropy|anderson_ksamp|epps_singleton_2samp|mannwhitneyu)|scipy\.spatial\.distance\.jensenshannon|numpy\.histogram)/;

/** A statistical test that is named as one of drift. */
export const driftTest = derived({ module }, ({ module }): Evidence[] =>
  module
    .filter(({ test }) => !test)
    .flatMap(({ path, calls, definitions }) => {
      const named = definitions.find(({ name }) =>
        /drift|population_stability|(^|_)psi(_|$)|data_shift|covariate_shift/i.test(name),
      );
      const call = calls.find(
        ({ name, within = '' }) =>
          statistics.test(name) && (/drift|psi|shift/i.test(within) || /drift|shift/i.test(path)),
      );
      const own =
        named &&
        /psi|population_stability|drift/i.test(named.name) &&
        calls.some(({ within, name }) => within === named.name && /numpy\.|scipy\./.test(name))
          ? named
          : undefined;
      const at = call ?? own;
      return at ? [{ path, line: at.line, note: say`tests for drift: ${at.name}` }] : [];
    }),
);

const certainty =
  /\b(prob(a|s|ability|abilities)?|confidence|conf|certainty|score|max_prob|uncertainty|entropy|std|anomaly_score|outlier|z_?score|distance|similarity)\b|prob\w*\[|confidence/i;
const limit = /thresh|cutoff|limit|min_|max_|tolerance|0?\.\d+/i;
const setAside =
  /other|unknown|review|reject|abstain|fallback|uncertain|unsure|none\b|flag|warn|manual|human|low[-_ ]?conf|anomal|outlier|alert|not[-_ ]?sure|escalat|HTTPException|raise/i;

/**
 * Code that sets an input or a prediction aside at inference: an outlier detector, or a threshold below which the
 * model does not answer. Cut-offs between two classes, and thresholds for what is shown, are none.
 */
export const inferenceGuard = derived(
  { module, endpoint, codeStep, toolUse },
  ({ module, endpoint, codeStep, toolUse }): Evidence[] => {
    const answering = new Set([
      ...endpoint.map(({ path }) => path),
      ...codeStep.filter(({ step, test }) => step === 'scoring' && !test).map(({ path }) => path),
    ]);
    const detectors = inRole(toolUse, 'outlier-detection').used.filter(
      ({ notebook, path, tool }) => !notebook && (tool.id !== 'scikit-learn' || answering.has(path)),
    );
    const thresholds = module
      .filter(({ path, test, notebook }) => !test && !notebook && answering.has(path))
      .flatMap(({ path, comparisons }) => {
        const guard = comparisons.find(({ left, right, operator, in: place, consequence = '' }) => {
          const between = `${left} ${right}`;
          return (
            place === 'if' &&
            /[<>]/.test(operator) &&
            certainty.test(between) &&
            limit.test(between) &&
            !/(^|[^\d.])0?\.50?\b/.test(right) &&
            setAside.test(consequence)
          );
        });
        return guard
          ? [
              {
                path,
                line: guard.line,
                note: say`sets predictions aside: ${guard.left.slice(0, 40)} ${guard.operator} ${guard.right.slice(0, 40)}`,
              },
            ]
          : [];
      });
    return [...detectors, ...thresholds];
  },
);
