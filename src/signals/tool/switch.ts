import type { Located } from '../../formats/located.ts';
import type { Call } from '../../formats/python/code.ts';
import type { Module } from '../code/module.ts';
import { fromFiles, type Place } from '../signal.ts';

/** A value of a configuration file that turns something on or off. */
export interface Setting extends Place {
  /** With the keys above it, for example `tracking.enabled`. */
  readonly key: string;
  readonly on: boolean;
}

export const setting = fromFiles<Setting>({
  reads: [
    '**/*{config,conf,params,settings,default}*.{yml,yaml,toml}',
    '**/{config,configs,conf,settings}/**/*.{yml,yaml,toml}',
  ],
  mentions: /[:=]\s*(true|false|yes|no|on|off)\b/i,
  *parse({ path, yaml, toml }) {
    for (const source of path.endsWith('.toml') ? [toml()] : yaml()) yield* settingsIn(source, [], path);
  },
});

function* settingsIn(source: Located, above: readonly string[], path: string): Generator<Setting> {
  // Aliases can make a YAML file endless.
  if (above.length > 10) return;
  for (const [name, value] of source.entries) {
    const keys = [...above, name];
    const [, on] = /^(?:(true|yes|on)|false|no|off)$/i.exec(value.text ?? '') ?? [undefined, null];
    if (on !== null) yield { key: keys.join('.'), on: on !== undefined, path, line: value.line };
    yield* settingsIn(value, keys, path);
  }
}

const nameOf = (name: string) => name.split('.').at(-1) ?? name;

const onByDefault = /^(typer\.Option\()?True\b/;

/** What callers turn on: `save(push_to_hub)` where somebody calls `model.save(push_to_hub=True)`. */
export const askedFor = (modules: readonly Module[]): ReadonlySet<string> =>
  new Set(
    modules
      .filter(({ test }) => !test)
      .flatMap(({ calls, definitions }) => {
        const on = new Set(
          definitions.flatMap(({ name, parameters }) =>
            parameters
              .filter((one) => onByDefault.test(one.default ?? ''))
              .map((one) => `${name}(${one.name})`),
          ),
        );
        return calls.flatMap(({ name, within, arguments: given }) =>
          given
            .filter(({ keyword, text }) => keyword && (text === 'True' || on.has(`${within}(${text})`)))
            .map(({ keyword }) => `${nameOf(name)}(${keyword})`),
        );
      }),
  );

/** Whether a call happens only for those who ask for it: a switch that it stands under is off by default. */
export function isOff(
  call: Call,
  module: Module,
  settings: readonly Setting[],
  asked: ReadonlySet<string> = new Set(),
  depth = 0,
): boolean {
  if (isTurnedOff(call)) return true;
  const library = call.name.split('.')[0];
  if (module.calls.some((one) => one.name.startsWith(`${library}.init`) && isTurnedOff(one))) return true;
  const switches = switchesOf(call);
  if (switches.some((name) => isOffByDefault(name, call.within, module, settings, asked))) return true;
  // A function that is called under such a switch only.
  const around = call.within && nameOf(call.within);
  const callers = module.calls.filter(({ name }) => name === around || name === `self.${around}`);
  return (
    depth < 3 &&
    callers.length > 0 &&
    callers.every((caller) => isOff({ ...caller, arguments: [] }, module, settings, asked, depth + 1))
  );
}

const isTurnedOff = (call: Call): boolean =>
  call.arguments.some(({ keyword, text }) => turnsOff.test(`${keyword}=${text}`));
const turnsOff = /^(mode=disabled|disabled?=True|enabled?=False)$/;

/** The names that have to be true, with dots: `args.wandb and rank == 0` asks for `args.wandb`. */
const switchesOf = ({ when = '' }: Call): string[] =>
  when.split(/\s+and\s+/).flatMap((condition) => {
    const name = condition
      .replace(/\s*(==|is)\s*True$|\s+is not None$/, '')
      .replace(/^(?:bool)?\((.*)\)$/, '$1')
      .replace(/(?:\.get)?[[(]["'](\w+)["'](?:, *(?:False|None))?[\])]/g, '.$1');
    return /^[A-Za-z_][\w.]*$/.test(name) && !mode.test(name) ? [name] : [];
  });

/** What a script is asked to do, or which process it is: no switch of a tool. */
const mode =
  /(^|\.)((do|run|is|only)_)?((re)?train(ing)?|fit|eval(uate|uation)?|test(ing)?|predict(ion)?|infer(ence)?|scor(e|ing)|fine_?tun(e|ing)|main|master|main_process)$/;

function isOffByDefault(
  name: string,
  within: string | undefined,
  { assignments, calls, definitions, dictionaries }: Module,
  settings: readonly Setting[],
  asked: ReadonlySet<string>,
): boolean {
  const last = nameOf(name);
  const parameters = definitions
    .filter((one) => within === one.name || within?.startsWith(`${one.name}.`))
    .flatMap(({ name: of, parameters }) =>
      parameters.filter((one) => one.name === last && !asked.has(`${nameOf(of)}(${last})`)),
    );
  const defaults = [
    ...assignments.filter((one) => one.name === last).map(({ values }) => values[0] ?? ''),
    ...dictionaries.flatMap(({ keys }) => keys.filter((one) => one.name === last)).map(({ value }) => value),
    ...[...calls, ...definitions.flatMap(({ decorators }) => decorators)].flatMap(
      (option) => defaultOf(option, last) ?? [],
    ),
    ...parameters.flatMap((one) => one.default ?? []).filter((value) => !value.startsWith('typer.')),
    ...settings.filter(({ key }) => isSame(key, name)).map(({ on }) => (on ? 'True' : 'False')),
  ];
  return defaults.length > 0 && defaults.every((value) => /^(False|None|0|false|)$/.test(value));
}

/** `wandb.enabled` in a file is `cfg.wandb.enabled` in code, and `wandb` in `logging` is `args.wandb`. */
const isSame = (key: string, name: string) =>
  `.${name}`.endsWith(`.${key}`) || `.${key}`.endsWith(`.${name.replace(/^\w+\./, '')}`);

/** What an option of the command line is where it is not given; undefined where the call defines another. */
function defaultOf({ name, arguments: given }: Call, wanted: string): string | undefined {
  if (!/(^|\.)(add_argument|option|Option|DEFINE_bool(ean)?)$/.test(name)) return undefined;
  const positional = given.filter(({ keyword }) => !keyword).map(({ text }) => text);
  // `--wandb/--no-wandb` is `wandb`.
  const option = positional.find((text) =>
    text.split('/').some((one) => one.trim().replace(/^--?/, '').replaceAll('-', '_') === wanted),
  );
  if (option === undefined) return undefined;
  const value = (keyword: string) => given.find((one) => one.keyword === keyword)?.text;
  const fixed = name.endsWith('Option') ? positional[0] : name.includes('DEFINE') ? positional[1] : undefined;
  if (fixed !== undefined && !fixed.startsWith('-')) return fixed;
  const needed = value('required') === 'True' || (name.endsWith('argument') && !option.startsWith('-'));
  return needed || value('action') === 'store_false' ? 'True' : (value('default') ?? 'False');
}
