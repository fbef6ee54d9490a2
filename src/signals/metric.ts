import { say } from '../text.ts';
import { module } from './code/module.ts';
import { listed } from './listing.ts';
import { dvcStep } from './pipeline.ts';
import { derived, type Evidence } from './signal.ts';

const metricName =
  /\b(accuracy|acc|f1|auc|roc_auc|rmse|mse|mae|mape|r2|precision|recall|loss|bleu|rouge|perplexity|map50|iou|score|metrics?)(_\w+)?\b/i;

/** Metrics in files that git holds: those of DVC without cache, and metric files beside the code. */
export const keptMetric = derived({ dvcStep, listed }, ({ dvcStep, listed }): Evidence[] => [
  ...dvcStep
    .flatMap(({ metrics }) => metrics)
    .map(({ path, line, file }) => ({ path, line, note: say`keeps the metrics of ${file}` })),
  ...listed
    .filter(
      ({ path, tracked }) =>
        tracked &&
        /(^|\/)(metrics|scores|evaluation|eval_results|test_results)(\/[^/]+)?\.(json|ya?ml|csv|toml)$/i.test(
          path,
        ) &&
        !/(^|\/)(tests?|node_modules|config|conf)\//.test(path),
    )
    .map(({ path }) => ({ path, line: 1, note: say`is a versioned file of metrics` })),
]);

/** Metrics that are printed, plotted, or asserted in tests. */
export const shownMetric = derived({ module }, ({ module }): Evidence[] =>
  module.flatMap(({ path, calls, comparisons, test }) => {
    const computed = calls.find(({ name }) => /^(sklearn\.metrics|torchmetrics|evaluate)\./.test(name));
    const printed = calls.find(
      ({ name, arguments: given }) =>
        /^(print|logging\..*|logger\.\w+|.*\.(info|debug))$/.test(name) &&
        given.some(({ text }) => metricName.test(text)),
    );
    const asserted = test
      ? comparisons.find(
          ({ left, right, in: place }) => place === 'assert' && metricName.test(`${left} ${right}`),
        )
      : undefined;
    const at = computed ?? printed ?? asserted;
    return at
      ? [
          {
            path,
            line: at.line,
            note: computed
              ? say`computes ${computed.name}`
              : printed
                ? say`prints a metric`
                : say`asserts a metric`,
          },
        ]
      : [];
  }),
);

/** A metric is held against a threshold, or against the current model, and something depends on it. */
export const qualityGate = derived({ module }, ({ module }): Evidence[] =>
  module
    .filter(({ notebook }) => !notebook)
    .flatMap(({ path, comparisons, test }) => {
      const gate = comparisons.find(({ left, right, in: place, consequence = '' }) => {
        const between = `${left} ${right}`;
        if (
          !metricName.test(between) ||
          /epoch|patience|early|best_(loss|val|acc)|len\(|is None|\.ndim|shape/i.test(between)
        )
          return false;
        const measured =
          /threshold|min_|max_|baseline|champion|challenger|production|current|prod|\d\.\d|new_|old_|candidate|target|prev/i.test(
            between,
          );
        const decides =
          place === 'assert'
            ? test || /valid|gate|check|evaluat/i.test(path)
            : /raise|exit|regist|deploy|promot|reject|fail|cancel|approve|return (True|False)|transition|alias|accept/i.test(
                consequence,
              );
        return (
          measured &&
          decides &&
          (place === 'assert'
            ? /accur|f1|auc|rmse|mae|r2|precision|recall|score|metric/i.test(between)
            : true)
        );
      });
      return gate
        ? [
            {
              path,
              line: gate.line,
              note: say`holds ${gate.left.slice(0, 40)} against ${gate.right.slice(0, 40)}`,
            },
          ]
        : [];
    }),
);
