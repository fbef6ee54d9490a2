import type { Located } from '../formats/located.ts';
import { module } from './code/module.ts';
import { derived, fromFiles, type Place } from './signal.ts';

/** A definition of a data set's columns, and whether it says what they mean. */
export interface DataSchema extends Place {
  readonly tool: string;
  readonly described: boolean;
}

const said = (field: Located, ...keys: string[]) =>
  keys.some((key) => (field.get(key)?.text ?? '').trim() !== '');

/** At least every second one says what it means. */
const mostly = <T>(fields: readonly T[], test: (field: T) => boolean) =>
  fields.length > 0 && fields.filter(test).length * 2 >= fields.length;

/** dbt models and sources. https://docs.getdbt.com/reference/resource-properties/description */
const dbtSchema = fromFiles<DataSchema>({
  reads: ['**/models/**/*.{yml,yaml}', '**/{schema,sources,_schema,_models,_sources}.{yml,yaml}'],
  mentions: /^\s*columns:/m,
  *parse({ path, yaml }) {
    for (const document of yaml()) {
      const columns = [...document.walk()].filter(
        ([key, value]) => key === 'columns' && value.isMap && value.get('name'),
      );
      if (columns.length === 0) continue;
      const described = mostly(columns, ([, column]) => said(column, 'description'));
      yield { tool: 'dbt', described, path, line: columns[0]?.[1].line ?? 1 };
    }
  },
});

/** Schemas of configuration and of programs, which are written in the same language. */
const notOfData =
  /(^|[/._-])(values|config\w*|settings?|options?|params?|parameters|package|tsconfig|plugin|template|manifest|app|uv|ruff|openapi|swagger)[._-]([\w-]+[._-])?schema|schema[._-](config|settings|options)|(^|[/._-])(component|pipeline|workflow|job|task)[._-](spec|schema)|databricks_template/i;

/** JSON Schema, Avro, BigQuery, Frictionless data packages, data contracts. https://json-schema.org */
const fileSchema = fromFiles<DataSchema>({
  reads: [
    '**/*schema*.{json,yml,yaml}',
    '**/*.avsc',
    '**/schemas/**/*.{json,yml,yaml}',
    '**/datapackage.{json,yml,yaml}',
    '**/{features,columns,variables,data_dictionary,data-dictionary}.{json,yml,yaml}',
    '**/*{datacontract,data-contract,data_contract}*.{yml,yaml}',
  ],
  *parse({ path, yaml, json }) {
    const source = /\.ya?ml$/.test(path) ? yaml()[0] : json();
    if (
      !source ||
      notOfData.test(path) ||
      (source.get('apiVersion') && source.get('kind')) ||
      source.get('openapi')
    )
      return;
    const fields = fieldsOf(source);
    // Options have defaults, columns have none.
    const isData = !mostly(fields, (field) => field.get('default') !== undefined);
    if (fields.length < 2 || !isData) return;
    if (
      /(^|\/)(features|columns|variables|data[-_]dictionary)\.\w+$/.test(path) &&
      !mostly(fields, (field) => said(field, 'description', 'doc', 'comment', 'meaning'))
    )
      return;
    const described = mostly(fields, (field) => said(field, 'description', 'doc', 'comment', 'businessName'));
    yield { tool: 'schema', described, path, line: 1 };
  },
});

function fieldsOf(source: Located): readonly Located[] {
  const properties = (source.get('properties') ?? source.get('items', 'properties'))?.entries.map(
    ([, field]) => field,
  );
  // The columns of a row hold values, where a configuration holds groups of them.
  if (properties)
    return mostly(properties, (field) => !/object|array/.test(field.get('type')?.text ?? ''))
      ? properties
      : [];
  if (source.isList) return source.items.filter((item) => item.get('name') && item.get('type'));
  const list =
    source.get('fields')?.items ??
    source.get('columns')?.items ??
    source.get('features')?.items ??
    source.get('variables')?.items;
  if (list && list.length > 0) return list;
  const types = (source.get('COLUMNS') ?? source.get('columns') ?? source.get('ColName'))?.entries ?? [];
  if (
    mostly(types, ([, one]) =>
      /^(u?int|float|object|str|string|bool|date|category|number|double)/i.test(one.text ?? ''),
    )
  )
    return types.map(([, one]) => one);
  const tables = [
    ...(source.get('resources')?.items ?? []).map((one) => one.get('schema', 'fields')),
    ...(source.get('models')?.entries ?? []).map(([, one]) => one.get('fields')),
    ...(source.get('schema')?.items ?? []).map((one) => one.get('properties')),
  ];
  return tables.flatMap((table) => [
    ...(table?.items ?? []),
    ...(table?.entries ?? []).map(([, field]) => field),
  ]);
}

/** Expectation suites. https://docs.greatexpectations.io */
const expectationSuite = fromFiles<DataSchema>({
  reads: ['**/*expectations*/**/*.json'],
  mentions: /"expectation(_type|s)"/,
  *parse({ path, json }) {
    const expectations = json().get('expectations')?.items ?? [];
    if (expectations.length === 0) return;
    const described = mostly(
      expectations,
      (one) => said(one, 'description') || one.get('meta', 'notes') !== undefined,
    );
    yield { tool: 'Great Expectations', described, path, line: 1 };
  },
});

