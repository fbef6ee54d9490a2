import { apiCode, otherTests, stepTest, type TestedStep } from '../../signals/testing.ts';
import { inRow, say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/tests',
  number: 32,
  mode: 'auto',
  applies: ['ml'],
  signals: { stepTest, otherTests, apiCode },
  judge: ({ stepTest, otherTests, apiCode }) => {
    const of = (step: TestedStep) => stepTest.filter((test) => test.step === step).slice(0, 3);
    const wanted = [of('data'), of('training'), ...(apiCode.length > 0 ? [of('api')] : [])];
    const missing = [
      ...(wanted[0]?.length ? [] : [say`data`]),
      ...(wanted[1]?.length ? [] : [say`training`]),
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
