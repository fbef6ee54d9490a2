/** A command line as words, without quotes. */
export type Words = readonly string[];

/** A command, and the program that it was handed to: `uv` for `uv run pytest`, which may know a task of that name. */
export interface SimpleCommand {
  readonly words: Words;
  readonly carrier?: string;
}

/** The simple commands of a shell line, each as words. See `readCommands`. */
export const simpleCommands = (line: string): Words[] => readCommands(line).map(({ words }) => words);

/**
 * The simple commands of a line of shell, without comments and redirections, without what only carries another command
 * (`sudo`, `uv run`, `python -m`, assignments) and without `if`, `then` and the like. Commands in `$(…)` come last.
 */
export function readCommands(line: string): SimpleCommand[] {
  const { commands, inner } = split(line);
  return [...commands.flatMap((words) => unwrap(words)), ...inner.flatMap(readCommands)];
}

interface Split {
  readonly commands: readonly Words[];
  /** The insides of command substitutions. */
  readonly inner: readonly string[];
}

/** Expressions of CI systems and templates, arithmetic, and variables: one piece of a word, whatever is in them. */
const opaque = /\$\{\{[\s\S]*?\}\}|\{\{[\s\S]*?\}\}|\$\(\([^)]*\)\)|\$\{[^}]*\}/y;
const redirection = /(\d|&)?(<<<|<<-?|>>|>\||>&|<&|>|<)(&?\d\b|-(?=\s|$))?/y;
const separator = /&&|\|\||;;|[;|&\n()]/y;

/** Splits a line at its operators, as a shell does, and its commands into words. */
function split(line: string): Split {
  const commands: string[][] = [[]];
  const inner: string[] = [];
  let word: string | undefined;
  let skip = false;
  const close = () => {
    if (word !== undefined && !skip) commands.at(-1)?.push(word);
    if (word !== undefined) skip = false;
    word = undefined;
  };
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(line);
  };
  for (let at = 0; at < line.length; ) {
    const character = line[at] as string;
    const whole = take(opaque, at);
    const redirected = whole ? null : take(redirection, at);
    if (whole) {
      word = (word ?? '') + whole[0];
      at += whole[0].length;
    } else if (character === "'") {
      const end = line.indexOf("'", at + 1);
      word = (word ?? '') + line.slice(at + 1, end < 0 ? line.length : end);
      at = end < 0 ? line.length : end + 1;
    } else if (character === '"') {
      const end = endOfQuote(line, at + 1);
      const text = line.slice(at + 1, end);
      for (let inside = text.indexOf('$('); inside >= 0; inside = text.indexOf('$(', inside + 2))
        inner.push(text.slice(inside + 2, endOfSubstitution(text, inside + 2)));
      word = (word ?? '') + text.replace(/\\(["\\$`])/g, '$1');
      at = end + 1;
    } else if (line.startsWith('$(', at)) {
      const end = endOfSubstitution(line, at + 2);
      inner.push(line.slice(at + 2, end));
      word = (word ?? '') + line.slice(at, end + 1);
      at = end + 1;
    } else if (character === '`' && line.includes('`', at + 1)) {
      const end = line.indexOf('`', at + 1);
      inner.push(line.slice(at + 1, end));
      word = (word ?? '') + line.slice(at, end + 1);
      at = end + 1;
    } else if (character === '\\' && /[\s"'$;&|()#<>`\\]/.test(line[at + 1] ?? '')) {
      word = (word ?? '') + (line[at + 1] === '\n' ? '' : line[at + 1]);
      at += 2;
    } else if (character === '#' && word === undefined) {
      const end = line.indexOf('\n', at);
      at = end < 0 ? line.length : end;
    } else if (redirected && (word === undefined || !/^[\d&]/.test(redirected[0]))) {
      close();
      skip = redirected[3] === undefined;
      at += redirected[0].length;
    } else if (take(separator, at)) {
      close();
      skip = false;
      commands.push([]);
      at = separator.lastIndex;
    } else if (/\s/.test(character)) {
      close();
      at++;
    } else {
      word = (word ?? '') + character;
      at++;
    }
  }
  close();
  return { commands, inner };
}

function endOfQuote(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line.startsWith('$(', at)) at = endOfSubstitution(line, at + 2);
    else if (line[at] === '"') return at;
  }
  return line.length;
}

function endOfSubstitution(line: string, from: number): number {
  let depth = 1;
  for (let at = from; at < line.length; at++) {
    if (line[at] === '(') depth++;
    if (line[at] === ')' && --depth === 0) return at;
  }
  return line.length;
}

/** Whether a line ends inside quotes, so that the next one belongs to it. */
export function isOpen(line: string): boolean {
  let quote: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] as string;
    if (character === '\\' && quote !== "'") at++;
    else if (quote) quote = character === quote ? undefined : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '#' && /^$|\s/.test(line[at - 1] ?? '')) {
      const end = line.indexOf('\n', at);
      at = end < 0 ? line.length : end;
    }
  }
  return quote !== undefined;
}

const keywords = new Set(
  'if then else elif do while until ! { } time exec nohup command builtin export call - eval'.split(' '),
);

/** A program that runs another: the word for it, and those options before the other that take a value. */
interface Carrier {
  readonly program: RegExp;
  readonly verb?: RegExp;
  readonly values?: RegExp;
  /** Words of its own before the command, such as the duration of `timeout`. */
  readonly operands?: number;
  /** The programs that it may run; any where it does not say. */
  readonly carries?: RegExp;
  /** The command comes after `--`, where there is one. */
  readonly dashes?: boolean;
}

/** Programs that packages of Node bring, and that deploy; others are known by the script that they stand in. */
const deployers = /^(cdk|cdktf|serverless|sls|sst)$/;

