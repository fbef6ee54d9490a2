import type { MarkupTable } from '../formats/markup.ts';
import { say } from '../text.ts';
import { type Passage, passage } from './passage.ts';
import { derived, type Evidence } from './signal.ts';

/** Names that mean nothing but a model. */
const model =
  /\b(random ?forests?(classifier|regressor)?|xgboost|xgb(classifier|regressor)|lightgbm|lgbm\w*|catboost|ada-?boost|extra[- ]?trees|elastic-?net|gaussian mixture|(logistic|linear|ridge|lasso|poisson) regression|decision trees?|gradient boost\w*|support vector|naive bayes|k-?means|k-?nearest|isolation forest|resnet\w*|efficientnet|mobilenet|yolo\w*|u-?net|convnext|bert|(distil|tiny|mobile|sci|bio)bert|(xlm-?)?roberta|deberta|word2vec|fasttext|sarimax?|auto-?arima|arima|prophet|autoencoders?|mistral|llama|vicuna|chatglm|gemma|qwen|deepseek|sdxl|stable diffusion|swin2?(sr|ir)?|tacotron\d?|wavenet|hifi-?gan|gpt-\d\S*|wav2vec|tabnet|tabpfn|matrix factori[sz]ation|k-?nn|(convolutional|recurrent|graph|deep|feed-?forward|artificial) neural net(work)?s?|multi-?layer perceptrons?|(gradient[- ])?boosted (decision )?trees|factori[sz]ation machines?|collaborative filtering)\b|決定木|(線形|ロジスティック)回帰|ランダムフォレスト|勾配ブースティング|サポートベクター/gi;
/** Acronyms that are words, too, in small letters. */
const acronym = /\b(SVM|CNN|RNN|LSTM|GRU|GAN|CLIP|ViT|T5|VGG\d*|SSD|KNN|MLP|GLM|GAM|ALS|Whisper)s?\b/g;
const options =
  /^(models?|(model )?sizes?|methods?|algorithms?|approach(es)?|classifiers?|variants?|architectures?|backbones?|networks?|detectors?|retrievers?|checkpoints?|candidates?|options?|モデル|手法|アルゴリズム)\b/i;
const quality =
  /accura|precision|recall|\bf1\b|\bauc\b|\brmse\b|\bmae\b|\bmape\b|\bmse\b|\bndcg\b|\bwer\b|\bbleu\b|\brouge\b|perplexity|\br2\b|r²|\bc-index\b|concordance|brier|\bm?iou\b|\bdice\b|\bmrr\b|\bhit@|\bsilhouette\b|log[- ]loss|精度|再現率|適合率|誤差/i;
const metric = new RegExp(
  `${quality.source}|\\bacc\\b|\\btop-?[15]\\b|\\bpsnr\\b|\\bssim\\b|\\bfid\\b|\\beer\\b|imagenet|\\broc\\b|\\bm?ap(val|test|@|\\d|\\b)|\\bloss\\b|score|error|lift|\\bspeed\\b|strengths?|weakness|\\bpros\\b|\\bcons\\b|advantage|best for|when to use|trade-?off|recommended(?! (gpu|cpu|hardware|instances?|memory|v?ram))|latency|throughput|\\bfps\\b|(inference|training)[ _]time`,
  'i',
);
const weighed =
  /\b(baselines?|outperform\w*|better|worse|compar\w+|versus|vs|trade-?offs?|alternatives?|rather than|instead of|rejected|beat\w*|(higher|lower|faster|slower|more|less) (\w+ )?than)\b|上回|下回|比較|ベースライン|採用(した|理由)|代わりに/i;

/** The models, by their usual names, that a text speaks of. */
export const modelsIn = (text: string) =>
  new Set([...(text.match(model) ?? []), ...(text.match(acronym) ?? [])].map((name) => name.toLowerCase()));

/** Two rows or more, each of another model, with a measure of each. */
function compares({ header, rows }: MarkupTable): boolean {
  const at = Math.max(
    0,
    header.findIndex((name) => options.test(name)),
  );
  const measured = rows.filter(
    (row) =>
      !/^(GET|POST|PUT|DELETE)\b|^\//.test(row[at] ?? '') &&
      row.some((cell, index) => index !== at && /\d/.test(cell)),
  );
  const compared = new Set(measured.map((row) => row[at]));
  return (
    compared.size >= 2 &&
    header.some((name, index) => index !== at && metric.test(name)) &&
    (options.test(header[at] ?? '') || measured.filter((row) => modelsIn(row[at] ?? '').size > 0).length >= 2)
  );
}

/** Models side by side, with a measure in each row. */
const transposes = ({ header, rows }: MarkupTable): boolean =>
  /^(|metrics?|tasks?|datasets?|measures?|(評価)?指標)$/i.test(header[0]?.trim() ?? '') &&
  header.slice(1).filter((name) => modelsIn(name).size > 0).length >= 2 &&
  rows.some((row) => metric.test(row[0] ?? '') && row.slice(1).filter((cell) => /\d/.test(cell)).length >= 2);

/** Whether a section has a table with a measure of each of several models, called by their usual names or in a section on models. */
const tabulatesModels = ({ title, tables }: Passage): boolean =>
  tables.some(transposes) ||
  tables.some(
    (table) =>
      compares(table) &&
      (/\bmodels?\b|モデル/i.test(title) ||
        table.rows.filter((row) => modelsIn(row.join(' ')).size > 0).length >= 2),
  );

/** A board of models with figures, whatever these are called. */
const ranks = ({ header, rows }: MarkupTable): boolean =>
  options.test(header[0]?.trim() ?? '') &&
  rows.filter((row) => row.slice(1).filter((cell) => /^\W*\d+\.\d+/.test(cell)).length >= 2).length >= 2;

/** Whether a section weighs one model against another, or against a baseline. */
export const comparesModels = ({ title, text, tables, fences }: Passage): boolean => {
  const said = [text, ...fences.map((fence) => fence.text)].join('\n');
  return (
    tables.some((table) => compares(table) || transposes(table)) ||
    (/leaderboard|benchmark|evaluation|comparison/i.test(title) && tables.some(ranks)) ||
    (weighed.test(`${title}\n${text}`) &&
      (modelsIn(text).size >= 2 ||
        (/baselines?|ベースライン/i.test(`${title}\n${text}`) && quality.test(said) && /\d/.test(said))))
  );
};

/** Sections outside notebooks with a table of several models and their measures. */
export const modelTable = derived({ passage }, ({ passage }): Evidence[] =>
  passage
    .filter((one) => !one.whole && one.filled && !one.notebook && tabulatesModels(one))
    .map(({ path, line }) => ({ path, line, note: say`compares models in a table` })),
);

/** Sections that name a model. */
export const modelMention = derived({ passage }, ({ passage }): Evidence[] =>
  passage.flatMap(({ whole, filled, text, path, line }) => {
    const names = whole || !filled ? [] : [...modelsIn(text)];
    return names.length > 0 ? [{ path, line, note: say`names ${names.slice(0, 3).join(', ')}` }] : [];
  }),
);
