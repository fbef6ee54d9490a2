import { say } from '../text.ts';
import { module } from './code/module.ts';
import { listed } from './listing.ts';
import { dvcOutput, dvcStep } from './pipeline.ts';
import { derived, type Evidence, fromFiles, type Place } from './signal.ts';

const isModel = (file: string) =>
  /model|weights|checkpoint|\.(pkl|pickle|joblib|h5|pt|pth|onnx|ckpt|bin|safetensors|keras)$/i.test(file);
const isMetric = (file: string) => /metric|eval|plot|report|score|\.png$/i.test(file);

/** Data, not models, whose versions DVC keeps. */
export const dvcData = derived({ dvcOutput, dvcStep }, ({ dvcOutput, dvcStep }): Evidence[] => [
  ...dvcOutput
    .filter(({ file }) => !isModel(file) && !isMetric(file))
    .map((one) => ({ ...one, note: say`tracks ${one.file}` })),
  ...dvcStep.flatMap(({ writes, path, line, name }) =>
    writes
      .filter((file) => !isModel(file) && !isMetric(file))
      .map((file) => ({ path, line, note: say`the step ${name} tracks ${file}` })),
  ),
]);

/** Models whose versions DVC keeps. */
export const dvcModel = derived({ dvcOutput, dvcStep }, ({ dvcOutput, dvcStep }): Evidence[] => [
  ...dvcOutput.filter(({ file }) => isModel(file)).map((one) => ({ ...one, note: say`tracks ${one.file}` })),
  ...dvcStep.flatMap(({ writes, path, line, name }) =>
    writes.filter(isModel).map((file) => ({ path, line, note: say`the step ${name} tracks ${file}` })),
  ),
]);

/** A line of `.gitattributes` that puts files under Git LFS. */
export interface LfsPattern extends Place {
  readonly pattern: string;
}

export const lfsPattern = fromFiles<LfsPattern>({
  reads: ['**/.gitattributes'],
  mentions: /filter=lfs/,
  *parse({ path, text }) {
    for (const [index, line] of text.split('\n').entries()) {
      const pattern = /^\s*([^#\s]\S*)\s.*\bfilter=lfs\b/.exec(line)?.[1];
      if (pattern) yield { pattern, path, line: index + 1 };
    }
  },
});

const dataFile =
  /\.(csv|tsv|parquet|feather|arrow|jsonl|npy|npz|h5|hdf5|xlsx?|avro|orc|tfrecords?|arff|libsvm|sqlite|db)$/i;
const dataFolder = /(^|\/)(data|datasets?|raw|processed|interim|external|input|training|train)\//i;

/** Data that is kept in git as plain files. */
export const plainData = derived({ listed }, ({ listed }): Evidence[] =>
  listed
    .filter(
      ({ path, tracked }) =>
        tracked &&
        dataFile.test(path) &&
        !/(^|\/)(tests?|docs?|results?|outputs?|metrics?|reports?)\//i.test(path),
    )
    .filter(
      ({ path }) =>
        dataFolder.test(path) || /data|train|sample/i.test(path) || /\.(csv|tsv|parquet|jsonl)$/i.test(path),
    )
    .map(({ path }) => ({ path, line: 1, note: say`is data in plain git` })),
);

const saving =
  /(^|\.)(joblib\.dump|pickle\.dump|cloudpickle\.dump|dill\.dump|torch\.save|save_pretrained|save_model|save_weights|save_checkpoint|saved_model\.save|models\.save_model|dump_model|to_disk|export_saved_model|onnx\.export)$|^(tensorflow|keras|xgboost|lightgbm|catboost|torch|sklearn)\b.*\.save$|^model\.save$/;

/** Models that are saved to a path. */
export const savedModel = derived({ module }, ({ module }): Evidence[] =>
  module.flatMap(({ path, test, calls }) => {
    const save = test ? undefined : calls.find(({ name }) => saving.test(name));
    return save ? [{ path, line: save.line, note: say`saves a model to a path: ${save.name}` }] : [];
  }),
);
