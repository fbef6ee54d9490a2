// Holds the tool catalogue against its schema, and against itself.
import { Ajv } from 'ajv';

/** @typedef {{ id: string, packages?: string[] }} Entry */

/**
 * The entries of content/tools.yaml, as they were given.
 * @param {unknown} entries
 * @param {object} schema content/tools.schema.json
 * @throws a sentence that names the first entry that is wrong
 */
export function checkCatalogue(entries, schema) {
  const validate = new Ajv({ allErrors: true }).compile(
    /** @type {import('ajv').JSONSchemaType<Entry[]>} */ (schema),
  );
  if (!validate(entries)) throw new Error(sentence(entries, validate.errors ?? []));
  const seen = new Map();
  for (const { id, packages = [] } of entries)
    for (const name of [`id ${id}`, ...packages.map((one) => `package ${one}`)]) {
      if (seen.has(name))
        throw new Error(`content/tools.yaml: the entries ${seen.get(name)} and ${id} both have the ${name}.`);
      seen.set(name, id);
    }
  return entries;
}

/**
 * @param {any} entries
 * @param {import('ajv').ErrorObject[]} errors
 */
function sentence(entries, errors) {
  const [, index = '', ...where] = errors[0]?.instancePath.split('/') ?? [];
  const wrong = errors
    .filter(({ instancePath }) => instancePath.split('/')[1] === index)
    .map(({ instancePath, message, params }) => {
      const place = instancePath.split('/').slice(2).join('.');
      return [place, message, params['additionalProperty']].filter(Boolean).join(' ');
    });
  const entry = entries?.[index]?.id ?? (where.length > 0 || index ? `number ${Number(index) + 1}` : 'list');
  return `content/tools.yaml: the entry ${entry} is not as content/tools.schema.json asks for: ${wrong.join('; ')}.`;
}
