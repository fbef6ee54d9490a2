import type { Call, Import } from '../../formats/python/code.ts';
import { manifest } from '../manifest.ts';
import { notebookPython, type PythonModule, python } from '../python.ts';
import { derived } from '../signal.ts';
import { filledPath } from '../template.ts';
import { tools } from '../tool/catalogue.ts';

/** A Python file that knows which files of this repository it imports. */
export interface Module extends PythonModule {
  /** Paths of the files of this repository that it imports. */
  readonly locals: readonly string[];
}

/**
 * All Python code, joined across files: a name that comes from another file of the repository is followed to what it
 * was imported as there, or which instance it holds there. What then still belongs to the repository starts with a
 * dot, so that a `schedule.py` of its own is not taken for the library of that name.
 */
export const module = derived(
  { python, notebookPython, manifest },
  ({ python, notebookPython, manifest }): Module[] => {
    const all = [...python, ...notebookPython];
    const published = new Set(manifest.map(({ name }) => name?.toLowerCase().replaceAll('-', '_') ?? ''));
    const targetsOf = targetFinder(all);
    const { outside, member } = follower(targetsOf);
    // A library that is developed here is that library.
    const isOwn = ({ module }: Import) =>
      !module.startsWith('.') && !published.has(module.split('.')[0] ?? '');
    return all.map((one) => {
      const targets = targetsOf(one);
      if (targets.length === 0) return { ...one, locals: [] };
      const own = new Set(targets.map(({ by }) => by).filter(isOwn));
      const stars = targets.filter(({ by }) => by.name === '*');
      const name = (text: string) => {
        const target = targetOf(targets, text);
        return outside(one, text) ?? (target && own.has(target.by) ? `.${text}` : text);
      };
      const call = (call: Call): Call => {
        if (call.imported) return { ...call, name: name(call.name) };
        const [first = '', ...rest] = call.name.split('.');
        const starred = stars.map(({ file }) => member(file, first)).find(Boolean);
        return starred ? { ...call, name: [starred, ...rest].join('.'), imported: true } : call;
      };
      return {
        ...one,
        locals: [...new Set(targets.map(({ file }) => file.path))].filter((path) => path !== one.path),
        imports: one.imports.map((by) => (own.has(by) ? { ...by, module: `.${by.module}` } : by)),
        calls: one.calls.map(call),
        definitions: one.definitions.map((definition) => ({
          ...definition,
          bases: definition.bases.map(name),
          decorators: definition.decorators.map(call),
        })),
      };
    });
  },
);

/** What an import of a file comes to in this repository. */
interface Target {
  readonly by: Import;
  /** The full name that the file knows it by. */
  readonly name: string;
  readonly file: PythonModule;
  /** The name in that file; undefined where the import means the file itself, or everything in it. */
  readonly of: string | undefined;
}

type TargetsOf = (one: PythonModule) => readonly Target[];

/** The import that a full name starts with; `a.b` before `a`. */
const targetOf = (targets: readonly Target[], name: string): Target | undefined =>
  targets
    .filter(({ by, name: start }) => by.name !== '*' && (name === start || name.startsWith(`${start}.`)))
    .sort((a, b) => b.name.length - a.name.length)[0];

function targetFinder(all: readonly PythonModule[]): TargetsOf {
  const find = finder(all);
  const known = new Map<PythonModule, readonly Target[]>();
  const targets = (one: PythonModule): Target[] =>
    one.imports.flatMap((by): Target[] => {
      const { module, name } = by;
      if (name === undefined || name === '*') {
        const file = find(one.path, module);
        return file ? [{ by, name: module, file, of: undefined }] : [];
      }
      const whole = module.endsWith('.') ? module + name : `${module}.${name}`;
      const itself = find(one.path, whole);
      if (itself) return [{ by, name: whole, file: itself, of: undefined }];
      const file = find(one.path, module, name);
      return file ? [{ by, name: whole, file, of: name }] : [];
    });
  return (one) => {
    const found = known.get(one) ?? targets(one);
    known.set(one, found);
    return found;
  };
}

const depthLimit = 5;

