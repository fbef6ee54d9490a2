import type { Located } from '../formats/located.ts';
import { Located as Value } from '../formats/located.ts';
import { type Command, commandsIn, script } from './ci/workflow.ts';
import { fromFiles, type Place } from './signal.ts';
import type { SourceFile } from './source.ts';

/** A named set of commands that a task runner knows, or a shell script. */
export interface Task extends Place {
  /** The program that runs it: `make test`, `tox -e lint`, `sh scripts/x.sh`. */
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
    | 'invoke'
    | 'rye'
    | 'sh';
  readonly name: string;
  readonly commands: readonly Command[];
  /** Tasks that run before it. */
  readonly needs: readonly string[];
}

export const task = fromFiles<Task>({
  reads: [
    '**/{GNUmakefile,Makefile,makefile}',
    '**/*.mk',
    '**/{justfile,.justfile,Justfile}',
    '**/{Taskfile,taskfile}.{yml,yaml}',
    '**/tox.{ini,toml}',
    '**/setup.cfg',
    '**/noxfile.py',
    '**/tasks.py',
    '**/package.json',
    '**/{.mise,mise,.config/mise/config}.toml',
    '**/pyproject.toml',
    '**/pixi.toml',
    '**/hatch.toml',
    '**/*.{sh,bash}',
  ],
  parse(file) {
    const name = file.path.split('/').at(-1)?.toLowerCase() ?? '';
    return readers.find(([pattern]) => pattern.test(name))?.[1](file) ?? [];
  },
});

const readers: readonly (readonly [RegExp, (file: SourceFile) => Iterable<Task>])[] = [
  [/makefile$|\.mk$/, ({ path, text }) => readMakefile(text, path, 'make')],
  [/justfile$/, ({ path, text }) => readMakefile(text, path, 'just')],
  [/^taskfile/, readTaskfile],
  [/^tox\.ini$|^setup\.cfg$/, readToxIni],
  [/^tox\.toml$/, ({ path, toml }) => readToxToml(toml(), path)],
  [/^noxfile\.py$/, (file) => readPythonTasks(file, 'nox')],
  [/^tasks\.py$/, (file) => readPythonTasks(file, 'invoke')],
  [/^package\.json$/, ({ path, json }) => readTable(json().get('scripts'), path, 'npm')],
  [/mise\.toml$|^config\.toml$/, ({ path, toml }) => readTable(toml().get('tasks'), path, 'mise')],
  [/^pyproject\.toml$/, readPyproject],
  [/^pixi\.toml$/, ({ path, toml }) => readPixi(toml(), path)],
  [/^hatch\.toml$/, ({ path, toml }) => readHatch(toml().get('envs'), path)],
  [
    /\.(sh|bash)$/,
    ({ path, text }) => [
      {
        runner: 'sh',
        name: path,
        path,
        line: 1,
        commands: script(new Value(0, `${text}\n`), path),
        needs: [],
      },
    ],
  ],
];

/** Make and just share the shape: a name, what it needs, and indented commands. */
function readMakefile(text: string, path: string, runner: 'make' | 'just'): Task[] {
  const tasks: { name: string; line: number; commands: Command[]; needs: string[] }[] = [];
  let open: (typeof tasks)[number][] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const command = /^(?:\t| {2,})\s*[@+-]*(.+)$/.exec(raw)?.[1];
    const rule = /^@?([\w./%$(){}-][^:=#]*?)(?:\s+[^:=]*)?:(?!=)\s*([^=#]*?)(?:;\s*(.+))?(?:#.*)?$/.exec(raw);
    if (command !== undefined) {
      for (const one of open) one.commands.push({ text: command.trim(), line: index + 1, path });
    } else if (rule?.[1] && !/^(export|define|ifn?eq|include|set|alias)\b/.test(raw)) {
      const needs = (rule[2] ?? '').split(/\s+/).filter(Boolean);
      const names = runner === 'just' ? [rule[1].split(/\s/)[0] ?? ''] : rule[1].split(/\s+/);
      open = names
        .filter((name) => name !== '.PHONY')
        .map((name) => ({ name, line: index + 1, commands: [], needs }));
      if (rule[3]) for (const one of open) one.commands.push({ text: rule[3], line: index + 1, path });
      tasks.push(...open);
    } else if (raw.trim() !== '' && !raw.startsWith('#')) open = [];
  });
  return tasks.map(({ commands, ...rest }) => ({
    ...rest,
    runner,
    path,
    commands: script(asList(commands), path),
  }));
}

/** Commands again as the list that `script` takes, each at its line. */
const asList = (commands: readonly Command[]) =>
  new Value(1, undefined, () => ({ items: commands.map(({ text, line }) => new Value(line, text)) }));

