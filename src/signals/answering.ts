import { endpoint } from './code/endpoint.ts';
import { module } from './code/module.ts';
import { serving } from './flag.ts';
import { derived } from './signal.ts';

/** Paths of the Python files that answer requests: endpoints, what they import, and the file that puts the app together. */
export const answering = derived({ module, endpoint, serving }, ({ module, endpoint, serving }): string[] => {
  const own = new Set([...endpoint, ...serving].map(({ path }) => path));
  const code = module.filter(({ test, notebook }) => !test && !notebook);
  const byPath = new Map(code.map((one) => [one.path, one]));
  const importing = code.filter(({ locals }) => locals.some((path) => own.has(path)));
  const reached = new Set([...own, ...importing.map(({ path }) => path)].filter((path) => byPath.has(path)));
  // A Set gives what is added while it is walked: this follows the imports to their end.
  for (const path of reached)
    for (const next of byPath.get(path)?.locals ?? []) if (byPath.has(next)) reached.add(next);
  return [...reached];
});
