import type { Located } from '../../formats/located.ts';
import { derived, fromFiles, type Place } from '../signal.ts';
import { readTriggers } from './gitlabRules.ts';
import { type Command, conditioned, type Job, script, trigger, type Use, type Workflow } from './workflow.ts';

/** A file of GitLab CI, before others include it or it is joined with what it includes. */
interface Definition extends Place {
  readonly source: Located;
}

const definition = fromFiles<Definition>({
  reads: [
    '**/*gitlab-ci*.{yml,yaml}',
    '{.gitlab,.gitlab-ci,ci,.ci,gitlab,templates,pipelines,jobs,cicd}/**/*.{yml,yaml}',
  ],
  *parse({ path, yaml }) {
    const source = yaml().findLast((document) => document.isMap);
    const jobs = source?.entries.filter(([, at]) => keys.some((key) => at.get(key)));
    if (source && ((jobs?.length ?? 0) > 0 || source.get('include'))) yield { path, line: 1, source };
  },
});

/** What a job of GitLab has, and those of other systems have not all. */
const keys = ['script', 'extends', 'trigger', 'before_script', 'rules', 'run'];

const reserved = new Set(
  'default image include services stages variables workflow cache before_script after_script spec'.split(' '),
);

/** GitLab CI: the pipeline of a project with the files that it includes, and child pipelines. https://docs.gitlab.com/ci/yaml/ */
export const gitlabCi = derived({ definition }, function* ({ definition }): Generator<Workflow> {
  const byPath = new Map(definition.map((one) => [one.path, one]));
  for (const one of definition) {
    const root = /(^|\/)\.gitlab-ci\.ya?ml$/.test(one.path);
    const project = new Project(withIncluded(one, byPath));
    const jobs = project.jobs();
    if (jobs.length === 0) continue;
    yield {
      system: 'GitLab CI',
      path: one.path,
      line: 1,
      name: one.path,
      triggers: jobs.flatMap((job) => job.triggers),
      jobs: jobs.filter((job) => job.triggers.length > 0),
      part: !root,
      source: one.source,
    };
  }
});

