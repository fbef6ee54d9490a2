import { say } from '../text.ts';
import { ciJob } from './ci/job.ts';
import { iac } from './flag.ts';
import { listed } from './listing.ts';
import { databricksBundle } from './resource.ts';
import { derived, type Evidence } from './signal.ts';

/** A named environment: where it is named, and whether infrastructure or only the application knows it. */
export interface NamedEnvironment extends Evidence {
  readonly environment: string;
  readonly of: 'infrastructure' | 'application';
}

const names =
  'dev(?:elopment)?|test(?:ing)?|int(?:egration)?|qa|uat|acc(?:eptance)?|stg|stage|staging|pre-?prod(?:uction)?|prod(?:uction)?|prd|sandbox|live|nonprod';
const canonical = (name: string) =>
  /^pre/.test(name)
    ? 'pre-production'
    : /^(prod|prd|live)/.test(name)
      ? 'production'
      : /^st/.test(name)
        ? 'staging'
        : /^dev/.test(name)
          ? 'development'
          : /^(test|qa|uat|acc)/.test(name)
            ? 'test'
            : name;

const inFile = new RegExp(
  `(?:^|[/._-])(${names})(?:[._-][\\w-]*)?\\.(tfvars(?:\\.json)?|tfbackend|bicepparam|parameters\\.json|ya?ml|json|toml|env|hcl|cfg|ini|py)$`,
  'i',
);
const inFolder = new RegExp(
  `(?:^|/)(?:envs?|environments?|overlays|stages|workspaces|live|deployments?|clusters?|targets)/(${names})/`,
  'i',
);
const definition =
  /\.(tfvars(\.json)?|tfbackend|bicepparam|tf|hcl)$|(^|\/)values[^/]*\.ya?ml$|\.parameters(\.\w+)?\.json$|parameters?[.-][\w-]+\.json$|(^|\/)Pulumi\.\w+\.ya?ml$/i;
const settings =
  /(^|\/)(config|conf|configs|settings|environments?|envs?)[^/]*\/|(^|\/)(config|settings|application)[._-]|(^|\/)\.env\./i;

export const namedEnvironment = derived(
  { listed, iac, ciJob, databricksBundle },
  function* ({ listed, iac, ciJob, databricksBundle }): Generator<NamedEnvironment> {
    const defined = new Set(iac.map(({ path }) => path.split('/').slice(0, -1).join('/')));
    for (const { path } of listed) {
      const name = inFolder.exec(path)?.[1] ?? inFile.exec(path)?.[1];
      if (!name) continue;
      const near = [...defined].some(
        (folder) =>
          path.startsWith(folder === '' ? path : `${folder}/`) ||
          path.split('/').slice(0, -2).join('/') === folder,
      );
      const ofInfrastructure = definition.test(path) || (inFolder.test(path) && near);
      if (!ofInfrastructure && !settings.test(path)) continue;
      yield {
        environment: canonical(name.toLowerCase()),
        of: ofInfrastructure ? 'infrastructure' : 'application',
        path,
        line: 1,
        note: say`is for the environment ${name}`,
      };
    }
    const exact = new RegExp(`(?:^|[-_ ])(${names})(?:$|[-_ ])`, 'i');
    for (const { environment, path, line } of ciJob) {
      const name = exact.exec(environment ?? '')?.[1];
      if (name)
        yield {
          environment: canonical(name.toLowerCase()),
          of: 'infrastructure',
          path,
          line,
          note: say`deploys to the environment ${environment ?? ''}`,
        };
    }
    for (const { source, path } of databricksBundle.filter(({ type }) => type === 'bundle')) {
      for (const [name, at] of source?.get('targets')?.entries ??
        source?.get('environments')?.entries ??
        []) {
        yield {
          environment: canonical(name.toLowerCase()),
          of: 'infrastructure',
          path,
          line: at.line,
          note: say`has the target ${name}`,
        };
      }
    }
  },
);
