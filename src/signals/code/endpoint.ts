import type { Call, Definition } from '../../formats/python/code.ts';
import { derived, type Place } from '../signal.ts';
import { type Module, module } from './module.ts';

/** A route of an HTTP API, or a method of a model server, that this repository's code answers. */
export interface Endpoint extends Place {
  readonly method: string;
  /** The route, for example `/predict`. */
  readonly route: string;
  readonly handler: string;
  /** Request or response have a declared type beyond the framework's own. */
  readonly typed: boolean;
  readonly module: Module;
}

const verbs = 'get|post|put|patch|delete|route|api_route|websocket|view|api|endpoint';
const decorator = new RegExp(
  `^(fastapi|flask|flask_restful|flask_restx|apiflask|litestar|starlite|sanic|bottle|robyn|quart|chalice|blacksheep|aiohttp\\.web|bentoml|ninja|rest_framework|connexion|falcon|starlette|flask_openapi3)\\b.*?\\b(${verbs})(\\(\\))?$`,
);
const adding = /\.(add_api_route|add_url_rule|add_route|add_post|add_get|add_resource)$/;

export const endpoint = derived({ module }, function* ({ module }): Generator<Endpoint> {
  for (const one of module) {
    if (one.test || one.notebook) continue;
    for (const definition of one.definitions) {
      for (const call of definition.decorators) {
        const found = decorator.exec(call.name);
        if (found?.[2]) yield fromDecorator(one, definition, call, found[2]);
      }
    }
    for (const call of one.calls) {
      if (!call.imported || !adding.test(call.name)) continue;
      const route =
        call.arguments.find(({ kind, text }) => kind === 'string' && text.startsWith('/'))?.text ?? '/';
      const handler = call.arguments.find(({ kind }) => kind === 'name')?.text ?? '';
      yield {
        method: methodOf(call, call.name),
        route,
        handler,
        typed: false,
        module: one,
        path: one.path,
        line: call.line,
      };
    }
  }
});

function fromDecorator(one: Module, definition: Definition, call: Call, verb: string): Endpoint {
  const route = call.arguments.find(
    ({ kind, keyword }) => kind === 'string' && (!keyword || keyword === 'path' || keyword === 'route'),
  )?.text;
  const model = call.arguments.some(
    ({ keyword, text }) =>
      (keyword === 'response_model' ||
        keyword === 'input' ||
        keyword === 'output' ||
        keyword === 'input_spec') &&
      text !== 'None',
  );
  const declared = [...definition.parameters.map(({ type }) => type), definition.returns].some(
    (type) => type !== undefined && isModel(type),
  );
  return {
    method: methodOf(call, verb),
    route: route ?? `/${definition.name.split('.').at(-1)}`,
    handler: definition.name,
    typed: model || declared,
    module: one,
    path: one.path,
    line: call.line,
  };
}

function methodOf(call: Call, verb: string): string {
  const methods = call.arguments.find(({ keyword }) => keyword === 'methods')?.text ?? '';
  const named =
    /(GET|POST|PUT|PATCH|DELETE)/.exec(methods.toUpperCase())?.[1] ??
    /(get|post|put|patch|delete)/.exec(verb)?.[1];
  return named?.toUpperCase() ?? 'GET';
}

/** A class that somebody wrote for it; `Request`, `dict` and the like say nothing of the content. */
const isModel = (type: string): boolean =>
  /\b[A-Z]\w+/.test(
    type.replace(
      /\b(Optional|Union|List|Dict|Tuple|Any|Annotated|Request|HTTPConnection|Response|JSONResponse|StreamingResponse|HTMLResponse|PlainTextResponse|RedirectResponse|FileResponse|BackgroundTasks|Depends|Session|AsyncSession|Callable|Literal|None|True|False|WebSocket|Header|Query|Body|Path|str|int)\b/g,
      '',
    ),
  );

/** Routes that say whether the service is alive. */
export const isHealth = ({ route }: Endpoint): boolean =>
  /health|ready|alive|ping|status|heartbeat|livez|up$/i.test(route);
