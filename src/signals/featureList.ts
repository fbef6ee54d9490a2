import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

/** A list of feature names, or of the parameters that make features. */
export interface FeatureList extends Evidence {
  /** The model that it is for, as far as it has a name of its own; else empty. */
  readonly model: string;
  readonly names: boolean;
  /** The names, in the order in which they stand, as far as the list holds plain ones. */
  readonly content: string;
}

const nameKey =
  /^((selected|input|model|training|num(eric(al)?)?|cat(egorical)?|text|date(time)?|binary|bool(ean)?|continuous|ordinal)_?)?(features?|feature_?(names|columns|cols|list|set)|columns|cols|variables)$|^(features?|columns|cols)_to_(use|keep|scale|encode|drop)$|^drop_(columns|features)$/i;
const groupKey =
  /^(featuri[sz](e|ation)|features?|feature_?(engineering|extraction|generation|params|parameters|config)|pre-?process(ing)?|transform(ation)?s?|vectori[sz]er|tf-?idf)$/i;
const parameterKey =
  /^(max_features|n_?grams?|ngram_range|windows?(_\w+)?|lags?|n_lags|rolling\w*|n?_?bins?|bucket\w*|encod\w+|scal(er|ing|e)|imput\w+|aggregat\w+|min_df|max_df|polynomial\w*|interactions?|log_transform\w*|n_components)$/i;
const seriesKey = /^(lags?|n_lags|rolling_windows?|window_(sizes|days|lengths))$/i;

const isName = (item: Located): boolean =>
  typeof item.value === 'string' || (item.get('name')?.text ?? '') !== '';

/** `columns` alone is in many files. */
function namesFeatures(key: string, value: Located, parents: readonly string[]): boolean {
  const grouped = value.isList && nameKey.test(parents.at(-1) ?? '');
  if (!nameKey.test(key) && !grouped) return false;
  if (
    /^(columns|cols|variables)$/i.test(key) &&
    !parents.some((one) => /feature|data|input|pre-?process|model|train/i.test(one))
  )
    return false;
  // All columns of a file, with what is to be predicted.
  if (
    /^(columns|cols)$/i.test(grouped ? (parents.at(-1) ?? '') : key) &&
    value.texts.some((name) => /^(labels?|target)$/i.test(name))
  )
    return false;
  if (value.isList) return value.items.length >= 2 && value.items.every(isName);
  // Switches are named features, too; a feature has a type or a treatment.
  const treated = value.entries.filter(
    ([, one]) =>
      one.get('type') ?? one.get('dtype') ?? one.get('transform') ?? one.get('encoding') ?? one.get('source'),
  );
  return treated.length >= 2 && treated.length === value.entries.length;
}

const setsFeatures = (key: string, value: Located): boolean =>
  (groupKey.test(key) && value.entries.some(([name, one]) => parameterKey.test(name) && !one.isMap)) ||
  (seriesKey.test(key) &&
    value.items.length > 0 &&
    value.items.every((item) => typeof item.value === 'number'));

function* listsIn(at: Located, path: string, parents: readonly string[] = []): Generator<FeatureList> {
  if (parents.length > 8) return;
  for (const [key, value] of at.entries) {
    const names = namesFeatures(key, value, parents);
    if (names || setsFeatures(key, value))
      yield {
        model: modelOf(path, parents),
        names,
        content: value.texts.join(),
        path,
        line: value.line,
        note: say`configures ${key}`,
      };
    else yield* listsIn(value, path, [...parents, key]);
  }
  for (const item of at.items) yield* listsIn(item, path, [...parents, item.get('name')?.text ?? '']);
}

/** Words of paths that name no model: kinds of files, and environments. */
const general =
  /^(conf\w*|params?|parameters?|settings?|features?|columns|data|base|default|common|global|main|local|dev|development|test|testing|qa|uat|stage|staging|prod|production|prd|ci|src|app|models?|train|training|serving|inference|predict|schema|list|names|pipelines?|env|environments?|v?\d+)$/i;
const container = /^(models?|pipelines?|use_?cases?|products?|segments?)$/i;

function modelOf(path: string, parents: readonly string[]): string {
  const named = parents[parents.findIndex((parent) => container.test(parent)) + 1];
  if (named && parents.some((parent) => container.test(parent))) return named;
  return path
    .replace(/\.\w+$/, '')
    .split(/[/._-]/)
    .filter((word) => word !== '' && !general.test(word))
    .join('/');
}

