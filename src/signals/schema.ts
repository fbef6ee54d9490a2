import { module } from './code/module.ts';
import { derived, fromFiles, type Place } from './signal.ts';

/** A definition of a data set's columns, and whether it says what they mean. */
export interface DataSchema extends Place {
  readonly tool: string;
  readonly described: boolean;
}

/** dbt models and sources. https://docs.getdbt.com/reference/resource-properties/description */
const dbtSchema = fromFiles<DataSchema>({
  reads: ['**/models/**/*.{yml,yaml}', '**/schema.{yml,yaml}', '**/sources.{yml,yaml}'],
  mentions: /^\s*columns:/m,
  *parse({ path, yaml }) {
    for (const document of yaml()) {
      const columns = [...document.walk()].filter(
        ([key, value]) => key === 'columns' && value.isMap && value.get('name'),
      );
      if (columns.length === 0) continue;
      const described =
        columns.filter(([, column]) => column.get('description')?.text).length * 2 >= columns.length;
      yield { tool: 'dbt', described, path, line: columns[0]?.[1].line ?? 1 };
    }
  },
});

/** JSON Schema and Avro for data. https://json-schema.org */
const jsonSchema = fromFiles<DataSchema>({
  reads: ['**/*schema*.json', '**/*.avsc', '**/schemas/**/*.json', '**/*schema*.{yml,yaml}'],
  *parse({ path, yaml, json }) {
    const source = /\.ya?ml$/.test(path) ? yaml()[0] : json();
    const fields =
      source?.get('properties')?.entries.map(([, field]) => field) ??
      source?.get('fields')?.items ??
      source?.get('columns')?.items ??
      [];
    if (fields.length < 2) return;
    const described =
      fields.filter((field) => (field.get('description') ?? field.get('doc'))?.text).length * 2 >=
      fields.length;
    yield { tool: 'schema', described, path, line: 1 };
  },
});

/** Schemas in Python: pandera, Feast, Great Expectations, and the like; a description makes a dictionary of them. */
const pythonSchema = derived({ module }, function* ({ module }): Generator<DataSchema> {
  const fields =
    /^(pandera\.(.*\.)?(Field|Column)|feast\.(Field|Feature)|dataframely\.\w+|patito\.Field|pyspark\.sql\.types\.StructField|tecton\.(Attribute|Field))$/;
  const suites =
    /^(great_expectations|ge)\b.*(expect_\w+|ExpectationSuite|PandasDataset)|\.expect_(column|table|compound)\w+$|^pandera\.(.*\.)?(DataFrameSchema|SchemaModel|DataFrameModel)/;
  for (const one of module) {
    const found = one.calls.filter(({ name }) => fields.test(name));
    const first =
      found[0] ??
      one.calls.find(({ name, imported }) => suites.test(name) && (imported || one.imports.length > 0));
    const model = one.definitions.find(({ bases }) =>
      bases.some((base) =>
        /^(pandera\..*(SchemaModel|DataFrameModel)|dataframely\.Schema|patito\.Model)$/.test(base),
      ),
    );
    const at = first ?? model;
    if (!at) continue;
    const described = found.filter((call) =>
      call.arguments.some(
        ({ keyword, text }) => /^(description|title|metadata|comment)$/.test(keyword ?? '') && text !== '',
      ),
    ).length;
    yield {
      tool: 'Python',
      described: found.length > 0 && described * 2 >= found.length,
      path: one.path,
      line: at.line,
    };
  }
});

export const dataSchema = derived({ dbtSchema, jsonSchema, pythonSchema }, (facts): DataSchema[] =>
  Object.values(facts).flat(),
);
