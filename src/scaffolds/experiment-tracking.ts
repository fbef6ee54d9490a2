import { inRole, toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { type Taken, takenBy } from './call.ts';
import { beside, moduleName } from './layout.ts';
import { type Learning, learning } from './learning.ts';
import { type Project, project } from './project.ts';
import { featuresQuestion, needs, targetQuestion, viewOf, write } from './python.ts';
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
  asks: ({ learning: [found] }) => {
    const kinds = taken(found)?.map(({ kind }) => kind) ?? [];
    if (!found || !(kinds.includes('inputs') || kinds.includes('outcome'))) return [];
    return [featuresQuestion(found), targetQuestion(found)];
  },
  plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
    if (!found || !learned) return { changes: [] };
    const [other] = inRole(toolUse, 'experiment-tracking').used.filter(({ notebook }) => !notebook);
    if (other) return { changes: [], notes: [say`${other.tool.name} tracks runs already (${other.path}).`] };
    const entry = entryOf(found, learned);
    const { changes, left } = write(
      ground,
      [
        ['tracking.py', beside(learned, 'tracking.py')],
        ...(entry ? ([[entry.template, beside(learned, 'train_tracked.py')]] as const) : []),
      ],
      {
        ...viewOf(found, learned, ground),
        flavor: flavors.find(([library]) => library.test(learned.estimator ?? ''))?.[1] ?? 'sklearn',
        ...entry?.view,
      },
    );
    const { run, end } = viewOf(found, learned, ground);
    return {
      changes,
      notes: [
        ...left,
        ...(changes.length > 0
          ? [
              ...needs(found, [
                'mlflow',
                'psutil',
                'pandas',
                ...(entry?.view.notebook ? ['ipython', 'nbformat'] : []),
              ]),
              say`Train by \`${run}train_tracked${end}\`, look at the runs by \`mlflow ui\`, and set MLFLOW_TRACKING_URI to share them.`,
            ]
          : []),
      ],
    };
  },
});

const taken = (found: Learning | undefined): readonly Taken[] | undefined =>
  found?.trainer && takenBy(found.trainer.definition.parameters);

/** How training is started: its function, called; else its script or notebook, run as it is. */
function entryOf({ scripts }: Project, learned: Learning) {
  const parameters = taken(learned);
  const { trainer, training, notebooks, folder } = learned;
  if (trainer && parameters)
    return { template: 'train_tracked.py', view: viewOfCall(learned, trainer, parameters) };
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
) {
  const path = parameters.find(({ kind }) => kind === 'path');
  const tables = parameters.filter(({ kind }) => /^(rows|inputs|outcome)$/.test(kind));
  const options = parameters.filter((one) => !tables.includes(one));
  const values: Readonly<Record<string, string>> = {
    rows: 'rows',
    inputs: 'rows[FEATURES]',
    outcome: 'rows[TARGET]',
  };
  return {
    notebook: false,
    module: moduleName(learned, module),
    function: definition.name,
    returns:
      definition.returns !== undefined &&
      definition.returns !== 'None' &&
      !/tuple|dict|float|int|str/i.test(definition.returns),
    rows: tables.length > 0,
    columns: tables.some(({ kind }) => kind !== 'rows'),
    ownData: !path,
    dataOption: path?.name ?? 'data',
    params: options.map(({ name }) => `"${name}": options.${name}`).join(', '),
    options: options.map(({ name, kind, default: value }) => ({
      flag: name.replaceAll('_', '-'),
      type: kind === 'int' || kind === 'float' ? kind : kind === 'path' ? 'Path' : undefined,
      default: value ?? (kind === 'path' && learned.data ? JSON.stringify(learned.data) : undefined),
    })),
    call: parameters.map(({ name, kind }) => `${name}=${values[kind] ?? `options.${name}`}`).join(', '),
  };
}
