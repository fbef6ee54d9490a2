import { versionedStep } from '../../signals/code/versioned.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/data-code-versioned',
  number: 16,
  mode: 'auto',
  applies: ['ml'],
  signals: { versionedStep },
  judge: ({ versionedStep }) => {
    const data = versionedStep.filter(({ step }) => step === 'data');
    return (
      met(data.filter(({ notebook }) => !notebook)) ??
      partial(say`code outside notebooks, which can be reviewed, tested and scheduled`, data) ??
      unmet()
    );
  },
  scaffolds: [],
});
