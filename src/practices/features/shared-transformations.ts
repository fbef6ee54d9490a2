import { fittedPipeline, sharedTransformation } from '../../signals/feature.ts';
import { serving } from '../../signals/flag.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'features/shared-transformations',
  number: 48,
  mode: 'auto',
  applies: ['ml'],
  signals: { sharedTransformation, fittedPipeline, toolUse, serving },
  judge: ({ sharedTransformation, fittedPipeline, toolUse, serving }) => {
    const [{ objects = [], together = [], loads = [] } = {}] = fittedPipeline;
    const read = inRole(toolUse, 'feature-read').used;
    const store = new Set(read.map(({ path }) => path)).size >= 2 && serving.length > 0 ? read : [];
    return (
      met([...sharedTransformation, ...store]) ??
      met(together, loads) ??
      (objects.length > 0 && together.length > 0 ? met(together, loads) : undefined) ??
      partial(say`a serving side that loads the same object`, objects, together) ??
      unmet()
    );
  },
  scaffolds: [],
});
