import type { Call, Definition } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { serving } from './flag.ts';
import { predictsOnly } from './predictionLog.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** The two sides that must treat data alike: files that train, and files that answer. */
export const side = derived({ codeStep, endpoint, serving }, ({ codeStep, endpoint, serving }) => {
  const all = (...steps: string[]) => codeStep.filter(({ step, test }) => steps.includes(step) && !test);
  const doing = (...steps: string[]) =>
    new Set(all(...steps).flatMap(({ path, notebook }) => (notebook ? [] : path)));
  // Many a model in use is trained in a notebook; none answers there.
  const training = new Set(all('training').map(({ path }) => path));
  const evaluating = doing('evaluation');
  const scoring = [...doing('scoring')].filter((path) => !training.has(path) && !evaluating.has(path));
  const answering = [...serving, ...endpoint].map(({ path }) => path).filter((path) => path.endsWith('.py'));
  return [{ training, answering: new Set([...answering.filter((path) => !training.has(path)), ...scoring]) }];
});

const preparing =
  /(^|_)(pre_?process\w*|process_(data|text|image|input|features?|df|frame|row|record|request|sample|batch|dataset)\w*|engineer\w*|transform(?!er)\w*|featuri[sz]e\w*|clean(?!_?up)\w*|prepare(_(data|features|input|inputs|frame|text|image|batch|dataset|x|row|record|request)\w*)?|encode\w*|tokeni[sz]e\w*|vectori[sz]e\w*|normali[sz]e\w*|impute\w*|scale\w*)$|(^|_)(add|build|create|make|compute|derive|engineer|extract|get|generate|calculate)_\w*features?(_|$)|^features_from/i;
/** A module that is there to prepare data, by its name, and what stands in such modules beside that. */
const preparingModule =
  /(^|\/)(data_?)?(pre_?process(ing|or|ors)?|features?|engineer(ing)?|feature_(engineering|extraction|generation|builder|pipeline)|transforms?|transformations?|cleaning|prep(aration)?|vectori[sz]ation|featuri[sz](er|ation))(\/[^/]+)?\.py$/i;
const beside =
  /^(load|read|save|write|store|fetch|download|upload|query|split|main|run|train|fit|evaluate|validate|check|plot|log|parse|print|show|register|connect|get_(data|dataset|logger|config|session|client|engine|path)|init|test)(_|$)/i;
const notPreparing =
  /plot|importance|names|flags?|path|url|logg|config|model$|_(ids?|name|key|args|options|version)$/i;
const network = /^(torch\.nn|tensorflow\.keras|keras|lightning|pytorch_lightning|flax|transformers)\b/;

/** What frameworks hand data to training in. */
const holdsData = /Data(Module|set)$/;

/** Functions, and methods, that prepare data; not those of a neural network. */
function preparations({ path, definitions }: Module): Definition[] {
  const named = preparingModule.test(path);
  const networks = definitions
    .filter(
      ({ kind, bases }) =>
        kind === 'class' && bases.some((base) => network.test(base) && !holdsData.test(base)),
    )
    .map(({ name }) => `${name}.`);
  const functions = new Set(definitions.filter(({ kind }) => kind === 'function').map(({ name }) => name));
  return definitions.filter(({ name, kind }) => {
    // What stands inside a function serves that function alone.
    if (functions.has(name.slice(0, Math.max(0, name.lastIndexOf('.'))))) return false;
    const own = snake(name.split('.').at(-1) ?? name);
    if (own.startsWith('_')) return false;
    return (
      kind === 'function' &&
      (preparing.test(own) || (named && !name.includes('.') && !beside.test(own))) &&
      !notPreparing.test(own) &&
      !networks.some((prefix) => name.startsWith(prefix))
    );
  });
}

const snake = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

