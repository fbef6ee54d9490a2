import type { Argument } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { module } from './code/module.ts';
import { pathParts } from './code/path.ts';
import { codeStep } from './code/step.ts';
import { contentOf } from './content.ts';
import { modelFiles } from './flag.ts';
import { tracked } from './pipeline.ts';
import { derived, type Evidence } from './signal.ts';

/** Steps whose platform keeps their outputs with the run: models of Kubeflow and ZenML, and all that a flow of Metaflow holds. */
export const keptModel = derived({ module, codeStep }, ({ module, codeStep }): Evidence[] => {
  const training = new Set(
    codeStep.filter(({ step, test }) => step === 'training' && !test).map(({ path }) => path),
  );
  return module
    .filter(({ test }) => !test)
    .flatMap(({ path, definitions }) =>
      definitions
        .filter(
          ({ parameters, returns, bases }) =>
            parameters.some(({ type }) => /^(\w+\.)*Output\[(\w+\.)*\w*Model\]$/.test(type ?? '')) ||
            /ArtifactConfig\([^)]*(is_model_artifact=True|ArtifactType\.MODEL)/.test(returns ?? '') ||
            (bases.includes('metaflow.FlowSpec') && training.has(path)),
        )
        .map(({ name, line }) => ({ path, line, note: say`keeps the model with the run: ${name}` })),
    );
});

/** Models whose versions DVC keeps. */
export const dvcModel = derived({ tracked }, ({ tracked }): Evidence[] =>
  tracked.filter(({ file, made }) => made && contentOf(file) === 'model'),
);

/** Calls by which trackers take a file; which one it is stands in an argument. */
const logging =
  /^(mlflow|neptune|wandb|comet_ml|aim|clearml|dvclive|swanlab|azureml)\b.*\.(log_artifacts?|log_file|log_model|upload_artifact|upload_file|upload_folder|upload|save|track)$|\.experiment\.log_artifact$/;
/** A variable that holds the path of a model. */
const modelPath = /\b(best_)?model(_\w*)?path\b|checkpoint_path|best_checkpoint|ckpt_path|weights_path/i;

/** File names in an expression: `str(out / "model.pkl")`, `f"{out}/model.pkl"`. */
const textsIn = (text: string): string[] =>
  [...text.matchAll(/["']([^"'\s]+\.\w{2,12})["']/g)].map(([, one]) => one ?? '');
/** Whether an argument is the name of a model's file. */
const namesModel = ({ kind, text }: Argument): boolean =>
  kind === 'string' && text.includes('.') && contentOf(text) === 'model';
/** A folder of models, here or among the artefacts of a run. */
const modelFolder = /^(.*\/)?(models?|checkpoints?|weights|saved_models?)\/?$/i;

/** Model files that are given to a tracker, which keeps them with the run. */
export const loggedModel = derived({ module }, ({ module }): Evidence[] =>
  module.flatMap(({ path, test, calls, imports }) =>
    calls
      .filter(
        ({ name, line, range, arguments: given }) =>
          !test &&
          (logging.test(name) ||
            (name === '?.upload' && imports.some(({ module }) => module === 'neptune'))) &&
          ([...given, ...pathParts(calls, line, range.endLine)].some(namesModel) ||
            given.some(
              ({ kind, text }) =>
                kind !== 'string' &&
                (modelPath.test(text) || textsIn(text).some((one) => contentOf(one) === 'model')),
            ) ||
            given.some(
              ({ keyword, kind, text }, at) =>
                kind === 'string' &&
                modelFolder.test(text) &&
                (keyword === 'artifact_path' || (!keyword && (at === 1 || /s$|folder$/.test(name)))),
            )),
      )
      .map(({ name, line }) => ({ path, line, note: say`gives the model to the tracker: ${name}` })),
  ),
);

const saving =
  /(^|\.)(torch\.save|save_pretrained|save_model|save_weights|save_checkpoint|saved_model\.save|models\.save_model|dump_model|export_saved_model|onnx\.export|to_onnx|ModelCheckpoint)$|^ultralytics\.\w*YOLO\(\)\.train$|^(tensorflow|keras|xgboost|lightgbm|catboost|torch|spacy)\b.*\.(save|to_disk)$|(^|\.)model\.save$/;
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
        (uploading.test(name) && given.some(namesModel)),
    );
    return save && !test ? [{ path, line: save.line, note: say`saves a model to a path: ${save.name}` }] : [];
  }),
  ...module.flatMap(({ path, test, paths }) => {
    const kept = test ? undefined : paths.find(({ text }) => remoteModel.test(text));
    return kept ? [{ path, line: kept.line, note: say`takes a model from ${kept.text.slice(0, 60)}` }] : [];
  }),
  ...modelFiles,
]);
