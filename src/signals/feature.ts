import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { outsideConfiguration } from './configuration.ts';
import { serving } from './flag.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

const featureKey =
  /^(features?|feature_(names|columns|cols|list|set)|(num(eric(al)?)?|cat(egorical)?|text|date|binary|continuous)_?(features?|columns|cols|vars)|input_(columns|features)|columns|drop_(columns|features)|target(_col(umn)?)?|label_col(umn)?|featuri[sz]e|preprocess(ing)?|max_features|ngrams|window_sizes?|lags?)$/i;
const notFeatures = /max_(seq|length|position|tokens)|seq(uence)?_len|tokeni[sz]er|vocab/i;

/** A configuration file that names features or their parameters. */
export interface FeatureList extends Evidence {
  readonly model: string;
}

export const featureConfiguration = fromFiles<FeatureList>({
  reads: [
    '**/{params,config,configs,conf,settings,features,parameters}*.{yml,yaml,json,toml}',
    '**/{conf,config,configs,params,settings}/**/*.{yml,yaml,json,toml}',
  ],
  *parse({ path, yaml, json, toml }) {
    if (
      /(^|\/)(\.github|\.dvc|\.vscode|node_modules)\//.test(path) ||
      /(package|tsconfig|mkdocs|docker-compose|compose)[^/]*$/.test(path)
    )
      return;
    const documents = path.endsWith('.json') ? [json()] : path.endsWith('.toml') ? [toml()] : yaml();
    for (const root of documents) {
      for (const [key, value] of root.walk()) {
        if (featureKey.test(key) && namesFeatures(key, value)) {
          yield {
            model: path.split('/').at(-1) ?? path,
            path,
            line: value.line,
            note: say`configures ${key}`,
          };
          return;
        }
      }
    }
  },
});

/** `columns:` alone is in many files; a list of names, or a group of feature parameters, is about features. */
function namesFeatures(key: string, value: Located): boolean {
  if (value.isList)
    return (
      value.texts.length >= 2 && value.items.every((item) => typeof item.value === 'string' || item.isMap)
    );
  if (value.isMap)
    return (
      value.entries.length > 0 &&
      value.entries.some(([name]) => !notFeatures.test(name)) &&
      /featur|preprocess|column/i.test(key)
    );
  return /^(target|label_col|max_features|ngrams|window|lag)/i.test(key) && value.text !== undefined;
}

/** Lists of feature names in code. */
export const featureListInCode = derived({ module }, ({ module }): FeatureList[] =>
  module
    .filter(({ test }) => !test)
    .flatMap(({ path, assignments }) =>
      assignments
        .filter(
          ({ name, list, values }) =>
            list &&
            values.length >= 2 &&
            /(^|_)(features?|feature_(names|columns|cols)|(num|cat|numeric|numerical|categorical|input)_(features|columns|cols|vars))$/i.test(
              name,
            ),
        )
        .map(({ name, line, values }) => ({
          model: path,
          path,
          line,
          note: say`lists ${values.length} features in ${name}`,
        })),
    ),
);

const preparing =
  /preprocess|transform|featuri[sz]|feature|prepare|clean|encode|tokeni[sz]e|vectori[sz]e|normali[sz]e/i;

/** A module of transformations, and who imports it. */
export const sharedTransformation = derived(
  { module, codeStep, endpoint, serving },
  ({ module, codeStep, endpoint, serving }): Evidence[] => {
    const training = new Set(
      codeStep
        .filter(({ step, test, notebook }) => step === 'training' && !test && !notebook)
        .map(({ path }) => path),
    );
    const answering = new Set([
      ...serving.map(({ path }) => path),
      ...endpoint.map(({ path }) => path),
      ...codeStep
        .filter(
          ({ step, test, notebook, path }) => step === 'scoring' && !test && !notebook && !training.has(path),
        )
        .map(({ path }) => path),
    ]);
    const reach = reacher(module);
    return module
      .filter((one) => !one.test && !one.notebook && one.definitions.some(({ name }) => preparing.test(name)))
      .flatMap((one) => {
        const trainer = [...training].find((path) => path !== one.path && reach(path).has(one.path));
        const server = [...answering].find(
          (path) => path !== one.path && path !== trainer && reach(path).has(one.path),
        );
        const definition = one.definitions.find(({ name }) => preparing.test(name));
        return trainer && server && definition && uses(module, trainer, one, definition.name)
          ? [
              {
                path: one.path,
                line: definition.line,
                note: say`${definition.name} serves both ${trainer} and ${server}`,
              },
            ]
          : [];
      });
  },
);

