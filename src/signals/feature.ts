import { say } from '../text.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { listed } from './listing.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

const featurePath =
  /(^|\/)(features?|feature_(engineering|store|lib|library|pipeline|definitions?)|transformations?)(\/(?!.*flags?)|\.py$|_(?!flags?)\w+\.py$)|(^|\/)(?!test_)\w+_features\.py$/i;

/** What makes a model that can be fitted. */
const estimator =
  /^(sklearn|xgboost|lightgbm|catboost|imblearn|cuml)\b.*(Classifier|Regressor|Regression|SVC|SVR|Booster|Pipeline)$/;

/** A module of features in a place of its own, and the code of pipelines that imports it. */
export interface FeatureModule extends Evidence {
  /** One path for each pipeline: training runs, and scoring that trains nothing. */
  readonly pipelines: readonly string[];
}

export const featureModule = derived({ module, codeStep }, ({ module, codeStep }): FeatureModule[] => {
  const doing = (step: string) =>
    new Set(
      codeStep.filter((one) => one.step === step && !one.test && !one.notebook).map(({ path }) => path),
    );
  const [training, evaluating, scoring] = [doing('training'), doing('evaluation'), doing('scoring')];
  // An evaluation belongs to the pipeline that trained the model.
  // A class of a model may leave the fitting to what it extends.
  const modelling = new Set(
    module
      .filter(({ calls }) => calls.some(({ name, imported }) => imported && estimator.test(name)))
      .map(({ path }) => path),
  );
  const isPipeline = (path: string) =>
    training.has(path) || modelling.has(path) || (scoring.has(path) && !evaluating.has(path));
  return module
    .filter(({ path, notebook, test }) => !notebook && !test && featurePath.test(path) && !training.has(path))
    .map(({ path }) => {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : undefined;
      const pipelines = module
        .filter((one) => !one.test && !one.notebook && one.path !== path && one.locals.includes(path))
        .map((one) => one.path)
        .filter(
          (user) => isPipeline(user) && !(folder && featurePath.test(folder) && user.startsWith(folder)),
        );
      return { path, line: 1, pipelines, note: say`is imported by ${pipelines.slice(0, 3).join(', ')}` };
    })
    .filter(({ pipelines }) => pipelines.length > 0);
});

/** Models that are built on other models: dbt and Dataform know the order from it. */
const modelReference = fromFiles<Evidence>({
  reads: ['**/models/**/*.sql', '**/*.sqlx'],
  mentions: /\{\{-?\s*ref\s*\(|\$\{\s*ref\s*\(/,
  *parse({ path, text }) {
    if (/(^|\/)dbt_packages\//.test(path)) return;
    const lines = text.split('\n').map((line) => line.replace(/--.*$/, ''));
    const line = lines.findIndex((one) => /\{\{-?\s*ref\s*\(|\$\{\s*ref\s*\(/.test(one)) + 1;
    if (line > 0) yield { path, line, note: say`is built on another model` };
  },
});

/** The references of a project that dbt or Dataform runs. */
export const derivedModel = derived(
  { modelReference, listed },
  ({ modelReference, listed }): readonly Evidence[] =>
    listed.some(({ name }) => /(^|\/)(dbt_project\.ya?ml|workflow_settings\.yaml|dataform\.json)$/.test(name))
      ? modelReference
      : [],
);

/** A function that makes features: `create_lag_features`, `featurize`, `vectorise_record`. */
const makesFeatures =
  /(^|[._])((add|build|create|make|compute|derive|engineer|extract|get|fetch|generate|calculate)_\w*features?(_v?\d+)?$|features_from_|(in)?to_features(_|$)|featuri[sz]e|vectori[sz]e(_|$))/i;
const noFeatures =
  /importance|cache|supported|influential|provenance|_(for|of|by|from)_\w*features?$|names|flags?|columns|list|feature_(ids?|views?|service|group|store)|toggle|in_?out|(in|out|num|n|hidden|max)_features/i;

const network = /^(torch|tensorflow|keras|jax|flax|timm|transformers)\b/;
/** What the layers of a network put out is called so, too. */
const ofLayers = /(^|[._])(extract|get|compute|calculate|generate)_\w*features?(_v?\d+)?$/i;

/** Functions that make features, in files of their own: what trains a model apart from them is not looked at. */
export const featureFunction = derived({ module, codeStep }, ({ module, codeStep }): Evidence[] => {
  const training = new Set(
    codeStep.filter(({ step, test }) => step === 'training' && !test).map(({ path }) => path),
  );
  return module
    .filter(({ path, test, notebook }) => !test && !notebook && !training.has(path))
    .flatMap(({ path, definitions, imports }) => {
      const deep = imports.some(({ module }) => network.test(module));
      const found = definitions.find(
        ({ name, kind }) =>
          kind === 'function' &&
          makesFeatures.test(name) &&
          !noFeatures.test(name) &&
          !(deep && ofLayers.test(name)),
      );
      return found ? [{ path, line: found.line, note: say`makes features: ${found.name}` }] : [];
    });
});
