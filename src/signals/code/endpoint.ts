import type { Assignment, Call, Definition, Parameter } from '../../formats/python/code.ts';
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

const verbs = 'get|post|put|patch|delete|route|api_route|websocket|view|api_view|api|endpoint';
const decorator = new RegExp(
  `^(fastapi|flask|flask_restful|flask_restx|apiflask|litestar|starlite|sanic|bottle|robyn|quart|chalice|blacksheep|aiohttp\\.web|bentoml|ninja|rest_framework|connexion|falcon|starlette|flask_openapi3)\\b.*?\\b(${verbs})(\\(\\))?$`,
);
/** An application or a blueprint that a function is given: `def configure(bp): @bp.route("/scores")`. */
const handed = new RegExp(`^(app|application|bp|blueprint|router|api|server)\\.(${verbs})(\\(\\))?$`);
const frameworks = /^(fastapi|flask|flask_\w+|apiflask|litestar|sanic|bottle|quart|starlette)\b/;
/** Frameworks that read the annotations of a handler. */
const annotated = /^(fastapi|litestar|starlite|robyn|blacksheep|bentoml|ninja|flask_openapi3)\b/;
/** Decorators of extensions that give a handler its types: flask-pydantic, APIFlask, Flask-RESTX, sanic-ext, drf-spectacular. */
const typing =
  /\.(input|output|expect|marshal_with|marshal_list_with|arguments|response|extend_schema)$|(^|[._])validate(_json)?$/;
const adding =
  /\.(add_api_route|add_url_rule|add_route|add_post|add_get|add_resource)$|^(fastapi|starlette)\.routing\.(API)?Route$/;

