import { say } from '../text.ts';
import { module } from './code/module.ts';
import { contentOf } from './content.ts';
import { modelFiles } from './flag.ts';
import { tracked } from './pipeline.ts';
import { derived, type Evidence } from './signal.ts';

/** Models whose versions DVC keeps. */
export const dvcModel = derived({ tracked }, ({ tracked }): Evidence[] =>
  tracked.filter(({ file, made }) => made && contentOf(file) === 'model'),
);

/** Calls by which trackers take a file; which one it is stands in an argument. */
const logging =
  /^(mlflow|neptune|wandb|comet_ml|aim|clearml|dvclive|swanlab|azureml)\b.*\.(log_artifacts?|log_file|log_model|upload_artifact|upload_file|upload_folder|save|track)$|\.experiment\.log_artifact$/;
/** A variable that holds the path of a model. */
const modelPath = /\b(best_)?model(_\w*)?path\b|checkpoint_path|best_checkpoint|ckpt_path|weights_path/i;

/** Model files that are given to a tracker, which keeps them with the run. */
export const loggedModel = derived({ module }, ({ module }): Evidence[] =>
  module.flatMap(({ path, test, calls, imports }) =>
    calls
      .filter(
        ({ name, arguments: given }) =>
          !test &&
          (logging.test(name) ||
            (name === '?.upload' && imports.some(({ module }) => module === 'neptune'))) &&
          given.some(({ kind, text }) =>
            kind === 'string' ? text.includes('.') && contentOf(text) === 'model' : modelPath.test(text),
          ),
      )
      .map(({ name, line }) => ({ path, line, note: say`gives the model to the tracker: ${name}` })),
  ),
);

const saving =
  /(^|\.)(torch\.save|save_pretrained|save_model|save_weights|save_checkpoint|saved_model\.save|models\.save_model|dump_model|export_saved_model|onnx\.export|to_onnx)$|^(tensorflow|keras|xgboost|lightgbm|catboost|torch|spacy)\b.*\.(save|to_disk)$|(^|\.)model\.save$/;
const dumping = /^(joblib|pickle|cloudpickle|dill|skops\.io)\.dump$/;
/** Training jobs that put their model into a bucket. */
const training = /^sagemaker\..*\(\)\.(fit|train)$/;
const uploading = /\.(upload_file|upload_blob|upload_from_filename|upload_fileobj|put_object|put_file)$/;
const noModel = /data|frame|\bdf|vocab|split|result|histor|metric|label|\b[Xy]_|predictions?/;

/** A file of a model in a store, by its address. */
const remoteModel =
  /^(https?|s3|gs|abfss?|wasbs?):\/\/.+\.(pt|pth|onnx|safetensors|pkl|joblib|keras|ckpt|tflite|gguf)$/i;

/** Models that are saved to a path, here or in a bucket, or are kept in git. */
export const savedModel = derived({ module, modelFiles }, ({ module, modelFiles }): Evidence[] => [
  ...module.flatMap(({ path, test, calls }) => {
    const save = calls.find(
      ({ name, arguments: given }) =>
        saving.test(name) ||
        training.test(name) ||
        (dumping.test(name) && !noModel.test(given[0]?.text ?? '')) ||
        (uploading.test(name) &&
          given.some(
            ({ kind, text }) => kind === 'string' && text.includes('.') && contentOf(text) === 'model',
          )),
    );
    return save && !test ? [{ path, line: save.line, note: say`saves a model to a path: ${save.name}` }] : [];
  }),
  ...module.flatMap(({ path, test, paths }) => {
    const kept = test ? undefined : paths.find(({ text }) => remoteModel.test(text));
    return kept ? [{ path, line: kept.line, note: say`takes a model from ${kept.text.slice(0, 60)}` }] : [];
  }),
  ...modelFiles,
]);
