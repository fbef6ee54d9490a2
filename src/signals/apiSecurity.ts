import { say } from '../text.ts';
import { answering } from './answering.ts';
import { ciJob } from './ci/job.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { composeService, container } from './container.ts';
import { type Resource, resourceSignals } from './resource.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';

/** Reverse proxies that ask for credentials. */
const proxy = fromFiles<Evidence>({
  reads: ['**/*nginx*.conf*', '**/nginx/**/*.conf*', '**/Caddyfile'],
  mentions: /^\s*(auth_basic|auth_request|auth_jwt|basic_auth|forward_auth)\s+(?!off)/m,
  *parse({ path, text }) {
    const line = text.split('\n').findIndex((one) => /^\s*(auth_|basic_auth|forward_auth)/.test(one)) + 1;
    yield { path, line, note: say`asks for credentials in front of the API` };
  },
});

/** Who may call the API is checked, in its code, at its gateway, or by its platform. */
export const authentication = derived(
  { module, answering, endpoint, proxy, ciJob, container, composeService, ...resourceSignals },
  (facts): Evidence[] => {
    const { module, answering, endpoint, proxy, ciJob, container, composeService, ...resources } = facts;
    const own = new Set(answering);
    const files = module.filter(({ path }) => own.has(path));
    const inUse = usedFunctions(files, new Set(endpoint.map(({ handler }) => handler)));
    const started = [
      ...container.flatMap(({ commands }) => commands),
      ...composeService.map(({ command = '', path, line }) => ({ text: command, path, line })),
      ...ciJob.flatMap(({ runs }) => runs),
    ].filter(({ text }) => /\bvllm\b.*--api-key|--no-allow-unauthenticated/.test(text));
    return [
      ...files.flatMap((file) => checks(file, inUse)),
      ...module.filter(({ test }) => !test).flatMap(platformChecks),
      ...Object.values(resources)
        .flat()
        .filter(asksForCredentials)
        .map(({ path, line, type }) => ({ path, line, note: say`asks for credentials (${type})` })),
      ...proxy,
      ...started.map(({ path, line, text }) => ({ path, line, note: say`runs ${text.slice(0, 60)}` })),
    ];
  },
);

/** A test whether a function is a route, runs before each, or is named somewhere: written alone, it checks nobody. */
function usedFunctions(files: readonly Module[], handlers: ReadonlySet<string>): (name: string) => boolean {
  const words = (text: string) => text.split(/\W+/);
  const mentioned = new Set(
    files.flatMap(({ calls, definitions }) => [
      ...[...calls, ...definitions.flatMap(({ decorators }) => decorators)].flatMap((call) => [
        ...words(call.name),
        ...call.arguments.flatMap(({ text }) => words(text)),
      ]),
      ...definitions.flatMap(({ parameters }) => parameters.flatMap(({ type = '' }) => words(type))),
    ]),
  );
  const early = new Set(
    files.flatMap(({ definitions }) =>
      definitions
        .filter(({ decorators }) =>
          decorators.some(({ name }) => /\.(middleware|before_\w+|on_request)(\(\))?$/.test(name)),
        )
        .map(({ name }) => name),
    ),
  );
  return (name) =>
    handlers.has(name) || early.has(name) || name.split('.').some((part) => mentioned.has(part));
}

const credentialHeader = /^(authorization|x[-_]api[-_]key|api[-_]key)$/i;
const guardDecorator =
  /login_required|auth_required|requires?_(auth|api_?key|token|scopes?)|jwt_required|token_required|authenticated?$|authentication\.requires|permission_classes/;
const guardName =
  /^(verify|validate|check|require)_(api_key|key|token|jwt|credentials|auth)$|^get_current_user$/;
const verifies =
  /^(jwt|jose|authlib|google\.oauth2\.id_token|firebase_admin\.auth|okta_jwt_verifier)\..*(decode|verify\w*)$/;

