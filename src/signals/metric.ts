import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { module } from './code/module.ts';
import { otherStep } from './code/otherStep.ts';
import { codeStep } from './code/step.ts';
import { listed } from './listing.ts';
import { dvcStep } from './pipeline.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

const metricName =
  /\b(accuracy|acc|f1|auc|roc_auc|rmse|mse|mae|mape|r2|precision|recall|loss|bleu|rouge|perplexity|map50|iou|score|metrics?)(_\w+)?\b/i;

const metricKey =
  /(^|[\W_])(accuracy|acc|f1|auc|auroc|rmse|mse|mae|mape|r2|precision|recall|loss|bleu|rouge[l\d]*|perplexity|map|iou|score)([\W_\d]|$)/i;
const limitKey = /min|max|threshold|target|limit|weight/i;

/** A file that holds the values of metrics, and not only their names or limits. */
const metricFile = fromFiles<Evidence>({
  reads: [
    '**/{,*[-_]}{metrics,scores,evaluation,eval_results,test_results}{,[-_]*}{,/*}.{json,yml,yaml,toml,csv}',
    '**/evaluations/*.{json,csv}',
    '**/{metrics,scores}.txt',
  ],
  *parse({ path, text, yaml, json, toml }) {
    if (/(^|\/)(config|configs|conf|params|settings|tests?)\//.test(path)) return;
    const [header = '', row = ''] = text.split('\n');
    if (path.endsWith('.txt')) {
      const lines = text.trim().split('\n');
      const told = lines.findIndex((one) => /^[\w @-]{1,30}[:=]\s*-?\d/.test(one) && metricKey.test(one));
      if (told >= 0 && lines.length <= 30)
        yield { path, line: told + 1, note: say`is a versioned file of metrics` };
      return;
    }
    const line = path.endsWith('.csv')
      ? metricKey.test(header) && /\d/.test(row) && 2
      : valueIn(path.endsWith('.json') ? json() : path.endsWith('.toml') ? toml() : yaml()[0]);
    if (line) yield { path, line, note: say`is a versioned file of metrics` };
  },
});

const valueIn = (source: Located | undefined): number | undefined =>
  [...(source?.walk() ?? [])].find(
    ([key, { value }]) => typeof value === 'number' && metricKey.test(key) && !limitKey.test(key),
  )?.[1].line;

/** Metrics in files that git holds: those of DVC, and metric files beside the code. */
export const keptMetric = derived(
  { dvcStep, metricFile, listed },
  ({ dvcStep, metricFile, listed }): Evidence[] => {
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    return [
      ...dvcStep
        .flatMap(({ metrics }) => metrics)
        .map(({ path, line, file }) => ({ path, line, note: say`keeps the metrics of ${file}` })),
      ...metricFile.filter(({ path }) => tracked.has(path)),
    ];
  },
);

/** Metrics that are computed and then printed, plotted, or asserted in tests. */
export const shownMetric = derived(
  { module, codeStep, otherStep },
  ({ module, codeStep, otherStep }): Evidence[] => {
    const evaluated = [...codeStep, ...otherStep].filter(({ step }) => step === 'evaluation');
    const printed = module.flatMap(({ path, calls }) => {
      const call = calls.find(
        ({ name, arguments: given }) =>
          /^(print|logging\..*|logger\.\w+|.*\.(info|debug))$/.test(name) &&
          given.some(({ text }) => metricName.test(text)),
      );
      return call ? [{ path, line: call.line, note: say`prints a metric` }] : [];
    });
    const asserted = module.flatMap(({ path, comparisons, test }) => {
      const found = comparisons.find(
        ({ left, right, in: place }) =>
          place === 'assert' && metricName.test(`${left} ${right}`) && !/\bf[23]\b/.test(`${left} ${right}`),
      );
      return test && found ? [{ path, line: found.line, note: say`asserts a metric` }] : [];
    });
    return [...evaluated, ...printed, ...asserted];
  },
);

/** Libraries that validate a model by thresholds: MLflow, TensorFlow Model Analysis, Deepchecks. */
const thresholds =
  /^mlflow\..*(MetricThreshold|validate_evaluation_results)$|^tensorflow_model_analysis\.(MetricThreshold|GenericValueThreshold|GenericChangeThreshold)$|^deepchecks\..*\.add_condition_\w+$/;

/** A metric is held against a threshold, or against the current model, and something depends on it. */
export const qualityGate = derived({ module }, ({ module }): Evidence[] =>
  module
    .filter(({ notebook }) => !notebook)
    .flatMap(({ path, calls, comparisons, test }) => {
      const held = calls.find(
        ({ name, arguments: given }) =>
          thresholds.test(name) || given.some(({ keyword }) => keyword === 'validation_thresholds'),
      );
      if (held && !test)
        return [{ path, line: held.line, note: say`holds metrics against thresholds: ${held.name}` }];
      const gate = comparisons.find(({ left, right, in: place, consequence = '' }) => {
        const between = `${left} ${right}`;
        if (
          !(metricName.test(between) || metricKey.test(between)) ||
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
