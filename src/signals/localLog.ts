import { say } from '../text.ts';
import { module } from './code/module.ts';
import { pathParts } from './code/path.ts';
import { derived, type Evidence } from './signal.ts';

const logFile = /(metric|histor|run|log|experiment|result|score)[\w-]*\.(csv|tsv|jsonl?|ya?ml|txt|xlsx)$/i;

/** Results of runs that code writes to a file of its own. */
export const localLog = derived({ module }, ({ module }): Evidence[] =>
  module
    .filter(({ test }) => !test)
    .flatMap(({ path, calls }) =>
      calls
        .filter(
          ({ name, line, arguments: given }) =>
            /(^open|\.open|\.to_csv|\.to_json|\.write_text|\.write_csv|\.savetxt|FileHandler)$/.test(name) &&
            [...given, ...pathParts(calls, line)].some(
              ({ kind, text }) => kind === 'string' && logFile.test(text),
            ) &&
            (!/open$/.test(name) || given.some(({ text }) => /^[wax]/.test(text))),
        )
        .map(({ line, name }) => ({ path, line, note: say`writes results to a file: ${name}` })),
    ),
);
