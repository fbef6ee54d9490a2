import { say } from '../text.ts';
import { module } from './code/module.ts';
import { derived, type Evidence } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** Configuration that code takes from outside: a settings library, a file, the environment, the command line. */
export const outsideConfiguration = derived({ module, toolUse }, ({ module, toolUse }): Evidence[] => {
  const environment = module.flatMap(({ path, test, references, calls }) => {
    if (test) return [];
    const read =
      references.find(({ name }) => /^os\.environ(\.get)?$/.test(name)) ??
      calls.find(({ name }) => /^os\.(getenv|environ\.get)$/.test(name));
    return read ? [{ path, line: read.line, note: say`reads environment variables` }] : [];
  });
  const files = module.flatMap(({ path, test, calls }) => {
    if (test) return [];
    const load = calls.find(
      ({ name }) =>
        /^(yaml\.(safe_load|load|full_load)|ruamel\.yaml.*load|toml\.load|tomllib\.load|tomli\.load|configparser\.\w*ConfigParser|box\.\w*Box\.from_yaml|dvc\.api\.params_show|confection.*|munch.*)$/.test(
          name,
        ) ||
        (name === 'json.load' &&
          calls.some(
            (call) =>
              call.name === 'open' && call.arguments.some(({ text }) => /config|param|setting/i.test(text)),
          )),
    );
    return load ? [{ path, line: load.line, note: say`reads a configuration file: ${load.name}` }] : [];
  });
  return [...inRole(toolUse, 'configuration').used, ...files, ...environment];
});

/** Paths that exist on one machine only. Home folders of well-known container images are not among them. */
const machineBound =
  /^(\/home\/(?!jovyan|airflow|app\b|appuser|site|vscode|runner|user\/app|nonroot|mambauser|\$|\{)[\w.-]+|\/Users\/(?!\$|\{)[\w.-]+|[A-Za-z]:[\\/](?!\\n)[\w .-]+|\/mnt\/[\w-]+|\/scratch\/[\w-]+|\/nfs\/|\/gpfs\/|\/lustre\/)/;

export const machineBoundPath = derived({ module }, ({ module }): (Evidence & { readonly text: string })[] =>
  module
    .filter(({ test }) => !test)
    .flatMap(({ path, paths }) =>
      paths
        .filter(({ text }) => machineBound.test(text))
        .map(({ text, line }) => ({ path, line, text, note: say`holds the path ${text.slice(0, 60)}` })),
    ),
);
