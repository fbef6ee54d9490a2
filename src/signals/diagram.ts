import { say } from '../text.ts';
import { module } from './code/module.ts';
import { listed } from './listing.ts';
import { passage } from './passage.ts';
import { derived, type Evidence } from './signal.ts';
import { topic } from './topic.ts';

/** A drawing, and whether it shows the system or the inside of a model only. */
export interface Diagram extends Evidence {
  readonly of: 'system' | 'model';
}

const source =
  /\.(puml|plantuml|drawio|dio|excalidraw|mmd|mermaid|c4)$|\.(drawio|excalidraw)\.(svg|png)$|(^|\/)workspace\.dsl$/i;
const picture = /\.(png|jpe?g|svg|gif|webp)$|(architecture|diagram)[^/]*\.pdf$/i;
const drawn = /^(mermaid|plantuml|puml|uml|c4|c4plantuml|graphviz|dot|d2|structurizr)$/;
/** Kinds of mermaid diagrams that show no parts of a system. */
const otherKinds =
  /^\s*(pie|gantt|gitGraph|xychart|quadrantChart|timeline|mindmap|journey|sankey|radar|kanban)/;

/** What a picture of a system has in its name, word by word, and what shows that it is of something else. */
const systemWords =
  /^(archi\w{3,}ure\w*|system|systems|deploy|deployment|flow|flows|workflow|flowchart|dataflow|overview|infra|infrastructure|topology|hld)$|アーキテクチャ|構成図|全体像|処理フロー/i;
const otherWords =
  /^(screenshot|screen|ui|dashboard|logo|icon|badge|banner|loss|metrics?|accuracy|confusion|matrix|plot|chart|hist\w*|results?|distribution|dataset|eda|correlation|ci|cd|success|run|runs|console|login|configure|setup|install|webapp|video|git|github|gitflow|branch\w*|commit|release|contribut\w+|development|dev|optical|normali[sz]ing|rectified|traffic|cash|blood|air|water|river|load|samples?|reliability|venn|er|violin|calibration|phase|class|scatter|box|button|list|options?|confirm\w*|output|timeline|journey|paper|vs|versus)$/i;
const modelWords =
  /^(model|network|net|nn|cnn|rnn|lstm|gru|unet|resnet|bert|transformer|encoder|decoder|backbone|layers?|attention|autoencoder)$/i;

const noPicture = /badge|shields\.io|\.gif$/i;

/** A picture of nothing but the method. */
const method = /^(approach|method(ology)?|model[-_ ]?(architecture)?|network|framework)$/i;

const layers =
  /\b(layers?|attention|conv\w*|encoder|decoder|hidden|embeddings?|head|backbone|relu|softmax|dense|linear|activation|dropout|pooling|lstm|flatten)\b/i;
const system =
  /\b(services?|apis?|databases?|db|queues?|buckets?|storage|store|deploy\w*|servers?|clients?|pipelines?|containers?|kubernetes|lambda|endpoints?|registry|scheduler|jobs?|warehouse|users?|airflow|mlflow|kafka|s3|monitoring|dashboards?|data flow|docker|entry[- ]points?|scripts?|packages?|loggers?|fastapi|flask|streamlit|gradio|front-?end|back-?end|workers?|postgres\w*|mysql|mongodb|redis|rabbitmq|celery|sqs|sns|kinesis|dynamodb|ecs|ec2|ecr|eks|gke|aks|fargate|rds|sagemaker|bigquery|redshift|snowflake|cloud run|pub\/sub|grafana|prometheus|prefect|dagster|nginx|load balancer|gateway|qdrant|pinecone|weaviate|vector (db|database|store)|mqtt|triton|iot core|glue)\b|サービス|データベース|ストレージ|ユーザー?|サーバ/gi;

/** A listing of folders, drawn with lines. */
export const folderTree = /[├└]─{2,4}\s+\S/;
/** Whether boxes or arrows in plain text show parts of a system. */
const isDrawn = (text: string): boolean =>
  (/[┌╭╔][─━═]{3,}|\+-{3,}\+/.test(text) && partsOfSystem(text) >= 2) ||
  ((text.match(/→|↓|──+[▶>]|-->|==>|➜|⟶/g)?.length ?? 0) >= 2 &&
    partsOfSystem(text) >= 3 &&
    !folderTree.test(text));
