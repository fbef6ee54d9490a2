import type { Definition } from '../formats/python/code.ts';
import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { serving } from './flag.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** The two sides that must treat data alike: files that train, and files that answer. */
export const side = derived({ codeStep, endpoint, serving }, ({ codeStep, endpoint, serving }) => {
  const doing = (...steps: string[]) =>
    new Set(
      codeStep
        .filter(({ step, test, notebook }) => steps.includes(step) && !test && !notebook)
        .map(({ path }) => path),
    );
  const training = doing('training');
  const evaluating = doing('evaluation');
  const scoring = [...doing('scoring')].filter((path) => !training.has(path) && !evaluating.has(path));
  const answering = [...serving, ...endpoint].map(({ path }) => path).filter((path) => path.endsWith('.py'));
  return [{ training, answering: new Set([...answering.filter((path) => !training.has(path)), ...scoring]) }];
});

const preparing =
  /(^|_)(pre_?process\w*|transform(?!er)\w*|featuri[sz]e\w*|clean(?!_?up)\w*|prepare(_(data|features|input|inputs|frame|text|image|batch|dataset|x|row|record|request)\w*)?|encode\w*|tokeni[sz]e\w*|vectori[sz]e\w*|normali[sz]e\w*|impute\w*|scale\w*)$|(^|_)(add|build|create|make|compute|derive|engineer|extract|get|generate|calculate)_\w*features?(_|$)|^features_from/i;
const notPreparing = /plot|importance|names|flags?|path|url|logg|config|model$/i;
const network = /^(torch\.nn|tensorflow\.keras|keras|lightning|pytorch_lightning|flax|transformers)\b/;

/** Functions, and methods, that prepare data; not those of a neural network. */
function preparations({ definitions }: Module): Definition[] {
  const networks = definitions
    .filter(({ kind, bases }) => kind === 'class' && bases.some((base) => network.test(base)))
    .map(({ name }) => `${name}.`);
  return definitions.filter(({ name, kind }) => {
    const own = snake(name.split('.').at(-1) ?? name);
    return (
      kind === 'function' &&
      preparing.test(own) &&
      !notPreparing.test(own) &&
      !networks.some((prefix) => name.startsWith(prefix))
    );
  });
}

const snake = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

/** A module of transformations that both sides come to call. */
export const sharedTransformation = derived({ module, side }, ({ module, side }): Evidence[] => {
  const reach = reacher(module);
  const byPath = new Map(module.map((one) => [one.path, one]));
  const called = (from: string, of: Module): ReadonlySet<string> => {
    const callers = [...reach(from)].flatMap((path) => byPath.get(path) ?? []);
    return new Set(
      callers
        .filter(({ path, locals }) => path !== of.path && locals.includes(of.path))
        .flatMap(({ calls }) => calls.map(({ name }) => name.split('.').at(-1) ?? name)),
    );
  };
  const [{ training, answering } = { training: new Set<string>(), answering: new Set<string>() }] = side;
  return module
    .filter(({ test, notebook }) => !test && !notebook)
    .flatMap((one) => {
      for (const definition of preparations(one)) {
        const name = definition.name.split('.').at(-1) ?? '';
        const calls = (path: string) => path !== one.path && called(path, one).has(name);
        const trainer = [...training].find(calls);
        const server = trainer && [...answering].find((path) => path !== trainer && calls(path));
        if (server)
          return [
            {
              path: one.path,
              line: definition.line,
              note: say`${definition.name} serves both ${trainer} and ${server}`,
            },
          ];
      }
      return [];
    });
});

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

const dumps =
  /(joblib|pickle|cloudpickle|dill|skops\.io)\.dumps?$|log_model$|save_model$|\.save_pretrained$|convert_sklearn$|skl2onnx\.to_onnx$/;
const loads =
  /(joblib|pickle|cloudpickle|dill|skops\.io)\.loads?$|load_model$|^bentoml\..*\.get$|(Tokenizer|Processor|FeatureExtractor|ImageProcessor)\.from_pretrained$|^transformers\.pipeline$|PipelineModel\.(read\(\)\.)?load$|onnxruntime\.InferenceSession$/;
const whole =
  /pipe(line)?(\(\))?$|\bpipe(line)?\b|make_pipeline|\(dv, |\bdv\b|preproc|vectori[sz]er|scaler|encoder|transformer\b|ColumnTransformer|tokeni[sz]er|processor/i;

/** Preparation that is fitted in training, saved, and loaded to answer. */
export const fittedPipeline = derived({ toolUse, module, side }, ({ toolUse, module, side }) => {
  const code = module.filter(({ test, notebook }) => !test && !notebook);
  const [{ answering } = { answering: new Set<string>() }] = side;
  const saved = module
    .filter(({ test }) => !test)
    .flatMap(({ path, calls }) => {
      const save = calls.find(
        ({ name, arguments: given }) =>
          (dumps.test(name) && given.some(({ kind, text }) => kind !== 'string' && whole.test(text))) ||
          (/\.save_pretrained$/.test(name) && whole.test(name)) ||
          /Pipeline\(\).*\.save$/.test(name),
      );
      return save ? [{ path, line: save.line, note: say`saves the fitted preparation: ${save.name}` }] : [];
    });
  const loaded = code
    .filter(({ path }) => answering.has(path) || importedBy(code, path).some((user) => answering.has(user)))
    .filter(({ path }) => !saved.some((one) => one.path === path))
    .flatMap(({ path, calls }) => {
      const load = calls.find(({ name }) => loads.test(name));
      return load ? [{ path, line: load.line, note: say`loads what training saved: ${load.name}` }] : [];
    });
  const served = saved.length > 0 ? inRole(toolUse, 'managed-endpoint', 'model-server').used : [];
  const objects = inRole(toolUse, 'fitted-pipeline').used;
  return [{ objects, saved, loaded: [...loaded, ...served] }];
});

const importedBy = (modules: readonly Module[], path: string): string[] =>
  modules.filter(({ locals }) => locals.includes(path)).map((one) => one.path);
