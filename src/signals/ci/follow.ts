import type { Resource } from '../resource.ts';
import type { Place } from '../signal.ts';
import type { Task } from '../task.ts';
import { readCommands, type SimpleCommand, type Words } from './shell.ts';
import { type Command, script } from './workflow.ts';

/** A command that a job comes to run, as words, and where it is written. */
export interface Run extends Place {
  readonly words: Words;
  readonly text: string;
  /** The conditions that it stands under, as they are written. */
  readonly when?: string;
}

/** What commands may lead to. */
export interface Known {
  readonly tasks: readonly Task[];
  readonly compute: readonly Resource[];
}

const depthLimit = 5;

/** What a command comes to run: itself, and what the task or script that it names holds. */
export function follow(command: Command, known: Known, trail: readonly string[] = []): Run[] {
  return readCommands(command.text).flatMap((simple) => {
    const { words } = simple;
    const text = words.join(' ').replace(/\s+/g, ' ');
    const { path, line, when } = command;
    const under = when === undefined ? {} : { when };
    const own: Run = { words, text, path, line, ...under };
    if (trail.length > depthLimit) return [own];
    const tasks = tasksOf(simple, known.tasks).flatMap((one) => withNeeds(one, known.tasks));
    const inner = [...tasks.flatMap((one) => one.commands), ...scriptsOf(words, known)];
    const next = inner.filter((one) => one.text !== command.text && !trail.includes(one.text));
    return [own, ...next.flatMap((one) => follow({ ...one, ...under }, known, [...trail, command.text]))];
  });
}

/** A task, and those that run with it. */
function withNeeds(one: Task, tasks: readonly Task[], seen = new Set<Task>()): Task[] {
  if (seen.has(one)) return [];
  seen.add(one);
  const needed = one.needs.flatMap((name) =>
    tasks.filter(
      (task) =>
        task.runner === one.runner &&
        task.path === one.path &&
        (task.name === name || (one.runner === 'make' && fits(task.name, name))),
    ),
  );
  return [one, ...needed.flatMap((task) => withNeeds(task, tasks, seen))];
}

/** What a command asks of a task runner; no names ask for what it does by default. */
interface Asked {
  readonly runner: Task['runner'];
  readonly names: readonly string[];
  /** The folder or file that it is told to work in. */
  readonly at?: string | undefined;
}

const named = (words: Words) => words.filter((word) => !word.startsWith('-') && !/^\w+:?=/.test(word));

/** The words of a command without its options, of which some take a value. */
function operands(words: Words, values: RegExp): string[] {
  return named(words.filter((_, index) => !values.test(words[index - 1] ?? '')));
}

