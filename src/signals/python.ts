import type { PythonCode } from '../formats/python/code.ts';
import { readPython } from '../formats/python/read.ts';
import { fromFiles, type Place } from './signal.ts';

/** A Python file, or the code of a notebook, with lines of the file that holds it. */
export interface PythonModule extends PythonCode, Place {
  readonly notebook: boolean;
  /** A file of tests: by its name and by what it defines. */
  readonly test: boolean;
}

export const python = fromFiles<PythonModule>({
  reads: ['**/*.py'],
  *parse({ path, python }) {
    const code = python();
    yield { ...code, path, line: 1, notebook: false, test: isTest(path, code) };
  },
});

export const notebookPython = fromFiles<PythonModule>({
  reads: ['**/*.ipynb'],
  *parse({ path, notebook }) {
    const { code, lines, language } = notebook();
    if (!language.includes('python')) return;
    const at = <T extends { readonly line: number }>(facts: readonly T[]): T[] =>
      facts.map((fact) => ({ ...fact, line: lines[fact.line - 1] ?? 1 }));
    const { entry: _, ...read } = readPython(code);
    yield {
      ...read,
      path,
      line: 1,
      notebook: true,
      test: false,
      imports: at(read.imports),
      calls: at(read.calls),
      definitions: at(read.definitions).map((one) => ({ ...one, decorators: at(one.decorators) })),
      assignments: at(read.assignments),
      dictionaries: at(read.dictionaries).map((one) => ({ ...one, keys: at(one.keys) })),
      comparisons: at(read.comparisons),
      columns: at(read.columns),
      references: at(read.references),
      paths: at(read.paths),
    };
  },
});

const testPath = /(^|\/)(tests?|testing)\/|(^|\/)(test_[^/]*|[^/]*_tests?(_[^/]*)?|conftest|tests?)\.py$/;

/** In computer vision `test.py` is often an evaluation script, so the name alone is not enough. */
function isTest(path: string, { definitions, imports }: PythonCode): boolean {
  if (!testPath.test(path)) return false;
  return (
    /(^|\/)tests\/|(^|\/)conftest\.py$/.test(path) ||
    definitions.some(
      ({ name, bases }) => /(^|\.)test/i.test(name) || bases.some((base) => base.endsWith('TestCase')),
    ) ||
    imports.some(({ module }) => /^(pytest|unittest|nose2?|hypothesis)\b/.test(module))
  );
}
