import { say } from '../text.ts';
import { module } from './code/module.ts';
import { derived, type Evidence } from './signal.ts';

const named =
  /uncertainty|conformal|out_of_distribution|(^|_)ood(_|$)|prediction_interval|mc_dropout|monte_carlo_dropout|novelty|mahalanobis|epistemic|aleatoric/i;
const called =
  /GaussianProcessRegressor.*predict|\.predict_interval|\.predict_quantiles|quantile_regressor|\.conformalize/i;

/** Code of its own that says how sure the model is, or when it is asked about something unknown. */
export const uncertainty = derived({ module }, ({ module }): Evidence[] =>
  module
    .filter(({ test, notebook }) => !test && !notebook)
    .flatMap(({ path, definitions, calls }) => {
      const found =
        definitions.find(({ name }) => named.test(name.split('.').at(-1) ?? '')) ??
        calls.find(({ name }) => called.test(name));
      return found ? [{ path, line: found.line, note: say`works out uncertainty: ${found.name}` }] : [];
    }),
);