/** TensorFlow metadata in text form. https://www.tensorflow.org/tfx/data_validation */
const textSchema = fromFiles<DataSchema>({
  reads: ['**/*schema*.pbtxt'],
  mentions: /^\s*feature\s*\{/m,
  *parse({ path, text }) {
    const features = text.split(/^\s*feature\s*\{/m).slice(1);
    yield {
      tool: 'TFDV',
      described: mostly(features, (one) => /\b(comment|description)\s*:\s*"\S/.test(one)),
      path,
      line: 1,
    };
  },
});

/** Dictionaries kept as tables. */
const tableDictionary = fromFiles<DataSchema>({
  reads: [
    '**/*{data?dictionary,datadictionary,codebook,feature?definitions,feature?dictionary,feature?catalog,columns?description,column?description,feature?description,features?description,variable?description,data?description}*.{csv,tsv}',
  ],
  *parse({ path, text }) {
    const [header = '', ...rows] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    const described = /descri|meaning|definition|label|説明|意味/i.test(header) && rows.length >= 2;
    yield { tool: 'table', described, path, line: 1 };
  },
});

const fields =
  /^(pandera\.(.*\.)?(Field|Column)|feast\.(Field|Feature)|dataframely\.\w+|patito\.Field|pyspark\.sql\.types\.StructField|tecton\.(Attribute|Field)|(hsfs|hopsworks)\.(.*\.)?Feature)$/;
const suites =
  /^(great_expectations|gx|ge)\b.*(expect_\w+|ExpectationSuite|PandasDataset|\.Expect\w+)|\.expect_(column|table|compound)\w+$|^pandera\.(.*\.)?(DataFrameSchema|SchemaModel|DataFrameModel)/;
const rowClass = /^(pandera\..*(SchemaModel|DataFrameModel)|dataframely\.Schema|patito\.Model)$/;

/** Schemas in Python: pandera, Feast, Great Expectations, and the like; a description makes a dictionary of them. */
const pythonSchema = derived({ module }, function* ({ module }): Generator<DataSchema> {
  for (const one of module) {
    if (one.test) continue;
    const found = one.calls.filter(({ name }) => fields.test(name));
    const at =
      found[0] ??
      one.calls.find(({ name, imported }) => suites.test(name) && imported) ??
      one.definitions.find(({ bases }) => bases.some((base) => rowClass.test(base)));
    const told = one.calls.filter(({ name }) => name.endsWith('.update_feature_description'));
    if (!at && told.length === 0) continue;
    const described = mostly(found, (call) =>
      call.arguments.some(
        ({ keyword, kind, text }) =>
          (/^(description|title|metadata|comment)$/.test(keyword ?? '') && text !== '') ||
          (kind === 'other' && /["'](comment|description)["']\s*:/.test(text)),
      ),
    );
    yield {
      tool: 'Python',
      described: described || told.length >= 2,
      path: one.path,
      line: (at ?? told[0])?.line ?? 1,
    };
  }
});

/** Requests whose fields each have a meaning and a range, as the columns of a data set have. */
const requestSchema = derived({ module }, ({ module }): DataSchema[] =>
  module
    .filter(({ test, path }) => !test && !/settings|config/i.test(path))
    .flatMap(({ path, calls }) => {
      const found = calls.filter(({ name }) => /^pydantic\.(fields\.)?Field$/.test(name));
      const has = (pattern: RegExp) =>
        mostly(found, (call) =>
          call.arguments.some(({ keyword, text }) => pattern.test(keyword ?? '') && text !== ''),
        );
      // Options have defaults, columns have none.
      const optional = mostly(found, (call) =>
        call.arguments.some(
          ({ keyword, text }, index) => keyword === 'default' || (index === 0 && !keyword && text !== '...'),
        ),
      );
      return found.length >= 3 && !optional && has(/^description$/) && has(/^(ge|gt|le|lt|multiple_of)$/)
        ? [{ tool: 'Pydantic', described: true, path, line: found[0]?.line ?? 1 }]
        : [];
    }),
);

/** Columns of tables with a comment each. */
const sqlSchema = fromFiles<DataSchema>({
  reads: ['**/*.{sql,ddl,hql}'],
  mentions: /\bcreate\b[\s\S]*?\bcomment\s+'/i,
  *parse({ path, text }) {
    const comments =
      text.match(/^\s*[`"]?\w+[`"]?\s+\w+(\([\d, ]+\))?[^,\n']*\bcomment\s+'[^']{3,}'/gim) ?? [];
    if (comments.length >= 2) yield { tool: 'SQL', described: true, path, line: 1 };
  },
});

export const dataSchema = derived(
  {
    requestSchema,
    sqlSchema,
    dbtSchema,
    fileSchema,
    expectationSuite,
    textSchema,
    tableDictionary,
    pythonSchema,
  },
  (facts): DataSchema[] => Object.values(facts).flat(),
);
