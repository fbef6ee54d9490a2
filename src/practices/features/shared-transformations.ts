import { fittedPipeline, sharedStore, sharedTransformation } from '../../signals/sharedTransformation.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/shared-transformations',
  number: 48,
  mode: 'auto',
  applies: ['ml'],
  signals: { sharedTransformation, sharedStore, fittedPipeline },
  judge: ({ sharedTransformation, sharedStore, fittedPipeline }) => {
    const [{ objects = [], saved = [], loaded = [] } = {}] = fittedPipeline;
    return (
      met([...sharedTransformation, ...sharedStore]) ??
      met(saved, loaded) ??
      partial(say`a serving side that loads the same object`, objects, saved) ??
      unmet()
    );
  },
  scaffolds: ['feature-module'],
});
