import type { Module } from '../signals/code/module.ts';
import type { Project } from './project.ts';

/** Where the code of the model lives, and how it is imported. */
export interface Layout {
  /** The folder that imports start from: '' for the root of the repository. */
  readonly root: string;
  /** The folder for new modules. */
  readonly folder: string;
  /** The package of that folder; '' where modules are imported by their bare names. */
  readonly package: string;
}

/**
 * The layout of a project, told by how its own files import each other, else by `__init__.py`, else by `src/`.
 * @param path a file of the model, beside which new ones belong
 */
export function layoutOf({ modules }: Project, path = ''): Layout {
  const folder = path.split('/').slice(0, -1).join('/');
  const parts = path.replace(/\.py$/, '').split('/');
  const imported = new Set(
    modules.flatMap(({ imports }) =>
      imports.flatMap(({ module, name }) => {
        const own = module.replace(/^\./, '');
        return name ? [own, `${own}.${name}`] : [own];
      }),
    ),
  );
  const packages = new Set(
    modules.flatMap(({ path }) =>
      path.endsWith('/__init__.py') ? [path.slice(0, -'/__init__.py'.length)] : [],
    ),
  );
  const at = rootAt(parts, imported, packages, path.startsWith('src/'));
  return { root: parts.slice(0, at).join('/'), folder, package: parts.slice(at, -1).join('.') };
}

/** How many of the parts of a path stand before what is imported. */
function rootAt(
  parts: readonly string[],
  imported: ReadonlySet<string>,
  packages: ReadonlySet<string>,
  source: boolean,
): number {
  const named = parts.findIndex((_, at) => at < parts.length - 1 && imported.has(parts.slice(at).join('.')));
  if (named >= 0) return named;
  const packaged = parts.findIndex((_, at) => at > 0 && packages.has(parts.slice(0, at).join('/')));
  if (packaged > 0) return packaged - 1;
  return source && parts.length > 2 ? 1 : parts.length - 1;
}

/** The name by which a file is imported. */
export const moduleName = ({ root }: Layout, { path }: Pick<Module, 'path'>): string =>
  path
    .slice(root === '' ? 0 : root.length + 1)
    .replace(/(\/__init__)?\.py$/, '')
    .replaceAll('/', '.');

/** A path in the folder for new modules. */
export const beside = ({ folder }: Layout, name: string): string =>
  folder === '' ? name : `${folder}/${name}`;

/** The name by which a new module is imported. */
export const imported = ({ package: own }: Layout, name: string): string =>
  own === '' ? name : `${own}.${name}`;
