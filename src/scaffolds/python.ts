import packages from '../../content/scaffolds/packages.yaml';
import { say, type Text } from '../text.ts';
import { addDependency } from './dependency.ts';
import { imported, type Layout } from './layout.ts';
import type { Learning } from './learning.ts';
import { environmentOf } from './managers.ts';
import type { Project } from './project.ts';
import { type Change, create, type Ground, type Question } from './scaffold.ts';
import { pathForTests } from './testFile.ts';

/** Versions of packages that generated code imports. */
export const knownPackages = packages as Readonly<
  Record<string, { readonly from: string; readonly pin: string }>
>;

/** A requirement as strict as those that the project has. */
function requirement({ manifest }: Project, name: string): string {
  const { from, pin } = knownPackages[name] ?? {};
  const pinned =
    manifest && manifest.dependencies.length > 0 && manifest.dependencies.every((one) => one.pinned);
  return pinned ? `${name}==${pin}` : `${name}>=${from}`;
}

/** What a scaffold of Python code writes. */
interface Written {
  readonly files: readonly (readonly [template: string, path: string])[];
  readonly view: object;
  /** Packages that the code imports, and those that its tests do. */
  readonly packages: readonly string[];
  readonly testPackages?: readonly string[];
  /** What is left to do once the files are there. */
  readonly notes: readonly Text[];
}

/**
 * New files from templates, with the dependencies that they need. Files that are there stay as they are, which a
 * sentence says.
 */
export function planPython(
  project: Project,
  layout: Layout,
  ground: Ground,
  { files, view, packages, testPackages = [], notes }: Written,
): { readonly changes: readonly Change[]; readonly notes: readonly Text[] } {
  const created = files.flatMap(([template, path]) => create(ground, path, ground.fill(template, view)));
  const left = files
    .filter(([, path]) => ground.has(path))
    .map(([, path]) => say`${path} is there already and is left as it is.`);
  if (created.length === 0) return { changes: [], notes: left };
  const tested = files.some(([, path]) => /(^|\/)test_[^/]*$/.test(path));
  const development = [...testPackages, ...(tested && project.testRunner === 'pytest' ? ['pytest'] : [])];
  const main = packages.map((name) => requirement(project, name));
  const added = addDependency(project, ground, 'main', ...main);
  const [change] = added.changes;
  // The second addition starts from what the first one has made.
  const after: Ground = {
    ...ground,
    textOf: (path) => (path === change?.path ? change.content : ground.textOf(path)),
  };
  const also = addDependency(project, after, 'dev', ...development.map((name) => requirement(project, name)));
  const merged = new Map<string, Change>();
  for (const one of [...added.changes, ...also.changes]) {
    const first = merged.get(one.path);
    merged.set(one.path, first?.kind === 'merge' ? { ...first, content: one.content } : one);
  }
  return {
    changes: [...created, ...(tested ? pathForTests(project, layout, ground) : []), ...merged.values()],
    notes: [...left, ...added.notes, ...also.notes, ...notes],
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
    constants: `${fold(
      'FEATURES = [',
      features.map(({ literal }) => literal),
      ']',
    )}\nTARGET = ${literal(choices['target'] ?? found.target ?? 'target')}`,
    list: fold(
      'FEATURES = [',
      features.map(({ literal }) => literal),
      ']',
    ),
    target: literal(choices['target'] ?? found.target ?? 'target'),
    data: found.data && literal(found.data),
    model: found.model && literal(found.model),
    regression: found.regression,
    classification: !found.regression,
  };
}

const width = 88;

/** Items between brackets as formatters of Python set them: in one line, indented in the next, or one a line. */
export function fold(start: string, items: readonly string[], end: string): string {
  const indent = /^ */.exec(start)?.[0] ?? '';
  const inner = items.join(', ');
  const list = /[[{]$/.test(start);
  if (start.length + inner.length + end.length <= width) return start + inner + end;
  return !list && indent.length + 4 + inner.length <= width
    ? `${start}\n${indent}    ${inner}\n${indent}${end}`
    : `${start}\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}${end}`;
}

const projectName = ({ manifest }: Project) => manifest?.name ?? manifest?.path.split('/').at(-2) ?? 'model';

function commandOf(
  { root, package: own }: Layout,
  run: string,
): { readonly run: string; readonly end: string } {
  if (own === '' && root !== '') return { run: `${run}python ${root}/`, end: '.py' };
  return { run: `${run}python -m ${own === '' ? '' : `${own}.`}`, end: '' };
}

/** What every template of Python code can use. */
export type View = ReturnType<typeof viewOf>;
