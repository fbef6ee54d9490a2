import type { Module } from '../signals/code/module.ts';
import { inRole, toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { type Taken, takenBy } from './call.ts';
import { dependencyFiles } from './dependency.ts';
import { beside, imported, moduleName } from './layout.ts';
import { type Learning, learning } from './learning.ts';
import { type Project, project } from './project.ts';
import { featuresQuestion, fold, planPython, targetQuestion, viewOf } from './python.ts';
import { scaffold } from './scaffold.ts';

/** Libraries whose models MLflow saves in a way of their own. https://mlflow.org/docs/latest/ml/traditional-ml/ */
const flavors: readonly (readonly [library: RegExp, flavor: string])[] = [
  [/^xgboost\./, 'xgboost'],
  [/^lightgbm\./, 'lightgbm'],
  [/^catboost\./, 'catboost'],
  [/^(tensorflow|keras)\./, 'tensorflow'],
  [/^torch\./, 'pytorch'],
];

export default scaffold({
  id: 'experiment-tracking',
  title: say`Runs that are tracked with code, data and environment`,
  signals: { project, learning, toolUse },
  templates: ['tracking.py', 'train_tracked.py', 'run_tracked.py'],
  merges: dependencyFiles,
  asks: ({ learning: [found] }) => {
    const kinds = taken(found)?.map(({ kind }) => kind) ?? [];
    if (!found || !(kinds.includes('inputs') || kinds.includes('outcome'))) return [];
    return [featuresQuestion(found), targetQuestion(found)];
  },
  plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
    if (!found || !learned) return { changes: [] };
    const [other] = inRole(toolUse, 'experiment-tracking').used.filter(({ notebook }) => !notebook);
    if (other) return { changes: [], notes: [say`${other.tool.name} tracks runs already (${other.path}).`] };
    const view = viewOf(found, learned, ground);
    const entry = entryOf(found, learned, view.project);
    return planPython(found, learned, ground, {
      files: [
        ['tracking.py', beside(learned, 'tracking.py')],
        ...(entry ? ([[entry.template, beside(learned, 'train_tracked.py')]] as const) : []),
      ],
      view: {
        ...view,
        flavor: flavors.find(([library]) => library.test(learned.estimator ?? ''))?.[1] ?? 'sklearn',
        ...entry?.view,
      },
      packages: ['mlflow', 'psutil', 'pandas', ...(entry?.view.notebook ? ['ipython', 'nbformat'] : [])],
      notes: [
        entry
          ? say`Train by \`${view.run}train_tracked${view.end}\`, look at the runs by \`mlflow ui\`, and set MLFLOW_TRACKING_URI to share them.`
          : say`Train within \`with tracked_run(…)\`, look at the runs by \`mlflow ui\`, and set MLFLOW_TRACKING_URI to share them.`,
      ],
    });
  },
});

const taken = (found: Learning | undefined): readonly Taken[] | undefined =>
  found?.trainer && takenBy(found.trainer.definition.parameters);

/** How training is started: its function, called; else its script or notebook, run as it is. */
function entryOf({ scripts }: Project, learned: Learning, project: string) {
  const parameters = taken(learned);
  const { trainer, training, notebooks, folder } = learned;
  if (trainer && parameters)
    return { template: 'train_tracked.py', view: viewOfCall(learned, trainer, parameters, project) };
  const script = training && scripts.includes(training.path) ? training.path : notebooks[0];
  if (!script) return undefined;
  const up = folder === '' ? [] : folder.split('/').map(() => '..');
  const relative = script.startsWith(`${folder}/`)
    ? script.slice(folder.length + 1)
    : [...up, script].join('/');
  const notebook = script.endsWith('.ipynb');
  return {
    template: 'run_tracked.py',
    view: { script, relative, notebook, kind: notebook ? 'notebook' : 'script' },
  };
}

function viewOfCall(
  learned: Learning,
  { module, definition }: NonNullable<Learning['trainer']>,
  parameters: readonly Taken[],
  project: string,
) {
  const path = parameters.find(({ kind }) => kind === 'path');
  const tables = parameters.filter(({ kind }) => /^(rows|inputs|outcome)$/.test(kind));
  const options = parameters.filter((one) => !tables.includes(one));
  const values: Readonly<Record<string, string>> = {
    rows: 'rows',
    inputs: 'rows[FEATURES]',
    outcome: 'rows[TARGET]',
  };
  const returns = /^(?!None|tuple|dict|float|int|str|list)[\w.]+$/i.test(definition.returns ?? '');
  const tracked = returns ? ['log_model', 'tracked_run'] : ['tracked_run'];
  const data = path ? (path.text ? `Path(options.${path.name})` : `options.${path.name}`) : 'options.data';
  const given = parameters.map(({ name, kind }) => `${name}=${values[kind] ?? `options.${name}`}`);
  return {
    notebook: false,
    returns,
    rows: tables.length > 0,
    columns: tables.some(({ kind }) => kind !== 'rows'),
    ownData: !path,
    dataArgument: fold(
      '    parser.add_argument(',
      ['"--data"', 'type=Path', learned.data ? `default=${JSON.stringify(learned.data)}` : 'required=True'],
      ')',
    ),
    imports: [
      `from ${moduleName(learned, module)} import ${definition.name}`,
      `from ${imported(learned, 'tracking')} import ${tracked.join(', ')}`,
    ]
      .sort()
      .join('\n'),
    params: fold(
      '    params = {',
      options.map(({ name }) => `"${name}": options.${name}`),
      '}',
    ),
    opened: fold(
      '    with tracked_run(',
      [JSON.stringify(project), 'params', `data=${data}`, ...(returns ? ['autolog_models=False'] : [])],
      '):',
    ),
    options: options.map((option) => addArgument(option, module, learned)),
    call: fold(`        ${returns ? 'model = ' : ''}${definition.name}(`, given, ')'),
  };
}

/** An option as the script itself offers it, or the file that it reads. */
function addArgument(
  { name, kind, text, default: own }: Taken,
  { calls }: Module,
  { data }: Learning,
): string {
  const flag = `--${name.replaceAll('_', '-')}`;
  const offered = calls
    .filter((call) => /\.add_argument$/.test(call.name) && call.arguments[0]?.text === flag)
    .flatMap((call) =>
      call.arguments.filter(({ keyword, kind }) => keyword === 'default' && kind !== 'other'),
    )
    .map(({ kind, text }) => (kind === 'string' ? JSON.stringify(text) : text))
    .find((value) => value !== 'None');
  const value = own ?? offered ?? (kind === 'path' && data ? JSON.stringify(data) : undefined);
  const type = kind === 'path' ? (text ? undefined : 'Path') : kind === 'str' ? undefined : kind;
  return fold(
    '    parser.add_argument(',
    [JSON.stringify(flag), ...(type ? [`type=${type}`] : []), value ? `default=${value}` : 'required=True'],
    ')',
  );
}
