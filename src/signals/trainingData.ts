import picomatch from 'picomatch';
import { say } from '../text.ts';
import { module } from './code/module.ts';
import { codeStep } from './code/step.ts';
import { contentOf } from './content.ts';
import { type Listed, listed } from './listing.ts';
import { tracked } from './pipeline.ts';
import { azureMl } from './resource.ts';
import { derived, type Evidence, fromFiles, type Place } from './signal.ts';

/** Data, not models, whose versions DVC keeps. */
export const dvcData = derived({ tracked, listed }, ({ tracked, listed }): Evidence[] => {
  const holdsCode = (folder: string) =>
    listed.some(
      ({ path }) => path.startsWith(`${folder}/`) && contentOf(path) === 'code' && !path.endsWith('.dvc'),
    );
  return tracked.filter(({ file }) => contentOf(file) === 'data' && !holdsCode(file));
});

/** A line of `.gitattributes` that puts files under Git LFS. */
interface LfsPattern extends Place {
  readonly pattern: string;
}

const lfsPattern = fromFiles<LfsPattern>({
  reads: ['**/.gitattributes'],
  mentions: /filter=lfs/,
  *parse({ path, text }) {
    for (const [index, line] of text.split('\n').entries()) {
      const pattern = /^\s*([^#\s]\S*)\s.*\bfilter=lfs\b/.exec(line)?.[1];
      if (pattern) yield { pattern, path, line: index + 1 };
    }
  },
});

const table =
  /\.(csv|tsv|parquet|feather|arrow|jsonl|npy|npz|xlsx?|avro|orc|tfrecords?|arff|libsvm|sqlite|rds|rdata)$/i;
const dataFolder = /(^|\/)(data|datasets?|raw|processed|interim|external|train(ing)?)\//i;
const otherFolder = /(^|\/)(tests?|docs?|results?|outputs?|metrics?|reports?|assets|images|notebooks)\//i;
const sample =
  /\.(jpe?g|png|tiff?|bmp|wav|mp3|flac|mp4|zip|gz|tar|7z|json|xml|txt|h5|hdf5|pkl|pt|nii|dcm|geojson)$/i;

/** Texts that lie beside data and are none. */
const noSample =
  /(^|\/)(requirements|constraints|readme|licen[cs]e|cmakelists|notes|package(-lock)?|config|params|schema)[^/]*\.\w+$/i;

/** Rows anywhere, and samples of any kind in a folder of data; not where tests, documents and results lie. */
function isData(path: string): boolean {
  const folder = dataFolder.exec(path);
  const before = folder ? path.slice(0, folder.index + 1) : path;
  return (
    (table.test(path) || (folder !== null && sample.test(path) && !noSample.test(path))) &&
    !otherFolder.test(before) &&
    contentOf(path) === 'data'
  );
}

/** A test for the files that a line of `.gitattributes` is about: those in its folder and below. */
function matcherOf({ pattern, path }: LfsPattern): (path: string) => boolean {
  const folder = path.slice(0, -'.gitattributes'.length);
  const matches = picomatch(pattern.replace(/^\//, ''), { dot: true, matchBase: !pattern.includes('/') });
  return (file) => file.startsWith(folder) && matches(file.slice(folder.length));
}

/** The files that Git LFS keeps. */
export const inLfs = derived({ lfsPattern, listed }, ({ lfsPattern, listed }): Listed[] => {
  const matchers = lfsPattern.map(matcherOf);
  return listed.filter(({ path }) => matchers.some((matches) => matches(path)));
});

/** Data that Git LFS keeps: a pattern, and a file that it holds for. */
export const lfsData = derived({ lfsPattern, listed }, ({ lfsPattern, listed }): Evidence[] =>
  lfsPattern.flatMap((given) => {
    const { path, line } = given;
    const matches = matcherOf(given);
    const file = listed.find((one) => one.tracked && isData(one.path) && matches(one.path));
    return file ? [{ path, line, note: say`keeps ${file.path} in Git LFS` }] : [];
  }),
);

/** Data that only shows how something is used. */
const example = /(^|\/)(examples?|samples?|demos?)\//i;

/** Data that is kept in git as plain files; where models are only applied, it is for something else. */
export const plainData = derived({ listed, codeStep }, ({ listed, codeStep }): Evidence[] => {
  const does = (wanted: string) => codeStep.some(({ step, test }) => step === wanted && !test);
  if (does('scoring') && !does('training')) return [];
  return listed
    .filter(({ path, tracked }) => tracked && isData(path) && !example.test(path))
    .map(({ path }) => ({ path, line: 1, note: say`is data in plain git` }));
});

const tableFormat = /^(delta|iceberg|hudi)$/i;
const atVersion = /^(versionAsOf|timestampAsOf|snapshot-id|as-of-timestamp|as\.of\.instant)$/;
const sqlAtVersion =
  /\b(VERSION|TIMESTAMP|SYSTEM_TIME|SYSTEM_VERSION)\s+AS\s+OF\b|\bAT\s*\((TIMESTAMP|OFFSET|STATEMENT)/i;

/** A table that is read in code, and whether at a version. */
export interface TableRead extends Evidence {
  readonly versioned: boolean;
}

export const tableRead = derived({ module }, function* ({ module }): Generator<TableRead> {
  for (const { path, test, calls } of module) {
    if (test) continue;
    for (const { name, line, arguments: given } of calls) {
      const at = { path, line };
      const first = given[0]?.text ?? '';
      const pinned = given.some(
        ({ keyword, text }) =>
          /^(version|snapshot_id|timestamp|as_of)$/.test(keyword ?? '') && text !== 'None',
      );
      if (/\.option$/.test(name) && atVersion.test(first))
        yield { ...at, versioned: true, note: say`reads a table at a version: ${first}` };
      else if (given.some(({ keyword, text }) => atVersion.test(keyword ?? '') && text !== 'None'))
        yield { ...at, versioned: true, note: say`reads a table at a version: ${name}` };
      else if (
        sqlAtVersion.test(given.map(({ text }) => text).join(' ')) &&
        /sql|query|execute|table/i.test(name)
      )
        yield { ...at, versioned: true, note: say`queries a table at a version: ${name}` };
      else if (/\.(read_delta|scan_delta|scan_iceberg|read_iceberg)$/.test(name))
        yield { ...at, versioned: pinned, note: say`reads a table: ${name}` };
      else if (/^pyiceberg\..*\.scan$/.test(name))
        yield { ...at, versioned: pinned, note: say`reads a table: ${name}` };
      else if (/^(deltalake\.DeltaTable|delta\.(tables\.)?DeltaTable\.for(Path|Name))$/.test(name))
        yield { ...at, versioned: pinned, note: say`opens a table: ${name}` };
      else if (/(^|\.)read\.format$/.test(name.replaceAll('()', '')) && tableFormat.test(first))
        yield { ...at, versioned: false, note: say`reads a ${first} table` };
      else if (/(^|\.)spark\.(read\.)?table$/.test(name))
        yield { ...at, versioned: false, note: say`reads a table: ${name}` };
    }
  }
});

/** A published data set that is taken at one revision. */
export const pinnedDataset = derived(
  { module, azureMl, codeStep },
  ({ module, azureMl, codeStep }): Evidence[] => {
    const training = new Set(codeStep.filter(({ step }) => step === 'training').map(({ path }) => path));
    return [
      ...module
        // A notebook that trains nothing only shows the data.
        .filter(({ test, notebook, path }) => !test && (!notebook || training.has(path)))
        .flatMap(({ path, calls }) =>
          calls.flatMap(({ name, line, arguments: given }) => {
            const value = (keyword: string) => given.find((one) => one.keyword === keyword)?.text ?? '';
            const first = given.find(({ keyword }) => !keyword)?.text ?? '';
            const pinned =
              (/^datasets\.load_dataset$|^huggingface_hub\.(hf_hub_download|snapshot_download)$/.test(name) &&
                isRevision(value('revision')) &&
                (name.startsWith('datasets.') || value('repo_type') === 'dataset')) ||
              (name === 'tensorflow_datasets.load' && /:\d/.test(first)) ||
              (name === 'kagglehub.dataset_download' && /\/versions\/\d/.test(first)) ||
              (name === 'sklearn.datasets.fetch_openml' && /^\d/.test(value('version'))) ||
              (/^azure\.ai\.ml\.Input$/.test(name) && azureData.test(value('path')));
            return pinned ? [{ path, line, note: say`takes a data set at a revision: ${name}` }] : [];
          }),
        ),
      ...azureMl.flatMap(({ path, type, source, line, name }) =>
        type === 'data'
          ? [{ path, line, note: say`versions the data asset ${name}` }]
          : [...(source?.walk() ?? [])].flatMap(([, value]) =>
              azureData.test(value.text ?? '')
                ? [{ path, line: value.line, note: say`takes ${value.text ?? ''}` }]
                : [],
            ),
      ),
    ];
  },
);

/** A version, a commit or a name that holds one; not a branch that moves. */
const isRevision = (text: string) => text !== '' && !/^(main|master|None|dev|develop|latest)$/.test(text);

/** `azureml:churn-data:3`; a model asset has its name from what it is. */
const azureData = /^azureml:(?!.*(model|env|cluster|compute))[\w-]*:\d+$/i;

/** Kedro keeps a version of each run. https://docs.kedro.org/en/stable/data/data_catalog.html#dataset-versioning */
export const kedroData = fromFiles<Evidence>({
  reads: ['**/conf/**/catalog*.{yml,yaml}', '**/conf/**/catalog/**/*.{yml,yaml}'],
  mentions: /versioned:\s*true/,
  *parse({ path, yaml }) {
    for (const [name, entry] of yaml()[0]?.entries ?? []) {
      const file = entry.get('filepath')?.text ?? name;
      const drawn = /plotly|matplotlib|metrics|tracking|html/i.test(entry.get('type')?.text ?? '');
      if (entry.get('versioned')?.value === true && !drawn && contentOf(file) === 'data')
        yield { path, line: entry.line, note: say`versions the data set ${name}` };
    }
  },
});
