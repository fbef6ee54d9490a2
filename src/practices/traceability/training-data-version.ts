import { inRole, toolUse } from '../../signals/tool/use.ts';
import {
  dvcData,
  kedroData,
  lfsData,
  pinnedDataset,
  plainData,
  tableRead,
} from '../../signals/trainingData.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/training-data-version',
  number: 26,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, dvcData, lfsData, kedroData, pinnedDataset, tableRead, plainData },
  judge: ({ toolUse, dvcData, lfsData, kedroData, pinnedDataset, tableRead, plainData }) => {
    const tool = inRole(toolUse, 'data-versioning');
    const atVersion = tableRead.filter(({ versioned }) => versioned);
    return (
      met([...dvcData, ...lfsData, ...kedroData, ...pinnedDataset, ...atVersion, ...tool.used]) ??
      partial(say`a version of the table that is read`, tableRead) ??
      partial(
        say`a version that a model can name; plain files in git grow the repository and say nothing of it`,
        plainData,
      ) ??
      partial(say`versioning that is on by default`, tool.off) ??
      unmet()
    );
  },
  scaffolds: ['dvc-pipeline', 'experiment-tracking'],
});
