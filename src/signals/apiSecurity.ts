import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { serving } from './flag.ts';
import { resourceSignals } from './resource.ts';
import { derived, type Evidence, type Place } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** Who may call the API is checked, in its code, at its gateway, or by its platform. */
export const authentication = derived(
  { toolUse, module, serving, endpoint, ...resourceSignals },
  ({ toolUse, module, serving, endpoint, terraform, kubernetes, azureMl, cloudFormation }): Evidence[] => {
    const answering = answeringFiles(module, [...serving, ...endpoint]);
    const code = module.flatMap(({ path, test, calls, definitions, columns }) => {
      // A client, too, sets such headers.
      if (test || !answering.has(path)) return [];
      const header =
        calls.find(
          ({ name, arguments: given }) =>
            /headers\.get$|\.headers\(\)\.get$|Header$/.test(name) &&
            given.some(({ text }) => /^(authorization|x-api-key|api-key)$/i.test(text)),
        ) ?? columns.find(({ of, name }) => /headers$/.test(of) && /^(authorization|x-api-key)$/i.test(name));
      const guard = definitions.find(
        ({ decorators, name }) =>
          decorators.some((decorator) =>
            /(login_required|auth_required|requires_auth|jwt_required|token_required|authenticate|permission_classes)/.test(
              decorator.name,
            ),
          ) || /^(verify|validate|check)_(api_key|token|jwt|credentials)$|^get_current_user$/.test(name),
      );
      return [
        ...(header ? [{ path, line: header.line, note: say`reads credentials from a header` }] : []),
        ...(guard ? [{ path, line: guard.line, note: say`guards access: ${guard.name}` }] : []),
      ];
    });
    const gateway = terraform.filter(
      ({ type, text = '' }) =>
        /authorizer|aws_cognito|_iap_|azurerm_api_management/.test(type) ||
        (/aws_api_gateway(v2)?_(method|route)/.test(type) &&
          /authorization(_type)?\s*=\s*"(AWS_IAM|CUSTOM|COGNITO_USER_POOLS|JWT)"/.test(text)) ||
        /api_key_required\s*=\s*true|auth_mode\s*=\s*"(key|aad_token|aml_token)"/i.test(text),
    );
    const templates = cloudFormation.filter(
      ({ type, source }) =>
        /Authorizer|Cognito/.test(type) ||
        [...(source?.walk() ?? [])].some(([key]) => key === 'Auth' || key === 'AuthorizationType'),
    );
    const mesh = kubernetes.filter(
      ({ type, source }) =>
        /RequestAuthentication|AuthorizationPolicy|SecurityPolicy/.test(type) ||
        (/Ingress$/.test(type) &&
          [...(source?.walk() ?? [])].some(([key]) => /auth-(url|type|secret)|jwt|oauth/.test(key))),
    );
    const endpoints = azureMl.filter(
      ({ source }) =>
        /^(key|aml_token|aad_token)$/.test(source?.get('auth_mode')?.text ?? '') ||
        source?.get('authEnabled')?.value === true,
    );
    const defined = [...gateway, ...templates, ...mesh, ...endpoints].map((one) => ({
      path: one.path,
      line: one.line,
      note: say`asks for credentials (${one.type})`,
    }));
    return [...inRole(toolUse, 'authentication').used, ...code, ...defined];
  },
);

/** Files that answer requests, and those of the repository that they import. */
function answeringFiles(modules: readonly Module[], places: readonly Place[]): ReadonlySet<string> {
  const own = new Set(places.map(({ path }) => path));
  return new Set([...own, ...modules.filter(({ path }) => own.has(path)).flatMap(({ locals }) => locals)]);
}

export interface PermissiveDefault extends Evidence {
  readonly kind: 'cors' | 'debug';
}

/** Defaults that leave an API open: CORS for everybody with credentials, a debug server. */
export const permissiveDefault = derived({ module }, ({ module }): PermissiveDefault[] =>
  module
    .filter(({ test, notebook }) => !test && !notebook)
    .flatMap(({ path, calls }) =>
      calls.flatMap((call): PermissiveDefault[] => {
        const given = (name: string) => call.arguments.find(({ keyword }) => keyword === name)?.text;
        const cors =
          call.arguments.some(({ text }) => text.endsWith('CORSMiddleware')) &&
          /\*/.test(given('allow_origins') ?? given('allow_origin_regex') ?? '') &&
          given('allow_credentials') === 'True';
        const flaskCors =
          /^flask_cors\.CORS$/.test(call.name) &&
          given('supports_credentials') === 'True' &&
          /\*/.test(given('origins') ?? '*');
        const debug =
          /\.run$|^uvicorn\.run$|^fastapi\.FastAPI$|^flask\./.test(call.name) && given('debug') === 'True';
        if (cors || flaskCors)
          return [
            {
              kind: 'cors',
              path,
              line: call.line,
              note: say`lets every site call with credentials (CORS *)`,
            },
          ];
        return debug
          ? [{ kind: 'debug', path, line: call.line, note: say`starts the server in debug mode` }]
          : [];
      }),
    ),
);
