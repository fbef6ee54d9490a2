import { versionedModel, versionedStep } from '../../signals/code/versioned.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/model-code-versioned',
  number: 17,
  mode: 'auto',
  applies: ['ml'],
  signals: { versionedStep, versionedModel },
  judge: ({ versionedStep, versionedModel }) => {
    const training = versionedStep.filter(({ step }) => step === 'training');
    // A repository that only infers has its model code in what computes predictions.
    const model = training.length > 0 ? training : versionedStep.filter(({ step }) => step === 'scoring');
    return (
      met(model.filter(({ notebook }) => !notebook)) ??
      met(training.length > 0 ? [] : versionedModel) ??
      partial(say`code outside notebooks, which can be reviewed, tested and run by a pipeline`, model) ??
      unmet()
    );
  },
  scaffolds: [],
});
