import { stringify } from 'yaml';
import { packageName } from '../signals/manifest.ts';
import { say, type Text } from '../text.ts';
import { mergeLines } from './merge/lines.ts';
import { mergeToml, tomlValue } from './merge/toml.ts';
import { isTable, type Same, sameItem } from './merge/values.ts';
import { mergeYaml, yamlValue } from './merge/yaml.ts';
import type { Project } from './project.ts';
import { type Change, type Ground, merge } from './scaffold.ts';

/** The files that dependencies are added to: for `merges` of a scaffold that adds some. */
export const dependencyFiles = [
  '**/{pyproject,pixi}.toml',
  '**/Pipfile',
  '**/*requirements*.{txt,in}',
  '**/requirements/*.{txt,in}',
  '**/*{environment,conda,env}*.{yml,yaml}',
] as const;

/** A requirement of PEP 508 in its parts; markers and addresses are not needed here. */
interface Requirement {
  readonly text: string;
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifier: string;
}

/**
 * Adds dependencies to the manifest of a project, in the way of its package manager; those that it declares stay.
 * @param group `main`, or the name of a group, such as `dev`
 * @param requirements as pip takes them, such as `pandera>=0.26`
 * @returns what changes, and what is left for people to do, as sentences
 * @throws a sentence where the manifest cannot be read
 */
export function addDependency(
  project: Project,
  ground: Ground,
  group: string,
  ...requirements: readonly string[]
): { readonly changes: readonly Change[]; readonly notes: readonly Text[] } {
  const missing = requirements.map(read).filter(({ name }) => !project.declares(packageName(name)));
  const path = project.manifest?.path;
  if (missing.length === 0) return { changes: [], notes: [] };
  const names = missing.map(({ text }) => text).join(' ');
  const byHand = say`Add to the dependencies: ${names}`;
  const add = path === undefined ? undefined : adders.find(([pattern]) => pattern.test(path))?.[1];
  if (path === undefined || !add) return { changes: [], notes: [byHand] };
  const target = group === 'main' ? path : (fileOfGroup(path, group, ground) ?? path);
  const changes = merge(ground, target, (text) => add(text, group, missing) ?? text);
  if (changes.length === 0) return { changes, notes: [byHand] };
  const lock = project.locked ? lockCommands[project.manager] : undefined;
  return { changes, notes: lock ? [say`Run \`${lock}\`, since dependencies were added (${names}).`] : [] };
}

/** How a package manager brings its lock file up to date. */
export const lockCommands: Readonly<Record<string, string>> = {
  uv: 'uv lock',
  poetry: 'poetry lock',
  pdm: 'pdm lock',
  pixi: 'pixi lock',
  pipenv: 'pipenv lock',
};

/** Requirements of a group often have a file of their own beside the main one. */
function fileOfGroup(path: string, group: string, { has }: Ground): string | undefined {
  if (!/\.(txt|in)$/.test(path)) return undefined;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const ending = path.slice(path.lastIndexOf('.'));
  return [
    `requirements-${group}`,
    `${group}-requirements`,
    `requirements_${group}`,
    `requirements/${group}`,
    group,
  ]
    .map((name) => `${folder}${name}${ending}`)
    .find(has);
}

/** The text with what is missing; undefined where there is no place for it. */
type Add = (text: string, group: string, missing: readonly Requirement[]) => string | undefined;

const adders: readonly (readonly [RegExp, Add])[] = [
  [/(^|\/)pyproject\.toml$/, addToPyproject],
  [/(^|\/)pixi\.toml$/, (text, _, missing) => mergeToml(text, tableOf('pypi-dependencies', missing))],
  [
    /(^|\/)Pipfile$/,
    (text, group, missing) =>
      mergeToml(text, tableOf(group === 'main' ? 'packages' : 'dev-packages', missing)),
  ],
  [/\.ya?ml$/, addToConda],
  [
    /\.(txt|in)$/,
    (text, _, missing) => mergeLines(text, missing.map(({ text }) => text).join('\n'), samePackage),
  ],
];

/** https://packaging.python.org/en/latest/specifications/pyproject-toml/ and the tables of Poetry, PDM and uv. */
function addToPyproject(text: string, group: string, missing: readonly Requirement[]): string | undefined {
  const file = tomlValue(text);
  const at = (...path: string[]) =>
    path.reduce<unknown>((value, key) => (isTable(value) ? value[key] : undefined), file);
  const list = (table: string, key: string) =>
    mergeToml(
      text,
      `[${table}]\n${JSON.stringify(key)} = ${JSON.stringify(missing.map((one) => one.text))}\n`.replace(
        /^"([\w-]+)" =/m,
        '$1 =',
      ),
      samePackage,
    );
  const project = at('project');
  const poetry = at('tool', 'poetry');
  if (group === 'main') {
    const dynamic = at('project', 'dynamic');
    if (Array.isArray(dynamic) && dynamic.includes('dependencies')) return undefined;
    if (isTable(project) && !at('tool', 'poetry', 'dependencies')) return list('project', 'dependencies');
    return isTable(poetry) ? mergeToml(text, tableOf('tool.poetry.dependencies', missing)) : undefined;
  }
  if (at('dependency-groups', group)) return list('dependency-groups', group);
  if (at('project', 'optional-dependencies', group)) return list('project.optional-dependencies', group);
  if (at('tool', 'pdm', 'dev-dependencies')) return list('tool.pdm.dev-dependencies', group);
  if (at('tool', 'uv', 'dev-dependencies')) return list('tool.uv', 'dev-dependencies');
  if (at('tool', 'poetry', 'dev-dependencies') && group === 'dev')
    return mergeToml(text, tableOf('tool.poetry.dev-dependencies', missing));
  if (isTable(poetry) && (!isTable(project) || at('tool', 'poetry', 'group')))
    return mergeToml(text, tableOf(`tool.poetry.group.${group}.dependencies`, missing));
  return isTable(project) ? list('dependency-groups', group) : undefined;
}

/** The list of conda, or the one of pip in it: the names are those of PyPI. */
function addToConda(text: string, _: string, missing: readonly Requirement[]): string | undefined {
  const file = yamlValue(text);
  const list = isTable(file) ? file['dependencies'] : undefined;
  if (!Array.isArray(list)) return undefined;
  const hasPip = list.some((item) => isTable(item) && 'pip' in item);
  const items = missing.map((one) => one.text);
  return mergeYaml(text, stringify({ dependencies: hasPip ? [{ pip: items }] : items }), samePackage);
}

function tableOf(table: string, missing: readonly Requirement[]): string {
  const lines = missing.map(({ name, extras, specifier }) => {
    const version = JSON.stringify(specifier === '' ? '*' : specifier);
    return `${name} = ${extras.length > 0 ? `{ version = ${version}, extras = ${JSON.stringify(extras)} }` : version}`;
  });
  return `[${table}]\n${lines.join('\n')}\n`;
}

function read(text: string): Requirement {
  const [, name = text, extras = '', specifier = ''] =
    /^([\w.-]+)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(text) ?? [];
  return {
    text,
    name,
    extras: extras
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    specifier,
  };
}

const samePackage: Same = (mine, added) => {
  if (typeof mine !== 'string' || typeof added !== 'string') return sameItem(mine, added);
  return packageName(read(mine.trim()).name) === packageName(read(added.trim()).name);
};
