/** What a file or folder of an ML project holds, as far as its path tells. */
export type Content = 'model' | 'data' | 'metric' | 'code';

const code =
  /\.(py|pyx|ipynb|sh|bash|sql|r|rmd|jl|scala|java|cpp|cu|ya?ml|toml|cfg|ini|lock|md|rst|dockerfile)$/i;
const table =
  /\.(csv|tsv|parquet|feather|arrow|jsonl|ndjson|xlsx?|avro|orc|tfrecords?|arff|libsvm|npy|sqlite|db)$/i;
const network = /\.(onnx|pt|pth|ckpt|safetensors|keras|tflite|gguf|cbm|ubj|mlmodel|torchscript)$/i;
const object = /\.(pkl|pickle|joblib|h5|hdf5|bin|npz|rds|dill)$/i;
const picture = /\.(png|svg|html|pdf)$/i;

const dataFolder = /(^|\/)(data|datasets?|raw|interim|processed|corpus|corpora|\w*_(data|dataset))(\/|$)/i;
const word = (words: string) => new RegExp(`(^|[/_.-])(${words})(?=[/_.-]|\\d|$)`, 'i');
const modelName = word(
  'models?|weights|checkpoints?|ckpts?|classifier|regressor|estimator|clf|pipeline|vectorizer|tokenizer|encoder|scaler',
);
const dataName = word('data|datasets?|train|test|val|valid|holdout|features?|labels?|samples?|x|y');
const metricName = word(
  'metrics?|plots?|reports?|scores?|figures?|eval|evaluation|results?|logs?|predictions?|submission',
);

export function contentOf(path: string): Content {
  if (code.test(path)) return 'code';
  const named = modelName.test(path.replace(/model_(input|data)/gi, 'data'));
  if (dataFolder.test(path) && !named) return 'data';
  if (metricName.test(path) && !network.test(path)) return 'metric';
  if (table.test(path)) return 'data';
  if (network.test(path) || named) return 'model';
  if (object.test(path)) return dataName.test(path) ? 'data' : 'model';
  return picture.test(path) ? 'metric' : 'data';
}
