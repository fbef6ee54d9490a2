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
  [/(^|\/)uv\.lock$/, 'uv'],
  [/(^|\/)poetry\.lock$/, 'Poetry'],
  [/(^|\/)pdm\.lock$/, 'PDM'],
  [/(^|\/)pixi\.lock$/, 'pixi'],
  [/(^|\/)pipfile\.lock$/, 'Pipenv'],
  [/(^|\/)(conda-lock\.ya?ml|[^/]*\.conda-lock\.ya?ml|conda-[\w-]+\.lock)$/, 'conda-lock'],
  [/(^|\/)pylock(\.[\w-]+)?\.toml$/, 'pylock'],
  [/(^|\/)requirements[^/]*\.lock$/, 'Rye'],
  [/(^|\/)renv\.lock$/, 'renv'],
  [/(^|\/)manifest\.toml$/, 'Julia'],
  [/(^|\/)flake\.lock$/, 'Nix'],
  [/(^|\/)(channels|guix)\.scm$/, 'Guix'],
];

export const lock = fromWorkspace<Lock>(({ entries }) =>
  entries.flatMap(({ path }) => {
    const tool = locks.find(([pattern]) => pattern.test(path.toLowerCase()))?.[1];
    return tool ? [{ tool, path, line: 1 }] : [];
  }),
);
