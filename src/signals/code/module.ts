import type { Call } from '../../formats/python/code.ts';
import { notebookPython, type PythonModule, python } from '../python.ts';
import { derived } from '../signal.ts';

/** A Python file that knows which files of this repository it imports. */
export interface Module extends PythonModule {
  /** Paths of the files of this repository that it imports. */
  readonly locals: readonly string[];
}

/**
 * All Python code, joined across files: a name that comes from another file of the repository is followed to what it
 * was imported as there, or which instance it holds there.
 */
export const module = derived({ python, notebookPython }, ({ python, notebookPython }): Module[] => {
  const all = [...python, ...notebookPython];
  const find = finder(all);
  return all.map((one) => {
    const targets = one.imports.flatMap(({ module, name, local }) => {
      const whole = name === undefined || name === '*' ? module : `${module}.${name}`;
      const itself = find(one.path, whole);
      const parent = itself ? undefined : find(one.path, module);
      return itself || parent ? [{ local: local ?? module, name: whole, itself, parent, of: name }] : [];
    });
    const locals = [...new Set(targets.flatMap(({ itself, parent }) => itself?.path ?? parent?.path ?? []))];
    if (targets.length === 0) return { ...one, locals };
    const follow = follower(targets);
    return {
      ...one,
      locals: locals.filter((path) => path !== one.path),
      calls: one.calls.map(follow),
      definitions: one.definitions.map((definition) =>
        definition.decorators.length > 0
          ? { ...definition, decorators: definition.decorators.map(follow) }
          : definition,
      ),
    };
  });
});

interface Target {
  readonly name: string;
  /** The module that the import names, or the one that holds the name `of`. */
  readonly itself: PythonModule | undefined;
  readonly parent: PythonModule | undefined;
  readonly of: string | undefined;
}

function follower(targets: readonly Target[]): (call: Call) => Call {
  return (call) => {
    if (!call.imported) return call;
    const target = targets.find(({ name }) => call.name === name || call.name.startsWith(`${name}.`));
    if (!target) return call;
    const rest = call.name.slice(target.name.length + 1).split('.');
    const holder = target.itself ?? target.parent;
    const [name = '', ...after] = target.itself ? rest : [target.of ?? '', ...rest];
    const full = holder && meaning(holder, name);
    return full ? { ...call, name: [full, ...after].filter(Boolean).join('.') } : call;
  };
}

/** What a name at the module level of a file stands for, where that is something of another package. */
function meaning(holder: PythonModule, name: string): string | undefined {
  const held = holder.instances.find((instance) => instance.name === name)?.of;
  const imported = holder.imports.find(({ local }) => local === name);
  if (held) return held;
  if (!imported || imported.module.startsWith('.')) return undefined;
  return imported.name ? `${imported.module}.${imported.name}` : imported.module;
}

/** Finds the file of the repository that a module name means, seen from another file. */
function finder(all: readonly PythonModule[]): (from: string, module: string) => PythonModule | undefined {
  const byTail = new Map<string, PythonModule[]>();
  for (const one of all) {
    if (one.notebook) continue;
    const parts = one.path.replace(/(\/__init__)?\.py$/, '').split('/');
    for (let at = 0; at < parts.length; at++) {
      const tail = parts.slice(at).join('/');
      const known = byTail.get(tail);
      if (known) known.push(one);
      else byTail.set(tail, [one]);
    }
  }
  const exact = new Map(all.map((one) => [one.path.replace(/(\/__init__)?\.py$/, ''), one]));
  return (from, module) => {
    const folder = from.split('/').slice(0, -1);
    if (module.startsWith('.')) {
      const up = /^\.+/.exec(module)?.[0].length ?? 1;
      const base = folder.slice(0, folder.length - (up - 1));
      return exact.get([...base, ...module.slice(up).split('.').filter(Boolean)].join('/'));
    }
    const tail = module.split('.').join('/');
    const candidates = byTail.get(tail) ?? [];
    const beside = exact.get([...folder, tail].join('/')) ?? exact.get(tail) ?? exact.get(`src/${tail}`);
    // One word may as well be a package of somebody else.
    return beside ?? (tail.includes('/') ? nearest(from, candidates) : undefined);
  };
}

function nearest(from: string, candidates: readonly PythonModule[]): PythonModule | undefined {
  const shared = (path: string) => {
    const [a, b] = [from.split('/'), path.split('/')];
    return a.findIndex((part, index) => part !== b[index]);
  };
  return [...candidates].sort((a, b) => shared(b.path) - shared(a.path))[0];
}