/** Sections whose pictures show a system, whatever these are called. */
const ofSystem =
  /\b(system|project|solution|software|infra\w*|deployment|cloud|aws|azure|gcp|technical|high[- ]level|mlops|application|app|service)\b.*\b(archie?tecture|design|diagram)\b|^archie?tecture (diagram|overview)\b|システム構成|構成図/i;

/** Whether a text speaks of layers and of no part of a system around them. */
export const ofTheModelAlone = (text: string): boolean => layers.test(text) && partsOfSystem(text) === 0;

/** How many different parts of a system a text names. */
export const partsOfSystem = (text: string): number =>
  new Set((text.match(system) ?? []).map((word) => word.toLowerCase().replace(/s$/, ''))).size;

function kindOfPicture(name: string): Diagram['of'] | undefined {
  const words = name.split(/[^\p{L}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean);
  if (words.length === 1 && method.test(name)) return 'model';
  // “Deploy” is what buttons say.
  if (/^deploy( (on|to|with)\b.*)?$/i.test(words.join(' '))) return undefined;
  if (!words.some((word) => systemWords.test(word)) || words.some((word) => otherWords.test(word)))
    return undefined;
  return words.some((word) => modelWords.test(word)) ? 'model' : 'system';
}

const fileName = (path: string) => (path.split(/[?#]/)[0]?.split('/').at(-1) ?? '').replace(/(\.\w+)+$/, '');
const resultFolder =
  /(^|\/)(results?|outputs?|plots?|figures?|reports?|runs|wandb|logs|tests?|models|data)\//i;

export const diagram = derived(
  { listed, passage, topic, module },
  function* ({ listed, passage, topic, module }): Generator<Diagram> {
    const inside = topic.filter(({ topic }) => topic === 'model-architecture').map(({ passage }) => passage);
    const ofModel = (path: string, line: number, what: 'images' | 'fences') =>
      inside.some((one) => one.path === path && one[what].some((found) => found.line === line));
    for (const { path } of listed) {
      const of = source.test(path)
        ? (kindOfPicture(fileName(path)) ?? 'system')
        : picture.test(path) && !(resultFolder.test(path) && !/^docs?\//.test(path))
          ? kindOfPicture(fileName(path))
          : undefined;
      if (of) yield { of, path, line: 1, note: say`is a diagram` };
    }
    // What was drawn for a text that nobody wrote yet is part of the template.
    const written = passage.filter(({ whole, notebook, open }) => whole && !notebook && !open);
    for (const { path, fences, images } of written) {
      for (const { language, text, line } of fences) {
        if (/^(text|txt|ascii|plaintext|)$/.test(language) && isDrawn(text))
          yield { of: 'system', path, line, note: say`draws a diagram` };
        const code = text.replace(/^\s*---[\s\S]*?\n---/, '').replace(/%%.*/g, '');
        if (!drawn.test(language) || otherKinds.test(code) || code.trim() === '') continue;
        const model = ofModel(path, line, 'fences') || ofTheModelAlone(code);
        yield { of: model ? 'model' : 'system', path, line, note: say`draws a diagram` };
      }
      for (const { source, text, line } of images) {
        if (noPicture.test(source)) continue;
        const of = kindOfPicture(text) ?? kindOfPicture(fileName(source));
        if (of)
          yield { of: ofModel(path, line, 'images') ? 'model' : of, path, line, note: say`shows a diagram` };
      }
    }
    for (const { path, whole, notebook, title, images } of passage) {
      const image =
        whole || notebook || !ofSystem.test(title)
          ? undefined
          : images.find(({ source }) => !noPicture.test(source));
      if (image) yield { of: 'system', path, line: image.line, note: say`shows a diagram` };
    }
    for (const { path, calls, test } of module) {
      const call = calls.find(({ name }) => name === 'diagrams.Diagram');
      if (call && !test) yield { of: 'system', path, line: call.line, note: say`draws a diagram in code` };
    }
  },
);