/** A file and those of this repository that it includes, the nearest first. */
function withIncluded(
  one: Definition,
  byPath: ReadonlyMap<string, Definition>,
  seen = new Set<string>(),
): Definition[] {
  if (seen.has(one.path)) return [];
  seen.add(one.path);
  const include = one.source.get('include');
  const items = include?.isList ? include.items : include ? [include] : [];
  const included = items.flatMap((item) => item.get('local')?.texts ?? item.texts);
  const files = included.flatMap((name) => {
    const path = name.replace(/^\//, '');
    if (!path.includes('*')) return byPath.get(path) ?? [];
    const matching = new RegExp(`^${path.replace(/[.+]/g, '\\$&').replace(/\*+/g, '.*')}$`);
    return [...byPath.values()].filter((other) => matching.test(other.path));
  });
  return [one, ...files.flatMap((file) => withIncluded(file, byPath, seen))];
}

/** A value of a job, and the file that it is written in. */
interface Written {
  readonly at: Located;
  readonly path: string;
}

/** The files of a pipeline, read as one. */
class Project {
  readonly #files: readonly Definition[];
  readonly #variables: ReadonlyMap<string, string>;

  constructor(files: readonly Definition[]) {
    this.#files = files;
    this.#variables = new Map(
      [...files].reverse().flatMap(({ source }) => readVariables(source.get('variables'))),
    );
  }

  #find(...names: string[]): Written | undefined {
    for (const { source, path } of this.#files) {
      const at = source.get(...names);
      if (at) return { at, path };
    }
    return undefined;
  }

  jobs(): Job[] {
    const workflow = this.#find('workflow', 'rules')?.at;
    const names = new Set(this.#files.flatMap(({ source }) => source.keys()));
    return [...names]
      .filter((name) => !reserved.has(name) && !name.startsWith('.'))
      .flatMap((name) => {
        const found = this.#find(name);
        return found?.at.isMap ? this.#job(name, found, workflow) : [];
      })
      .concat(this.#included());
  }

  /** A key of a job: its own, or the nearest of those that it extends. */
  #get(job: Written, keys: readonly string[], depth = 0): Written | undefined {
    const own = job.at.get(...keys);
    if (own) return { at: own, path: job.path };
    if (depth > 8) return undefined;
    // What is named last is the nearest.
    for (const name of [...(job.at.get('extends')?.texts ?? [])].reverse()) {
      const parent = this.#find(name);
      const found = parent && this.#get(parent, keys, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  #job(name: string, job: Written, workflow: Located | undefined): Job[] {
    const get = (...keys: string[]) => this.#get(job, keys);
    const shared = (key: string) => get(key) ?? this.#find('default', key) ?? this.#find(key);
    const text = (...keys: string[]) => get(...keys)?.at.text;
    const given = get('trigger');
    if (!get('script') && !get('run') && !given) return [];
    const variables = new Map([...this.#variables, ...readVariables(get('variables')?.at)]);
    const image = shared('image')?.at;
    const when = text('when');
    const rules = get('rules');
    const found = readTriggers({
      job: job.at,
      rules: rules?.at,
      only: get('only')?.at,
      except: get('except')?.at,
      workflow,
      variables,
    });
    const elsewhere = [rules, get('only')].some((one) => one && one.path !== job.path);
    const triggers = elsewhere ? found.map((one) => ({ ...one, line: job.at.line })) : found;
    const environment = text('environment') ?? text('environment', 'name');
    const environments = matrixOf(environment, get('parallel', 'matrix')?.at) ?? [
      environment && filled(environment, variables),
    ];
    const imageName = image?.text ?? image?.get('name')?.text;
    return environments.map((named) => ({
      name,
      path: job.path,
      line: job.at.line,
      commands: conditioned(
        ['before_script', 'script', 'after_script'].flatMap((key) =>
          this.#commands(key === 'script' ? get(key) : shared(key)),
        ),
        when,
      ),
      uses: given ? usesOf(given.at, given.path) : [],
      triggers: when === 'never' ? [] : triggers,
      needs: get('needs')?.at.items.flatMap((one) => one.text ?? one.get('job')?.text ?? []) ?? [],
      ...(named !== undefined && { environment: named }),
      ...(imageName !== undefined && { image: imageName }),
      ...(when === 'manual' && { manual: true }),
    }));
  }

  /** The commands of a script; `!reference [.setup, script]` stands for those of another job. */
  #commands(from: Written | undefined, depth = 0): Command[] {
    if (!from) return [];
    return (from.at.isList ? from.at.items : [from.at]).flatMap((item) => {
      const [name, ...keys] = item.isList ? item.texts : [];
      const referred = name !== undefined && keys.length > 0 && depth < 8 ? this.#find(name) : undefined;
      return referred ? this.#commands(this.#get(referred, keys), depth + 1) : script(item, from.path);
    });
  }

  /** Templates and components of others are like a job that uses them. */
  #included(): Job[] {
    const uses = this.#files.flatMap(({ source, path }) => {
      const include = source.get('include');
      return (include?.items ?? (include ? [include] : [])).flatMap((item): Use[] => {
        const name = item.get('template') ?? item.get('component') ?? item.get('remote');
        const options = item.get('inputs');
        return name?.text
          ? [{ text: name.text, line: name.line, path, ...(options && { with: options }) }]
          : [];
      });
    });
    return uses.map((use) => ({
      name: use.text,
      path: use.path,
      line: use.line,
      commands: [],
      uses: [use],
      triggers: [trigger('elsewhere', undefined)],
    }));
  }
}

const readVariables = (at: Located | undefined): (readonly [string, string])[] =>
  (at?.entries ?? []).flatMap(([name, value]) => {
    const text = value.text ?? value.get('value')?.text;
    return text === undefined ? [] : [[name, text] as const];
  });

const filled = (text: string, variables: ReadonlyMap<string, string>) =>
  text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => variables.get(name) ?? whole);

/** The environments that a matrix of variables names. */
function matrixOf(environment: string | undefined, matrix: Located | undefined): string[] | undefined {
  const name = /^\$\{?(\w+)\}?$/.exec(environment ?? '')?.[1];
  const found = name ? (matrix?.items ?? []).flatMap((one) => one.get(name)?.texts ?? []) : [];
  return found.length > 0 ? found : undefined;
}

/** Child pipelines. */
function usesOf(given: Located, path: string): Use[] {
  const include = given.get('include');
  const items = include?.isList ? include.items : include ? [include] : [];
  return items.flatMap((item) => {
    const file = item.text ? item : item.get('local');
    return file?.text ? [{ text: `/${file.text.replace(/^\//, '')}`, line: file.line, path }] : [];
  });
}