/** A module of transformations that both sides come to call. */
export const sharedTransformation = derived(
  { module, side },
  function* ({ module, side }): Generator<Evidence> {
    const reach = reacher(module);
    const byPath = new Map(module.map((one) => [one.path, one]));
    /** For each of the files that come to call into a module, the names that they call. */
    const callsInto = (of: Module, starts: Iterable<string>) =>
      [...starts]
        .filter((start) => start !== of.path && reach(start).has(of.path))
        .map((start) => {
          const callers = [...reach(start)].flatMap((path) => byPath.get(path) ?? []);
          const calls = callers.filter(({ path, locals }) => path !== of.path && locals.includes(of.path));
          return {
            start,
            names: withInner(of, new Set(calls.flatMap(({ calls }) => calls.flatMap(namesIn)))),
          };
        });
    const [{ training, answering } = { training: new Set<string>(), answering: new Set<string>() }] = side;
    for (const one of module) {
      const definitions = one.test || one.notebook ? [] : preparations(one);
      yield* sharedObjects(one, module, training, answering);
      if (definitions.length === 0) continue;
      // Training may call what it defines itself.
      const own = { start: one.path, names: new Set(one.calls.flatMap(namesIn)) };
      const trainers = [...(training.has(one.path) ? [own] : []), ...callsInto(one, training)];
      const servers = trainers.length > 0 ? callsInto(one, answering) : [];
      const holders = new Set(
        one.definitions
          .filter(({ kind, bases }) => kind === 'class' && bases.some((base) => holdsData.test(base)))
          .map(({ name }) => name),
      );
      for (const { name, line } of definitions) {
        // Training takes its data from an object whose methods the framework calls.
        const holder = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
        const prepares = (names: ReadonlySet<string>) =>
          names.has(last(name)) ||
          (last(name) === 'transform' && names.has('fit_transform')) ||
          (holders.has(holder) && names.has(last(holder)));
        const inside = training.has(one.path) ? answersHere(one, name) : undefined;
        if (inside) {
          yield { path: one.path, line, note: say`${name} serves both training and ${inside}` };
          break;
        }
        const trainer = trainers.find(({ names }) => prepares(names))?.start;
        const server = servers.find(({ start, names }) => start !== trainer && names.has(last(name)))?.start;
        if (!trainer || !server) continue;
        yield { path: one.path, line, note: say`${name} serves both ${trainer} and ${server}` };
        break;
      }
    }
  },
);

const last = (name: string) => name.split('.').at(-1) ?? name;

/** Whoever calls a function of a module calls what it calls there, too. */
function withInner({ calls }: Module, names: Set<string>): ReadonlySet<string> {
  for (let before = 0; before < names.size; ) {
    before = names.size;
    for (const call of calls)
      if (call.within && names.has(last(call.within))) for (const name of namesIn(call)) names.add(name);
  }
  return names;
}

/** What a call calls, and the functions that it hands on: `dataset.map(tokenize)`. */
const namesIn = ({ name, arguments: given }: Call): string[] => [
  last(name),
  ...given.filter(({ kind }) => kind === 'name').map(({ text }) => last(text)),
];

const composed =
  /((transforms(\.v2)?|albumentations)\.Compose|\b(ColumnTransformer|make_column_transformer))(\(\))?$/;

/** Transformations that a module holds under a name, which both sides import. */
function* sharedObjects(
  { path, test, notebook, instances }: Module,
  modules: readonly Module[],
  training: ReadonlySet<string>,
  answering: ReadonlySet<string>,
): Generator<Evidence> {
  if (test || notebook) return;
  for (const { name } of instances.filter(({ of }) => composed.test(of))) {
    const importing = modules.filter(
      (one) => one.locals.includes(path) && one.imports.some((given) => given.name === name),
    );
    const trainer = importing.find((one) => training.has(one.path))?.path;
    const server = importing.find((one) => answering.has(one.path) && one.path !== trainer)?.path;
    if (trainer && server) yield { path, line: 1, note: say`${name} serves both ${trainer} and ${server}` };
  }
}

/** The function of a file that trains, too, which prepares data as training does and is there for predictions alone. */
function answersHere(one: Module, preparation: string): string | undefined {
  const callers = one.calls
    .filter(({ name }) => last(name) === last(preparation))
    .map(({ within }) => within);
  const answers = (scope: string | undefined) => scope !== undefined && predictsOnly(scope, one);
  return callers.some((scope) => !answers(scope)) ? callers.find(answers) : undefined;
}

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

/** Uses of a feature store that both sides come to. */
export const sharedStore = derived({ module, side, toolUse }, ({ module, side, toolUse }): Evidence[] => {
  const reach = reacher(module);
  const read = inRole(toolUse, 'feature-read').used.filter(({ notebook }) => !notebook);
  const from = (starts: Iterable<string>) =>
    read.filter(({ path }) => [...starts].some((start) => reach(start).has(path)));
  const [{ training, answering } = { training: new Set<string>(), answering: new Set<string>() }] = side;
  const [trained, answered] = [from(training), from(answering)];
  return trained.length > 0 && answered.length > 0 ? [...trained, ...answered] : [];
});

