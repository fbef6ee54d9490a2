import type { Call } from '../formats/python/code.ts';
import { type Module, module } from '../signals/code/module.ts';
import { codeStep } from '../signals/code/step.ts';
import { inRole, toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwnCode, neighbours, trainingCalls } from './place.ts';

/** Jobs that are started elsewhere, where the training logs for itself. */
const elsewhere =
  /^(sagemaker|azureml|azure\.ai\.ml|google\.cloud\.aiplatform|vertexai|modal|ray\.job_submission)\b/;

/** Whether a script trains when it is run: not where code is there to be called, or fits something unknown to one thing. */
const isRun = ({ entry }: Module, { name, within, imported, arguments: given }: Call): boolean =>
  (entry !== undefined || within === undefined) && (imported || given.length > 1) && !elsewhere.test(name);

export default hint({
  id: 'untracked-training',
  practice: 'traceability/run-to-code',
  title: say`Training that leaves no trace`,
  signals: { module, codeStep, toolUse },
  *find({ module, codeStep, toolUse }) {
    const { used, off, imported, declared } = inRole(toolUse, 'experiment-tracking');
    const using = [...used, ...off, ...imported];
    // A pipeline that a tracker runs records what it runs.
    if (using.some(({ path }) => !/\.(py|ipynb)$/.test(path))) return;
    const tracking = new Set(using.map(({ path }) => path));
    const around = neighbours(module);
    const training = trainingCalls(codeStep);
    for (const file of module.filter((one) => isOwnCode(one) && training.has(one.path))) {
      const call = file.calls.find(({ range }) => range === training.get(file.path));
      const tracker = declared.find(({ path }) =>
        file.path.startsWith(path.slice(0, path.lastIndexOf('/') + 1)),
      );
      if (!call || !tracker || !isRun(file, call) || around(file.path).some(({ path }) => tracking.has(path)))
        continue;
      const note = say`This trains, but logs nothing to ${tracker.tool.name}, which the project depends on.`;
      yield { path: file.path, range: call.range, note };
    }
  },
});
