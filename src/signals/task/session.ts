import type { Located } from '../../formats/located.ts';
import { Located as Value } from '../../formats/located.ts';
import { script } from '../ci/workflow.ts';
import type { SourceFile } from '../source.ts';
import type { Task } from '../task.ts';

/** `py3{12,13}` is both; commas and lines part. */
function environments(text: string): string[] {
  return text
    .split(/[\s,]+(?![^{]*\})/)
    .flatMap(braces)
    .filter((name) => name !== '');
}

function braces(name: string): string[] {
  const [, before = '', list, after = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(name) ?? [];
  return list === undefined
    ? [name]
    : list.split(',').flatMap((one) => braces(`${before}${one.trim()}${after}`));
}

/** tox.ini, setup.cfg and the text in pyproject.toml that older versions read. https://tox.wiki/en/latest/config.html */
export function readToxIni(source: Located, path: string, under = 0): Task[] {
  const named = source.get('tox') ?? source.get('tox:tox');
  const wanted = environments(named?.get('envlist')?.text ?? named?.get('env_list')?.text ?? '');
  const sections = source.entries.flatMap(([section, at]) => {
    const name = /^(?:tox:)?testenv(?::(.+))?$/.exec(section);
    return name
      ? environments(name[1] ?? '')
          .concat(name[1] ? [] : [''])
          .map((one) => [one, at] as const)
      : [];
  });
  const known = new Set(sections.map(([name]) => name));
  const base = sections.find(([name]) => name === '')?.[1];
  return sections.map(([name, at]) => {
    const values = ['commands_pre', 'commands', 'commands_post'].flatMap(
      (key) => at.get(key) ?? base?.get(key) ?? [],
    );
    const text = values.map((value) => value.text ?? '').join('\n');
    return {
      runner: 'tox',
      name,
      path,
      line: under || at.line,
      default: isDefault(name, wanted, known),
      commands: values.flatMap((value) =>
        script(new Value(under || value.line, `${plain(value.text ?? '')}\n`), path).map((one) =>
          under ? { ...one, line: under } : one,
        ),
      ),
      needs: [...text.matchAll(/\{\[testenv(?::([\w-]+))?\]commands\}/g)].map(([, other = '']) => other),
    };
  });
}

/** Commands without what says for which factor they are, and whether they may fail. */
const plain = (text: string) => text.replace(/^(?:[\w{},!.]+(?:-[\w{},!.]+)*:\s+)?[-!]?\s*/gm, '');

/** What tox runs when it is told nothing: its list, or the base. */
const isDefault = (name: string, wanted: readonly string[], known: ReadonlySet<string>) =>
  name === '' ? wanted.length === 0 || wanted.some((one) => !known.has(one)) : wanted.includes(name);

/** https://tox.wiki/en/latest/config.html#toml-feature */
export function readToxToml(source: Located, path: string): Task[] {
  const own = source.get('env')?.entries ?? [];
  const wanted = (source.get('env_list')?.texts ?? []).flatMap(environments);
  const known = new Set(own.map(([name]) => name));
  const base = source.get('env_run_base');
  const envs = [...(base ? [['', base] as const] : []), ...own];
  return envs.map(([name, at]) => ({
    runner: 'tox',
    name,
    path,
    line: at.line,
    default: isDefault(name, wanted, known),
    commands: ['commands_pre', 'commands', 'commands_post'].flatMap(
      (key) =>
        (at.get(key) ?? base?.get(key))?.items.map((words) => ({
          text: words.texts.join(' '),
          line: words.line,
          path,
        })) ?? [],
    ),
    needs: [],
  }));
}

/** `session.run("pytest", "tests")` in nox, `ctx.run("pytest tests")` in invoke. */
export function readPythonTasks({ path, text, python }: SourceFile, runner: 'nox' | 'invoke'): Task[] {
  const { definitions, calls } = python();
  const chosen = /\bnox\.options\.sessions\s*=\s*[[(]([^\])]*)/.exec(text)?.[1];
  const wanted = chosen && [...chosen.matchAll(/["']([\w.-]+)["']/g)].map(([, name]) => name);
  return definitions.flatMap(({ name, line, decorators }) => {
    const decorator = decorators.find((one) => /(^|\.)(session|task)(\(\))?$/.test(one.name));
    if (!decorator) return [];
    const given = (keyword: string) => decorator.arguments.find((one) => one.keyword === keyword)?.text;
    const known = given('name') ?? (runner === 'invoke' ? name.replaceAll('_', '-') : name);
    const before = decorator.arguments.filter(
      ({ keyword, kind }) => keyword === 'pre' || (!keyword && kind === 'name'),
    );
    return [
      {
        runner,
        name: known,
        path,
        line,
        default: runner === 'nox' && (wanted ? wanted.includes(known) : given('default') !== 'False'),
        tags: words(given('tags') ?? ''),
        needs: before.flatMap((one) => words(one.text)).map((one) => one.replaceAll('_', '-')),
        commands: calls
          .filter((call) => call.within === name && /\.run(_always)?$/.test(call.name))
          .map((call) => ({
            text: call.arguments
              .filter(({ keyword, text }) => !keyword && !text.startsWith('*'))
              .map(({ text }) => text)
              .join(' '),
            line: call.line,
            path,
          })),
      },
    ];
  });
}

const words = (text: string): string[] => text.match(/[\w-]+/g) ?? [];
