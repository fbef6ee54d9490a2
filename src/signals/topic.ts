import { say } from '../text.ts';
import { type Passage, passage } from './passage.ts';
import { derived, type Evidence } from './signal.ts';

/** What a section of a document can be about. Headings in English and Japanese; `text` must hold too, where given. */
interface Vocabulary {
  readonly heading?: RegExp;
  /** The path of a document that is about nothing else. */
  readonly path?: RegExp;
  readonly text?: RegExp;
  /** Headings that look alike and are something else. */
  readonly not?: RegExp;
  /** Also in the prose of notebooks. */
  readonly notebooks?: boolean;
}

const teaching =
  /learning (goal|objective|outcome)|homework|lesson|lecture|syllabus|exercise|curriculum|course|tutorial|workshop|演習|学習目標/i;
const prediction =
  /model|predict|accura|classif|detect|generat|recommend|forecast|bias|fair|harm|error|misus|false (positive|negative)|data|モデル|予測|推論|精度|偏り|誤/i;

const vocabularies = {
  'business-goal': {
    heading:
      /\b(business|user|product|project|customer)?\s*(goals?|objectives?|problem( statement)?|use[- ]?cases?|motivation|value proposition|business (value|case|context|understanding|need|problem|requirements?)|purpose|why)\b|目的|課題|背景|ビジネス|ユースケース|目標|狙い/i,
    path: /(^|\/)[^/]*(business[-_ ]?(goal|case|requirement|understanding)|problem[-_ ]?statement|product[-_ ]?requirements?|prd|charter|ml[-_ ]?canvas)[^/]*\.\w+$/i,
    text: /\S/,
    not: /test|pull request|contribut|install|usage|non[- ]goals|design goals|lint|docker|code/i,
  },
  kpi: {
    heading:
      /\bkpis?\b|success (metrics?|criteri\w+|measures?)|key (results?|performance)|business metrics?|north[- ]star|\bokrs?\b|\bslos?\b.*business|target metrics?|成功指標|成功基準|重要業績/i,
    path: /(^|\/)[^/]*(kpis?|success[-_ ]?(metrics?|criteria)|okrs?)[^/]*\.\w+$/i,
  },
  team: {
    heading:
      /^(the |our |project |core )?(team|people|maintainers?|owners?|ownership|contacts?|responsibilit\w+|roles?( and responsibilities)?|raci|who('s| is) who|stakeholders?|points? of contact|credits|authors?|contributors)\b|担当|体制|チーム|連絡先|責任者|メンテナ/i,
    path: /(^|\/)(maintainers|team|raci|ownership|owners)(\.\w+)?$/i,
    not: /contact (us|form)|how to contribute/i,
  },
  risk: {
    heading:
      /\brisks?\b|limitations?|ethic\w*|\bbias(es)?\b|out[- ]of[- ]scope|misuse|\bharms?\b|fairness|caveats?|safety|responsible ai|failure modes?|リスク|限界|制限|制約|倫理|バイアス|注意事項|公平/i,
    path: /(^|\/)[^/]*(risk[-_ ]?(assessment|analysis|register)|impact[-_ ]?assessment|responsible[-_ ]?ai)[^/]*\.\w+$/i,
    text: prediction,
  },
  'data-source': {
    heading:
      /\b(data|datasets?|corpus|training data|data (source|collection|gathering|acquisition|ingestion)\w*|datasheet|data ?card|inputs?)\b|データ/i,
    path: /(^|\/)(data|datasets?)\/(.*\/)?readme(\.\w+)?$|(^|\/)[^/]*(datasheet|data[-_ ]?card|dataset[-_ ]?card)[^/]*\.\w+$/i,
    text: /https?:|download|collect|gather|source|kaggle|uci\b|hugging ?face|s3|gcs|bucket|database|bigquery|warehouse|obtain|provided by|scrap|crawl|public(ly)? (available )?dataset|comes from|taken from|based on|取得|収集|出典|提供|ダウンロード/i,
    not: /data (structure|type|science|drift|monitoring|versioning)|database|metadata|date\b/i,
    notebooks: true,
  },
  'data-processing': {
    heading:
      /pre-?process\w*|cleaning|clean(s|ed)? data|data prep\w*|prepar\w+ (the )?data|feature engineering|feature extraction|transformations?|\b(data|datasets?|corpus|training data)\b|wrangling|augmentation|eda|exploratory|前処理|加工|データ|特徴量/i,
    path: /(^|\/)(data|datasets?)\/(.*\/)?readme(\.\w+)?$|(^|\/)[^/]*(datasheet|data[-_ ]?card|dataset[-_ ]?card|data[-_ ]?prep\w*)[^/]*\.\w+$/i,
    text: /clean|pre-?process|normali[sz]|standardi[sz]|tokeni[sz]|filter|split|featuri[sz]|feature|transform|imput|augment|missing|outlier|encod|dedup|resampl|scal(e|ing)|drop(ped)?\b|convert|aggregat|resiz|crop|前処理|加工|分割|除去|正規化|欠損|変換/i,
    not: /data (structure|type|science|drift|monitoring|versioning)|database|metadata/i,
    notebooks: true,
  },
  'data-definition': {
    heading:
      /data (dictionary|definitions?|schema|description|fields?)|(feature|column|variable|field|attribute|input)s?( descriptions?| definitions?| list| table| names?)?$|schema|codebook|データ(定義|辞書|項目)|特徴量|カラム|項目定義/i,
    path: /(^|\/)[^/]*(data[-_ ]?dictionary|codebook|feature[-_ ]?(definitions?|catalog|dictionary)|data[-_ ]?schema)[^/]*\.(md|rst|csv|tsv|xlsx|html|txt|ya?ml)$/i,
    text: /\b(int(eger)?|float|str(ing)?|categor\w+|numeric\w*|bool(ean)?|date(time)?|unit|feature|column|target|label)\b|型|単位|特徴量|列/i,
    not: /^(key )?features$|environment|pipeline|set ?up|config|option|argument|parameter|command|secret|api/i,
  },
  comparison: {
    heading:
      /model (selection|choice|comparison|zoo)|baselines?|benchmarks?|results?|ablation|performance|comparison|evaluation|experiments?|leaderboard|why (we )?(chose|choose|use|\w+ model)|trade-?offs?|alternatives?( considered)?|metrics|モデル(選定|選択|比較)|比較|結果|ベンチマーク|評価|精度/i,
    path: /(^|\/)[^/]*(model[-_ ]?(selection|comparison|choice)|benchmarks?|leaderboard)[^/]*\.\w+$/i,
  },
  api: {
    heading: /\bapi\b|endpoints?|request|response|エンドポイント|リクエスト/i,
    path: /(^|\/)[^/]*\b(api|endpoints?)\b[^/]*\.(md|rst)$/i,
    text: /\b(GET|POST|PUT|PATCH|DELETE)\b|\/(predict|score|infer|v1|api)\b|json|curl/,
    not: /api (key|token|reference)|python api/i,
  },
  architecture: {
    heading:
      /architecture|system (design|overview|diagram)|(high[- ]level|technical|solution|infrastructure|software) (design|overview|diagram)|how it (works|fits together)|data flow|components?$|アーキテクチャ|システム(構成|概要)|全体像|全体構成/i,
    path: /(^|\/)[^/]*(architecture|system[-_ ]?design|design[-_ ]?doc)[^/]*\.(md|rst|adoc)$/i,
    not: /(model|network|neural|backbone|encoder|decoder|transformer|net|llm)\b.*architecture|モデル.*(アーキテクチャ|構造)/i,
  },
  layout: {
    heading:
      /(project|repo(sitory)?|folder|director(y|ies)|code|file|source)\s*(structure|layout|organi[sz]ation|tree|contents|overview|guide|description)|contents of (the|this) repo|ディレクトリ構成|フォルダ構成|ファイル構成|リポジトリ構成/i,
    path: /(^|\/)code_description\.md$/i,
  },
  retraining: {
    heading:
      /re-?train\w*|model (refresh|update|lifecycle)|update (strategy|policy|cadence)|continuous training|training (schedule|cadence)|再学習|モデル更新/i,
    path: /(^|\/)[^/]*re-?train[^/]*\.(md|rst)$/i,
    text: /schedul|daily|weekly|monthly|quarter|trigger|drift|threshold|cadence|automatic|every|degrad|when|毎日|毎週|毎月|定期|閾値|劣化|ドリフト/i,
  },
  rollback: {
    heading: /roll[- ]?back|revert|restor(e|ing)|recovery|previous version|ロールバック|切り戻し|復旧/i,
    path: /(^|\/)[^/]*(roll-?back|runbook)[^/]*\.(md|rst)$/i,
    text: /model|deploy|version|release|revision|image|alias|stage|モデル|版|デプロイ/i,
  },
  decision: {
    heading:
      /how (the |a )?(predictions?|decisions?|model|scores?|it)\b.*(made|works?|computed|interpret\w*|decides?)|interpret(ation|ing|ability)|explain(ability|ations?|ing)|decision (process|logic|making)|understanding (the )?(predictions?|scores?|outputs?)|how to (read|use) (the )?(score|prediction|output)|intended use|model (description|details|output)|判断根拠|解釈|説明|予測の仕組み/i,
    text: /predict|score|decision|output|probabil|class|explain|interpret|threshold|feature|予測|スコア|判断|確率|特徴/i,
    not: /code description|of the repo/i,
  },
  limitations: {
    heading:
      /limitations?|out[- ]of[- ]scope|known (issues|limits)|caveats?|not intended|knowledge limits|where (it|the model) fails|failure modes?|限界|制限|制約|適用範囲/i,
    text: prediction,
  },
} as const satisfies Record<string, Vocabulary>;

export type TopicName = keyof typeof vocabularies;

/** That a document of this project is about something. */
export interface Topic extends Evidence {
  readonly topic: TopicName;
  /** Has text that is not left over from a template. */
  readonly filled: boolean;
  readonly passage: Passage;
}

export const topic = derived({ passage }, function* ({ passage }): Generator<Topic> {
  for (const one of passage) {
    if ([one.title, ...one.under].some((title) => teaching.test(title))) continue;
    for (const [name, vocabulary] of Object.entries(vocabularies) as [TopicName, Vocabulary][]) {
      if (!isAbout(one, vocabulary)) continue;
      yield {
        topic: name,
        path: one.path,
        line: one.line,
        filled: one.filled,
        passage: one,
        note: one.title ? say`has a section “${one.title}”` : say`is a document of its own`,
      };
    }
  }
});

function isAbout(one: Passage, { heading, path, text, not, notebooks }: Vocabulary): boolean {
  if (one.notebook && !notebooks) return false;
  const first =
    one === undefined ||
    one.document.sections.find((section) => section.text !== '' || section.title !== '')?.line === one.line;
  const titled = one.title !== '' && heading?.test(one.title) && !not?.test(one.title);
  const whole = first && path?.test(one.path);
  return (titled || whole === true) && (!text || text.test(`${one.title}\n${one.text}`));
}

/** The sections on a topic, those with text and those that are still a template's. */
export function about(topics: readonly Topic[], ...names: readonly TopicName[]) {
  const of = topics.filter(({ topic }) => names.includes(topic));
  return { filled: of.filter(({ filled }) => filled), unfilled: of.filter(({ filled }) => !filled) };
}
