import type { Call } from '../formats/python/code.ts';
import { say, type Text } from '../text.ts';
import { answering } from './answering.ts';
import { type Module, module } from './code/module.ts';
import { composeService, container } from './container.ts';
import { derived, type Evidence } from './signal.ts';

/** Defaults that leave an API open: CORS for everybody with credentials, a debug server. */
export const permissiveDefault = derived(
  { module, answering, container, composeService },
  ({ module, answering, container, composeService }): Evidence[] => {
    const own = new Set(answering);
    const started = [
      ...container.flatMap(({ commands }) => commands),
      ...composeService.map(({ command = '', path, line }) => ({ text: command, path, line })),
    ];
    return [
      ...module
        .filter(({ path }) => own.has(path))
        .flatMap((file) =>
          file.calls.flatMap((call) => {
            const note = opens(call, file);
            return note ? [{ path: file.path, line: call.line, note }] : [];
          }),
        ),
      ...module.filter(({ path }) => settings.test(path)).flatMap(openSettings),
      ...started
        .filter(({ text }) => /\bflask\b.*\s--debug\b|\bfastapi\s+dev\b|FLASK_DEBUG=1/.test(text))
        .map(({ path, line }) => ({ path, line, note: say`starts the server in debug mode` })),
    ];
  },
);

const debugServer = say`starts the server in debug mode`;
const openCors = say`lets every site call with credentials (CORS *)`;

function opens(call: Call, module: Module): Text | undefined {
  if (opensToAllSites(call, module)) return openCors;
  const given = call.arguments.find(({ keyword }) => keyword === 'debug')?.text;
  return /\.run$|^fastapi\.FastAPI$/.test(call.name) && given === 'True' ? debugServer : undefined;
}

/** Whether a call lets every site call the API with the credentials of its visitors. */
export function opensToAllSites(call: Call, { assignments }: Module): boolean {
  /** What an argument says; a name stands for what the file gives it. */
  const given = (...names: string[]): string | undefined => {
    const found = call.arguments.find(({ keyword }) => names.includes(keyword ?? ''));
    const named = found?.kind === 'name' ? assignments.find(({ name }) => name === found.text) : undefined;
    return named ? named.values.join(' ') : found?.text;
  };
  const middleware = call.arguments.some(({ text }) => text.endsWith('CORSMiddleware'));
  return (
    (middleware &&
      given('allow_credentials') === 'True' &&
      /\*/.test(given('allow_origins', 'allow_origin_regex') ?? '')) ||
    (call.name === 'flask_cors.CORS' &&
      given('supports_credentials') === 'True' &&
      /\*/.test(given('origins') ?? '*'))
  );
}

/** Settings of Django that are meant for more than a developer's desk. */
const settings = /(^|\/)settings(\.py$|\/(?!(dev|local|test)\w*\.py$)\w+\.py$)/;

function openSettings({ path, assignments }: Module): Evidence[] {
  const on = (name: string) => assignments.find((one) => one.name === name && one.values[0] === 'True');
  const debug = on('DEBUG');
  const cors = on('CORS_ALLOW_CREDENTIALS') && on('CORS_ALLOW_ALL_ORIGINS');
  return [
    ...(debug ? [{ path, line: debug.line, note: debugServer }] : []),
    ...(cors ? [{ path, line: cors.line, note: openCors }] : []),
  ];
}
