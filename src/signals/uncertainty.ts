import { say } from '../text.ts';
import { module } from './code/module.ts';
import { derived, type Evidence } from './signal.ts';

const named =
  /(^|_)(uncertaint(y|ies)|conformal|out_of_distribution|ood|prediction_intervals?|predictive_(entropy|variance)|mc_dropout|monte_carlo_dropout|epistemic|aleatoric|novelty_detect\w*|abstain\w*|quantile_forecasts?|(get|calculate|compute|estimate)_confidence(_scores?|_intervals?)?)(_|$)/;
/** Where a segmentation is refined at the points that are least certain, while it is trained. */
const ofPoints = /point_?(rend|head|features|sample)/i;
/** What a model of several quantiles is trained on. */
const quantileLoss = /(^|[_.])(quantile|pinball)_loss(_|$)/i;
const called =
  /\.(predict_intervals?|predict_quantiles?|conformali[sz]e|predict_with_uncertainty)$|^tensorflow_probability\.layers\./;
const quantileModel = /^(sklearn|lightgbm|xgboost|catboost|statsmodels)\b/;

/** Code of its own that says how sure the model is, or when it is asked about something unknown. */
export const uncertainty = derived({ module }, ({ module }): Evidence[] =>
  module
    .filter(({ path, test, notebook }) => !test && !notebook && !ofPoints.test(path))
    .flatMap(({ path, definitions, calls }) => {
      const found =
        definitions.find(
          ({ name, kind, parameters }) =>
            kind === 'function' &&
            (parameters.some((one) => /^return_(ci|intervals?|uncertainty)$/.test(one.name)) ||
              quantileLoss.test(name) ||
              (named.test(name.split('.').at(-1)?.toLowerCase() ?? '') && !/loss/i.test(name))),
        ) ??
        calls.find(
          ({ name, imported, arguments: given }) =>
            called.test(name) ||
            (imported && /\.(QuantileRegressor|CalibratedClassifierCV)$/.test(name)) ||
            given.some(
              ({ keyword = '', text }) =>
                (/^return_(std|cov)$/.test(keyword) && text === 'True') ||
                (/^(loss|objective|loss_function)$/.test(keyword) &&
                  /^(quantile|reg:quantileerror|Quantile|RMSEWithUncertainty)\b/.test(text) &&
                  quantileModel.test(name)),
            ),
        );
      return found ? [{ path, line: found.line, note: say`works out uncertainty: ${found.name}` }] : [];
    }),
);