const carriers: readonly Carrier[] = [
  { program: /^(npm|pnpm|yarn|bun)$/, verb: /^(run|exec|dlx)$/, carries: deployers },
  { program: /^(npm|pnpm|yarn|bun)$/, carries: deployers },
  {
    program: /^uv$/,
    verb: /^run$/,
    values:
      /^(-p|--(with|with-editable|with-requirements|python|extra|no-extra|group|no-group|only-group|package|env-file|project|directory|index|default-index|index-url|extra-index-url|find-links|cache-dir|config-file|color))$/,
  },
  {
    program: /^(uvx|npx|pnpx|bunx)$/,
    values: /^(-p|-c|-w|--(from|with|python|package|call|workspace|index-url))$/,
  },
  { program: /^pipx$/, verb: /^run$/, values: /^--(spec|python|pip-args|index-url)$/ },
  {
    program: /^(poetry|pdm|pipenv|rye)$/,
    verb: /^run$/,
    values: /^(-C|-P|-p|--(directory|project|venv|pyproject))$/,
  },
  { program: /^pixi$/, verb: /^(run|r)$/, values: /^(-e|-m|--(environment|manifest-path|color))$/ },
  { program: /^hatch$/, verb: /^run$/, values: /^(-e|-p|--(env|project|data-dir|cache-dir|config))$/ },
  { program: /^(conda|mamba|micromamba)$/, verb: /^run$/, values: /^(-n|-p|--(name|prefix|cwd))$/ },
  { program: /^mise$/, verb: /^(x|exec)$/, values: /^(-C|--cd|-j|--jobs)$/, dashes: true },
  {
    program: /^(dotenv|op|doppler|infisical|aws-vault|chamber)$/,
    verb: /^(run|exec)$/,
    values: /^-[-\w]+$/,
    dashes: true,
  },
  { program: /^sudo$/, values: /^(-u|-g|-h|--user|--group)$/ },
  {
    program: /^(env|xvfb-run|stdbuf|ionice|nice|retry|xargs)$/,
    values: /^(-u|-n|-s|-P|-I|-S|--server-args)$/,
  },
  { program: /^timeout$/, values: /^(-k|-s)$/, operands: 1 },
];

function unwrap(given: Words, carrier?: string): SimpleCommand[] {
  const start = given.findIndex((word) => !keywords.has(word) && !/^([A-Za-z_]\w*\+?=|$)/.test(word));
  const words = start < 0 ? [] : given.slice(start);
  const program = words[0]?.split('/').at(-1);
  if (!program) return [];
  const carried = carriers.map((one) => carriedBy(one, program, words)).find((rest) => rest !== undefined);
  if (carried) return unwrap(carried, program);
  const module = moduleOf(program, words);
  if (module) return unwrap(module, carrier);
  if (/^(ba|z|da|k)?sh$/.test(program)) {
    const text = words[words.findIndex((word) => /^-[a-z]*c$/.test(word)) + 1];
    if (text !== undefined && text !== words[0]) return readCommands(text);
  }
  if (/^(docker|podman)(-compose)?$/.test(program)) {
    const runs = words.findIndex((word) => /^(run|exec)$/.test(word));
    const at = words.findIndex((word, index) => runs > 0 && index > runs && inContainer.test(word));
    if (at > 0) return unwrap(words.slice(at), carrier);
  }
  return [{ words, ...(carrier && { carrier }) }];
}

/** Commands that people start in containers; the words before them name the image. */
const inContainer = /^(pytest|python[\d.]*|tox|nox|make|just|dvc|uv|poetry|(ba|z)?sh)$/;

/** `python -m pytest` and `coverage run -m pytest` are pytest. */
function moduleOf(program: string, words: Words): Words | undefined {
  const at = words.indexOf('-m');
  if (/^python[\d.]*(\.exe)?$|^py$|^\$\{?PYTHON\d?\}?$/i.test(program)) {
    const own = words.slice(1, at).every((word, index, before) => {
      return word.startsWith('-') || /^-[WX]$/.test(before[index - 1] ?? '');
    });
    return at > 0 && own ? words.slice(at + 1) : undefined;
  }
  if (program !== 'coverage' || words[1] !== 'run') return undefined;
  return at > 0 ? words.slice(at + 1) : words.slice(2).filter((word) => !word.startsWith('-'));
}

/** What a program runs; undefined where it runs nothing else. */
function carriedBy(carrier: Carrier, program: string, words: Words): Words | undefined {
  if (!carrier.program.test(program)) return undefined;
  const afterOptions = (from: number) => {
    let at = from;
    while (words[at]?.startsWith('-') && words[at] !== '--')
      at += carrier.values?.test(words[at] as string) ? 2 : 1;
    return at;
  };
  const first = afterOptions(1);
  if (carrier.verb && !carrier.verb.test(words[first] ?? '')) return undefined;
  const begin = carrier.verb ? afterOptions(first + 1) : first;
  // `retry 3 docker push`: no command is called by a number.
  const next = /^\d+$/.test(words[begin] ?? '') && !carrier.operands ? begin + 1 : begin;
  const dashes = carrier.dashes || words[next] === '--' ? words.indexOf('--') : -1;
  const [command, ...rest] = words.slice(dashes > 0 ? dashes + 1 : next + (carrier.operands ?? 0));
  if (command === undefined || (carrier.carries && !carrier.carries.test(command))) return undefined;
  // `hatch -e test run cov` is the script `test:cov`; `uvx ruff@0.14` is ruff.
  const environment = program === 'hatch' ? words.findIndex((word) => /^(-e|--env)$/.test(word)) : -1;
  if (environment > 0) return [`${words[environment + 1]}:${command}`, ...rest];
  return [/x$/.test(program) ? command.replace(/(?<=.)@[^/]*$/, '') : command, ...rest];
}
