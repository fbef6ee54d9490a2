import type { Module } from '../signals/code/module.ts';
import { type Named, once } from './named.ts';

export interface NamedColumn extends Named {
  /** As the code writes it; undefined where it does not say. */
  readonly type: string | undefined;
}

const frames = /^(pandas|polars|pyspark|dask|cudf|modin|duckdb|geopandas|awswrangler)(\.|$)/;
/** Names of things that are indexed by strings and are no tables. */
const noTable =
  /environ|config|cfg|conf\b|param|args|option|setting|kwargs|metric|result|score|histor|request|response|payload|json|meta|state|checkpoint|session|secret|headers|cache|registry|mapping|lookup|steps|literal|annotated/i;
/** What is looked up by names like these is more often a dictionary of tables than a table. */
const noColumn = /^(train|test|val|valid|validation|model|X|y|Y)$/;
const featureList = /(^|_)(features?|columns|cols|targets?|labels?|vars)$/i;
const typeName =
  /^["']?(u?int|float|str|string|bool|boolean|category|object|date|datetime|Int|Float|Utf8)(\d+)?(\[\w+\])?["']?$/;
const most = 200;

/** Names of columns: of what tables are indexed by, and of lists of features; with types from a dictionary of them. */
export function columnsIn(code: readonly Module[]): NamedColumn[] {
  const tables = code.filter(({ imports }) => imports.some(({ module }) => frames.test(module)));
  const modules = tables.filter(({ notebook, columns }) => !notebook && columns.length > 0);
  const inTables = modules.length > 0 ? modules : tables;
  const types = new Map(
    inTables
      .flatMap(({ dictionaries }) => dictionaries.flatMap(({ keys }) => keys))
      .filter(({ value }) => typeName.test(value))
      .map(({ name, value }) => [name, value.replace(/["']/g, '')]),
  );
  const named = inTables.flatMap(({ path, columns, assignments }) => [
    ...columns
      .filter(
        ({ of, name }) =>
          frames.test(of) || (/^(self\.)?\w+$/.test(of) && !noTable.test(of) && !noColumn.test(name)),
      )
      .map(({ name, line }) => ({ name, path, line })),
    ...assignments
      .filter(({ name, list }) => list && featureList.test(name))
      .flatMap(({ values, line }) => values.map((name) => ({ name, path, line }))),
  ]);
  return once(named.filter(({ name }) => /^[\p{L}_][^|\n`]{0,60}$/u.test(name)))
    .slice(0, most)
    .map((one) => ({ ...one, type: types.get(one.name) }));
}
