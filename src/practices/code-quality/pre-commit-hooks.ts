import { hook, qualityHook } from '../../signals/qualityHook.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/pre-commit-hooks',
  number: 31,
  mode: 'auto',
  applies: ['ml'],
  signals: { hook, qualityHook },
  judge: ({ hook, qualityHook }) => {
    const any = hook.map((one) => ({ ...one, note: say`has the hook ${one.id}` }));
    return met(qualityHook) ?? partial(say`a linter or formatter that runs before a commit`, any) ?? unmet();
  },
  scaffolds: ['pre-commit', 'lefthook'],
});
