import type { Argument, Call } from '../../formats/python/code.ts';

/**
 * What paths are put together from on some lines: the arguments of `os.path.join(out, "metrics.json")` and `Path(…)`.
 * @param to the last of the lines, counted from 1 as `from`
 */
export const pathParts = (calls: readonly Call[], from: number, to = from): readonly Argument[] =>
  calls
    .filter(({ name, line }) => line >= from && line <= to && /(^|\.)(join|joinpath|Path)$/.test(name))
    .flatMap((call) => call.arguments);