function readTaskfile({ path, yaml }: SourceFile): Task[] {
  const [source] = yaml();
  return (source?.get('tasks')?.entries ?? []).map(([name, at]) => {
    const steps = at.get('cmds')?.items ?? [];
    const texts = new Value(at.line, undefined, () => ({
      items: steps.flatMap((step) => (step.text ? step : (step.get('cmd') ?? []))),
    }));
    const needs = [
      ...(at.get('deps')?.texts ?? []),
      ...steps.flatMap((step) => step.get('task')?.text ?? []),
    ];
    return {
      runner: 'task',
      name,
      path,
      line: at.line,
      commands: [...script(texts, path), ...script(at.get('cmd'), path)],
      needs,
    };
  });
}

function readToxIni({ path, ini }: SourceFile): Task[] {
  return ini().entries.flatMap(([section, at]): Task[] => {
    const name = /^(?:tox:)?testenv(?::(.+))?$/.exec(section);
    if (!name) return [];
    const commands = at.get('commands');
    const found = script(commands && new Value(commands.line, `${commands.text ?? ''}\n`), path);
    return [{ runner: 'tox', name: name[1] ?? '', path, line: at.line, commands: found, needs: [] }];
  });
}

function readToxToml(source: Located, path: string): Task[] {
  const envs = [['', source.get('env_run_base')] as const, ...(source.get('env')?.entries ?? [])];
  return envs.flatMap(([name, at]) => {
    const commands = (at?.get('commands')?.items ?? []).map((words) => ({
      text: words.texts.join(' '),
      line: words.line,
      path,
    }));
    return at ? [{ runner: 'tox', name, path, line: at.line, commands, needs: [] }] : [];
  });
}

/** `session.run("pytest", "tests")` in nox, `ctx.run("pytest tests")` in invoke. */
function readPythonTasks({ path, python }: SourceFile, runner: 'nox' | 'invoke'): Task[] {
  const { definitions, calls } = python();
  return definitions
    .filter(({ decorators }) => decorators.some(({ name }) => /(^|\.)(session|task)(\(\))?$/.test(name)))
    .map(({ name, line }) => ({
      runner,
      name: name.replaceAll('_', runner === 'invoke' ? '-' : '_'),
      path,
      line,
      needs: [],
      commands: calls
        .filter((call) => call.within === name && /\.run(_always|_install)?$/.test(call.name))
        .map((call) => ({
          text: call.arguments
            .filter(({ keyword }) => !keyword)
            .map(({ text }) => text)
            .join(' '),
          line: call.line,
          path,
        })),
    }));
}

/** Tables of name and command: a text, a list of texts, or a table that holds either. */
function readTable(table: Located | undefined, path: string, runner: Task['runner']): Task[] {
  return (table?.entries ?? []).map(([name, at]) => {
    const value = at.isMap
      ? (at.get('run') ?? at.get('cmd') ?? at.get('shell') ?? at.get('script') ?? at.get('sequence'))
      : at;
    const chained = value?.isList && runner === 'poe' ? value.texts : [];
    const needs = [
      ...(at.get('depends')?.texts ?? []),
      ...(at.get('depends-on')?.texts ?? []),
      ...(at.get('deps')?.texts ?? []),
      ...chained,
    ];
    return { runner, name, path, line: at.line, commands: script(value, path), needs };
  });
}

function readPixi(source: Located, path: string): Task[] {
  const features = source.get('feature')?.entries ?? [];
  return [source, ...features.map(([, feature]) => feature)].flatMap((at) =>
    readTable(at.get('tasks'), path, 'pixi'),
  );
}

function readHatch(envs: Located | undefined, path: string): Task[] {
  return (envs?.entries ?? []).flatMap(([, env]) => readTable(env.get('scripts'), path, 'hatch'));
}

function readPyproject({ path, toml }: SourceFile): Task[] {
  const tool = toml().get('tool');
  const legacyTox = tool?.get('tox', 'legacy_tox_ini')?.text ?? '';
  const tox = tool?.get('tox');
  const commands = commandsIn(new Value(tox?.line ?? 1, `${legacyTox}\n`), path).filter(({ text }) =>
    /pytest|unittest/.test(text),
  );
  return [
    ...readTable(tool?.get('poe', 'tasks'), path, 'poe'),
    ...readTable(tool?.get('pdm', 'scripts'), path, 'pdm'),
    ...readTable(tool?.get('rye', 'scripts'), path, 'rye'),
    ...readTable(tool?.get('taskipy', 'tasks'), path, 'task'),
    ...readHatch(tool?.get('hatch', 'envs'), path),
    ...(tool?.get('pixi') ? readPixi(tool.get('pixi') as Located, path) : []),
    ...(tox ? readToxToml(tox, path) : []),
    ...(legacyTox === ''
      ? []
      : [{ runner: 'tox', name: '', path, line: tox?.line ?? 1, commands, needs: [] } as const]),
  ];
}
