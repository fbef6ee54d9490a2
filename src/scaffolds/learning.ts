import type { Argument, Call, Definition } from '../formats/python/code.ts';
import type { Module } from '../signals/code/module.ts';
import { codeStep } from '../signals/code/step.ts';
import { derived } from '../signals/signal.ts';
import { type Layout, layoutOf } from './layout.ts';
import { project } from './project.ts';

/** A function, and the file that defines it. */
export interface Found {
  readonly module: Module;
  readonly definition: Definition;
}

/** What the code says of its model and of the table that it learns from. */
export interface Learning extends Layout {
  /** The file that trains; undefined where only notebooks do. */
  readonly training: Module | undefined;
  /** The public function in it that does. */
  readonly trainer: Found | undefined;
  /** Files that prepare data. */
  readonly preparing: readonly Module[];
  /** Notebooks that train. */
  readonly notebooks: readonly string[];
  /** Columns that the model is given, and the one that it predicts, as far as the code names them. */
  readonly features: readonly string[];
  readonly texts: readonly string[];
  readonly target: string | undefined;
  /** The table that training reads, and the file that it saves the model to. */
  readonly data: string | undefined;
  readonly model: string | undefined;
  /** The class of the model by its full name, for example `sklearn.svm.SVC`. */
  readonly estimator: string | undefined;
  readonly regression: boolean;
}

export const learning = derived({ project, codeStep }, ({ project: [found], codeStep }): Learning[] => {
  if (!found) return [];
  const doing = (step: string) =>
    new Set(found.steps.filter((one) => one.step === step).map(({ path }) => path));
  const trains = doing('training');
  const [training] = found.modules
    .filter(({ path }) => trains.has(path))
    .sort((a, b) => weight(a) - weight(b));
  const line = found.steps.find(({ step, path }) => step === 'training' && path === training?.path)?.line;
  const fit = training?.calls.find((call) => call.line === line && /fit|train/i.test(call.name));
  const definition = training?.definitions.find(
    ({ name, kind, public: open }) =>
      name === fit?.within && kind === 'function' && open && !name.includes('.'),
  );
  const estimator = /^((?:\w+\.)+[A-Z]\w+)\(\)/.exec(fit?.name ?? '')?.[1];
  const columns = columnsOf(
    training ? [training, ...found.modules.filter(({ path }) => training.locals.includes(path))] : [],
    fit,
    found.endpoints.map(({ module }) => module),
  );
  const paths = training ? filesOf(training) : { reads: [], writes: [] };
  return [
    {
      ...layoutOf(found, training?.path ?? found.endpoints[0]?.path),
      ...columns,
      training,
      trainer: training && definition ? { module: training, definition } : undefined,
      preparing: found.modules.filter(({ path }) => doing('data').has(path) && !trains.has(path)),
      notebooks: [
        ...new Set(codeStep.filter((one) => one.notebook && one.step === 'training').map(({ path }) => path)),
      ],
      data: paths.reads.find((path) => /\.(csv|parquet|feather|json)$/.test(path)),
      model: paths.writes.find((path) => /\.(joblib|pkl|pickle)$/.test(path)),
      estimator,
      regression:
        /Regress(or|ion)\b|\bSVR\b|Ridge\b|Lasso\b/.test(estimator ?? '') &&
        !/LogisticRegression/.test(estimator ?? ''),
    },
  ];
});

function weight({ path, entry }: Module): number {
  const name = path.split('/').at(-1) ?? '';
  const named = /^(train|fit)\.py$/.test(name) ? 0 : /train|fit/.test(name) ? 2 : 5;
  return path.split('/').length + named + (entry ? 0 : 1);
}

