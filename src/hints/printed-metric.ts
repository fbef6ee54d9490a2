import type { Call } from '../formats/python/code.ts';
import { module } from '../signals/code/module.ts';
import { codeStep } from '../signals/code/step.ts';
import { inRole, toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwnCode, neighbours } from './place.ts';

const metric =
  /\b(accuracy|balanced_accuracy|f1|auc|roc_auc|rmse|mse|mae|mape|r2|precision|recall|bleu|rouge|perplexity)(_score)?\b/i;
/** Writing of results that somebody may compare. */
const keeps =
  /(\.to_csv|\.to_json|\.to_sql|\.to_parquet|\.write_text|^json\.dump|^yaml\.\w*dump|^pickle\.dump|\.savetxt|\.writerow|\.add_scalar|\.log\w*|FileHandler)$/;

export default hint({
  id: 'printed-metric',
  practice: 'monitoring/offline-metrics',
  title: say`Metric that is only printed`,
  quiet: true,
  signals: { module, codeStep, toolUse },
  *find({ module, codeStep, toolUse }) {
    const { used, off, imported } = inRole(toolUse, 'experiment-tracking');
    const tracking = new Set([...used, ...off, ...imported].map(({ path }) => path));
    const around = neighbours(module);
    const evaluating = new Set(
      codeStep.filter(({ step }) => step === 'evaluation' || step === 'training').map(({ path }) => path),
    );
    for (const file of module.filter((one) => isOwnCode(one) && evaluating.has(one.path))) {
      const call = file.calls.find(
        (one) =>
          one.name === 'print' &&
          one.arguments.some(({ kind }) => kind !== 'string') &&
          one.arguments.some(({ text }) => metric.test(text)),
      );
      if (!call) continue;
      const kept = around(file.path).some(
        ({ path, calls }) => tracking.has(path) || calls.some(keepsMetrics),
      );
      if (kept) continue;
      const note = say`This metric is printed and then gone, so no run can be compared with the last one.`;
      yield { path: file.path, range: call.range, note };
    }
  },
});

const keepsMetrics = ({ name, arguments: given }: Call): boolean =>
  (keeps.test(name) && !/^(math|numpy|torch)\./.test(name)) ||
  (/(^|\.)open$/.test(name) && given.some(({ text }) => /^[wax]b?\+?t?$/.test(text)));
