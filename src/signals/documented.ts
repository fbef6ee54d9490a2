import { say } from '../text.ts';
import { module } from './code/module.ts';
import { derived, type Evidence } from './signal.ts';

/** How much of the public code has docstrings, notebooks and tests left out. One fact, or none where there is no public code. */
export interface Documented extends Evidence {
  /** 0 to 1. */
  readonly share: number;
}

/** Files that nobody calls from outside, and generated ones. */
const beside =
  /(^|\/)(docs?|examples?|tests?|migrations)\/|(^|\/)(setup|conftest|noxfile)\.py$|_pb2(_grpc)?\.py$/;
/** Second definitions of what is documented at the first. */
const again = /(^|\.)overload$|\.(setter|deleter)$/;

export const documented = derived({ module }, function* ({ module }): Generator<Documented> {
  const files = module.filter(({ test, notebook, path }) => !test && !notebook && !beside.test(path));
  const all = files.flatMap((file) =>
    file.definitions
      .filter(
        ({ decorators, ...definition }) =>
          definition.public && !decorators.some(({ name }) => again.test(name)),
      )
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
