import { say } from '../text.ts';
import { module } from './code/module.ts';
import { derived, type Evidence } from './signal.ts';

/** How much of the public code has docstrings, notebooks and tests left out. One fact, or none where there is no public code. */
export interface Documented extends Evidence {
  /** 0 to 1. */
  readonly share: number;
}

export const documented = derived({ module }, function* ({ module }): Generator<Documented> {
  const files = module.filter(
    ({ test, notebook, path }) =>
      !test && !notebook && !/(^|\/)(docs?|examples?)\/|(^|\/)(setup|conftest|noxfile)\.py$/.test(path),
  );
  const all = files.flatMap((file) =>
    file.definitions
      .filter((definition) => definition.public)
      .map((definition) => ({ ...definition, path: file.path })),
  );
  const yes = all.filter((definition) => definition.documented);
  const [first] = yes;
  if (!first) return;
  yield {
    share: yes.length / all.length,
    path: first.path,
    line: first.line,
    note: say`${yes.length} of ${all.length} public functions and classes have docstrings`,
  };
});