/** Plain relative paths of the files that code reads and writes. */
export function filesOf({ calls }: Module): {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
} {
  const files = (pattern: RegExp, writing: boolean) =>
    calls.flatMap(({ name, arguments: given }) => {
      const path = given.find(
        ({ kind, text }) => kind === 'string' && /^[\w.][\w./-]*\.\w{2,8}$/.test(text),
      )?.text;
      const opened =
        given.some(({ kind, text }) => kind === 'string' && /^[wax]b?\+?$/.test(text)) === writing;
      return path && (name === 'open' ? opened : pattern.test(name)) ? [path.replace(/^\.\//, '')] : [];
    });
  const writes = new Set(
    files(
      /\.to_(csv|parquet|json|feather|pickle)$|(joblib|pickle)\.dump$|torch\.save$|\.save(_model|_pretrained)?$|savefig$|write_(csv|parquet)$/,
      true,
    ),
  );
  const reads = files(/\.read_\w+$|\.scan_\w+$|(joblib|pickle|numpy|torch)\.load$|load_model$/, false);
  return { reads: [...new Set(reads)].filter((path) => !writes.has(path)), writes: [...writes] };
}

const featureNames =
  /(^|_)(features?|feature_(names|columns|cols|list)|(num|numeric|numerical|input)_(features|columns|cols))$/i;
const textNames = /(^|_)(cat|categorical|text|nominal)(_(features|columns|cols|vars))?$/i;
const targetName =
  /^(target|label|labels|y|class|outcome|response)$|^(is|has)_\w+$|(^|_)(churn(ed)?|target|label|default(ed)?|fraud|price)$/i;

const quoted = (text: string) => [...text.matchAll(/["']([^"']+)["']/g)].map(([, name = '']) => name);

/** The columns that training, or what it imports, names: in its `fit`, in lists named for it, or read one by one. */
function columnsOf(code: readonly Module[], fit: Call | undefined, serving: readonly Module[]) {
  const [x, y] = fit?.arguments.filter(({ keyword }) => !keyword || /^(x|y)$/i.test(keyword)) ?? [];
  const lists = code.flatMap(({ assignments }) => assignments.filter(({ list }) => list));
  const texts = lists.filter(({ name }) => textNames.test(name)).flatMap(({ values }) => values);
  const named = [
    ...lists.filter(({ name }) => featureNames.test(name)).flatMap(({ values }) => values),
    ...texts,
  ];
  const read = code.flatMap(({ columns }) => columns.filter(({ of }) => isTable(of)));
  const dropped = code.flatMap(({ calls }) =>
    calls.filter(({ name }) => /(^|\.)drop$/.test(name)).flatMap(inDrop),
  );
  const target =
    single(y) ??
    dropped.find((name) => read.some((column) => column.name === name)) ??
    code
      .flatMap(({ assignments }) => assignments)
      .find(
        ({ name, list, values }) => !list && /^(target|label)(_(column|col|name))?$/i.test(name) && values[0],
      )?.values[0] ??
    read.find(({ name }) => targetName.test(name))?.name;
  const choices = [
    /\[\[/.test(x?.text ?? '') ? quoted(x?.text ?? '') : [],
    named,
    together(read),
    serving.flatMap(({ columns }) => columns.filter(({ of }) => isTable(of)).map(({ name }) => name)),
    read.map(({ name }) => name),
  ];
  const usable = choices.map((names) =>
    [...new Set(names)].filter((name) => name !== target && /^[^\n"'\\]{1,60}$/.test(name)),
  );
  return { features: usable.find((names) => names.length > 0) ?? [], texts, target };
}

/** What is read by a key may as well be a parameter, or a batch of tensors. */
const isTable = (of: string): boolean =>
  /^(pandas|polars|dask|cudf|pyspark)\b/.test(of) ||
  /(^|[._])(dfs?|data|rows?|frame|table|dataset|records?|features|payload|body|x|train|test)(_\w+)?$/i.test(
    of.replaceAll('()', ''),
  );

/** `rows["churned"]` names one column. */
const single = (argument: Argument | undefined): string | undefined =>
  /^[^[\]]+\[["']([^"'[\]]+)["']\](\.\w+(\(\))?)*$/.exec(argument?.text ?? '')?.[1];

const inDrop = ({ arguments: given }: Call): readonly string[] =>
  given
    .filter(({ keyword }) => !keyword || keyword === 'columns')
    .flatMap(({ kind, text, values }) => values ?? (kind === 'string' ? [text] : []));

/** The most columns that are taken at once. */
function together(
  read: readonly { readonly of: string; readonly name: string; readonly line: number }[],
): string[] {
  const groups = new Map<string, string[]>();
  for (const { of, line, name } of read) {
    const key = `${of} ${line}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const [most = []] = [...groups.values()].sort((a, b) => b.length - a.length);
  return most.length >= 2 ? most : [];
}