function asked({ words, carrier }: SimpleCommand): Asked[] {
  const [first = '', verb = ''] = words;
  const program = first.split('/').at(-1) ?? '';
  const option = (...options: string[]) =>
    words.flatMap((word, index) => {
      const [name = '', value] = word.split('=');
      return options.includes(name) ? (value ?? words[index + 1] ?? '').split(',') : [];
    });
  const rest = words.slice(1);
  switch (program) {
    case 'make':
    case 'gmake':
      return [
        {
          runner: 'make',
          names: operands(rest, /^(-C|-f|-j|-o|--directory|--file|--makefile)$/).filter(
            (name) => !/^\d+$/.test(name),
          ),
          at: option('-C', '--directory', '-f', '--file', '--makefile')[0],
        },
      ];
    case 'just':
      return [
        {
          runner: 'just',
          names: operands(rest, /^(-f|-d|--justfile|--working-directory|--set)$/).slice(0, 1),
          at: option('-f', '--justfile', '-d', '--working-directory')[0],
        },
      ];
    case 'task':
    case 'go-task':
      return [
        {
          runner: 'task',
          names: operands(rest, /^(-d|-t|--dir|--taskfile)$/),
          at: option('-d', '--dir', '-t')[0],
        },
      ];
    case 'tox':
      return [{ runner: 'tox', names: option('-e', '--env', '-f', '-m') }];
    case 'nox':
      return [
        {
          runner: 'nox',
          names: option('-s', '-e', '--session', '--sessions', '-t', '--tags').map((name) =>
            // A session can have parameters, and the version of Python behind its name.
            name.replace(/\(.*$/, '').replace(/-([\d.]+|\$\{?\w+\}?)$/, ''),
          ),
        },
      ];
    case 'npm':
    case 'pnpm':
    case 'yarn':
    case 'bun': {
      const script = /^(run(-script)?|exec)$/.test(verb) ? named(words.slice(2))[0] : verb;
      const own = program === 'npm' && script === verb && !/^(test|t|start|stop|restart)$/.test(verb);
      return script === undefined || own
        ? []
        : [{ runner: 'npm', names: [`pre${script}`, script === 't' ? 'test' : script, `post${script}`] }];
    }
    case 'mise':
      return [{ runner: 'mise', names: /^(run|r)$/.test(verb) ? named(words.slice(2)) : [verb] }];
    case 'poe':
    case 'poethepoet':
      return [{ runner: 'poe', names: operands(rest, /^(-C|--directory|-e|--executor)$/).slice(0, 1) }];
    case 'invoke':
    case 'inv':
      return [{ runner: 'invoke', names: operands(rest, /^(-c|-r|-f|--collection)$/) }];
    default:
      return [
        ...(carrier && carried.has(carrier) ? [{ runner: carrier as Task['runner'], names: [first] }] : []),
        { runner: 'script', names: [first] },
      ];
  }
}

/** Programs whose `run` knows tasks of the project. */
const carried: ReadonlySet<string> = new Set(['pdm', 'rye', 'hatch', 'pixi', 'pipenv']);

const nearest = (a: Task, b: Task) => a.path.split('/').length - b.path.split('/').length;

function tasksOf(command: SimpleCommand, tasks: readonly Task[]): Task[] {
  return asked(command).flatMap(({ runner, names, at }) => {
    const folder = at?.replace(/^\.\//, '').replace(/\/$/, '');
    const all = tasks
      .filter((task) => task.runner === runner)
      .filter(
        (task) => !folder || folder === '.' || task.path === folder || task.path.startsWith(`${folder}/`),
      )
      .sort(nearest);
    if (names.length === 0) return all.filter((task) => task.default && task.path === all[0]?.path);
    return names.flatMap((name) => {
      const matching = all.filter((task) => answers(task, name));
      // An environment of tox that is named nowhere is made by the base.
      const base = matching.length === 0 && runner === 'tox' ? all.filter((task) => task.name === '') : [];
      const [first] = [...matching, ...base];
      // A target of make may have several rules.
      return matching
        .filter(({ path, name }) => path === first?.path && name === first.name)
        .concat(base.slice(0, 1));
    });
  });
}

function answers(task: Task, name: string): boolean {
  if (task.name === name || task.tags?.includes(name)) return true;
  if (task.runner === 'make') return fits(task.name, name);
  // Tasks of an included file are named with its name in front.
  return task.runner === 'task' && name.includes(':') && task.name === name.slice(name.lastIndexOf(':') + 1);
}

/** Pattern rules: `test-%` stands for `test-unit`. */
const fits = (rule: string, name: string) =>
  rule.includes('%') && name.startsWith(rule.split('%')[0] ?? '') && name.endsWith(rule.split('%')[1] ?? '');

/** The commands of a shell script that is run, and of job files with an entry point that a launcher is given. */
function scriptsOf(words: Words, { tasks, compute }: Known): Command[] {
  const [first = '', ...rest] = words;
  const program = first.split('/').at(-1) ?? '';
  const plain = (word: string) => word.replace(/^(\$\{?\w+\}?\/|\.\/)+/, '');
  const below = (path: string, word: string) => path === word || path.endsWith(`/${word}`);
  const file = /^((ba|z|da|k)?sh|source|\.)$/.test(program)
    ? rest.find((word) => !word.startsWith('-'))
    : /^(sky|ray|anyscale)$/.test(program)
      ? rest.find((word) => /\.ya?ml$/.test(word))
      : first.includes('/') || /\.(sh|bash)$/.test(first)
        ? first
        : undefined;
  if (file === undefined) return [];
  const request = compute.find(({ path }) => below(path, plain(file)));
  if (/\.ya?ml$/.test(file))
    return request
      ? [
          ...script(request.source?.get('entrypoint'), request.path),
          ...script(request.source?.get('run'), request.path),
        ]
      : [];
  const scripts = tasks.filter(({ runner, path }) => runner === 'sh' && below(path, plain(file)));
  return scripts.slice(0, 1).flatMap(({ commands }) => commands);
}
