import type { Range } from '../../formats/lines.ts';
import type { Call } from '../../formats/python/code.ts';
import { say } from '../../text.ts';
import { derived, type Evidence } from '../signal.ts';
import { tools, wildcard } from '../tool/catalogue.ts';
import { type Module, module } from './module.ts';

export type StepName = 'data' | 'training' | 'evaluation' | 'scoring';

/** That code does a step of machine learning, and where it first does so in a file. */
export interface CodeStep extends Evidence {
  readonly step: StepName;
  readonly notebook: boolean;
  readonly test: boolean;
  /** Of the call that does it. */
  readonly range?: Range;
}

/** Calls that are a step by their full names. */
const calls: Readonly<Record<StepName, (name: string) => boolean>> = {
  data: wildcard(
    'pandas.read_*',
    'pandas.*dropna',
    'pandas.*fillna',
    'pandas.*drop_duplicates',
    'pandas.*groupby',
    'pandas.*merge',
    'pandas.get_dummies',
    'polars.read_*',
    'polars.scan_*',
    'polars.*with_columns',
    'polars.*group_by',
    'dask.dataframe.read_*',
    'cudf.read_*',
    'geopandas.read_file',
    'datasets.load_*',
    'datasets.Dataset.*',
    'torchvision.datasets.*',
    'torchaudio.datasets.*',
    'torchtext.datasets.*',
    'tensorflow.keras.datasets.*',
    'keras.datasets.*',
    'tensorflow_datasets.load',
    'tensorflow.data.*',
    'sklearn.datasets.*',
    'torch.utils.data.*',
    'pyspark.sql.*.read*',
    'pyspark.sql.*.table',
    'pyspark.sql.*.withColumn*',
    'spark.read.*',
    'spark.readStream.*',
    'spark.table',
    'apache_beam.io.Read*',
    'ray.data.read_*',
    'duckdb.*',
    'awswrangler.*.read*',
    'tensorflow.keras.utils.image_dataset_from_directory',
    'tensorflow.keras.preprocessing.*',
    'sklearn.preprocessing.*',
    'sklearn.impute.*',
    'sklearn.feature_extraction.*',
    'sklearn.model_selection.train_test_split',
    'sklearn.compose.*',
    'albumentations.Compose',
    'torchvision.transforms.*Compose',
    'kaggle.*',
    'kagglehub.*',
    'tiktoken.*encode*',
    'numpy.loadtxt',
    'numpy.genfromtxt',
    'h5py.File',
    'xarray.open_*',
    'rasterio.open',
    'nibabel.load',
    'pydicom.dcmread',
    'SimpleITK.ReadImage',
    'librosa.load',
    'librosa.feature.*',
    'pyarrow.parquet.*',
    'pyarrow.dataset.dataset',
    'pandas_gbq.read_gbq',
    'google.cloud.bigquery.*query',
    'snowflake.snowpark.*',
    'yfinance.*',
    'openml.*',
    'ucimlrepo.fetch_ucirepo',
    'seaborn.load_dataset',
    'gdown.download*',
    'roboflow.*download',
    'fiftyone.*load_*',
    'torch_geometric.datasets.*',
    'torch_geometric.loader.*',
    'webdataset.WebDataset*',
    'streaming.StreamingDataset',
    'streaming.MDSWriter',
    'tensorflow.io.parse_*example',
    'tensorflow.io.TFRecordWriter',
    'tensorflow_transform.*',
    'tsfresh.*',
    'imblearn.*fit_resample',
    'mne.io.read_raw*',
    'spacy.tokens.DocBin*',
    'langchain*TextSplitter*',
    'langchain_community.document_loaders.*',
    'llama_index.*SimpleDirectoryReader*',
    'urllib.request.urlretrieve',
    'tensorflow.keras.utils.get_file',
    'nltk.corpus.*',
    'nltk.stem.*',
    'spark.sql',
    'pandas.cut',
    'pandas.qcut',
  ),
  training: wildcard(
    'lightgbm.train',
    'lightgbm.cv',
    'xgboost.train',
    'xgboost.cv',
    'tensorflow.GradientTape',
    'tensorflow.*Optimizer().minimize',
    'tensorflow.*Optimizer().apply_gradients',
    'tensorflow.*Optimizer().compute_gradients',
    'tensorflow.*train.*Optimizer',
    'tensorflow.estimator.train_and_evaluate',
    '*Trainer*().train',
    'ultralytics.*().train',
    'stable_baselines3.*().learn',
    'mmengine.*().train',
    'h2o.*().train',
    'sagemaker.*().fit',
    'google.cloud.aiplatform.*TrainingJob().run',
    'jax.grad',
    'jax.value_and_grad',
    'optax.*',
    'torch.optim.*',
    'ray.train.*Trainer*',
    'spacy.cli.train*',
    'fastai.*learner*',
    '*.fit_one_cycle',
    '*.fine_tune',
    'gensim.models.*2Vec',
    'gensim.models.FastText',
    'gensim.models.Lda*Model',
    'surprise.*().fit',
    'autogluon.*().fit',
    'pycaret.*compare_models',
    'pycaret.*create_model',
    'azureml.train.*',
    'sagemaker.workflow.steps.TrainingStep',
    'sagemaker.workflow.steps.TuningStep',
    'google_cloud_pipeline_components.*Train*Op',
    'google_cloud_pipeline_components.*TrainingJob*',
  ),
  evaluation: wildcard(
    'sklearn.metrics.*',
    'torchmetrics.*',
    'evaluate.load',
    'jiwer.*',
    'sacrebleu.*',
    'rouge_score.*',
    'bert_score.*',
    'seqeval.metrics.*',
    'sklearn.model_selection.cross_val*',
    '*.evaluate',
    'sklearn.*().score',
    'xgboost.*().score',
    'lightgbm.*().score',
    'catboost.*().score',
    'mlflow.evaluate',
    'mlflow.models.evaluate',
    'tensorflow_model_analysis.*',
  ),
  scoring: wildcard(
    'pyspark.ml.*Model.load().transform',
    'mlflow.spark.load_model().transform',
    '*.predict',
    '*.predict_proba',
    '*.predict_on_batch',
    'mlflow.*spark_udf',
    'databricks.*score_batch',
    'transformers.pipeline',
    'onnxruntime.InferenceSession().run',
    '*.load_model',
    'transformers.*.from_pretrained',
    'diffusers.*.from_pretrained',
    'peft.*.from_pretrained',
    'unsloth.*.from_pretrained',
    'vllm.LLM',
    'llama_cpp.Llama*',
    'ctranslate2.*',
    'faster_whisper.WhisperModel',
    'open_clip.create_model*',
    'tensorflow.import_graph_def',
    'tensorflow.*Session().run',
    'sentence_transformers.SentenceTransformer().encode*',
    'langchain*.invoke',
    'langgraph*.invoke',
    'llama_index*.query',
    'torch.inference_mode',
    'torch.no_grad',
    'joblib.load',
    'torch.load',
    'torch.jit.load',
    'spacy.load',
    'ultralytics.YOLO()',
    '*.generate',
  ),
};

