import { say, type Text } from '../text.ts';
import { imported, type Layout } from './layout.ts';
import type { Learning } from './learning.ts';
import { environmentOf, type Manager } from './managers.ts';
import type { Project } from './project.ts';
import { type Change, create, type Ground, type Question } from './scaffold.ts';

/** How a package manager takes a new dependency; those that are left out have files to be written by hand. */
const adding: Partial<Record<Manager, string>> = {
  uv: 'uv add',
  poetry: 'poetry add',
  pdm: 'pdm add',
  pixi: 'pixi add --pypi',
  pipenv: 'pipenv install',
};

/** What has to be installed for the generated code, as a sentence; none where the project declares it all. */
export function needs({ manager, manifest, declares }: Project, names: readonly string[]): Text[] {
  const missing = names.filter((name) => !declares(name.replace(/\[.*/, '')));
  if (missing.length === 0) return [];
  const command = adding[manager];
  if (command) return [say`Add what it needs: \`${command} ${missing.join(' ')}\`.`];
  const file = manifest?.path ?? (manager === 'conda' ? 'environment.yml' : 'requirements.txt');
  return [say`Add ${missing.join(', ')} to ${file}, pinned like the rest.`];
}

/** Files from templates, and a sentence for each that is there already. */
export function write(
  ground: Ground,
  files: readonly (readonly [template: string, path: string])[],
  view: object,
): { readonly changes: Change[]; readonly left: Text[] } {
  return {
    changes: files.flatMap(([template, path]) => create(ground, path, ground.fill(template, view))),
    left: files
      .filter(([, path]) => ground.has(path))
      .map(([, path]) => say`${path} is there already and is left as it is.`),
  };
}

/** The columns that the model is given. */
export const featuresQuestion = ({ features }: Learning): Question => ({
  key: 'features',
  prompt: say`Columns that the model is given, with commas between them`,
  choices: features.length > 0 ? [{ value: features.join(', ') }] : [],
  ...(features.length > 0 && { value: features.join(', ') }),
  open: true,
});

/** The column that the model predicts. */
export const targetQuestion = ({ target }: Learning): Question => ({
  key: 'target',
  prompt: say`Column that the model predicts`,
  choices: target ? [{ value: target }] : [],
  ...(target && { value: target }),
  open: true,
});

/** A literal of Python. */
export const literal = (value: string): string => JSON.stringify(value);

const split = (names: string) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** A name that Python, and an environment variable, can have. */
export const identifier = (name: string): string => {
  const plain = name.replace(/\W+/g, '_').replace(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain : `column_${plain}`;
};

/** What templates of Python code can use. */
export function viewOf(project: Project, found: Learning, { choices }: Ground) {
  const texts = new Set(found.texts);
  const names = split(choices['features'] ?? found.features.join(','));
  const features = names.map((name, index) => ({
    name,
    literal: literal(name),
    field: identifier(name),
    alias: identifier(name) === name ? undefined : literal(name),
    type: texts.has(name) ? 'str' : 'float',
    text: texts.has(name),
    last: index === names.length - 1,
  }));
  const { run } = environmentOf({ ...project, testRunner: 'unittest' });
  return {
    project: identifier(projectName(project)),
    prefix: imported(found, ''),
    // `run` and `end` stand around the name of a module in the command that runs it.
    ...commandOf(found, run),
    features,
    list: pythonList(features.map(({ literal }) => literal)),
    target: literal(choices['target'] ?? found.target ?? 'target'),
    data: found.data && literal(found.data),
    model: found.model && literal(found.model),
    regression: found.regression,
    classification: !found.regression,
  };
}

/** One line, or one item a line where they are long. */
export function pythonList(items: readonly string[], indent = ''): string {
  const line = `[${items.join(', ')}]`;
  return line.length + indent.length <= 70
    ? line
    : `[\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}]`;
}

const projectName = ({ manifest }: Project) => manifest?.name ?? manifest?.path.split('/').at(-2) ?? 'model';

function commandOf(
  { root, package: own }: Layout,
  run: string,
): { readonly run: string; readonly end: string } {
  if (own === '' && root !== '') return { run: `${run}python ${root}/`, end: '.py' };
  return { run: `${run}python -m ${own === '' ? '' : `${own}.`}`, end: '' };
}
