import { stringify } from 'yaml';
import type { Module } from '../signals/code/module.ts';
import { toolUse } from '../signals/tool/use.ts';
import { say } from '../text.ts';
import { dependencyFiles } from './dependency.ts';
import { beside, imported } from './layout.ts';
import { learning } from './learning.ts';
import { mergeLines } from './merge/lines.ts';
import { project } from './project.ts';
import { featuresQuestion, identifier, planPython, targetQuestion, viewOf } from './python.ts';
import { inUse, usedInCode } from './pythonScaffold.ts';
import { type Change, create, type Ground, merge, scaffold } from './scaffold.ts';

export default scaffold({
  id: 'configuration',
  title: say`Settings apart from the code`,
  signals: { project, learning, toolUse },
  templates: ['settings.py', 'env.example'],
  merges: [...dependencyFiles, '.gitignore'],
  asks: ({ learning: [found] }) => (found ? [featuresQuestion(found), targetQuestion(found)] : []),
  plan: ({ project: [found], learning: [learned], toolUse }, ground) => {
    if (!found || !learned) return { changes: [] };
    const [other] = usedInCode(toolUse, 'configuration');
    if (other) return { changes: [], notes: [inUse(other)] };
    const view = viewOf(found, learned, ground);
    const options = learned.training ? optionsOf(learned.training) : [];
    const paths = {
      data_path: learned.data ?? 'data/train.csv',
      model_path: learned.model ?? 'models/model.joblib',
    };
    const values = {
      ...paths,
      features: view.features.map(({ name }) => name),
      target: ground.choices['target'],
      ...Object.fromEntries(options.map(({ name, value }) => [name, value])),
    };
    const file = ground.has('params.yaml') ? 'settings.yaml' : 'params.yaml';
    const planned = planPython(found, learned, ground, {
      files: [
        ['settings.py', beside(learned, 'settings.py')],
        ['env.example', '.env.example'],
      ],
      view: {
        ...view,
        options,
        file,
        variable: `${view.project.toUpperCase()}_`,
        dataPath: paths.data_path,
        modelPath: paths.model_path,
      },
      packages: ['pydantic-settings', 'pyyaml'],
      notes: [
        say`Read them by \`from ${imported(learned, 'settings')} import Settings\` in the code, in the place of paths and numbers that are written there.`,
      ],
    });
    if (planned.changes.length === 0) return planned;
    return {
      changes: [...planned.changes, ...create(ground, file, stringify(values)), ...ignored(ground)],
      notes: planned.notes,
    };
  },
});

/** Git leaves out `.env`, which may hold secrets. */
const ignored = (ground: Ground): Change[] =>
  ground.has('.gitignore')
    ? merge(ground, '.gitignore', (text) => mergeLines(text, '.env'))
    : create(ground, '.gitignore', '.env\n');

const types: Readonly<Record<string, string>> = { int: 'int', float: 'float', str: 'str' };
const taken = new Set(['data_path', 'model_path', 'features', 'target']);

/** Options of the training script with plain defaults: what somebody sets from run to run. */
function optionsOf({ calls }: Module) {
  const found = calls
    .filter(({ name }) => /\.add_argument$/.test(name))
    .flatMap(({ arguments: given }) => {
      const flag = given.find(
        ({ kind, keyword, text }) => kind === 'string' && !keyword && text.startsWith('--'),
      );
      const value = given.find(
        ({ keyword, kind }) => keyword === 'default' && (kind === 'string' || kind === 'constant'),
      );
      const name = identifier(flag?.text ?? '');
      if (!flag || !value || taken.has(name) || /^(None|True|False)?$/.test(value.text)) return [];
      const type = given.find(({ keyword }) => keyword === 'type')?.text ?? '';
      const number = value.kind === 'constant' && !Number.isNaN(Number(value.text));
      return [
        {
          name,
          type: types[type] ?? (number ? (/[.e]/.test(value.text) ? 'float' : 'int') : 'str'),
          value: number ? Number(value.text) : value.text,
        },
      ];
    });
  return [...new Map(found.map((one) => [one.name, one])).values()];
}
