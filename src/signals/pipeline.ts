import type { Located } from '../formats/located.ts';
import { say } from '../text.ts';
import { type Command, script } from './ci/workflow.ts';
import { derived, type Evidence, fromFiles, type Place } from './signal.ts';

/** A step of a pipeline that is defined in a file of its own. */
export interface Step extends Place {
  readonly pipeline: 'DVC' | 'MLflow project' | 'Kedro' | 'Ploomber' | 'Elyra' | 'Snakemake';
  readonly name: string;
  readonly commands: readonly Command[];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Files of metrics that it writes. */
  readonly metrics: readonly Output[];
}

export interface Output extends Place {
  readonly file: string;
  /** Kept out of DVC's cache, so that git holds it. */
  readonly cache: boolean;
}

/** A path in a list of dvc.yaml: a text, or a map of the path to its options. */
function outputs(list: Located | undefined, path: string): Output[] {
  const items = list?.isList ? list.items : (list?.entries ?? []).map(([, value]) => value);
  const keyed = list?.isMap ? list.entries : [];
  if (keyed.length > 0)
    return keyed.map(([file, at]) => ({
      file,
      cache: at.get('cache')?.value !== false,
      path,
      line: at.line,
    }));
  return items.flatMap((item) => {
    if (item.text) return [{ file: item.text, cache: true, path, line: item.line }];
    return item.entries.map(([file, at]) => ({
      file,
      cache: at.get('cache')?.value !== false,
      path,
      line: at.line,
    }));
  });
}

/** https://dvc.org/doc/user-guide/project-structure/dvcyaml-files */
export const dvcStep = fromFiles<Step>({
  reads: ['**/dvc.yaml'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const shared = outputs(source?.get('metrics'), path);
    for (const [name, stage] of source?.get('stages')?.entries ?? []) {
      const at = stage.get('do') ?? stage;
      const metrics = outputs(at.get('metrics'), path);
      const files = (key: string) => outputs(at.get(key), path).map(({ file }) => file);
      yield {
        pipeline: 'DVC',
        name,
        path,
        line: stage.line,
        commands: script(at.get('cmd'), path),
        reads: [...files('deps'), ...(at.get('params')?.texts ?? [])],
        writes: files('outs'),
        metrics: [...metrics, ...shared],
      };
    }
  },
});

/** A file or folder whose versions DVC keeps. */
export interface Tracked extends Evidence {
  readonly file: string;
  /** By a step of a pipeline or a person, not only read by one. */
  readonly made: boolean;
}

/** https://dvc.org/doc/user-guide/project-structure/dvc-files and what `dvc.lock` names */
const dvcOutput = fromFiles<Tracked>({
  reads: ['**/*.dvc', '**/dvc.lock'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    const tracked = (made: boolean) => (out: Located) => {
      const file = out.get('path')?.text;
      const known = out.get('md5') ?? out.get('hash') ?? out.get('etag') ?? out.get('checksum');
      return file && known
        ? [{ file: folder + file, made, path, line: out.line, note: say`tracks ${file}` }]
        : [];
    };
    yield* (source?.get('outs')?.items ?? []).flatMap(tracked(true));
    for (const [, stage] of source?.get('stages')?.entries ?? []) {
      yield* (stage.get('outs')?.items ?? []).flatMap(tracked(true));
      yield* (stage.get('deps')?.items ?? []).flatMap(tracked(false));
    }
  },
});

/** All that DVC tracks: `.dvc` files, what `dvc.lock` names, and the outputs of steps. */
export const tracked = derived({ dvcOutput, dvcStep }, ({ dvcOutput, dvcStep }): Tracked[] => [
  ...dvcOutput,
  ...dvcStep.flatMap(({ writes, path, line, name }) =>
    writes.map((file) => ({ file, made: true, path, line, note: say`the step ${name} tracks ${file}` })),
  ),
]);

/** https://mlflow.org/docs/latest/ml/projects/ */
export const mlProject = fromFiles<Step>({
  reads: ['**/MLproject'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    for (const [name, entry] of source?.get('entry_points')?.entries ?? []) {
      yield {
        pipeline: 'MLflow project',
        name,
        path,
        line: entry.line,
        commands: script(entry.get('command'), path),
        reads: [],
        writes: [],
        metrics: [],
      };
    }
  },
});

/** https://docs.ploomber.io/en/latest/api/spec.html */
export const ploomber = fromFiles<Step>({
  reads: ['**/pipeline.{yml,yaml}'],
  mentions: /^tasks:/m,
  *parse({ path, yaml }) {
    for (const step of yaml()[0]?.get('tasks')?.items ?? []) {
      const source = step.get('source')?.text;
      const commands = source ? [{ text: source, line: step.line, path }] : [];
      if (source && step.get('product')) {
        yield {
          pipeline: 'Ploomber',
          name: step.get('name')?.text ?? source,
          path,
          line: step.line,
          commands,
          reads: [],
          writes: [],
          metrics: [],
        };
      }
    }
  },
});

/** Visual pipelines. https://elyra.readthedocs.io/en/latest/user_guide/pipelines.html */
export const elyra = fromFiles<Step>({
  reads: ['**/*.pipeline'],
  mentions: /"pipelines"/,
  *parse({ path, json }) {
    for (const pipeline of json().get('pipelines')?.items ?? []) {
      for (const node of pipeline.get('nodes')?.items ?? []) {
        const parameters = node.get('app_data', 'component_parameters');
        const file = parameters?.get('filename')?.text ?? node.get('app_data', 'filename')?.text ?? '';
        const name = node.get('app_data', 'ui_data', 'label')?.text ?? file;
        yield {
          pipeline: 'Elyra',
          name,
          path,
          line: node.line,
          commands: [{ text: file, line: node.line, path }],
          reads: [],
          writes: [],
          metrics: [],
        };
      }
    }
  },
});
