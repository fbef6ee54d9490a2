import { say } from '../text.ts';
import { ciJob, startedBy } from './ci/job.ts';
import { endpoint } from './code/endpoint.ts';
import { launches } from './code/launch.ts';
import { type Module, module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { lockedLibrary } from './dependencies.ts';
import { listed } from './listing.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence, type Place } from './signal.ts';
import type { Role } from './tool/catalogue.ts';
import { inRole, toolUse } from './tool/use.ts';

const modelFile =
  /\.(onnx|safetensors|tflite|pth|ckpt|keras|joblib|gguf|cbm|mlmodel|torchscript)$|(^|\/)(saved_model\.pb|MLmodel)$|(^|\/)[^/]*(model|weights|classifier|regressor|estimator|clf|vectorizer|pipeline)[^/]*\.(pkl|pickle|h5|hdf5|pt|bin|model|rds)$/i;

/** Files that hold a trained model. */
export const modelFiles = derived({ listed }, ({ listed }): Evidence[] =>
  listed
    .filter(({ path }) => modelFile.test(path))
    .map(({ path }) => ({ path, line: 1, note: say`is a trained model` })),
);

/** Roles of libraries that nobody needs without machine learning. */
const learning: readonly Role[] = [
  'ml-library',
  'model-server',
  'experiment-tracking',
  'model-registry',
  'feature-store',
  'drift-detection',
  'explainability',
];

/** The folder holds machine-learning work: a library for it, a model, or a pipeline of an ML tool. */
export const ml = derived(
  { toolUse, modelFiles, listed, lockedLibrary, module, ...resourceSignals },
  ({ toolUse, modelFiles, listed, lockedLibrary, module, azureMl, databricksBundle }): Evidence[] => {
    const library = inRole(toolUse, ...learning);
    const tested = toolUse.filter(
      ({ role, test, strength }) => role === 'ml-library' && test && strength === 'imported',
    );
    const pipelines = listed
      .filter(({ name }) => /(^|\/)(dvc\.yaml|MLproject)$/.test(name))
      .map(({ path }) => ({ path, line: 1, note: say`is a pipeline of an ML tool` }));
    const platform = [...azureMl, ...databricksBundle.filter(({ type }) => type !== 'bundle')].map((one) => ({
      ...one,
      note: say`defines ${one.type} on ${one.platform}`,
    }));
    // Who applies the model of another package has its libraries by way of that.
    const applies =
      lockedLibrary.length > 0 &&
      module.some(({ test, calls }) => !test && calls.some(({ name }) => /\.predict(_\w+)?$/.test(name)));
    return [
      ...library.imported,
      ...library.used,
      ...library.declared,
      ...modelFiles,
      ...pipelines,
      ...platform,
      ...tested,
      ...(applies ? lockedLibrary : []),
    ];
  },
);

/** Roles of tools that answer requests with predictions by themselves. */
const servers: readonly Role[] = ['model-server', 'managed-endpoint'];

/** Files that apply a model, by their names, and routes that do. */
const namedForModels =
  /(^|\/)(inference|predict(or|ion)?s?|infer(rer)?|recommenders?|classifiers?)([_/][^/]*)?(\.py$|\/)/i;
const predicts =
  /predict|\binfer|recommend|classif|\bscor(e|ing)|detect|embed|forecast|summari[sz]e|translate|transcribe|rerank/i;

/** The code offers predictions over a network; a Streamlit or Gradio demo alone does not. */
export const serving = derived(
  { ml, toolUse, module, codeStep, endpoint },
  ({ ml, toolUse, module, codeStep, endpoint }): Evidence[] => {
    if (ml.length === 0) return [];
    const scoring = new Set(
      codeStep.filter(({ step, test }) => step === 'scoring' && !test).map(({ path }) => path),
    );
    const byPath = new Map(module.map((one) => [one.path, one]));
    const web = inRole(toolUse, 'web-framework').used.filter(
      ({ path, notebook }) =>
        !notebook && reaches(path, byPath, (file) => scoring.has(file) || namedForModels.test(file)),
    );
    const asked = endpoint
      .filter(({ route, handler }) => predicts.test(`${route} ${handler}`))
      .map((one) => ({ ...one, note: say`answers ${one.method} ${one.route}` }));
    return [...inRole(toolUse, ...servers).used, ...web, ...asked, ...scoringScripts(module)];
  },
);

/** Whether a file, or one that it imports, passes a test; two imports away at most. */
function reaches(
  path: string,
  modules: ReadonlyMap<string, Module>,
  test: (path: string) => boolean,
  depth = 0,
): boolean {
  if (test(path)) return true;
  return (
    depth < 2 && (modules.get(path)?.locals ?? []).some((next) => reaches(next, modules, test, depth + 1))
  );
}

/** Entry scripts of managed endpoints: `init()` loads a model, `run(data)` answers. https://learn.microsoft.com/azure/machine-learning/how-to-deploy-online-endpoints */
const scoringScripts = (modules: readonly Module[]): Evidence[] =>
  modules.flatMap(({ path, definitions, test }) => {
    const named = (name: string) => definitions.find((one) => one.name === name && one.kind === 'function');
    const run = named('run');
    return !test && named('init') && run && run.parameters.length === 1
      ? [{ path, line: run.line, note: say`answers requests in run()` }]
      : [];
  });

/** What is asked of the code that does the work. */
const handsOver = /(^|_)(predict|forecast|score|infer|train|retrain|fit|featuri[sz]e)/i;

/** A scheduler or orchestrator runs scoring, training or feature work. */
export const batch = derived(
  { ml, toolUse, codeStep, ciJob, module, ...resourceSignals },
  ({ ml, toolUse, codeStep, ciJob, module, kubernetes }): Evidence[] => {
    if (ml.length === 0) return [];
    const cronJobs = kubernetes
      .filter(({ type }) =>
        /\/(CronJob|CronWorkflow|ScheduledSparkApplication|ScheduledWorkflow)$/.test(type),
      )
      .map((one) => ({ ...one, note: say`defines ${one.type}` }));
    const working = new Set(codeStep.filter(({ test }) => !test).map(({ path }) => path));
    const byPath = new Map(module.map((one) => [one.path, one]));
    const jobs = ciJob.filter((job) => startedBy(job, 'schedule') && !startedBy(job, 'pull-request'));
    // A thin script may leave the work to what it imports.
    const thin = (jobs.length > 0 ? module : []).filter(
      ({ path, test, notebook, calls }) =>
        !test &&
        !notebook &&
        calls.some(({ name }) => handsOver.test(name.split('.').at(-1) ?? '')) &&
        reaches(path, byPath, (file) => working.has(file)),
    );
    const entries = new Set([...working, ...thin.map(({ path }) => path)]);
    const scheduled = jobs
      .flatMap((job) => job.runs.filter((run) => worksOnModels(run.words, entries)))
      .map(({ path, line, text }) => ({ path, line, note: say`runs on a schedule: ${text}` }));
    // A scheduler inside a program may send telemetry; one of models works on them, or imports what does.
    const inside = inRole(toolUse, 'scheduler').used.filter(
      ({ path }) => !path.endsWith('.py') || reaches(path, byPath, (file) => working.has(file), 1),
    );
    return [...inRole(toolUse, 'orchestration').used, ...inside, ...cronJobs, ...scheduled];
  },
);

/** Whether a command runs ML work: a file that does a step, a pipeline tool, or something named for it. */
export function worksOnModels(words: readonly string[], working: ReadonlySet<string>): boolean {
  const [program = '', verb = ''] = words;
  if (program === 'dvc') return verb === 'repro' || verb === 'exp';
  if (/^(kedro|mlflow|metaflow|zenml|papermill)$/.test(program))
    return verb === 'run' || program === 'papermill';
  return launches(words, working);
}

/** Blocks of Terraform that ask for no machine, network or service: settings, values, and rules for repositories. */
const idleBlock =
  /^(output|variable|locals|data|provider|terraform|check)(\.|$)|^(random|null|local|time|tls|github|gitlab|azuredevops|bitbucket)_|^terraform_data$/;
/** What runs on Azure ML, and what it works with, is no infrastructure. */
const workOfAzureMl =
  /(Job|Component|Schedule)$|^(data|model|environment|schedule|featureSet|featureStoreEntity)$/i;

/** Definitions of infrastructure that make practice 9 met; docker-compose alone does not. */
export const iac = derived({ ml, toolUse, ...resourceSignals }, ({ ml, toolUse, ...facts }): Evidence[] => {
  if (ml.length === 0) return [];
  const defined = [
    ...[...facts.terraform, ...facts.terraformJson, ...facts.terragrunt].filter(
      ({ type }) => !idleBlock.test(type),
    ),
    ...facts.bicep,
    ...facts.kubernetes,
    ...facts.namedDefinition,
    ...facts.cloudFormation,
    ...facts.armTemplate,
    ...facts.ansible,
    ...facts.azureMl.filter(({ type }) => !workOfAzureMl.test(type)),
    ...facts.databricksBundle,
  ];
  const evidence = defined.map((one) => ({
    path: one.path,
    line: one.line,
    note: say`defines ${one.type} (${one.platform})`,
  }));
  return onePerFile([
    ...evidence,
    ...inRole(toolUse, 'infrastructure').used.filter(({ tool }) =>
      ['aws-cdk', 'cdktf', 'pulumi'].includes(tool.id),
    ),
  ]);
});

export function onePerFile<T extends Place>(facts: readonly T[]): T[] {
  const seen = new Set<string>();
  return facts.filter(({ path }) => !seen.has(path) && seen.add(path));
}
