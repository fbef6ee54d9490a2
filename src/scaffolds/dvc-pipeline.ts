import { stringify } from 'yaml';
import type { Module } from '../signals/code/module.ts';
import { listed } from '../signals/listing.ts';
import { say, UserError } from '../text.ts';
import { runtimeOf } from './managers.ts';
import { mergeYaml } from './merge/yaml.ts';
import { type Project, project } from './project.ts';
import { type Change, create, type Ground, ignored, merge, scaffold } from './scaffold.ts';

const order = ['data', 'training', 'evaluation', 'scoring'] as const;

/** A stage of dvc.yaml. https://dvc.org/doc/user-guide/project-structure/dvcyaml-files */
interface Stage {
  readonly name: string;
  readonly script: Module;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly options: readonly Option[];
}

/** A command-line option with a plain default. */
interface Option {
  readonly flag: string;
  readonly name: string;
  readonly value: string | number;
}

export default scaffold({
  id: 'dvc-pipeline',
  title: say`A pipeline of the scripts that are there`,
  signals: { project, listed },
  templates: [],
  merges: ['params.yaml', '.dvcignore'],
  fits: ({ project: [found] }) => found?.steps.some(({ step }) => step === 'training') === true,
  asks: ({ project: [found] }) => {
    if (!found || stagesOf(found).length > 0) return [];
    const choices = found.scripts.map((value) => ({ value }));
    return [{ key: 'train', prompt: say`Script that trains the model`, choices, open: true }];
  },
  plan: ({ project: [found], listed }, ground) => {
    if (!found) return { changes: [] };
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    const stages = stagesOf(found);
    const named = ground.choices['train'];
    const script = found.modules.find(({ path }) => path === named);
    if (named && !script) throw new UserError(say`There is no Python file ${named} in the repository.`);
    const all = stages.length > 0 ? stages : script ? [stageOf('train', script)] : [];
    const { run } = runtimeOf(found);
    const pipeline = {
      stages: Object.fromEntries(all.map((stage) => [stage.name, write(stage, run, tracked)])),
    };
    const params = Object.fromEntries(
      all.flatMap(({ name, options }) =>
        options.length > 0
          ? [[name, Object.fromEntries(options.map((option) => [option.name, option.value]))]]
          : [],
      ),
    );
    const changes = [
      ...create(ground, 'dvc.yaml', stringify(pipeline, { lineWidth: 0 })),
      ...(Object.keys(params).length > 0 ? parameters(ground, stringify(params)) : []),
      ...(ground.hasMatch(/^\.dvc\//) ? [] : initialised),
      ...ignored(ground, '.dvcignore', '.venv\n__pycache__\n.ipynb_checkpoints\n'),
    ];
    if (ground.has('dvc.yaml'))
      return { changes: [], notes: [say`dvc.yaml is there already and is left as it is.`] };
    return {
      changes,
      notes: [
        say`Install DVC, run \`dvc repro\`, and commit dvc.lock: it is what ties a run to its data and its code.`,
      ],
    };
  },
});

/** Parameters of the stages, beside those that there may be. */
const parameters = (ground: Ground, content: string): Change[] =>
  ground.has('params.yaml')
    ? merge(ground, 'params.yaml', (text) => mergeYaml(text, content))
    : create(ground, 'params.yaml', content);

/** What `dvc init` writes. */
const initialised = [
  { kind: 'create', path: '.dvc/config', content: '' },
  { kind: 'create', path: '.dvc/.gitignore', content: '/config.local\n/tmp\n/cache\n' },
] as const;

/** A stage for each script that does a step and can be run, in the order of the steps. */
function stagesOf(found: Project): Stage[] {
  const runnable = found.modules.filter(({ path }) => found.scripts.includes(path));
  const stages = runnable.flatMap((module) => {
    const steps = found.steps.filter(({ path }) => path === module.path).map(({ step }) => step);
    // A script that trains, or evaluates, loads data for it, too.
    const step = (['training', 'evaluation', 'scoring', 'data'] as const).find((name) =>
      steps.includes(name),
    );
    return step ? [{ step, module }] : [];
  });
  const bases = stages.map(({ module }) => baseOf(module.path));
  return stages
    .sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step))
    .map(({ module }) => {
      const base = baseOf(module.path);
      const shared = bases.filter((name) => name === base).length > 1;
      return stageOf(shared ? module.path.replace(/\.py$/, '').replace(/[^\w]+/g, '-') : base, module);
    });
}

const baseOf = (path: string) => (path.split('/').at(-1) ?? '').replace(/\.py$/, '');

/** The stage of a script, from the files and the options that it names. */
export function stageOf(name: string, script: Module): Stage {
  const files = (pattern: RegExp, mode?: RegExp) =>
    script.calls.flatMap(({ name, arguments: given }) => {
      const path = given.find(
        ({ kind, text }) => kind === 'string' && /^[\w./-]+\.\w{2,8}$/.test(text) && !text.startsWith('/'),
      )?.text;
      const writes = given.some(({ kind, text }) => kind === 'string' && /^[wax]b?\+?$/.test(text));
      const fits = name === 'open' ? (mode?.test(writes ? 'w' : 'r') ?? false) : pattern.test(name);
      return path && fits ? [path.replace(/^\.\//, '')] : [];
    });
  const writes = new Set(
    files(
      /\.to_(csv|parquet|json|feather|pickle)$|(joblib|pickle)\.dump$|torch\.save$|\.save(_model|_pretrained)?$|savefig$|write_(csv|parquet)$/,
      /w/,
    ),
  );
  const reads = new Set(
    files(/\.read_\w+$|\.scan_\w+$|(joblib|pickle|numpy|torch)\.load$|load_model$/, /r/).filter(
      (path) => !writes.has(path),
    ),
  );
  return { name, script, reads: [...reads], writes: [...writes], options: optionsOf(script) };
}

/** Options of argparse whose defaults are plain values, and not paths. */
function optionsOf({ calls }: Module): Option[] {
  return calls
    .filter(({ name }) => /\.add_argument$/.test(name))
    .flatMap(({ arguments: given }) => {
      const flag = given.find(
        ({ kind, keyword, text }) => kind === 'string' && !keyword && text.startsWith('--'),
      )?.text;
      const value = given.find(({ keyword }) => keyword === 'default');
      if (
        !flag ||
        !value ||
        (value.kind !== 'constant' && value.kind !== 'string') ||
        /None|True|False|\//.test(value.text) ||
        value.text === ''
      )
        return [];
      const number = Number(value.text);
      return [
        {
          flag,
          name: flag.replace(/^--/, '').replaceAll('-', '_'),
          value: value.kind === 'constant' && !Number.isNaN(number) ? number : value.text,
        },
      ];
    });
}

function write({ name, script, reads, writes, options }: Stage, run: string, tracked: ReadonlySet<string>) {
  const given = options.map((option) => ` ${option.flag} \${${name}.${option.name}}`).join('');
  const isMetric = (path: string) => /(metric|score|eval|result)[^/]*\.(json|ya?ml|csv)$/i.test(path);
  // DVC refuses to cache what git tracks.
  const output = (path: string) => (tracked.has(path) ? { [path]: { cache: false } } : path);
  const outs = writes.filter((path) => !isMetric(path)).map(output);
  const metrics = writes.filter(isMetric).map((path) => ({ [path]: { cache: false } }));
  return {
    cmd: `${run}python ${script.path}${given}`,
    deps: [...new Set([script.path, ...script.locals.filter((path) => path !== script.path), ...reads])],
    ...(outs.length > 0 && { outs }),
    ...(metrics.length > 0 && { metrics }),
  };
}
