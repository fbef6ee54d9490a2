import type { Call } from '../formats/python/code.ts';
import { type Module, module } from '../signals/code/module.ts';
import { type CodeStep, codeStep, type StepName } from '../signals/code/step.ts';
import { history, listed } from '../signals/listing.ts';
import { manifest } from '../signals/manifest.ts';
import { derived, type Place } from '../signals/signal.ts';
import { inRole, toolUse } from '../signals/tool/use.ts';

/** Something that the code names, and where it does so first. */
export interface Named extends Place {
  readonly name: string;
}

export interface NamedColumn extends Named {
  /** As the code writes it; undefined where it does not say. */
  readonly type: string | undefined;
}

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
  /** Files and published data sets that are read. */
  readonly data: readonly Named[];
  /** Calls that clean or transform data. */
  readonly preparation: readonly Named[];
  readonly columns: readonly NamedColumn[];
  /** The first call of each step in each file, notebooks included. */
  readonly steps: readonly CodeStep[];
  /** Names and first places of the tools that are used in a role. */
  readonly tools: (...roles: string[]) => readonly Named[];
}

const estimator =
  /^(sklearn\.(linear_model|ensemble|svm|tree|neighbors|naive_bayes|neural_network|cluster|mixture|gaussian_process|discriminant_analysis)|xgboost|lightgbm|catboost|prophet|ultralytics|torchvision\.models|tensorflow\.keras\.applications|keras\.applications)\.(?:\w+\.)*[A-Z]\w*$/;
const notAnEstimator = /\.(Dataset|DMatrix|QuantileDMatrix|Pool|\w*Callback)$/;
const network = /(^|\.)(nn\.Module|LightningModule|keras\.Model|TFPreTrainedModel|PreTrainedModel)$/;
const pretrained =
  /^(transformers|sentence_transformers|diffusers|timm|setfit)\..*(from_pretrained|SentenceTransformer|create_model|pipeline)$/;
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
          pretrained.test(name) && first?.kind === 'string' && /^[\w.-]+(\/[\w.-]+)?$/.test(first.text)
            ? first.text
            : undefined,
        ),
        metrics: calls(({ name, arguments: [first] }) =>
          name === 'evaluate.load' && first?.kind === 'string' ? first.text : metric.exec(name)?.[1],
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

/** Files that do a step, each once. */
export const filesOf = ({ steps }: Subject, step: StepName): string[] => [
  ...new Set(steps.filter((one) => one.step === step).map(({ path }) => path)),
];

/** The last part of a full name: `sklearn.svm.SVC` is `SVC`. */
export const shortName = (name: string): string => name.split('.').at(-1) ?? name;

/** A class name in words: `RandomForestClassifier` is a “random forest classifier”. */
export const inWords = (name: string): string =>
  shortName(name)
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());

function once<T extends Named>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ name }) => !seen.has(name) && seen.add(name));
}

const frames = /^(pandas|polars|pyspark|dask|cudf|modin|duckdb|geopandas|awswrangler)(\.|$)/;
/** Names of things that are indexed by strings and are no tables. */
const noTable =
  /environ|config|cfg|conf\b|param|args|option|setting|kwargs|metric|result|score|histor|request|response|payload|json|meta|state|checkpoint|session|secret|headers|cache|registry|mapping|lookup/i;
const featureList = /(^|_)(features?|columns|cols|targets?|labels?|vars)$/i;
const typeName =
  /^["']?(u?int|float|str|string|bool|boolean|category|object|date|datetime|Int|Float|Utf8)(\d+)?(\[\w+\])?["']?$/;
const most = 200;

/** Names of columns: of what tables are indexed by, and of lists of features; with types from a dictionary of them. */
function columnsIn(code: readonly Module[]): NamedColumn[] {
  const tables = code.filter(({ imports }) => imports.some(({ module }) => frames.test(module)));
  const modules = tables.filter(({ notebook, columns }) => !notebook && columns.length > 0);
  const inTables = modules.length > 0 ? modules : tables;
  const types = new Map(
    inTables
      .flatMap(({ dictionaries }) => dictionaries.flatMap(({ keys }) => keys))
      .filter(({ value }) => typeName.test(value))
      .map(({ name, value }) => [name, value.replace(/["']/g, '')]),
  );
  const named = inTables.flatMap(({ path, columns, assignments }) => [
    ...columns.filter(({ of }) => !noTable.test(of)).map(({ name, line }) => ({ name, path, line })),
    ...assignments
      .filter(({ name, list }) => list && featureList.test(name))
      .flatMap(({ values, line }) => values.map((name) => ({ name, path, line }))),
  ]);
  return once(named.filter(({ name }) => /^[\p{L}_][^|\n`]{0,60}$/u.test(name)))
    .slice(0, most)
    .map((one) => ({ ...one, type: types.get(one.name) }));
}
