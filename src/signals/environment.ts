import { say, type Text } from '../text.ts';
import { ciJob, type Run } from './ci/job.ts';
import { iac } from './flag.ts';
import { listed } from './listing.ts';
import { cloudFormation, databricksBundle, namedDefinition, type Resource } from './resource.ts';
import { derived, type Evidence, fromFiles, type Place } from './signal.ts';

/** A named environment: where it is named, and whether infrastructure or only the application knows it. */
export interface NamedEnvironment extends Evidence {
  readonly environment: string;
  readonly of: 'infrastructure' | 'application';
}

/** Names that mean an environment anywhere, and those that do so only where environments are expected. */
const plain = 'dev(?:elopment)?|qa|uat|stg|staging|pre-?prod(?:uction)?|prod(?:uction)?|prd|nonprod';
const names = `${plain}|test(?:ing)?|int(?:egration)?|acc(?:eptance)?|stage|sandbox|live`;

function canonical(name: string): string {
  const lower = name.toLowerCase();
  if (/^pre/.test(lower)) return 'pre-production';
  if (/^(prod|prd|live)/.test(lower)) return 'production';
  if (/^st/.test(lower)) return 'staging';
  if (/^dev/.test(lower)) return 'development';
  return /^(test|qa|uat|acc)/.test(lower) ? 'test' : lower;
}

const inFile = new RegExp(
  `(?:^|[/._-])(${names})(?:[._-][\\w-]*)?\\.(tfvars(?:\\.json)?|tfbackend|bicepparam|parameters\\.json|ya?ml|json|toml|env|hcl|cfg|ini|py)$`,
  'i',
);
const inFolder = new RegExp(
  `(?:^|/)(?:envs?|environments?|overlays|stages|workspaces|live|deployments?|clusters?|targets|inventor(?:y|ies)|group_vars)/(${names})(?:/|\\.ya?ml$)`,
  'i',
);
const inDotenv = new RegExp(`(?:^|/)\\.env\\.(${names})$`, 'i');
/** A word of a path, a value or a label. */
const inWord = (of: string) => new RegExp(`(?:^|[-_ ./=:])(${of})(?:$|[-_ ./=:])`, 'i');
const plainWord = inWord(plain);
const anyWord = inWord(names);

/** Files that hold values of a definition for one environment. */
const definition =
  /\.(tfvars(\.json)?|tfbackend|bicepparam|tf|hcl)$|(^|\/)values[^/]*\.ya?ml$|parameters?[./-][\w.-]+\.json$|(^|\/)Pulumi\.\w+\.ya?ml$|(^|\/)[^/]*(infra|terraform|deploy)[^/]*\.(ya?ml|json|env|toml)$/i;
const settings =
  /(^|\/)(config|conf|configs|settings|environments?|envs?)[^/]*\/|(^|\/)(config|settings|application|appsettings)[._-]|(^|\/)\.env\./i;

/** Deployments of AWS SAM by their names. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
const samConfig = fromFiles<Place & { readonly name: string }>({
  reads: ['**/samconfig.toml'],
  *parse({ path, toml }) {
    for (const [name, at] of toml().entries) if (at.isMap) yield { name, path, line: at.line };
  },
});

export const namedEnvironment = derived(
  { listed, iac, ciJob, databricksBundle, namedDefinition, samConfig, cloudFormation },
  function* ({
    listed,
    iac,
    ciJob,
    databricksBundle,
    namedDefinition,
    samConfig,
    cloudFormation,
  }): Generator<NamedEnvironment> {
    yield* inFiles(
      listed.map(({ path }) => path),
      new Set(iac.map(({ path }) => path)),
    );
    for (const { environment = '', runs, path, line } of ciJob) {
      // An index for packages is no environment.
      const name = /pypi/i.test(environment) ? undefined : anyWord.exec(environment)?.[1];
      if (name) yield found(name, { path, line }, say`deploys to the environment ${environment}`);
      for (const run of runs) {
        const chosen = chosenBy(run);
        if (chosen) yield found(chosen, run, say`runs ${run.text.slice(0, 80)}`);
      }
    }
    for (const { name, path, line } of samConfig)
      if (anyWord.test(name)) yield found(name, { path, line }, say`has the environment ${name}`);
    // Stages of a pipeline that deploy the same template with settings of their own.
    for (const { source, path } of cloudFormation.filter(
      ({ type }) => type === 'AWS::CodePipeline::Pipeline',
    ))
      for (const [key, { text = '', line }] of source?.walk() ?? []) {
        const name = key === 'TemplateConfiguration' ? plainWord.exec(text)?.[1] : undefined;
        if (name) yield found(name, { path, line }, say`deploys with ${text.slice(0, 60)}`);
      }
    for (const resource of [...databricksBundle.filter(({ type }) => type === 'bundle'), ...namedDefinition])
      yield* inDefinition(resource);
  },
);

