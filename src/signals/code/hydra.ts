import type { Located } from '../../formats/located.ts';
import { derived, fromFiles, type Place } from '../signal.ts';
import type { Module } from './module.ts';

/** What a file of Hydra's asks for by default, and what it makes. https://hydra.cc/docs/advanced/instantiate_objects/overview/ */
interface HydraFile extends Place {
  /** `logger: wandb` as `logger/wandb`. */
  readonly defaults: readonly string[];
  /** Groups that it names, with a choice or none. */
  readonly groups: readonly string[];
  readonly made: readonly (Place & { readonly name: string; readonly given: readonly Located[] })[];
}

const lastPart = (path: string) =>
  path
    .replace(/^(override|optional)\s+/, '')
    .split(/[/@]/)
    .filter(Boolean)
    .at(-1) ?? '';
const bare = (name: string) => name.replace(/\.ya?ml$/, '');

const hydraFile = fromFiles<HydraFile>({
  reads: ['**/*.{yml,yaml}'],
  mentions: /^\s*_target_:|^defaults:/m,
  *parse({ path, yaml }) {
    const [source] = yaml();
    if (!source) return;
    const folder = path.split('/').at(-2) ?? '';
    const entries = (source.get('defaults')?.items ?? []).flatMap((item) =>
      item.isMap ? item.entries : [['', item] as const],
    );
    const choices = entries.flatMap(([key, value]) =>
      (value.isList ? value.texts : value.text ? [value.text] : [])
        .filter((name) => name !== '_self_')
        .map((name) => `${key === '' ? folder : lastPart(key)}/${bare(lastPart(name))}`),
    );
    const made = [...source.walk()].flatMap(([, at]) => {
      const name = at.get('_target_');
      return name?.text ? [{ name: name.text, given: [at], path, line: name.line }] : [];
    });
    yield {
      path,
      line: 1,
      defaults: choices,
      groups: entries.flatMap(([key]) => (key === '' ? [] : [lastPart(key)])),
      made,
    };
  },
});

/** Code that configuration stands for: a module with a call for each object that it makes. */
export interface Instantiation {
  readonly module: Module;
  /** It is made only where somebody chooses it. */
  readonly off: boolean;
}

export const instantiation = derived({ hydraFile }, ({ hydraFile }): Instantiation[] => {
  const groups = new Set(hydraFile.flatMap((file) => file.groups));
  const nameOf = ({ path }: Place) => bare(path.split('/').slice(-2).join('/'));
  const isChoice = (file: HydraFile) => groups.has(file.path.split('/').at(-2) ?? '');
  // What the files outside of groups ask for, and what those ask for in turn.
  const chosen = new Set(hydraFile.filter((file) => !isChoice(file)).flatMap(({ defaults }) => defaults));
  for (const name of chosen)
    for (const file of hydraFile.filter((one) => nameOf(one) === name))
      for (const other of file.defaults) chosen.add(other);
  return hydraFile
    .filter(({ made }) => made.length > 0)
    .map((file) => ({ module: moduleOf(file), off: isChoice(file) && !chosen.has(nameOf(file)) }));
});

const lineRange = (line: number) => ({ line, column: 0, endLine: line, endColumn: 0 });

function moduleOf({ path, made }: HydraFile): Module {
  const calls = made.map(({ name, line, given }) => ({
    name,
    imported: true,
    line,
    range: lineRange(line),
    arguments: given
      .flatMap((at) => at.entries)
      .filter(([key]) => key !== '_target_')
      .map(([keyword, value]) => ({
        keyword,
        kind: 'constant' as const,
        text: value.value === true ? 'True' : value.value === false ? 'False' : (value.text ?? 'None'),
        range: lineRange(value.line),
      })),
  }));
  const nothing = { definitions: [], instances: [], assignments: [], dictionaries: [], comparisons: [] };
  return {
    ...nothing,
    columns: [],
    references: [],
    paths: [],
    locals: [],
    imports: made.map(({ name, line }) => ({ module: name.split('.').slice(0, -1).join('.'), line })),
    calls,
    path,
    line: 1,
    notebook: false,
    test: false,
  };
}