export const endpoint = derived({ module }, function* ({ module }): Generator<Endpoint> {
  const classes = new Map(
    module.flatMap(({ definitions }) =>
      definitions.filter(({ kind }) => kind === 'class').map((one) => [one.name, one] as const),
    ),
  );
  for (const one of module) {
    if (one.test || one.notebook) continue;
    const answered = (found: Omit<Endpoint, 'module' | 'path'>): Endpoint => ({
      ...found,
      module: one,
      path: one.path,
    });
    const uses = one.imports.some(({ module }) => frameworks.test(module));
    for (const definition of one.definitions) {
      for (const call of definition.decorators) {
        const found = decorator.exec(call.name) ?? (uses ? handed.exec(call.name) : null);
        if (found?.[2]) yield fromDecorator(one, definition, call, found[2], classes);
        // https://learn.microsoft.com/azure/machine-learning/how-to-deploy-advanced-entry-script
        else if (/^inference_schema\..*\.input_schema$/.test(call.name) && definition.name === 'run')
          yield answered({ method: 'POST', route: '/score', handler: 'run', typed: true, line: call.line });
      }
    }
    // https://cog.run/python: Cog turns the signature into a definition of the API.
    for (const predictor of one.definitions.filter(({ bases }) => bases.includes('cog.BasePredictor'))) {
      const own = one.definitions.find(({ name }) => name === `${predictor.name}.predict`);
      if (!own) continue;
      const typed = own.parameters.some(
        (given) => given.type !== undefined && /^(cog\.)?Input\(/.test(given.default ?? ''),
      );
      yield answered({ method: 'POST', route: '/predictions', handler: own.name, typed, line: own.line });
    }
    for (const call of one.calls) {
      if (!call.imported || !adding.test(call.name)) continue;
      const route =
        call.arguments.find(({ kind, text }) => kind === 'string' && text.startsWith('/'))?.text ?? '/';
      const handler = (call.arguments.find(({ kind }) => kind === 'name')?.text ?? '').replace(/\(\)$/, '');
      // A resource answers by its methods.
      const writing = ['on_post', 'post', 'on_put', 'put'].map((method) => `${handler}.${method}`);
      const writes = one.definitions.some(({ name }) => writing.includes(name));
      const method = writes ? 'POST' : methodOf(call, call.name);
      yield answered({ method, route, handler, typed: false, line: call.line });
    }
  }
});

type Classes = ReadonlyMap<string, Definition>;

function fromDecorator(
  one: Module,
  definition: Definition,
  call: Call,
  verb: string,
  classes: Classes,
): Endpoint {
  const route = call.arguments.find(
    ({ kind, keyword }) => kind === 'string' && (!keyword || keyword === 'path' || keyword === 'route'),
  )?.text;
  const model = call.arguments.some(
    ({ keyword, text }) =>
      /^(response_model|input|output|input_spec|output_spec)$/.test(keyword ?? '') && text !== 'None',
  );
  const types = [...definition.parameters.map(({ type }) => type), definition.returns];
  const declared =
    annotated.test(call.name) &&
    (types.some((type) => type && isModel(type, classes)) || definition.parameters.some(isDescribed));
  const extended = definition.decorators.some(({ name }) => name !== call.name && typing.test(name));
  return {
    method: methodOf(call, verb),
    route: route ?? `/${definition.name.split('.').at(-1)}`,
    handler: definition.name,
    typed: model || declared || extended,
    module: one,
    path: one.path,
    line: call.line,
  };
}

/** `page: int = Query(0, description="…")` comes out in the definition of the API. */
const isDescribed = ({ type, default: value = '' }: Parameter): boolean =>
  type !== undefined && /^(\w+\.)*(Query|Path|Body|Form|File)\(.*\bdescription *=/s.test(value);

function methodOf(call: Call, verb: string): string {
  const methods =
    call.arguments.find(({ keyword, text }) => keyword === 'methods' || (!keyword && text.startsWith('[')))
      ?.text ?? '';
  const named =
    /(GET|POST|PUT|PATCH|DELETE)/.exec(methods.toUpperCase())?.[1] ??
    /(get|post|put|patch|delete)/.exec(verb)?.[1];
  return named?.toUpperCase() ?? 'GET';
}

/** What frameworks bring, and what says nothing of its content. */
const shapeless =
  /\b(Optional|Union|List|Dict|Mapping|Sequence|Iterable|Tuple|Set|Any|Annotated|Awaitable|AsyncIterator|Request|HTTPConnection|Response|JSONResponse|ORJSONResponse|StreamingResponse|HTMLResponse|PlainTextResponse|RedirectResponse|FileResponse|ResponseReturnValue|BackgroundTasks|Session|AsyncSession|Callable|Literal|None|True|False|WebSocket|Header|Query|Body|Path|File|Form|UploadFile|State|DataFrame|Series|Image|Tensor|NDArray|Settings|Context|File)\b/g;
const dataClass =
  /(BaseModel|Struct|TypedDict|NamedTuple|Schema|DTO|Serializer|SQLModel|IODescriptor|RootModel)$/;

/** A class that somebody wrote for request or response; a service that is injected is none. */
function isModel(type: string, classes: Classes, depth = 0): boolean {
  if (/\bDepends\b/.test(type)) return false;
  // A project may have a `Query` or a `Request` of its own.
  const names = type.replace(shapeless, (name) => (classes.has(name) ? name : '')).match(/\b[A-Z]\w+/g) ?? [];
  return names.some((name) => {
    const own = classes.get(name);
    if (!own) return depth === 0;
    return (
      own.decorators.some((call) => /(^|\.)(dataclass|define|attrs|frozen)$/.test(call.name)) ||
      own.bases.some(
        (base) =>
          dataClass.test(base) || (depth < 4 && isModel(base.split('.').at(-1) ?? '', classes, depth + 1)),
      )
    );
  });
}

const aliveRoute =
  /(^|\/)_*((\w+[-_])?health(z|y)?([-_]?checks?)?|ready(z|ness)?|readiness|(is[-_])?alive|live(z|ness)?|ping|status|heart[-_]?beat|up)\/?$/i;
const aliveHandler = /(^|[_.])(health\w*|readiness|liveness|is_ready|is_alive|ping|heartbeat)$/i;

/** Routes that say whether the service is alive; a root route may say so by the name of its function. */
export const isHealth = ({ route, handler }: Endpoint): boolean =>
  aliveRoute.test(route) || aliveHandler.test(handler);

const service =
  /localhost|127\.0\.0\.1|0\.0\.0\.0|\/(predict\w*|score|infer\w*|invocations|generate|health\w*|api|v\d+)\b/;

/** A request to a model's own service, told by its address; the address may have a name in the file. */
export const asksService = (call: Call, assignments: readonly Assignment[]): boolean =>
  /^(requests|httpx|aiohttp)\./.test(call.name) &&
  call.arguments.some(({ kind, text }) => {
    const named = kind === 'name' ? assignments.filter(({ name }) => name === text) : [];
    return service.test(text) || named.some(({ values }) => values.some((value) => service.test(value)));
  });