const mlImports = new Set(
  tools
    .filter(({ roles }) => 'ml-library' in roles)
    .flatMap(({ imports }) => (imports ?? []).map((name) => name.split('.')[0] ?? name)),
);

/** Libraries whose `evaluate` works something else out. */
const notEvaluating = /^(numexpr|pandas|sympy|jinja2)\b/;

/** Libraries whose `fit` prepares data. */
const preparing =
  /^sklearn\.(preprocessing|impute|feature_extraction|compose|decomposition|feature_selection)\b|^category_encoders|^feature_engine|Scaler|Encoder|Vectorizer|Tokenizer|Preprocessor/;

const usesLearning = ({ imports }: Module) =>
  imports.some(({ module }) => mlImports.has(module.split('.')[0] ?? module));

/** Calls that fetch data, and models as well. */
const downloads = /urlretrieve|get_file|gdown|numpy\.load$/;
const weights =
  /\.(pth?|onnx|h5|weights|ckpt|safetensors|pkl|bin|caffemodel|tflite)\b|weights|checkpoint|models?\b/i;

/** The step that a call is, if it is one. */
function stepOf(call: Call, learning: boolean): StepName | undefined {
  const last = call.name.replace(/\(\)$/, '').split('.').at(-1) ?? '';
  const method = call.name.includes('.');
  if (
    method &&
    /^(fit|partial_fit|fit_predict|fit_generator|train_on_batch|fit_transform)$/.test(last) &&
    learning
  ) {
    return preparing.test(call.name) || last === 'fit_transform' ? 'data' : 'training';
  }
  if (method && last === 'backward' && learning) return 'training';
  for (const step of ['training', 'evaluation', 'data', 'scoring'] as const) {
    // Notebooks of Databricks are given `spark`.
    const known = call.imported || (learning && step !== 'data') || call.name.startsWith('spark.');
    if (step === 'data' && downloads.test(call.name) && call.arguments.some(({ text }) => weights.test(text)))
      continue;
    if (step === 'evaluation' && notEvaluating.test(call.name)) continue;
    if (known && calls[step](call.name)) return step;
  }
  return undefined;
}

