import type { Range } from '../lines.ts';

/** An argument of a call. `text` is the content of a plain string, else the source, cut to 200 characters. */
export interface Argument {
  readonly keyword?: string;
  readonly kind: 'string' | 'constant' | 'name' | 'other';
  readonly text: string;
  /** The literals of a list, tuple or set, whole. */
  readonly values?: readonly string[];
  /** Of its value. */
  readonly range: Range;
}

/**
 * A call by its full name: aliases and `from` imports are resolved, and a variable that holds an instance stands for
 * it, so that `m = RandomForestClassifier(); m.fit(X, y)` is `sklearn.ensemble.RandomForestClassifier().fit`.
 */
export interface Call {
  readonly name: string;
  /** Whether the name starts at something this file imports; else it starts at a local name, or with `?`. */
  readonly imported: boolean;
  readonly line: number;
  readonly range: Range;
  readonly arguments: readonly Argument[];
  /** The function that it stands in, for example `Model.predict`; undefined at module level. */
  readonly within?: string;
  /** The conditions that it stands under, as source, joined by `and`. */
  readonly when?: string;
}

/** `import a.b` has no name; `from a.b import c` has the name `c`; relative modules keep their leading dots. */
export interface Import {
  readonly module: string;
  readonly name?: string;
  /** What the file calls it; undefined for `import a.b`, which is used by its full name. */
  readonly local?: string;
  /** The file does without it where it is not installed. */
  readonly optional?: true;
  readonly line: number;
}

export interface Parameter {
  readonly name: string;
  readonly type?: string;
  /** The content of a plain string, else the source. */
  readonly default?: string;
}

export interface Definition {
  /** With its classes, for example `Model.predict`. */
  readonly name: string;
  readonly kind: 'class' | 'function';
  readonly line: number;
  /** No part of the name is private, and it does not stand inside a function. */
  readonly public: boolean;
  readonly documented: boolean;
  readonly decorators: readonly Call[];
  /** Full names of the base classes. */
  readonly bases: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly returns?: string;
}

/** A name that is given a literal, or a list, tuple or set of literals. */
export interface Assignment {
  readonly name: string;
  readonly line: number;
  readonly values: readonly string[];
  readonly list: boolean;
}

/** A comparison, with the source of both sides cut to 120 characters. */
export interface Comparison {
  readonly left: string;
  readonly operator: string;
  readonly right: string;
  readonly line: number;
  readonly within?: string;
  /** Where it stands: `assert`, `if` or elsewhere. */
  readonly in: 'assert' | 'if' | 'other';
  /** For `if`, the first 200 characters of what happens then. */
  readonly consequence?: string;
}

/** A dictionary that is given a name, with the keys that are plain strings. */
export interface Dictionary {
  readonly name: string;
  readonly line: number;
  readonly keys: readonly { readonly name: string; readonly value: string; readonly line: number }[];
}

/** `frame["column"]`, one for each name. */
export interface Column {
  readonly of: string;
  readonly name: string;
  readonly line: number;
}

/** A dotted name of something imported, used without being called or given a value; the first use of each. */
export interface Reference {
  readonly name: string;
  readonly line: number;
}

/** What the engine wants to know of Python source. Strings, comments and `TYPE_CHECKING` blocks are not in it. */
export interface PythonCode {
  readonly imports: readonly Import[];
  readonly calls: readonly Call[];
  readonly definitions: readonly Definition[];
  /** Names at module level that hold an instance of something imported: `app` of `fastapi.FastAPI()`. */
  readonly instances: readonly { readonly name: string; readonly of: string }[];
  readonly assignments: readonly Assignment[];
  readonly dictionaries: readonly Dictionary[];
  readonly comparisons: readonly Comparison[];
  readonly columns: readonly Column[];
  readonly references: readonly Reference[];
  /** Strings that hold a path or an address: with a slash or a backslash, no blank but in a home folder, at most 200 characters. */
  readonly paths: readonly { readonly text: string; readonly line: number; readonly range: Range }[];
  /** The line of `if __name__ == "__main__"`. */
  readonly entry?: number;
}
