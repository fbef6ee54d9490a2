import { readIni } from '../formats/ini.ts';
import type { Located } from '../formats/located.ts';
import { Located as Value } from '../formats/located.ts';
import { type Command, script } from './ci/workflow.ts';
import { fromFiles, type Place } from './signal.ts';
import type { SourceFile } from './source.ts';
import { readJustfile, readMakefile, readTaskfile } from './task/recipe.ts';
import { readPythonTasks, readToxIni, readToxToml } from './task/session.ts';

/** A named set of commands that a task runner knows, a command that a package brings, or a shell script. */
export interface Task extends Place {
  /** The program that runs it: `make test`, `tox -e lint`, `sh scripts/x.sh`; `script` is a command of a package. */
  readonly runner:
    | 'make'
    | 'just'
    | 'task'
    | 'tox'
    | 'nox'
    | 'npm'
    | 'mise'
    | 'poe'
    | 'hatch'
    | 'pdm'
    | 'pixi'
    | 'pipenv'
    | 'invoke'
    | 'rye'
    | 'script'
    | 'sh';
  readonly name: string;
  readonly commands: readonly Command[];
  /** Tasks that run with it. */
  readonly needs: readonly string[];
  /** It runs where the program is told no name. */
  readonly default?: boolean;
  readonly tags?: readonly string[];
}

export const task = fromFiles<Task>({
  reads: [
    '**/{GNUmakefile,Makefile,makefile}',
    '**/*.mk',
    '**/{justfile,.justfile,Justfile}',
    '**/{Taskfile,taskfile}{,.dist}.{yml,yaml}',
    '**/tox.{ini,toml}',
    '**/setup.cfg',
    '**/noxfile.py',
    '**/tasks.py',
    '**/setup.py',
    '**/package.json',
    '**/{.mise,mise,.config/mise/config}.toml',
    '**/{{.mise,mise}/tasks,.mise-tasks,mise-tasks}/*',
    '**/pyproject.toml',
    '**/Pipfile',
    '**/pixi.toml',
    '**/hatch.toml',
    '**/*.{sh,bash}',
    '**/{script,scripts,bin,ci,hack,tools,dev,.buildkite,.ci}/!(*.*)',
    '!(*.*)',
  ],
  parse(file) {
    const name = file.path.split('/').at(-1)?.toLowerCase() ?? '';
    return (readers.find(([pattern]) => pattern.test(name))?.[1] ?? readScript)(file);
  },
});

const readers: readonly (readonly [RegExp, (file: SourceFile) => Iterable<Task>])[] = [
  [/makefile$|\.mk$/, ({ path, text }) => readMakefile(text, path)],
  [/justfile$/, ({ path, text }) => readJustfile(text, path)],
  [/^taskfile.*\.ya?ml$/, ({ path, yaml }) => readTaskfile(yaml()[0], path)],
  [/^tox\.ini$/, ({ path, ini }) => readToxIni(ini(), path)],
  [/^setup\.cfg$/, readSetupCfg],
  [/^tox\.toml$/, ({ path, toml }) => readToxToml(toml(), path)],
  [/^noxfile\.py$/, (file) => readPythonTasks(file, 'nox')],
  [/^setup\.py$/, readSetup],
  [/^tasks\.py$/, (file) => readPythonTasks(file, 'invoke')],
  [/^package\.json$/, ({ path, json }) => readTable(json().get('scripts'), path, 'npm')],
  [/mise\.toml$|^config\.toml$/, ({ path, toml }) => readTable(toml().get('tasks'), path, 'mise')],
  [/^pyproject\.toml$/, readPyproject],
  [/^pipfile$/, ({ path, toml }) => readTable(toml().get('scripts'), path, 'pipenv')],
  [/^pixi\.toml$/, ({ path, toml }) => readPixi(toml(), path)],
  [/^hatch\.toml$/, ({ path, toml }) => readHatch(toml().get('envs'), path)],
];