const datasets =
  /^(torch\.utils\.data\.|lightning\.|pytorch_lightning\.)(Dataset|IterableDataset|LightningDataModule|.*DataModule)|tensorflow\.keras\.utils\.(Sequence|PyDataset)|^sklearn\.base\.TransformerMixin$/;

/** A file whose name says that it prepares data, and the libraries that hold data. */
const preparingFile =
  /(^|[/_])(pre_?process(ing|or)?|vectori[sz](e|er|ation)|(data_?)?loaders?|datasets?|feature_?(extraction|engineering)|featuri[sz](e|er|ation)|(data_?)?ingest(ion)?|etl|data_?prep(aration)?|prepare_data|clean(ing|er)?|augment(ation)?s?|transforms?|tokeni[sz](e|er|ation)|normali[sz](e|ers?|ation)|audio)\.py$/i;
const arrays =
  /^(numpy|pandas|polars|pyspark|torch|tensorflow|jax|cv2|PIL|librosa|torchaudio|pyarrow|dask)\b/;

/** Which files do which steps. A file can do several; its first call of each is the evidence. */
export const codeStep = derived({ module }, function* ({ module }): Generator<CodeStep> {
  for (const one of module) {
    const learning = usesLearning(one);
    const seen = new Set<StepName>();
    const base = { path: one.path, notebook: one.notebook, test: one.test };
    for (const call of one.calls) {
      const step = stepOf(call, learning);
      if (!step || seen.has(step)) continue;
      seen.add(step);
      yield {
        ...base,
        step,
        line: call.line,
        range: call.range,
        note: say`${sentences[step]}: ${call.name}`,
      };
    }
    const dataset =
      one.definitions.find(({ bases }) => bases.some((name) => datasets.test(name))) ??
      (!one.notebook && preparingFile.test(one.path) && one.imports.some(({ module }) => arrays.test(module))
        ? one.definitions[0]
        : one.notebook
          ? undefined
          : one.definitions.find(
              ({ name, parameters, returns }) =>
                /\b(pd|pandas|pl|polars)\.(DataFrame|LazyFrame|Series)\b/.test(returns ?? '') &&
                parameters.some(({ type }) =>
                  /\b(pd|pandas|pl|polars)\.(DataFrame|LazyFrame|Series)\b/.test(type ?? ''),
                ) &&
                !/predict|scor|infer|forecast|evaluat|plot|metric|report/i.test(name),
            ));
    if (dataset && !seen.has('data'))
      yield { ...base, step: 'data', line: dataset.line, note: say`${sentences.data}: ${dataset.name}` };
    const predictor = one.definitions.find(({ name }) => /\.(predict|recommend)(_proba)?$/.test(name));
    if (predictor && !seen.has('scoring'))
      yield { ...base, step: 'scoring', line: predictor.line, note: say`defines a model: ${predictor.name}` };
    const estimator = one.definitions.find(({ name }) => name.endsWith('.fit') && predicts(one, name));
    if (estimator && !seen.has('training'))
      yield {
        ...base,
        step: 'training',
        line: estimator.line,
        note: say`defines a model: ${estimator.name}`,
      };
  }
});

/** Whether a class that can be fitted predicts, too: a model of one's own. */
const predicts = ({ definitions }: Module, fit: string): boolean =>
  definitions.some(({ name }) => name === fit.replace(/fit$/, 'predict'));

const sentences = {
  data: say`loads or prepares data`,
  training: say`trains a model`,
  evaluation: say`evaluates a model`,
  scoring: say`computes predictions`,
};
