import type { Call } from '../formats/python/code.ts';
import { module } from '../signals/code/module.ts';
import { type CodeStep, codeStep, type StepName } from '../signals/code/step.ts';
import { history, listed } from '../signals/listing.ts';
import { manifest } from '../signals/manifest.ts';
import { derived } from '../signals/signal.ts';
import type { Role } from '../signals/tool/catalogue.ts';
import { inRole, toolUse } from '../signals/tool/use.ts';
import { columnsIn, type NamedColumn } from './columns.ts';
import { runtimeOf } from './managers.ts';
import { type Named, once } from './named.ts';
import type { Project } from './project.ts';
import type { Ground } from './scaffold.ts';

/** What documents want to say of a project, as far as its code says it. */
export interface Subject {
  readonly name: string;
  /** The folder that holds its documents. */
  readonly folder: string;
  /** Classes of the models that are trained, by their full names. */
  readonly models: readonly Named[];
  /** Published models that it starts from. */
  readonly baseModels: readonly Named[];
  readonly metrics: readonly Named[];
  /** Data sets that are taken from the Hugging Face Hub. */
  readonly datasets: readonly Named[];
  /** Files and published data sets that are read. */
  readonly data: readonly Named[];
  /** Calls that clean or transform data. */
  readonly preparation: readonly Named[];
  readonly columns: readonly NamedColumn[];
  /** The first call of each step in each file, notebooks included. */
  readonly steps: readonly CodeStep[];
  /** Names and first places of the tools that are used in a role. */
  readonly tools: (...roles: Role[]) => readonly Named[];
}

const estimator =
  /^(sklearn\.(linear_model|ensemble|svm|tree|neighbors|naive_bayes|neural_network|cluster|mixture|gaussian_process|discriminant_analysis)|xgboost|lightgbm|catboost|prophet|ultralytics|torchvision\.models|tensorflow\.keras\.applications|keras\.applications)\.(?:\w+\.)*[A-Z]\w*$/;
const notAnEstimator = /\.(Dataset|DMatrix|QuantileDMatrix|Pool|\w*Callback)$/;
const network = /(^|\.)(nn\.Module|LightningModule|keras\.Model|TFPreTrainedModel|PreTrainedModel)$/;
const pretrained =
  /^(transformers|sentence_transformers|diffusers|timm|setfit)\..*(from_pretrained|SentenceTransformer|create_model|pipeline)$/;
const hubName = /^[\w.-]+(\/[\w.-]+)?$/;
/** Builders that read files. https://huggingface.co/docs/datasets/loading */
const builders = /^(csv|json|parquet|arrow|text|imagefolder|audiofolder|webdataset|pandas|xml)$/;
const metric =
  /^(?:sklearn\.metrics\.(?!make_scorer|get_scorer|confusion_matrix|classification_report|\w*(?:curve|Display))|torchmetrics\.(?:\w+\.)*)(\w+)$/;
const reading = /\.(read|scan)_\w+$|^datasets\.load_dataset$|^sklearn\.datasets\.(fetch|load)_\w+$/;
const preparing =
  /\.(dropna|fillna|drop_duplicates|merge|groupby|get_dummies|resample|train_test_split|fit_transform|clip)$|^sklearn\.(preprocessing|impute|compose|feature_extraction)\.(?:\w+\.)*[A-Z]\w*$|^(torchvision|albumentations)\..*Compose$/;

export const subject = derived(
  { module, codeStep, toolUse, manifest, history, listed },
  ({ module, codeStep, toolUse, manifest, history, listed }): Subject[] => {
    // Modules first: what a notebook tries out is often in them, too.
    const code = module.filter(({ test }) => !test).sort((a, b) => Number(a.notebook) - Number(b.notebook));
    const calls = (name: (call: Call) => string | undefined) =>
      once(
        code.flatMap(({ path, calls }) =>
          calls.flatMap((call) => {
            const found = name(call);
            return found ? [{ name: found, path, line: call.line }] : [];
          }),
        ),
      );
    const folders = ['docs', 'doc', 'documentation'];
    return [
      {
        name:
          manifest.find(({ name, path }) => name && !path.includes('/'))?.name ??
          /([^/]+?)(\.git)?\/?$/.exec(history[0]?.remote ?? '')?.[1] ??
          'project',
        folder: folders.find((folder) => listed.some(({ path }) => path.startsWith(`${folder}/`))) ?? 'docs',
        models: once([
          ...calls(({ name, imported }) =>
            imported && estimator.test(name) && !notAnEstimator.test(name) ? name : undefined,
          ),
          ...code.flatMap(({ path, definitions }) =>
            definitions
              .filter(({ kind, bases }) => kind === 'class' && bases.some((base) => network.test(base)))
              .map(({ name, line }) => ({ name, path, line })),
          ),
        ]),
        baseModels: calls(({ name, arguments: [first] }) =>
          pretrained.test(name) && first?.kind === 'string' && hubName.test(first.text)
            ? first.text
            : undefined,
        ),
        metrics: calls(({ name, arguments: [first] }) =>
          name === 'evaluate.load' && first?.kind === 'string' ? first.text : metric.exec(name)?.[1],
        ),
        datasets: calls(({ name, arguments: [first] }) =>
          name === 'datasets.load_dataset' &&
          first?.kind === 'string' &&
          hubName.test(first.text) &&
          !builders.test(first.text)
            ? first.text
            : undefined,
        ),
        data: calls(({ name, arguments: given }) => {
          const first = given.find(({ keyword }) => !keyword || /path|name|source/.test(keyword));
          if (!reading.test(name)) return undefined;
          return name.startsWith('sklearn.datasets.')
            ? name
            : first?.kind === 'string'
              ? first.text
              : undefined;
        }),
        preparation: calls(({ name }) =>
          preparing.test(name) ? name.replace(/^.*\(\)\./, '').replace(/^.*\.(?=\w+$)/, '') : undefined,
        ),
        columns: columnsIn(code),
        steps: codeStep.filter(({ test }) => !test).sort((a, b) => Number(a.notebook) - Number(b.notebook)),
        tools: (...roles) =>
          once(
            inRole(toolUse, ...roles).used.map(({ tool, path, line }) => ({ name: tool.name, path, line })),
          ),
      },
    ];
  },
);

/**
 * Files that do a step, each once: modules, or notebooks where there are no modules. A file that builds the model is
 * the one that trains; one that only fits something may prepare data by it.
 */
export function filesOf({ steps, models }: Subject, step: StepName): string[] {
  const all = [...new Set(steps.filter((one) => one.step === step).map(({ path }) => path))];
  const modules = all.filter((path) => !path.endsWith('.ipynb'));
  const files = modules.length > 0 ? modules : all;
  const building = files.filter((path) => step === 'training' && models.some((model) => model.path === path));
  return building.length > 0 ? building : files;
}

/** Commands that train the model; none where it is trained in notebooks. */
export function trainingCommands(about: Subject, project: Project, { has }: Pick<Ground, 'has'>): string[] {
  const { run } = runtimeOf(project);
  if (has('dvc.yaml')) return [`${run}dvc repro`];
  const scripts = filesOf(about, 'training').filter((path) => project.scripts.includes(path));
  return scripts.map((path) => `${run}python ${quoted(path)}`);
}

/** A path as one word of a shell. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
