import { pinnedEnvironment } from '../../signals/dependencies.ts';
import { namedImage, projectEnvironment } from '../../signals/run.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/run-to-environment',
  number: 24,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, namedImage, projectEnvironment, pinnedEnvironment },
  judge: ({ toolUse, namedImage, projectEnvironment, pinnedEnvironment }) => {
    const saved = inRole(toolUse, 'run-environment');
    return (
      met([...saved.used, ...projectEnvironment, ...namedImage]) ??
      partial(say`a link from runs to the pinned environment`, pinnedEnvironment) ??
      partial(say`a tracker that is on by default`, saved.off) ??
      unmet()
    );
  },
  scaffolds: ['experiment-tracking'],
});
