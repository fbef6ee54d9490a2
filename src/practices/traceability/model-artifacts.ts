import { dvcModel, keptModel, loggedModel, savedModel } from '../../signals/artifact.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/model-artifacts',
  number: 25,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, keptModel, dvcModel, loggedModel, savedModel },
  judge: ({ toolUse, keptModel, dvcModel, loggedModel, savedModel }) => {
    const registry = inRole(toolUse, 'model-registry');
    return (
      met([...registry.used, ...dvcModel, ...loggedModel, ...keptModel]) ??
      partial(say`a registry that is on by default`, registry.off) ??
      partial(say`a registry or artefact store that knows which run made the file`, savedModel) ??
      unmet()
    );
  },
  scaffolds: ['dvc-pipeline', 'experiment-tracking', 'model-registry'],
});