/** How each way of saving an object is read again. */
const ways: readonly { readonly save: RegExp; readonly load: RegExp; readonly whole?: true }[] = [
  // What these save prepares its input by itself.
  { save: /(^|\.)nlp\.to_disk$|^spacy\..*\.to_disk$/, load: /^spacy\.load$/, whole: true },
  { save: /(^|\.)learn(er)?\.export$|^fastai\..*\.export$/, load: /(^|\.)load_learner$/, whole: true },
  { save: /^pycaret\..*\.save_model$/, load: /^pycaret\..*\.load_model$/, whole: true },
  {
    save: /(joblib|pickle|cloudpickle|dill|skops\.io)\.dumps?$/,
    load: /(joblib|pickle|cloudpickle|dill|skops\.io)\.loads?$/,
  },
  { save: /\.log_model$|^mlflow\.(sklearn\.)?autolog$/, load: /^mlflow\..*load_model$/ },
  { save: /^mlflow\..*save_model$/, load: /^mlflow\..*load_model$/ },
  { save: /^bentoml\..*save_model$/, load: /^bentoml\.(\w+\.)?(load_model|get)$/ },
  {
    save: /\.save_pretrained$/,
    load: /(Tokenizer\w*|Processor|FeatureExtractor)\.from_pretrained$|^transformers\.pipeline$/,
  },
  {
    save: /^transformers\..*Trainer(\(\))?\.(save_model|push_to_hub)$/,
    load: /(Tokenizer\w*|Processor|FeatureExtractor)\.from_pretrained$|^transformers\.pipeline$/,
  },
  { save: /Pipeline(Model)?\b.*\.save$/, load: /PipelineModel\.(read\(\)\.)?load$/ },
  { save: /convert_sklearn$|skl2onnx\.to_onnx$/, load: /onnxruntime\.InferenceSession$/ },
];
const keeps = new RegExp(ways.map(({ save }) => save.source).join('|'));
const preparation =
  /\bpipe(line)?\b|make_pipeline|Pipeline\b|\(dv, |\bdv\b|preproc|vectori[sz]er|scaler|(?<!label_?)encoder|ColumnTransformer|\btransformer\b|tokeni[sz]er|processor/i;

const pipeline = /\b(Pipeline|make_pipeline|ColumnTransformer)\b/;
/** What ends a pipeline that is a model. */
const estimator =
  /Regress|Classif|SVC|SVR|Forest|Boost|XGB|LGBM|NaiveBayes|MultinomialNB|GaussianNB|\b(model|clf|estimator|classifier|regressor)\b/;
/** What a model that prepares its input calls to do so. */
const fits =
  /(^|\.)(transform|fit_transform|pre_?process\w*|tokenize\w*|encode\w*|clean\w*|vectori[sz]e\w*)$/;

/** Trainers keep the tokeniser that they are given beside the model. */
const trainsWithTokenizer = ({ name, arguments: given }: Call): boolean =>
  /Trainer$/.test(name) && given.some(({ keyword = '' }) => /^(tokenizer|processing_class)$/.test(keyword));

/** A pipeline that ends with the model, so that who saves the model saves the pipeline. */
const endsWithModel = ({ calls }: Module): boolean =>
  calls.some(
    ({ name, imported, arguments: given }) =>
      imported && /\.(Pipeline|make_pipeline)$/.test(name) && given.some(({ text }) => estimator.test(text)),
  );

/** A model of one's own that prepares its input, and is kept as one: `joblib.dump(self)`, `log_model(python_model=…)`. */
function keepsItself({ name, within = '', arguments: given }: Call, { calls, definitions }: Module): boolean {
  const prepares = (holder: string) =>
    calls.some((call) => call.within?.startsWith(`${holder}.`) && fits.test(call.name));
  const holder = within.includes('.') ? within.slice(0, within.lastIndexOf('.')) : '';
  if (holder !== '' && given.some(({ text }) => text === 'self')) return prepares(holder);
  return (
    /^mlflow\.pyfunc\.(log|save)_model$/.test(name) &&
    given.some(
      ({ keyword, text }) =>
        keyword === 'python_model' &&
        definitions.some((one) => one.kind === 'class' && text.startsWith(one.name) && prepares(one.name)),
    )
  );
}

/** Layers and graphs that prepare data within the model. https://keras.io/api/layers/preprocessing_layers/ https://www.tensorflow.org/tfx/transform */
const layer =
  /^(tensorflow\.)?keras\.layers\.(experimental\.preprocessing\.)?(Normalization|TextVectorization|StringLookup|IntegerLookup|CategoryEncoding|Discretization|Hashing)$|^tensorflow_transform\b.*(WriteTransformFn|TFTransformOutput)$|^tfx\..*\.Transform$/;

/** The first call of each file whose name fits; tests are left out. */
const firstCalls = (
  modules: readonly Module[],
  wanted: RegExp,
  note: (name: string) => Evidence['note'],
): Evidence[] =>
  modules.flatMap(({ path, test, calls }) => {
    const call = test ? undefined : calls.find(({ name }) => wanted.test(name));
    return call ? [{ path, line: call.line, note: note(call.name) }] : [];
  });
const takesUp = (name: string) => say`loads what training saved: ${name}`;

/** Preparation that is fitted in training, saved, and loaded to answer. */
export const fittedPipeline = derived({ toolUse, module, side }, ({ toolUse, module, side }) => {
  const [{ training, answering } = { training: new Set<string>(), answering: new Set<string>() }] = side;
  const used = new Set(module.filter(({ path }) => answering.has(path)).flatMap(({ locals }) => locals));
  const answers = ({ path, test, notebook }: Module) =>
    !test && !notebook && (answering.has(path) || used.has(path));
  const pipelines = new Map(
    module.map(({ path, instances }) => [
      path,
      new Set(instances.filter(({ of }) => pipeline.test(of)).map(({ name }) => name)),
    ]),
  );
  const keeping = module
    .filter(({ test }) => !test)
    .flatMap(({ calls }) => calls.filter(({ name, within }) => within && keeps.test(name)));
  const ending = new Set(module.filter(endsWithModel).map(({ path }) => path));
  const pairs = ways.map(({ save, load, whole }) => {
    // Many a project has a function of its own around `dump`.
    const wrappers = new Set(
      keeping.flatMap(({ name, within = '' }) => (save.test(name) ? last(within) : [])),
    );
    const saved = module.flatMap((one) => {
      const { path, test, calls, locals } = one;
      const fitted = [path, ...locals].some((own) => ending.has(own));
      const call = calls.find((call) => {
        const { name, arguments: given } = call;
        if (
          !save.test(name) &&
          !(/save|dump|store|persist|export/i.test(last(name)) && wrappers.has(last(name)))
        )
          return false;
        return (
          whole ||
          preparation.test(name.slice(0, name.lastIndexOf('.'))) ||
          keepsItself(call, one) ||
          (fitted && name.endsWith('.autolog')) ||
          (name.endsWith('save_model') && calls.some(trainsWithTokenizer)) ||
          one.dictionaries.some(
            ({ name, keys }) =>
              given.some(({ text }) => text === name) && keys.some(({ value }) => preparation.test(value)),
          ) ||
          given.some(
            ({ kind, text }) =>
              kind !== 'string' &&
              (preparation.test(text) ||
                pipelines.get(path)?.has(text) ||
                (fitted && (kind === 'name' || text.endsWith('.best_estimator_')))),
          )
        );
      });
      return call && !test
        ? [{ path, line: call.line, note: say`saves the fitted preparation: ${call.name}` }]
        : [];
    });
    const loaded = firstCalls(module.filter(answers), load, takesUp).filter(
      ({ path }) => !saved.some((one) => one.path === path),
    );
    return { saved, loaded };
  });
  const saved = pairs.flatMap((pair) => pair.saved);
  const both = pairs.filter((pair) => pair.saved.length > 0 && pair.loaded.length > 0);
  // What is part of a network goes where the network is deployed: by TensorFlow or on Google's platform.
  const byTensorFlow = new Set(
    module
      .filter(({ imports }) => imports.some((one) => /^(tensorflow|keras|tfx|kfp|google)\b/.test(one.module)))
      .map(({ path }) => path),
  );
  const deployed = inRole(toolUse, 'managed-endpoint').used.filter(({ path }) => byTensorFlow.has(path));
  const pushed = [
    ...inRole(toolUse, 'model-server').used.filter(({ text = '' }) => /tensorflow/i.test(text)),
    ...firstCalls(module, /^tfx\..*Pusher$/, (name) => say`calls ${name}`),
  ];
  const opened = firstCalls(
    module.filter((one) => answers(one) && !training.has(one.path)),
    /^(tensorflow\.)?(keras\.models\.load_model|saved_model\.load)$/,
    takesUp,
  );
  const inUse = [...deployed, ...pushed, ...opened];
  const inside =
    inUse.length === 0
      ? []
      : firstCalls(module, layer, (name) => say`prepares data within the model: ${name}`);
  const served = saved.length > 0 ? inRole(toolUse, 'managed-endpoint', 'model-server').used : [];
  return [
    {
      objects: inRole(toolUse, 'fitted-pipeline').used,
      saved: [...(both.length > 0 ? both.flatMap((pair) => pair.saved) : saved), ...inside],
      loaded: [...both.flatMap((pair) => pair.loaded), ...served, ...(inside.length > 0 ? inUse : [])],
    },
  ];
});
