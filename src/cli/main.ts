import { version } from '../../package.json';
import { render, say, UserError } from '../text.ts';
import { answer } from './answer.ts';
import { explain } from './explain.ts';
import { languageAsked, type Options, readArguments } from './options.ts';
import { tongueOf } from './package.ts';
import { scaffold } from './scaffold.ts';
import { scan } from './scan.ts';
import { tour } from './tour.ts';
import { usage } from './usage.ts';

const commands: Readonly<Record<string, (words: readonly string[], options: Options) => Promise<string>>> = {
  scan,
  explain,
  scaffold,
  answer,
  tour,
};

async function run(words: readonly string[]): Promise<string> {
  const { values, positionals } = readArguments(words);
  const [name, ...rest] = positionals;
  if (values.version) return `${version}\n`;
  if (values.help || name === 'help') return `${(await tongueOf(values)).t(usage)}\n`;
  if (name === undefined)
    throw new UserError(say`Name a command: ${Object.keys(commands).join(', ')}; --help tells more.`);
  const command = commands[name];
  if (!command)
    throw new UserError(say`“${name}” is not a command: use ${Object.keys(commands).join(', ')}.`);
  return command(rest, values);
}

/** Says an error in the language that was asked for, as far as the words can be read. */
async function complain(error: unknown, words: readonly string[]): Promise<void> {
  const { bundle } = await tongueOf(languageAsked(words));
  const said =
    error instanceof UserError ? render(error.text, bundle) : error instanceof Error ? error.stack : error;
  process.stderr.write(`mlops-guide: ${said}\n`);
  process.exitCode = 2;
}

const words = process.argv.slice(2);
run(words).then(
  (output) => void process.stdout.write(output),
  (error: unknown) => complain(error, words),
);
