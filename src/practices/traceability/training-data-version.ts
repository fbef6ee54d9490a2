import { dvcData, lfsPattern, plainData } from '../../signals/artifact.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const data =
  /\.(csv|tsv|parquet|feather|arrow|jsonl?|npy|npz|h5|hdf5|xlsx?|zip|gz|tar|jpe?g|png|wav|mp4|tfrecords?|sqlite|db)\b|(^|\/)(data|datasets?)\//i;

export default practice({
  id: 'traceability/training-data-version',
  number: 26,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, dvcData, lfsPattern, plainData },
  judge: ({ toolUse, dvcData, lfsPattern, plainData }) => {
    const versioned = inRole(toolUse, 'data-versioning');
    const large = lfsPattern
      .filter(({ pattern }) => data.test(pattern))
      .map((one) => ({ ...one, note: say`keeps ${one.pattern} in Git LFS` }));
    const tables = inRole(toolUse, 'table-format').used;
    return (
      met([...dvcData, ...large, ...versioned.used]) ??
      partial(say`a version of the table that is read`, tables) ??
      partial(
        say`a version that a model can name; plain files in git grow the repository and say nothing of it`,
        plainData,
      ) ??
      partial(say`versioning that is on by default`, versioned.off) ??
      unmet()
    );
  },
  scaffolds: ['dvc-pipeline'],
});
