import type { Range } from '../formats/lines.ts';
import { say } from '../text.ts';
import { module } from './code/module.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

/** Files that build, document or check the project, and are no part of what runs. */
const tooling = /(^|\/)(setup|noxfile|conf|conftest|tasks|fabfile|dodo)\.py$|(^|\/)(docs?|\.github|ci)\//;

const fileReader =
  /^(yaml\.(safe_load|load|full_load)|ruamel\.yaml.*load|toml\.load|tomllib\.load|tomli\.load|configparser\.\w*ConfigParser|box\.\w*Box\.from_yaml|dvc\.api\.params_show|confection\..*|munch\..*)$/;
const parameterReader =
  /^(os\.(getenv|environ\.get)|starlette\.config\.Config|airflow\.(models|sdk)\.Variable\.get|prefect\.variables\.Variable\.get)$|(^|\.)dbutils\.widgets\.get$/;

/** Configuration that code takes from outside: a settings library, a file, the environment, the command line. */
export const outsideConfiguration = derived({ module, toolUse }, ({ module, toolUse }): Evidence[] => {
  const code = module.filter(({ path, test }) => !test && !tooling.test(path));
  const taken = code.flatMap(({ path, references, calls }) => {
    const read = references.find(({ name }) => /^(os\.environ|sys\.argv)$/.test(name));
    const asked = calls.find(({ name }) => parameterReader.test(name));
    const load = calls.find(
      ({ name }) => fileReader.test(name) || (name === 'json.load' && calls.some(opensConfiguration)),
    );
    return [
      ...(read ? [{ path, line: read.line, note: say`reads ${read.name}` }] : []),
      ...(asked ? [{ path, line: asked.line, note: say`asks for a parameter: ${asked.name}` }] : []),
      ...(load ? [{ path, line: load.line, note: say`reads a configuration file: ${load.name}` }] : []),
    ];
  });
  const tools = inRole(toolUse, 'configuration', 'arguments').used;
  return [...tools.filter(({ path }) => !tooling.test(path)), ...taken];
});

const opensConfiguration = ({
  name,
  arguments: given,
}: {
  name: string;
  arguments: readonly { text: string }[];
}) => name === 'open' && given.some(({ text }) => /config|param|setting/i.test(text));

/** Home folders that well-known container images and platforms have. */
export const standardHomes =
  'jovyan|airflow|app|appuser|site|vscode|runner|user|nonroot|mambauser|ray|model-server|kubernetes|sagemaker-user|dagster|prefect|bentoml|spark|python';

/** Paths that exist on one machine, or for one account, only. */
const machineBound = new RegExp(
  String.raw`^(?:file:\/\/)?(?:\/home\/(?!(?:${standardHomes})(?:\/|$)|[$\{<])[\w.-]+|\/Users\/(?![$\{<])[\w.@-]+|\/Workspace\/Users\/(?![$\{<])|[A-Za-z]:[\\/](?!\\?n|\/|[sSdDwWbB][*+?({]|[sSdDwWbB]\\)[\w .-]+|\/dbfs\/FileStore\/shared_uploads\/[\w.-]+@|\/mnt\/(?!models|azureml|artifacts)[\w-]+|\/scratch\/[\w-]+|\/nfs\/|\/gpfs\/|\/lustre\/|\/content\/g?drive\/|\/kaggle\/input|\\{2,4}[A-Za-z][\w.-]*\\+[A-Za-z$]|\\{2,4}\d+(?:\.\d+){3}\\|\/(?:storage|raid\d*|checkpoint|gscratch|fsx|netscratch)\/[\w.-]+\/[\w.-]+)`,
);

/** Paths of one machine that compose files mount or read. */
export const mountedPath = fromFiles<Evidence & { readonly text: string }>({
  reads: ['**/*compose*.{yml,yaml}'],
  mentions: /\/Users\/|\/home\//,
  *parse({ path, yaml }) {
    for (const source of yaml())
      for (const [, { text = '', line }] of source.walk()) {
        // What follows a colon lies inside the container.
        const held = text.split(/:(?=\/)/)[0] ?? '';
        if (machineBound.test(held))
          yield { text: held, path, line, note: say`holds the path ${held.slice(0, 60)}` };
      }
  },
});

/** A path that code holds, and where exactly. */
export interface HeldPath extends Evidence {
  readonly text: string;
  readonly range: Range;
}

export const machineBoundPath = derived({ module }, ({ module }): HeldPath[] =>
  module
    .filter(({ path, test }) => !test && !tooling.test(path))
    .flatMap(({ path, paths }) =>
      paths
        .filter(({ text }) => machineBound.test(text))
        .map(({ text, line, range }) => ({
          path,
          line,
          range,
          text,
          note: say`holds the path ${text.slice(0, 60)}`,
        })),
    ),
);