/** Whether a file, itself or through what it imports, calls into the module at all. */
const uses = (modules: readonly Module[], path: string, of: Module, name: string) =>
  modules.some(
    (one) =>
      (one.path === path || one.locals.includes(of.path)) &&
      one.calls.some((call) => call.name.endsWith(name.split('.').at(-1) ?? name)),
  );

/** The files that a file comes to import, itself included; three imports away at most. */
function reacher(modules: readonly Module[]): (path: string) => ReadonlySet<string> {
  const byPath = new Map(modules.map((one) => [one.path, one]));
  const known = new Map<string, ReadonlySet<string>>();
  return (start) => {
    const found = known.get(start) ?? spread(start);
    known.set(start, found);
    return found;
  };
  function spread(start: string): ReadonlySet<string> {
    const seen = new Set([start]);
    let edge = [start];
    for (let step = 0; step < 3; step++) {
      edge = edge
        .flatMap((path) => byPath.get(path)?.locals ?? [])
        .filter((path) => !seen.has(path) && seen.add(path));
    }
    return seen;
  }
}

const fittedPreparation = /Pipeline|Vectorizer|Scaler|Encoder|Preprocessor|Transformer/;
const dumps = /(joblib|pickle|cloudpickle|dill)\.dump$|log_model$|save_model$/;

/** A pipeline object in which preparation and model are one. */
export const fittedPipeline = derived({ toolUse, module }, ({ toolUse, module }) => {
  const objects = inRole(toolUse, 'fitted-pipeline').used;
  const saves = module.filter(({ test, calls }) => !test && calls.some(({ name }) => dumps.test(name)));
  const loads = module.filter(
    ({ test, notebook, calls }) =>
      !test &&
      !notebook &&
      calls.some(({ name }) =>
        /(joblib|pickle|cloudpickle|dill)\.load$|load_model$|from_pretrained$/.test(name),
      ),
  );
  const together = saves.flatMap(({ path, calls }) => {
    const pair = calls.find(
      ({ name, arguments: given }) =>
        dumps.test(name) &&
        given.some(
          ({ text }) => fittedPreparation.test(text) || /pipe(line)?\b|\(dv, |\bdv\b|preprocess/i.test(text),
        ),
    );
    return pair
      ? [{ path, line: pair.line, note: say`saves preparation and model as one: ${pair.name}` }]
      : [];
  });
  return [
    {
      objects,
      together,
      loads: loads.map(({ path, calls }) => ({
        path,
        line: calls.find(({ name }) => /load$|load_model$|from_pretrained$/.test(name))?.line ?? 1,
        note: say`loads the fitted pipeline`,
      })),
    },
  ];
});

/** Code that loads what a configuration file says of features. */
export const loadedFeatureConfiguration = derived(
  { featureConfiguration, outsideConfiguration, module },
  ({ featureConfiguration, outsideConfiguration, module }): readonly Evidence[] => {
    const readers = module.filter(
      ({ calls, imports }) =>
        calls.some(({ name }) =>
          /^(yaml|json|toml|tomllib|tomli|ruamel|hydra|omegaconf|dynaconf|configparser|kedro|box|dvc|confection)\b/.test(
            name,
          ),
        ) ||
        imports.some(({ module }) => /^(hydra|omegaconf|kedro|dynaconf|pydantic_settings)\b/.test(module)),
    );
    return readers.length > 0 ||
      outsideConfiguration.some(({ note }) => note.message.includes('configuration file'))
      ? featureConfiguration
      : [];
  },
);

/** A package of features that more than one pipeline imports. */
export const featurePackage = derived({ module, codeStep }, ({ module, codeStep }): Evidence[] => {
  const working = new Set(
    codeStep.filter(({ test, notebook }) => !test && !notebook).map(({ path }) => path),
  );
  return module
    .filter(
      ({ path, notebook, test }) =>
        !notebook &&
        !test &&
        /(^|\/)(features?|feature_(engineering|store|lib|library)|transformations?)(\/|\.py$|_\w+\.py$)/i.test(
          path,
        ),
    )
    .flatMap((one) => {
      const users = module.filter(
        ({ path, locals, test }) =>
          !test &&
          path !== one.path &&
          locals.includes(one.path) &&
          working.has(path) &&
          !path.startsWith(one.path.split('/').slice(0, -1).join('/') || '\0'),
      );
      return users.length >= 2
        ? [
            {
              path: one.path,
              line: 1,
              note: say`is imported by ${users
                .map(({ path }) => path)
                .slice(0, 3)
                .join(', ')}`,
            },
          ]
        : [];
    });
});