const found = (name: string, { path, line }: Place, note: Text): NamedEnvironment => ({
  environment: canonical(name),
  of: 'infrastructure',
  path,
  line,
  note,
});

function* inFiles(paths: readonly string[], defined: ReadonlySet<string>): Generator<NamedEnvironment> {
  const folders = new Set([...defined].map((path) => path.split('/').slice(0, -1).join('/')));
  for (const path of paths) {
    const written = defined.has(path) || definition.test(path);
    const own = written ? plainWord.exec(path.replace(/\.\w+$/, ''))?.[1] : undefined;
    const expected = inFolder.exec(path)?.[1];
    const name = expected ?? inDotenv.exec(path)?.[1] ?? inFile.exec(path)?.[1] ?? own;
    if (!name) continue;
    const near = [...folders].some(
      (folder) =>
        folder === '' || path.startsWith(`${folder}/`) || path.split('/').slice(0, -2).join('/') === folder,
    );
    const beside = /config|settings|vars/i.test(path) && folders.has(path.split('/').slice(0, -1).join('/'));
    const ofInfrastructure =
      beside || own !== undefined || definition.test(path) || (expected !== undefined && near);
    if (!ofInfrastructure && !settings.test(path)) continue;
    yield {
      environment: canonical(name),
      of: ofInfrastructure ? 'infrastructure' : 'application',
      path,
      line: 1,
      note: say`is for the environment ${name}`,
    };
  }
}

const deploys =
  /^(terraform|tofu|terragrunt|pulumi|cdk|sam|serverless|sls|databricks|helm|helmfile|kubectl|kustomize|skaffold|ansible-playbook|azd?|gcloud|zappa|chalice|copilot)$/;
const chooses =
  /^(-t|-e|-s|-k|-i|-c|-f|-p|-n|--?(namespace|stage|env|environment|target|config-env|stack|inventory|kustomize|var-file|context|profile|values|parameters))$/;

/** The environment that a command of a deployment names by an option, or as its workspace. */
function chosenBy({ words }: Run): string | undefined {
  if (!deploys.test(words[0] ?? '')) return undefined;
  const workspace =
    words[1] === 'workspace' && /^(select|new)$/.test(words[2] ?? '') ? words.at(-1) : undefined;
  const values = words.flatMap((word, index) => {
    const [option = '', ...value] = word.split('=');
    return chooses.test(option) ? [value.length > 0 ? value.join('=') : (words[index + 1] ?? '')] : [];
  });
  return [...(workspace ? [workspace] : []), ...values]
    .map((value) => plainWord.exec(value)?.[1])
    .find(Boolean);
}

/** The targets of a bundle, the environments of a helmfile, the stages of the Serverless Framework, the context of a CDK app. */
function* inDefinition({ platform, type, source, path }: Resource): Generator<NamedEnvironment> {
  const tables =
    platform === 'Databricks'
      ? [source?.get('targets') ?? source?.get('environments')]
      : [
          source?.get('environments'),
          source?.get('params'),
          source?.get('custom', 'stages'),
          source?.get('context'),
        ];
  for (const [name, at] of tables.flatMap((table) => table?.entries ?? [])) {
    const known =
      platform === 'Databricks' || (new RegExp(`^(${names})$`, 'i').test(name) && type !== 'chart.yaml');
    if (known) yield found(name, { path, line: at.line }, say`has the target ${name}`);
  }
}