/** A shell script: by its ending, or by its first line. */
function readScript({ path, text }: SourceFile): Task[] {
  const file = path.split('/').at(-1) ?? '';
  if (!/\.(sh|bash)$/.test(file) && !/^#!.*sh\b/.test(text)) return [];
  const commands = script(new Value(0, `${text}\n`), path);
  const own: Task = { runner: 'sh', name: path, path, line: 1, commands, needs: [] };
  const ofMise = /mise(-tasks|\/tasks)\/[^/]+$/.test(path);
  return ofMise ? [own, { ...own, runner: 'mise', name: file.replace(/\.\w+$/, '') }] : [own];
}

/** The texts in a value that is one, several, or a table that holds either: a command, or the name of another task. */
function leaves(value: Located | undefined): Located[] {
  if (!value) return [];
  if (value.isList) return value.items.flatMap(leaves);
  if (!value.isMap) return value.text === undefined ? [] : [value];
  const keys = [
    'cmd',
    'shell',
    'run',
    'ref',
    'task',
    'file',
    'sequence',
    'parallel',
    'chain',
    'composite',
    'cmds',
  ];
  const python = value.get('script') ?? value.get('call');
  return [...keys.flatMap((key) => leaves(value.get(key))), ...(python ? [asModule(python)] : [])];
}

/** `package.module:function` is run by Python. */
const asModule = (at: Located) => new Value(at.line, `python -m ${at.text?.split(':')[0]}`);

/** Tables of name and command. `prefix` is what stands before the names, and those that they speak of. */
function readTable(table: Located | undefined, path: string, runner: Task['runner'], prefix = ''): Task[] {
  return (table?.entries ?? []).map(([name, at]) => {
    const found = leaves(at);
    const needs = ['depends', 'depends_on', 'depends-on', 'depends_post', 'deps'].flatMap((key) =>
      leaves(at.get(key)),
    );
    const named = [...found, ...needs].map((one) => prefix + (one.text ?? '').split(/\s/)[0]);
    return {
      runner,
      name: prefix + name,
      path,
      line: at.line,
      commands: found.flatMap((one) => script(one, path)),
      needs: named,
    };
  });
}

function readPixi(source: Located, path: string): Task[] {
  const parts = ['feature', 'target'].flatMap((key) => (source.get(key)?.entries ?? []).map(([, at]) => at));
  return [source, ...parts].flatMap((at) => readTable(at.get('tasks'), path, 'pixi'));
}

function readHatch(envs: Located | undefined, path: string): Task[] {
  return (envs?.entries ?? []).flatMap(([name, env]) =>
    readTable(env.get('scripts'), path, 'hatch', name === 'default' ? '' : `${name}:`),
  );
}

/** The commands that a package brings. https://packaging.python.org/specifications/entry-points/ */
const readEntryPoints = (table: Located | undefined, path: string): Task[] =>
  (table?.entries ?? []).flatMap(([name, at]) => {
    const target = at.text ? at : at.get('reference');
    return target ? [entryPoint(name, target, path)] : [];
  });

const entryPoint = (name: string, target: Located, path: string): Task => ({
  runner: 'script',
  name,
  path,
  line: target.line,
  commands: script(asModule(target), path),
  needs: [],
});

function readSetupCfg({ path, ini }: SourceFile): Task[] {
  const source = ini();
  const scripts = source.get('options.entry_points', 'console_scripts');
  const points = (scripts?.text ?? '').split('\n').flatMap((line) => {
    const [, name, target] = /^([\w.-]+)\s*=\s*([\w.:]+)/.exec(line) ?? [];
    return name && target ? [entryPoint(name, new Value(scripts?.line ?? 1, target), path)] : [];
  });
  return [...readToxIni(source, path), ...points];
}

/** What a `setup.py` says of its commands stands in strings: `"train = churn.train:main"`. */
function readSetup({ path, text }: SourceFile): Task[] {
  if (!text.includes('console_scripts')) return [];
  return text.split('\n').flatMap((line, index) => {
    const [, name, target] = /["']\s*([\w.-]+)\s*=\s*([\w.]+:[\w.]+)\s*["']/.exec(line) ?? [];
    return name && target ? [entryPoint(name, new Value(index + 1, target), path)] : [];
  });
}

function readPyproject({ path, toml }: SourceFile): Task[] {
  const source = toml();
  const tool = source.get('tool');
  const tox = tool?.get('tox');
  const legacy = tox?.get('legacy_tox_ini');
  return [
    ...readTable(tool?.get('poe', 'tasks'), path, 'poe'),
    ...readTable(tool?.get('pdm', 'scripts'), path, 'pdm'),
    ...readTable(tool?.get('rye', 'scripts'), path, 'rye'),
    ...readTable(tool?.get('taskipy', 'tasks'), path, 'task'),
    ...readHatch(tool?.get('hatch', 'envs'), path),
    ...(tool?.get('pixi') ? readPixi(tool.get('pixi') as Located, path) : []),
    ...(tox && !legacy ? readToxToml(tox, path) : []),
    ...(legacy?.text ? readToxIni(readIni(legacy.text), path, legacy.line) : []),
    ...readEntryPoints(source.get('project', 'scripts'), path),
    ...readEntryPoints(tool?.get('poetry', 'scripts'), path),
  ];
}
