import type { History } from '../files/files.ts';
import { fromWorkspace, type Place } from './signal.ts';
import { pathWhenFilled } from './template.ts';

/** That a file is there, and whether git tracks it. */
export interface Listed extends Place {
  readonly tracked: boolean;
  /** The path it has once its template is filled in; the path itself for any other file. */
  readonly name: string;
}

export const listed = fromWorkspace<Listed>(({ entries }) =>
  entries.map(({ path, tracked }) => ({ path, line: 1, tracked, name: pathWhenFilled(path) })),
);

/** The git history, once; nothing outside a work tree. */
export const history = fromWorkspace<History>(({ history }) => (history ? [history] : []));

/** A file that fixes the versions of everything below it. */
export interface Lock extends Place {
  readonly tool: string;
}

const locks: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)uv\.lock$|\.py\.lock$/, 'uv'],
  [/(^|\/)poetry\.lock$/, 'Poetry'],
  [/(^|\/)pdm\.lock$/, 'PDM'],
  [/(^|\/)pixi\.lock$/, 'pixi'],
  [/(^|\/)pipfile\.lock$/, 'Pipenv'],
  [/(^|\/)(conda-lock\.ya?ml|[^/]*\.conda-lock\.ya?ml|conda-[\w-]+\.lock)$/, 'conda-lock'],
  [/(^|\/)pylock(\.[\w-]+)?\.toml$/, 'pylock'],
  [/(^|\/)requirements[^/]*\.lock$/, 'Rye'],
  [/(^|\/)renv\.lock$/, 'renv'],
  [/(^|\/)packrat\.lock$/, 'Packrat'],
  [/(^|\/)manifest(-v[\d.]+)?\.toml$/, 'Julia'],
  [/(^|\/)(flake|devenv)\.lock$/, 'Nix'],
  [/(^|\/)(channels|guix)\.scm$/, 'Guix'],
];

export const lock = fromWorkspace<Lock>(({ entries }) => {
  const paths = new Set(entries.map(({ path }) => path));
  return entries.flatMap(({ path }) => {
    const tool = locks.find(([pattern]) => pattern.test(path.toLowerCase()))?.[1];
    // Other programs have a manifest of that name, too.
    const alone = tool === 'Julia' && !paths.has(path.replace(/Manifest[^/]*$/, 'Project.toml'));
    return tool && !alone ? [{ tool, path, line: 1 }] : [];
  });
});
