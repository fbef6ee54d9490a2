import { type Endpoint, isHealth } from '../signals/code/endpoint.ts';
import { say } from '../text.ts';
import { document } from './document.ts';

/** Frameworks that describe themselves, and where. */
const described: readonly (readonly [RegExp, string])[] = [
  [/^fastapi\b/, '/openapi.json'],
  [/^litestar\b/, '/schema/openapi.json'],
  [/^bentoml\b/, '/docs.json'],
];

export default document({
  id: 'api-document',
  title: say`A document of the API's endpoints`,
  file: 'api.md',
  present:
    /(^|\/)(docs?|documentation)\/(.*\/)?[^/]*\bapi\b[^/]*\.(md|rst|adoc)$|(^|\/)api\.(md|rst)$|(^|\/)(openapi|swagger)[^/]*\.(ya?ml|json)$/i,
  view: (_about, { endpoints }) => {
    const imports = endpoints.flatMap(({ module }) => module.imports.map(({ module }) => module));
    return {
      openapi: described.find(([framework]) => imports.some((name) => framework.test(name)))?.[1],
      endpoints: once(endpoints).map((endpoint) => ({ ...viewOf(endpoint), health: isHealth(endpoint) })),
    };
  },
  fits: (_about, { endpoints }) => endpoints.length > 0,
  nothing: say`No endpoint was found in the code.`,
  left: say`Write down the fields of each request and response, with their types and units, and an example of both.`,
});

const once = (endpoints: readonly Endpoint[]) => [
  ...new Map(endpoints.map((one) => [`${one.method} ${one.route}`, one])).values(),
];

/** What the signature of the handler says. */
function viewOf({ method, route, path, line, handler, module }: Endpoint) {
  const definition = module.definitions.find(({ name }) => name === handler);
  return {
    method,
    route,
    path,
    line,
    parameters: (definition?.parameters ?? []).filter(
      ({ type, name }) => type && !/^(self|cls|_)/.test(name),
    ),
    returns: definition?.returns,
  };
}
