import { version } from '../../package.json';
import { answer } from './answer.ts';
import { explain } from './explain.ts';
import { type Options, readArguments } from './options.ts';
import { scaffold } from './scaffold.ts';
import { scan } from './scan.ts';
import { UsageError, usage } from './usage.ts';

const commands: Readonly<Record<string, (words: readonly string[], options: Options) => Promise<string>>> = {
  scan,
  explain,
  scaffold,
  answer,
};

async function run(words: readonly string[]): Promise<string> {
  const { values, positionals } = readArguments(words);
  const [name, ...rest] = positionals;
  if (values.version) return `${version}\n`;
  if (values.help || name === 'help') return usage;
  if (name === undefined)
    throw new UsageError(`Name a command: ${Object.keys(commands).join(', ')}; --help tells more.`);
  const command = commands[name];
  if (!command) throw new UsageError(`“${name}” is not a command: use ${Object.keys(commands).join(', ')}.`);
  return command(rest, values);
}

run(process.argv.slice(2)).then(
  (output) => void process.stdout.write(output),
  (error: unknown) => {
    const known = error instanceof UsageError;
    process.stderr.write(
      `mlops-guide: ${known ? error.message : error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = 2;
  },
);