/** What the names of a file stand for, where that is something of another package. */
function follower(targetsOf: TargetsOf) {
  /** @param name a full name, as the imports of the file make it */
  const outside = (one: PythonModule, name: string, depth = 0): string | undefined => {
    const target = targetOf(targetsOf(one), name);
    if (!target) return depth > 0 && !name.startsWith('.') ? name : undefined;
    const rest = name.slice(target.name.length + 1).split('.');
    const [first = '', ...after] = target.of === undefined ? rest : [target.of, ...rest];
    const full = member(target.file, first, depth + 1);
    return full && [full, ...after].filter(Boolean).join('.');
  };
  /** @param text a name at the module level of the file, which may be called */
  const member = (one: PythonModule, text: string, depth = 1): string | undefined => {
    const [, name = '', called = ''] = /^(\w+)((?:\(\))*)$/.exec(text) ?? [];
    if (depth > depthLimit || name === '') return undefined;
    const held = one.instances.find((instance) => instance.name === name)?.of;
    const by = one.imports.find(({ local, module }) => name === (local ?? module));
    const full = held ?? (by?.name ? joined(by.module, by.name) : by?.module);
    const found = full
      ? outside(one, full, depth)
      : targetsOf(one)
          .filter((target) => target.by.name === '*' && target.file !== one)
          .map(({ file }) => member(file, name, depth + 1))
          .find(Boolean);
    return found && found + called;
  };
  return { outside, member };
}

const joined = (module: string, name: string) => (module.endsWith('.') ? module + name : `${module}.${name}`);

/** Names that libraries have: a file beside the importing one may have the same name by chance. */
const libraries = new Set(tools.flatMap(({ imports }) => (imports ?? []).map((name) => name.split('.')[0])));

type Find = (from: string, module: string, name?: string) => PythonModule | undefined;

/** Finds the file of the repository that a module name means, seen from another file. */
function finder(all: readonly PythonModule[]): Find {
  const code = all.filter(({ notebook }) => !notebook);
  const byTail = new Map<string, PythonModule[]>();
  const exact = new Map<string, PythonModule>();
  const packages = new Set<string>();
  for (const one of code) {
    const path = filledPath(one.path);
    const whole = path.replace(/(^|\/)__init__\.py$|\.py$/, '');
    if (path.endsWith('__init__.py')) packages.add(whole);
    exact.set(whole, one);
    const parts = whole.split('/');
    for (let at = 0; at < parts.length; at++) {
      const tail = parts.slice(at).join('/');
      const known = byTail.get(tail);
      if (known) known.push(one);
      else byTail.set(tail, [one]);
    }
  }
  const defines = ({ definitions, instances, assignments }: PythonModule, name: string | undefined) =>
    [...definitions, ...instances, ...assignments].some((one) => one.name === name);
  return (from, module, name) => {
    const folders = filledPath(from).split('/').slice(0, -1);
    if (module.startsWith('.')) {
      const up = /^\.+/.exec(module)?.[0].length ?? 1;
      const base = folders.slice(0, folders.length - (up - 1));
      return exact.get([...base, ...module.slice(up).split('.').filter(Boolean)].join('/'));
    }
    const tail = module.replaceAll('.', '/');
    // From the folder of the file upwards, as scripts and tests are run from any of them.
    for (let depth = folders.length; depth >= 0; depth--) {
      const folder = folders.slice(0, depth);
      for (const root of [folder, [...folder, 'src']]) {
        const found = exact.get([...root, tail].join('/'));
        if (!found || found.path === from) continue;
        // Inside a package the name of a library means the library.
        const chance = libraries.has(tail.split('/')[0] ?? '') && packages.has(root.join('/'));
        if (!chance || defines(found, name)) return found;
      }
    }
    // One word may as well be a package of somebody else.
    return tail.includes('/') ? nearest(from, byTail.get(tail) ?? []) : undefined;
  };
}

function nearest(from: string, candidates: readonly PythonModule[]): PythonModule | undefined {
  const shared = (path: string) => {
    const [a, b] = [from.split('/'), path.split('/')];
    return a.findIndex((part, index) => part !== b[index]);
  };
  return candidates.filter(({ path }) => path !== from).sort((a, b) => shared(b.path) - shared(a.path))[0];
}