/** Configuration files that name features or their parameters. */
export const featureConfiguration = fromFiles<FeatureList>({
  reads: [
    '**/*{params,config,conf,settings,features,parameters}*.{yml,yaml,json,toml}',
    '**/{conf,config,configs,params,settings,parameters}/**/*.{yml,yaml,json,toml}',
  ],
  mentions: /feature|column|cols|variables|preprocess|featuri|transform|lags?\b|window|vectori/i,
  *parse({ path, yaml, json, toml }) {
    if (
      /(^|\/)(\.github|\.dvc|\.vscode|\.devcontainer)\/|(^|\/)(package|tsconfig|mkdocs|docker-compose|compose)[^/]*$/.test(
        path,
      )
    )
      return;
    const documents = path.endsWith('.json') ? [json()] : path.endsWith('.toml') ? [toml()] : yaml();
    // Objects of Kubernetes and definitions of CI have columns and features of their own.
    for (const root of documents)
      if (!root.get('apiVersion') && !root.get('jobs')) yield* listsIn(root, path);
  },
});

/** Lists of feature names in code. */
export const featureListInCode = derived({ module, codeStep }, ({ module, codeStep }): FeatureList[] => {
  const doing = (wanted: string) =>
    codeStep.filter(({ step, test, notebook }) => step === wanted && !test && !notebook);
  const training = doing('training');
  // Where models are only applied, each is known by what applies it.
  const working = new Set([
    ...(training.length > 0 ? training : doing('scoring')).map(({ path }) => path),
    // A model of its own is in a file that is called so.
    ...module.filter(({ path }) => /(^|\/)models?_[^/]+\.py$/.test(path)).map(({ path }) => path),
  ]);
  const named =
    /(^|[._])(features?|feature_(names|columns|cols|list|order)|(num|cat|numeric|numerical|categorical|input)_(features|columns|cols|vars)|^_?(numeric|numerical|categorical)s?)$/i;
  const code = module.filter(({ test }) => !test);
  const given = code.flatMap(({ path, calls }) =>
    calls.flatMap(({ arguments: given, line }) =>
      given
        .filter(
          ({ keyword = '', values = [] }) =>
            /^feature_(names|columns|cols)$/.test(keyword) && values.length >= 2,
        )
        .map(({ values = [] }) => ({
          model: working.has(path) ? path : '',
          names: true,
          content: values.join(),
          path,
          line,
          note: say`names ${values.length} features`,
        })),
    ),
  );
  const assigned = code.flatMap(({ path, assignments }) =>
    assignments
      .filter(
        ({ name, list, values }) =>
          list &&
          values.length >= (/(^|\.)FEATURES$/.test(name) ? 1 : 2) &&
          named.test(name) &&
          values.every((value) => !/^[\d.]+$/.test(value)) &&
          !values.some((value) => /^(input_ids|attention_mask|token_type_ids)$/.test(value)),
      )
      .map(({ name, line, values }) => ({
        model: working.has(path) ? path : '',
        names: true,
        content: values.join(),
        path,
        line,
        note: say`lists ${values.length} features in ${name}`,
      })),
  );
  return [...assigned, ...given];
});

const frameworks = /^(hydra|omegaconf|kedro|dynaconf|pydantic_settings|confection|dvc\.api|dvc)\b/;
const loaders: Readonly<Record<string, RegExp>> = {
  yaml: /^(yaml|ruamel|box|strictyaml|confuse|anyconfig)\b.*(load|from_yaml|Configuration)/,
  toml: /^(toml|tomllib|tomli|rtoml)\.load/,
  json: /^(json|orjson|simplejson)\.load/,
};

/** Configuration of features that code loads: by a framework, or from a file that the code or its command line names. */
export const loadedFeatureConfiguration = derived(
  { featureConfiguration, module },
  ({ featureConfiguration, module }): readonly FeatureList[] => {
    const code = module.filter(({ test }) => !test);
    const calls = code.flatMap((one) => one.calls);
    const framework = code.some(({ imports }) => imports.some(({ module }) => frameworks.test(module)));
    const written = [
      ...code.flatMap(({ paths }) => paths.map(({ text }) => text)),
      ...code.flatMap(({ assignments }) => assignments.flatMap(({ values }) => values)),
      ...calls.flatMap((call) => call.arguments.map(({ text }) => text)),
    ];
    const asked = calls.some(
      ({ name, arguments: given }) =>
        /add_argument$|\.(Option|Argument|option|argument)$/.test(name) &&
        given.some(({ text }) => /config|params|settings/i.test(text)),
    );
    return featureConfiguration.filter(({ path }) => {
      const kind = /\.(toml|json)$/.exec(path)?.[1] ?? 'yaml';
      const file = path.split('/').at(-1) ?? path;
      const loads = calls.some(({ name }) => loaders[kind]?.test(name));
      const others = written.some((text) => text.endsWith(kind === 'yaml' ? 'ml' : `.${kind}`));
      return (
        (framework && kind !== 'json') ||
        (loads && (written.some((text) => text.includes(file)) || (kind !== 'json' && (asked || !others))))
      );
    });
  },
);
