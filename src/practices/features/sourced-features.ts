import { module } from '../../signals/code/module.ts';
import { codeStep } from '../../signals/code/step.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { met, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/sourced-features',
  number: 49,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, codeStep, module },
  judge: ({ toolUse, codeStep, module }) => {
    const training = new Set(
      codeStep.filter(({ step, test }) => step === 'training' && !test).map(({ path }) => path),
    );
    const near = new Set([
      ...training,
      ...module.filter(({ path }) => training.has(path)).flatMap(({ locals }) => locals),
    ]);
    return met(inRole(toolUse, 'training-set').used.filter(({ path }) => near.has(path))) ?? unmet();
  },
  scaffolds: [],
});
