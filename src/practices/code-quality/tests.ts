import { codeStep } from '../../signals/code/step.ts';
import { apiCode, otherTests, stepTest, type TestedStep } from '../../signals/testing.ts';
import { inRow, say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/tests',
  number: 32,
  mode: 'auto',
  applies: ['ml'],
  signals: { stepTest, otherTests, apiCode, codeStep },
  judge: ({ stepTest, otherTests, apiCode, codeStep }) => {
    const of = (step: TestedStep) => stepTest.filter((test) => test.step === step).slice(0, 3);
    // Where nothing is trained, the model is what predicts.
    const trains = codeStep.some(({ step, test }) => step === 'training' && !test);
    const wanted = [
      of('data'),
      of(trains ? 'training' : 'scoring'),
      ...(apiCode.length > 0 ? [of('api')] : []),
    ];
    const missing = [
      ...(wanted[0]?.length ? [] : [say`data`]),
      ...(wanted[1]?.length ? [] : [trains ? say`training` : say`the model`]),
      ...(wanted[2]?.length === 0 ? [say`API`] : []),
    ];
    return (
      met(...wanted) ??
      partial(say`tests for: ${inRow(missing)}`, ...wanted, of('other'), otherTests) ??
      unmet()
    );
  },
  scaffolds: ['tests', 'model-quality-gate'],
});