function checks(file: Module, inUse: (name: string) => boolean): Evidence[] {
  const { path, calls, columns, definitions, references, instances } = file;
  const at = (line: number, note: Evidence['note']): Evidence => ({ path, line, note });
  const live = <T extends { readonly within?: string }>(facts: readonly T[]) =>
    facts.filter(({ within }) => !within || inUse(within));
  const schemes = instances.filter(({ of }) => of.startsWith('fastapi.security.')).map(({ name }) => name);
  const isScheme = (text: string) =>
    /fastapi\.security|\b(HTTPBearer|HTTPBasic|HTTPDigest|OAuth2\w+|APIKey\w+)\b/.test(text) ||
    schemes.some((name) => text.split(/\W+/).includes(name));
  const found = [
    ...live(calls).flatMap((call): Evidence[] => {
      const { name, line, arguments: given } = call;
      const texts = given.map(({ text }) => text);
      if (
        /headers(\(\))?\.get$|^fastapi\.Header$/.test(name) &&
        texts.some((text) => credentialHeader.test(text))
      )
        return [at(line, say`reads credentials from a header`)];
      if (/^fastapi\.(Depends|Security)$/.test(name) && texts.some(isScheme))
        return [at(line, say`depends on credentials`)];
      if (
        /add_middleware$|Middleware$/.test(name) &&
        texts.some((text) => /auth\w*(middleware|backend)|api_?key\w*middleware/i.test(text))
      )
        return [at(line, say`has a middleware for authentication`)];
      if (
        /^(ninja|litestar|starlite)\./.test(name) &&
        given.some(({ keyword, text }) => /^(auth|guards)$/.test(keyword ?? '') && text !== 'None')
      )
        return [at(line, say`asks for credentials: ${name}`)];
      return verifies.test(name) ? [at(line, say`calls ${name}`)] : [];
    }),
    ...columns
      .filter(({ of, name }) => /headers$/.test(of) && credentialHeader.test(name))
      .map(({ line }) => at(line, say`reads credentials from a header`)),
    ...definitions.flatMap(({ name, line, parameters, decorators }): Evidence[] => {
      const guard = decorators.find(
        (one) =>
          guardDecorator.test(one.name) && !one.arguments.some(({ text }) => text.includes('AllowAny')),
      );
      if (guard) return [at(line, say`guards access: ${name}`)];
      if (!inUse(name)) return [];
      const depends = parameters.some(
        ({ type = '' }) => /\b(Depends|Security)\(/.test(type) && isScheme(type),
      );
      const header =
        parameters.some((one) => credentialHeader.test(one.name)) &&
        calls.some((call) => call.within === name && call.name === 'fastapi.Header');
      if (depends || header) return [at(line, say`depends on credentials: ${name}`)];
      return guardName.test(name.split('.').at(-1) ?? '') ? [at(line, say`guards access: ${name}`)] : [];
    }),
    ...references
      .filter(({ name }) => /^rest_framework\.(permissions\.(?!AllowAny)|authentication\.)/.test(name))
      .map(({ name, line }) => at(line, say`asks for ${name.split('.').at(-1) ?? ''}`)),
  ];
  return found.slice(0, 3);
}

/** What is asked of a managed endpoint, or set for all views of a site. */
function platformChecks({ path, calls, dictionaries }: Module): Evidence[] {
  const modes = calls.filter(
    ({ name, arguments: given }) =>
      /Endpoint$/.test(name) &&
      given.some(({ keyword, text }) => keyword === 'auth_mode' && /key|token/i.test(text)),
  );
  const settings = dictionaries.filter(
    ({ name, keys }) =>
      name === 'REST_FRAMEWORK' &&
      keys.some((key) => key.name === 'DEFAULT_PERMISSION_CLASSES' && !key.value.includes('AllowAny')),
  );
  return [
    ...modes.map(({ line, name }) => ({ path, line, note: say`asks for credentials (${name})` })),
    ...settings.map(({ line }) => ({ path, line, note: say`asks all callers for credentials` })),
  ];
}

function asksForCredentials({ platform, type, source, text = '' }: Resource): boolean {
  const walked = source ? [...source.walk()] : [];
  const has = (test: (key: string, value: string) => boolean) =>
    walked.some(([key, value]) => test(key, value.text ?? ''));
  switch (platform) {
    case 'Terraform':
      return (
        (/authorizer|aws_cognito|_iap_|azurerm_api_management/.test(type) &&
          !/subscription_required\s*=\s*false/.test(text)) ||
        /\bauthorization(_type)?\s*=\s*"(AWS_IAM|CUSTOM|COGNITO_USER_POOLS|JWT)"|api_key_required\s*=\s*true|\bauth_mode\s*=\s*"(key|aad_token|aml_token)"/i.test(
          text,
        )
      );
    case 'Bicep':
      return /ApiManagement/.test(type) || /\bauthMode:\s*'(Key|AMLToken|AADToken)'/i.test(text);
    case 'CloudFormation':
    case 'AWS CDK':
      return (
        /Authorizer|Cognito/.test(type) ||
        has((key, value) => /^(AuthorizationType|AuthType)$/.test(key) && !/(^|\.)NONE$|^$/.test(value)) ||
        walked.some(([key, value]) => key === 'Auth' && value.isMap && value.entries.length > 0) ||
        has((key, value) => key === 'ApiKeyRequired' && value === 'true')
      );
    case 'Kubernetes':
      return (
        /RequestAuthentication|AuthorizationPolicy|SecurityPolicy/.test(type) ||
        (/Ingress$/.test(type) && has((key) => /auth-(url|type|secret)|jwt|oauth/.test(key))) ||
        (/KongPlugin$/.test(type) &&
          has((key, value) => key === 'plugin' && /key-auth|jwt|oauth2|basic-auth|openid/.test(value))) ||
        (/traefik.*Middleware$/.test(type) && has((key) => /^(basicAuth|digestAuth|forwardAuth)$/.test(key)))
      );
    case 'Azure ML':
      return has(
        (key, value) =>
          (key === 'auth_mode' && /^(key|aml_token|aad_token)$/.test(value)) ||
          (key === 'authEnabled' && value === 'true'),
      );
    default:
      return false;
  }
}
