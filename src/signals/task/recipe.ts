import type { Located as Value } from '../../formats/located.ts';
import { type Command, runnable } from '../ci/workflow.ts';
import type { Task } from '../task.ts';

interface Rule {
  readonly name: string;
  readonly line: number;
  readonly needs: readonly string[];
  readonly commands: Command[];
}

/** Lines that are written as one: those that end in a backslash with those that follow. */
function* logicalLines(text: string): Generator<{ text: string; line: number }> {
  let open: { text: string; line: number } | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const joined = open ? { ...open, text: `${open.text} ${raw.trim()}` } : { text: raw, line: index + 1 };
    open = joined.text.endsWith('\\') ? { ...joined, text: joined.text.slice(0, -1) } : undefined;
    if (!open) yield joined;
  }
  if (open) yield open;
}

/** https://www.gnu.org/software/make/manual/make.html. No kept library reads it. */
export function readMakefile(text: string, path: string): Task[] {
  const rules: Rule[] = [];
  const variables = new Map([
    ['MAKE', 'make'],
    ['PYTHON', 'python'],
  ]);
  let open: readonly Rule[] = [];
  let goal: string | undefined;
  let defining = false;
  for (const { text: line, line: number } of logicalLines(text)) {
    const variable = /^(?:export\s+|override\s+)?([\w.]+)\s*(?:[?+]|::?:?)?=\s*(.*?)\s*(?:#.*)?$/.exec(line);
    const rule = /^([^\s:=#][^:=#]*?)\s*:{1,2}(?![:=])\s*([^=]*?)(?:;\s*(.*))?$/.exec(line);
    if (/^define\b/.test(line)) defining = true;
    else if (/^endef\b/.test(line)) defining = false;
    else if (defining || line.trim() === '') continue;
    else if (line.startsWith('\t')) {
      const command = line.trim().replace(/^[@+-]+\s*/, '');
      for (const one of open) one.commands.push({ text: command, line: number, path });
    } else if (variable) {
      if (variable[1] === '.DEFAULT_GOAL') goal = variable[2];
      else variables.set(variable[1] ?? '', variable[2] ?? '');
    } else if (rule && !/^(-?include|sinclude|ifn?eq|ifn?def|else|endif|vpath)\b/.test(line)) {
      const needs = (rule[2] ?? '')
        .replace(/#.*$/, '')
        .split(/\s+/)
        .filter((need) => need !== '' && need !== '|');
      const commands = rule[3] ? [{ text: rule[3], line: number, path }] : [];
      open = (rule[1] ?? '')
        .split(/\s+/)
        .map((name) => ({ name, line: number, needs, commands: [...commands] }));
      rules.push(...open);
    }
  }
  const first = rules.find(({ name }) => !/^[.%]/.test(name));
  return rules
    .filter(({ name }) => !/^\.[A-Z]/.test(name))
    .map(({ commands, ...rest }) => ({
      ...rest,
      runner: 'make',
      path,
      default: rest.name === (goal ?? first?.name),
      commands: runnable(commands.map((one) => ({ ...one, text: expanded(one.text, variables) }))),
    }));
}

/** Fills in the variables of a makefile; one that is not known stays as a variable of the shell. */
function expanded(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  return text
    .replace(/\$[({](\w+)[)}]/g, (_, name: string) => {
      const value = variables.get(name);
      return value === undefined || depth > 5 ? `\${${name}}` : expanded(value, variables, depth + 1);
    })
    .replaceAll('$$', '$');
}

/** https://just.systems/man/en/ */
export function readJustfile(text: string, path: string): Task[] {
  const rules: Rule[] = [];
  const variables = new Map<string, string>();
  let open: Rule | undefined;
  let first: Rule | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const assigned = /^(?:export\s+)?([\w-]+)\s*:=\s*(.*)$/.exec(line);
    const alias = /^alias\s+([\w-]+)\s*:=\s*([\w-]+)/.exec(line);
    const rule = /^@?([A-Za-z_][\w-]*)((?:\s+(?:"[^"]*"|'[^']*'|[^:"'])+)?)\s*:(?!=)\s*(.*)$/.exec(line);
    if (/^\s/.test(line)) {
      const command = line.trim().replace(/^[@-]+\s*/, '');
      if (command !== '') open?.commands.push({ text: command, line: index + 1, path });
    } else if (alias?.[1] && alias[2]) {
      rules.push({ name: alias[1], line: index + 1, needs: [alias[2]], commands: [] });
    } else if (assigned?.[1] && !/^(set|mod|import)\b/.test(line)) {
      variables.set(assigned[1], (assigned[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2'));
    } else if (rule?.[1]) {
      const needs = [...(rule[3] ?? '').replace(/#.*$/, '').matchAll(/\(\s*([\w-]+)[^)]*\)|([\w-]+)/g)];
      open = {
        name: rule[1],
        line: index + 1,
        needs: needs.map(([, inner, bare]) => inner ?? bare ?? ''),
        commands: [],
      };
      rules.push(open);
      first ??= open;
    }
  }
  return rules.map(({ commands, ...rest }) => ({
    ...rest,
    runner: 'just',
    path,
    default: rest.name === first?.name,
    commands: runnable(
      commands.map((one) => ({
        ...one,
        text: one.text.replace(
          /\{\{\s*([\w-]+)\s*\}\}/g,
          (whole, name: string) => variables.get(name) ?? whole,
        ),
      })),
    ),
  }));
}

/** https://taskfile.dev/reference/schema */
export function readTaskfile(source: Value | undefined, path: string): Task[] {
  return (source?.get('tasks')?.entries ?? []).map(([name, at]) => {
    const steps = at.isList
      ? at.items
      : at.text === undefined
        ? [...listed(at.get('cmds')), ...listed(at.get('cmd'))]
        : [at];
    const deps = listed(at.get('deps'));
    const commands = steps.flatMap((step) => (step.text ? step : (step.get('cmd') ?? [])));
    return {
      runner: 'task',
      name,
      path,
      line: at.line,
      default: name === 'default',
      commands: commands.flatMap((command) => runnable(linesOf(command, path))),
      needs: [...deps, ...steps].flatMap(
        (one) => one.get('task')?.text ?? (deps.includes(one) ? (one.text ?? []) : []),
      ),
    };
  });
}

const listed = (at: Value | undefined): readonly Value[] => (at?.isList ? at.items : at ? [at] : []);

const linesOf = ({ text = '', line }: Value, path: string): Command[] => {
  const lines = text.split('\n');
  return lines.map((one, index) => ({
    text: one.trim(),
    line: lines.length > 1 ? line + 1 + index : line,
    path,
  }));
};
