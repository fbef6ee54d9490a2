import { say } from '../text.ts';
import { type Passage, passage } from './passage.ts';
import { derived, type Evidence } from './signal.ts';

/**
 * What a section of a document can be about. Headings in English and Japanese; they are held against the title
 * without its number, emoji and colon. `text` must hold too, where there is text.
 */
interface Vocabulary {
  readonly heading?: RegExp;
  /** The path of a document that is about nothing else. */
  readonly path?: RegExp;
  readonly text?: RegExp;
  /** Headings that look alike and are something else. */
  readonly not?: RegExp;
  /** Documents in which such a heading means something else. */
  readonly elsewhere?: RegExp;
  /** Also in the prose of notebooks. */
  readonly notebooks?: boolean;
  /** Two words can be enough. */
  readonly brief?: boolean;
  /** Fenced code says it as well as text does. */
  readonly code?: boolean;
  /** A section that holds nothing but a drawing in fenced code says it. */
  readonly drawn?: boolean;
  /** Also in what is written for coding agents. */
  readonly agents?: boolean;
}

const decisionRecords =
  /(^|\/)(adrs?|decisions?|decision[-_]records?|rfcs?|proposals?|postmortems?|incidents?)\//i;

/** Says something of what a model puts out, not of the tools around it. */
const predictions =
  /\bpredict\w*|\bforecasts?\b|misclassif\w*|false[- ](positives?|negatives?|alarms?)|\bbias(es|ed)?\b|\bunfair\w*|fairness|discriminat\w+|\bharm(s|ful|ed)?\b|misus(e|ed|es)\b|\baccuracy\b|\b(in|less |more )accurate\b|\brecall\b|\bprecision\b|(perform|generali[sz])\w*( \w+)? (worse|poorly|less|badly|well)|under-?perform\w*|hallucinat\w*|(under|over)-?represent\w*|stereotyp\w*|toxic\w*|out[- ]of[- ]distribution|the (model|classifier|detector|forecaster|score|ranking|system)s?\b(?! (servers?|files?|weights|registry|download|cache|size|requires|runs))[^.\n]{0,60}\b(not|may|might|can|could|should|cannot|only|fails?|worse|wrong|never|trained)\b|予測|推論結果|誤(判定|検知|検出|分類|認識|診断|差)|精度|偏り|バイアス|公平|差別|モデル(は|が|の(限界|出力|判断|リスク))/iu;

const dataHeading =
  /^(getting|where (does|do)) (the )?data\b|^data (pipeline|quality)$|^etl( (pipeline|process|steps?))?$|^load(ing)? (the |raw )?data(sets?)?$|^training (and|&) (evaluation|test|validation) data$|\b(data ?sets?|corpus|corpora|datasheet|data ?cards?)\b|^(the |our |about the |raw |input |training |source |evaluation )*data( used)?( (and|&|overview|description|sources?|collection|gathering|acquisition|ingestion|provenance|origin|understanding|exploration|analysis|preparation|pre-?processing|processing|cleaning)\b.*)?$|\bdata (sources?|collection|gathering|acquisition|provenance|origin|understanding|preparation|cards?|sheet)\b|\btraining data\b|^(downloading|download|get|getting|obtain|fetch|acquire|collect|gather|prepar(e|ing))( and \w+)?( (the|our|raw|training|task|example|sample))* data$|データ(セット|ソース|カード|収集|(の)?(取得|収集|出典|概要|説明|準備|前処理|加工)|について)?$|(学習|訓練|使用|利用|入力|元)データ/i;
const notOfData =
  /data (structures?|types?|science|drift|monitoring|versioning|flow|models?\b|engineer\w*|platform|lake|catalog|loaders?|modules?|version|validation|contracts?|splits?|storage|director\w+|formats?|privacy|protection|parallel\w*|stor(age|e))|data ?set (versions?|management|formats?|class(es)?|loaders?|upload)|database|metadata|\b(your|custom|own|new) (own |custom )?(data|datasets?)\b|(?<!^(download|get|prepare|preparing|downloading) )\b(sample|example|test) (own |custom )?(data|datasets?)\b|^(upload|configure|create|add|convert|load(?!(ing)? (the |raw )?data(sets?)?$)|send|push|pull|manage|version|split|stor(e|ing)|scal(e|ing)|generat)\w*\b|^(train|fine-?tun|evaluat|test)\w* (a |the |your )?\w* ?(on|with|using)\b|データ(ベース|型|ドリフト|構造|ローダ|バージョン|フロー|基盤|分割|管理)|メタデータ/i;
/** Where `data` and `cleaning` are those of machines. */
const operations =
  /(^|\/)(docker|infra\w*|deploy\w*|terraform|k8s|kubernetes|helm|ops|ci|tools|scripts|tests?)\//i;
const notOfTheProduct = new RegExp(`${decisionRecords.source}|${operations.source}`, 'i');
const dataPath =
  /(^|\/)(data|datasets?)\/(.*\/)?(readme|index)(\.\w+)*$|(^|\/)docs?\/(.*\/)?(data|datasets?)\.\w+$|(^|\/)[^/]*(datasheet|data[-_ ]?(set)?[-_ ]?card|data[-_ ]?(preparation|pre-?processing|collection|sources?))[^/]*\.(md|markdown|mdx|rst|txt|qmd|adoc)$|(^|\/)(.*[-_ ])?(eda(?![a-z])|exploratory|exploration|data[-_ ]?(analysis|understanding|cleaning|prep\w*))[^/]*\.ipynb$/i;

const vocabularies = {
  'business-goal': {
    heading:
      /^((the|our|project|business|product|user|customer|primary|main|overall) )*(goals?|objectives?|purpose|motivation|problem|problem (statement|definition|description|formulation|framing)|use[- ]?cases?|intended (use|user|purpose)s?|value proposition)\b|\bbusiness (goals?|objectives?|problem|case|value|needs?|understanding|question|context|requirements?|background)\b|\bproblem statement\b|\buser (goals?|needs?|stor(y|ies))\b|^why (this|it matters|does this matter|we (built|build) (this|it))|^(本)?(プロジェクト|事業|ビジネス|業務|サービス|開発|システム)?の?(目的|ゴール|目標|狙い|課題)$|背景(と|・|および)(目的|課題)|目的(と|・)背景|(ビジネス|事業|業務)(上の)?(課題|目標|ゴール|要件|価値|目的)|解決(したい|する)課題|ユースケース|活用シーン/i,
    path: /(^|\/)[^/]*(business[-_ ]?(goals?|case|requirements?|understanding)|problem[-_ ]?statement|product[-_ ]?requirements?|\bprd\b|project[-_ ]?charter|ml[-_ ]?canvas)[^/]*\.\w+$/i,
    not: /\bpurpose (in|within|of) (our|the|this) (system|module|service|component|bucket)|\bout[- ]of[- ]scope|\bmisuse|\bnon-?goals?|^the \w+ (has|have|is|are|was|were|will|can|could|must)\b|\b(design|stretch|future|next|test\w*|optimi[sz]ation|training|learning|load|lint\w*|coverage|release) (goals?|objectives?|purpose)|objective functions?|\bloss\b|\bof (this|the|each) (folder|file|script|document|directory|notebook|branch|template|test|module)|known|common|\bwith\b.*\b(install|docker|gpu|cuda)|目的(変数|関数)|(今後|既知|残る)の?課題/i,
    elsewhere: notOfTheProduct,
  },
  kpi: {
    heading:
      /\bkpis?\b|\bsuccess (metrics?|criteri\w+|measures?|indicators?)|\b(metrics?|measures?|indicators?|criteria|definition) (of|for) success|\b(measuring|defining|how (we|to) measure) success|key performance indicators?|\bbusiness (metrics?|impact metrics?)|north[- ]star|\bokrs?\b|\btarget metrics?|成功(指標|基準|条件)|重要業績|(ビジネス|事業)指標|目標(値|指標)|達成(基準|指標)/i,
    path: /(^|\/)[^/]*(\bkpis?\b|success[-_ ]?(metrics?|criteria)|\bokrs?\b)[^/]*\.\w+$/i,
    brief: true,
    elsewhere: notOfTheProduct,
  },
  team: {
    heading:
      /^((the|our|project|core|data|ml|ds|model card|key|main|meet the|group|authors?( and| &)) )*(team( members?| structure)?|members?|people|maintainers?|((code|model|data|product|service|global|component) )?owner(s|ship)?|contacts?( (us|me|persons?|people|information|details|points?))?|division of (labou?r|work)|work (distribution|division)|(team|individual|member) contributions?|responsibilit\w+|roles? (and|&|\/) responsibilit\w+|raci( (matrix|chart|table))?|who('s| is) who|who (owns|answers|is responsible|to (contact|ask)).*|stakeholders?|points? of contact|support contacts?|escalation( path)?)( (and|&|\/) .*)?( \[optional\])?$|^(チーム|開発|プロジェクト)?メンバー$|担当(者|チーム)?|(開発|運用|推進)?体制|チーム(構成|メンバー)?$|連絡先|問い?合わ?せ先?|責任者|責任(分担|範囲)|メンテナ|役割分担/i,
    path: /(^|\/)(maintainers|team|raci|ownership|owners|code[-_]?owners)(\.(md|markdown|rst|txt|adoc))?$/i,
    not: /ownership transfer|data ownership|担当外/i,
    elsewhere: /(^|\/)(data|datasets?)\//i,
    brief: true,
  },
  authors: {
    heading:
      /^((the|main|project|original|model card|about the) )?(authors?|contributors?|collaborators?|created by|developed by)( \[optional\])?$|^(作者|著者|作成者|コントリビューター)$/i,
    brief: true,
  },
  risk: {
    heading:
      /\brisks\b|\brisk (assessments?|analysis|register|mitigations?|matrix|considerations?)\b|\b(model|prediction|ethical) risks?\b|^risk$|\blimitations?\b|\bethic\w*|\bbias(es)?\b|out[- ]of[- ]scope|\bmisuse\b|\bharms?\b|\bfairness\b|\bcaveats?\b|^(known |current |model )*(restrictions|shortcomings|weaknesses|drawbacks)$|^safety\b|responsible ai|failure modes?|when not to use|リスク|限界|制限事項|制約事項|^(制限|制約)$|倫理|バイアス|注意(事項|点)|公平性|適用範囲外/i,
    path: /(^|\/)[^/]*(risk[-_ ]?(assessment|analysis|register)|impact[-_ ]?assessment|responsible[-_ ]?ai)[^/]*\.\w+$/i,
    text: predictions,
    not: /weights? (&|and) bias(es)?|\b(credit|default|loan|insurance|market|financial|disease|heart|stroke|health|fraud|flood|fire|crime|portfolio|cardi\w+|cancer|diabetes|churn|readmission|mortality|supply)[- ]?(\w+[- ])?risks?\b|\b(rate|api|size|quota|memory|resource|time|request|context) limit|bias[- ](term|correction|parameter|efficient|tuning|only)|\bconfig\w*|\boptional\b|リスク(スコア|予測)/i,
    elsewhere: decisionRecords,
  },
  'data-source': {
    heading: dataHeading,
    path: dataPath,
    text: /https?:\/\/|\bdata ?(set)? sources?\b|\bdata (collection|acquisition|gathering|provenance|origin)\b|where (does|do) the data come|\b(download|scrap|crawl)(s|es|e|ing)?\b|\b(pre-?)?trained on\b|\b(data ?set|data|images|scans|records|texts?|listings|reviews|readings) (is|are|was|were) (\w+ )?from\b|\bconsist(s|ing) of\b|\b(generat|synthesi[sz]|simulat|deliver)ed\b|imagenet|\bcoco\b|mnist|cifar|zenodo|figshare|physionet|wikipedia|common ?crawl|roboflow|movielens|yfinance|yahoo finance|\b(collect|gather|obtain|download|scrap|crawl|sourc|extract|export|record|captur|label|annotat|compil|donat|queri)\w*ed\b|\b(comes?|came|taken|drawn|pulled|read|provided|published|released|delivered|originat\w+) (\w+ )?(from|by)\b|\b(data|records|rows|images|texts?|files|dataset) (is|are|were|was) (from|in|stored|held|kept)\b|kaggle|\buci\b|hugging ?face|\bopen data\b|public(ly available)? (data|dataset|corpus)|\bdata ?warehouse\b|\b(bigquery|snowflake|redshift|postgres\w*|salesforce|crm|erp)\b|\bsources?: |\b(csv|data|database|sql|table) (exports?|extracts?|dumps?)\b|\b(exports?|extracts?|dumps?) (from|of)\b|\b(survey|census|sensors?|telemetry|clickstream|transaction log|event log)\b|取得|収集|出典|提供|ダウンロード|抽出|データソース|基幹システム|公開データ/i,
    not: notOfData,
    elsewhere: operations,
    notebooks: true,
  },
  'data-processing': {
    heading: new RegExp(
      `pre-?process\\w*|\\b(data )?(clean(ing(?!.? ?up)|s?ed data)|cleansing|wrangling|munging)\\b|\\bdata (prep\\w*|transformations?|augmentation)|prepar\\w+ (of )?(the )?data|feature (engineering|extraction|creation|transformations?)|missing (values?|data)|outliers?$|\\beda\\b|exploratory|^clean$|^transformations?$|^(document |data )?ingestion$|how is (it|the data) (cleaned|prepared|processed)|augmentations?$|前処理|クレンジング|加工|欠損値?|特徴量(エンジニアリング|生成|作成|設計)|探索的|${dataHeading.source}`,
      'i',
    ),
    path: dataPath,
    text: /\bclean(ed|s|ing)?\b|pre-?process\w*|\bnormali[sz](ed|es|ing|ation)|\bstandardi[sz](ed|es|ing)|\btokeni[sz](ed|es|ing)|\bfilter(ed|s|ing)?\b|\b(remov|exclud|discard|dropp|imput|encod|scal|resampl|resiz|cropp|augment|replac|fill|padd|convert|chunk|stripp|rescal|rotat|flipp|thrown out|lemmati[sz]|stemm|vectori[sz]|downsampl|averag|debias|aggregat|dedupl?icat|balanc|oversampl|undersampl|clipp|winsori[sz]|lower-?cas|anonymi[sz]|mask|merg|join|binn?|one-hot|bucketi[sz]|log-transform|transform|extrapolat|interpolat)(ed|es|ing|s)\b|\bone-hot\b|missing values?|\bsplit (in|by|at|on|80|into)|train\/(val|test)|stop ?words?|outliers? (are|were)|前処理|加工|除去|除外|正規化|標準化|欠損|補完|変換|集計|クレンジング|マスキング/i,
    not: notOfData,
    elsewhere: operations,
    notebooks: true,
  },
  'data-definition': {
    heading:
      /\bdata (dictionary|definitions?|schema|descriptions?|fields?)|\b(data ?set|data) characteristics|\b(attribute|feature|column) (information|descriptions?)|^((the|our|input|model|dataset|data) )*((feature|column|field|attribute)s?( (and (their )?)?(used|set|descriptions?|definitions?|list|table|names?|dictionary|catalog(ue)?|overview|reference|meanings?))?( \(.*\))?|schema)$|\b(features|variables|columns) used (in|by|for) (the )?(model|training|prediction)|\b(data|input|model|dataset) variables$|variable (dictionary|definitions?)|\b(list of|used) (the )?(features|columns|variables)$|\bcodebook\b|\bfeatures? (descriptions?|definitions?|dictionary|catalog(ue)?)|データ(定義|辞書|項目|仕様)|特徴量(一覧|定義|の説明|リスト)?$|カラム(一覧|定義|の説明)?$|項目(定義|一覧)/i,
    path: /(^|\/)[^/]*(data[-_ ]?dictionary|codebook|feature[-_ ]?(definitions?|catalog(ue)?|dictionary)|data[-_ ]?schema)[^/]*\.(md|markdown|mdx|rst|txt|qmd|adoc)$/i,
    not: /environment|pipeline|set ?up|config|option|argument|parameter|command|secret|\bapi\b|database schema|^(key |main |core |new |our |the |all )*features?$/i,
    notebooks: true,
  },
  comparison: {
    heading:
      /\bmodels? (selection|choice|comparison|zoo|candidates?|evaluation|performance|results?)|\bbaselines?\b|\bbenchmarks?\b|^([\w-]+ ){0,4}results?( (and|&|on|of|for) .*)?$|\bablations?\b|^((the|our|overall) )*performance( .*)?$|\bcomparisons?\b|^((retrieval|offline|quantitative|model) )?(evaluation|analys[ei]s)\b|^((offline|main|our) )?experiments?\b|leaderboard|\bwhy (we )?(chose|choose|use|picked|selected|this model)\b|trade-?offs?|\balternatives?\b|considered (models|options)|^metrics$|モデル(選定|選択|比較|の選定|の比較)|選定理由|比較|実験結果|^結果$|ベンチマーク|(モデル|精度)評価|^(評価|精度)(結果)?$/i,
    path: /(^|\/)[^/]*(model[-_ ]?(selection|comparison|choice)|benchmarks?|leaderboard)[^/]*\.(md|markdown|mdx|rst|txt|qmd|adoc)$/i,
    not: /^(what|how|where) .*\?$/i,
    notebooks: true,
  },
  api: {
    heading:
      /^((the|our|rest|http|web|json|prediction|inference|scoring|service|model|public|serving) )*api\b|\b(rest|http|prediction|inference|scoring) api\b|^(api )?endpoints?\b|\bprediction endpoints?\b|^(example |sample )?requests?\b|^(example |sample )?responses?\b|^(GET|POST|PUT|DELETE) \/|(予測|推論)?API(仕様|リファレンス|定義|の使い方)?$|エンドポイント|リクエスト/i,
    path: /(^|\/)[^/]*\b(api|endpoints?)\b[^/]*\.(md|markdown|mdx|rst|adoc)$/i,
    text: /\b(GET|POST|PUT|PATCH|DELETE)\b|\/(predict|score|infer|invocations|v\d+|api|classify|recommend|embed)\b|\bjson\b|\bcurl\b/i,
    not: /\bapi[- ]?(keys?|tokens?|limits?)|python api|code api|\brequests? (for|a|access)\b|feature requests?/i,
    code: true,
  },
  architecture: {
    heading:
      /(?<!model)archi(e)?tecture|^(under the hood|infrastructure|services|pipeline|(project|application|app|system|process|data) ?flow|((ml|mlops|training|project|end[- ]to[- ]end) )?pipeline( overview)?)$|\b(system|technical|solution|infrastructure|software|high[- ]level|service) (design|overview|diagram|components)\b|\bhow (it|everything|this|the system) (all )?(works|fits together)|\bdata flow\b|^((system|main|core|key) )?components$|\bbuilding blocks\b|アーキテクチャ|システム(構成|概要|全体)|全体(像|構成|アーキテクチャ)|構成図|処理の流れ/i,
    path: /(^|\/)[^/]*(architecture|system[-_ ]?(design|overview)|(high|low)[-_ ]?level[-_ ]?design|technical[-_ ]?(design|overview)|design[-_ ]?doc|arc42)[^/]*\.(md|markdown|mdx|rst|txt|qmd|adoc)$|(^|\/)([^/]*[-_ ])?(HLD|LLD)\.(md|rst|adoc)$|(^|\/)docs?\/(.*\/)?design(\/overview|\/index)?\.(md|markdown|mdx|rst|adoc)$/i,
    not: /\b(model|network|neural|backbone|encoder|decoder|transformer|u-?net|resnet|cnn|llm)('s)?\b.*architecture|architecture of the (model|network)|モデルの?(アーキテクチャ|構造)|ネットワーク構造/i,
    elsewhere: decisionRecords,
    agents: true,
    drawn: true,
  },
  'model-architecture': {
    heading:
      /\b(model|network|neural|backbone|encoder|decoder|transformer|u-?net|resnet|cnn|llm)('s)?\b.*\b(architecture|diagram)|architecture of the (model|network)|モデルの?(アーキテクチャ|構造|構成)|ネットワーク構造/i,
  },
  layout: {
    heading:
      /\b((project|repo(sitory)?|folder|director(y|ies)|code|file|source|package)s?)\s*(structure|layout|organi[sz]ation|tree|contents|overview|map)|^(structure|layout)$|contents of (the|this) repo|what'?s in (the|this) repo|(ディレクトリ|フォルダ|ファイル|リポジトリ|プロジェクト)(の)?構成/i,
    code: true,
    agents: true,
  },
  retraining: {
    heading:
      /(?<![a-z])re-?train\w*|model (refresh|update|lifecycle)|(model |update )(strategy|policy|cadence)|^(model )?maintenance( and updates)?$|continuous training|training (schedule|cadence)|再学習|モデル更新/i,
    path: /(^|\/)([^/]*[^/a-z])?re-?train[^/]*\.(md|rst)$/i,
    text: /\b(schedul\w*|(semi-?)?annual(ly)?|daily|nightly|weekly|monthly|quarterly|yearly|trigger\w*|drift\w*|threshold|cadence|automatic\w*|degrad\w*|(every|each|once a|per) (\w+ )?((mon|tues|wednes|thurs|fri|satur|sun)?days?|nights?|weeks?|months?|quarters?|years?))\b|毎日|毎週|毎月|四半期|定期|閾値|劣化|ドリフト|自動/i,
    not: /future|to-?do\b|roadmap|next steps?|ideas?\b|今後|課題/i,
  },
  rollback: {
    heading:
      /roll(ing)?[- ]?back|revert|restor(e|ing) (the |a |an )?(previous |last |old(er)? |former )?(models?|versions?|releases?|services?|deployments?)\b|\b(back|return) to (the |a )?previous|previous (model|version|release)|recovery|ロールバック|切り戻し|復旧/i,
    path: /(^|\/)[^/]*roll-?back[^/]*\.(md|rst)$/i,
    text: /\b(deploy\w*|versions?|releases?|revisions?|images?|alias\w*|stages?|promote\w*|traffic|registry)\b|版|バージョン|デプロイ|エイリアス|リリース/i,
    not: /checkpoint|weights|training|backup|data(base|set)?\b|image (recovery|restoration)|face|audio|signal|disaster|future|todo|roadmap|next steps|idea|\b(changes?|differences?|improvements?|compar\w+)\b|今後/i,
  },
  runbook: {
    path: /(^|\/)[^/]*(runbook|play-?book|incident[-_]?(response|handling)|on-?call)[^/]*\.(md|rst)$/i,
    text: /\broll(ing|ed)? ?-?back\b|previous (model|version|release|image)|ロールバック|切り戻/i,
  },
  decision: {
    heading:
      /\bhow (the |a |our )?(predictions?|decisions?|scores?|recommendations?|ranking|model|classifier|it|this)\b.*\b(made|works?|calculated|computed|come about|decides?|predicts?|scores?|read|interpreted)|\binterpret(ation|ing|ability)\b|\bexplain(ability|ations?|ing)\b|\bdecision (logic|process|rules?|threshold)|\b(understanding|reading) (the |a )?(predictions?|scores?|outputs?)|\bhow to (read|interpret) |\bhow (does|do) (it|this|the \w+|our \w+) (work|make|predict|decide|score)|\bhow (is|are) the [\w ]+ (computed|calculated|made|generated|derived)|\bhow [\w ]+ are (generated|computed|made)|\binterpreting\b|\bexplainable ai\b|\b(prediction|scoring|decision|classification|recommendation|matching|ranking|inference|detection) (logic|pipeline|process|flow|methodology|approach|strategy|threshold)s?\b|\brisk (levels|bands|categories)\b|\b(risk|anomaly|confidence|similarity) scores?\b|^key (drivers|factors)|^ensembl(e|ing)|^post-?processing|^understanding (the )?results|^(the )?working( of .*)?$|^technical approach$|^algorithm overview$|^the algorithm$|^(model )?outputs?( interpretation)?$|^(the |our )?models? (description|outputs?|overview|details|summary|explanation)s?$|^(summary|overview|description) of (the )?models?$|^(significant variables|(variable|feature) importances?|model (development|coefficients))$|^(the |our |proposed )?(approach|method|methodology|algorithm|modell?ing( approach)?|inference|predictions?|scoring)$|判断(根拠|基準|ロジック)|(予測|判定|スコア|結果|出力)の?(解釈|根拠|仕組み|見方|読み方|説明)|説明可能性|解釈性|算出(方法|ロジック)|^仕組み$|(予測|推論|判定)の流れ|(異常|結果)の?判定/i,
    text: /\bcosine similarity\b|\beuclidean distance\b|\bsoftmax\b|\bvotes?\b|\bthreshold\b|\b(error|score|probability|confidence) (is )?(below|above|under)\b|\bweighted average\b|\b(contributed|drove|push)\w* (most|the|to)|\bheat ?maps?\b|\b(raises?|lowers?|increases?) the (predicted |chance|risk)|類似度|判定する|(?:\b(predict(s|ed)|forecasts?|classif(y|ies|ied)|confidence|similarity|distance|nearest|recommend(s|ed|ation)s?|answers?|retriev(es|ed)|manual review|declined|dropped|flagged|increase[sd]?|returns?)\b)[\s\S]*?(?:\b(predict(s|ed)|forecasts?|classif(y|ies|ied)|confidence|similarity|distance|nearest|recommend(s|ed|ation)s?|answers?|retriev(es|ed)|manual review|declined|dropped|flagged|increase[sd]?|returns?)\b)|\b(models?|classifiers?|forecaster|network|ensemble|scores?|predictions?|ranking|recommendations?) ((is|are|was|were|then|first|\w+ly)\s){0,2}(predicts?|assigns?|classif(y|ies)|ranks?|estimates?|sums?|adds?|averages?|weighs?|computes?|outputs?|scores?|combines?|learns?|means?|calculated|computed|derived|made|higher|lower|above|below|of \d)\b|\brecommends\b|\bshap values?\b|\battributions?\b|\bcontribut\w+ (of|to)\b|feature importances?|\bprobabilit(y|ies)\b|予測|スコア|確率|閾値|しきい値|寄与|重要度/i,
    not: /\b(rest|api|code|repo\w*|folder|files?|parameters?|config\w*|scripts?|columns?|structure|setup|workflow|(?<!(inference|prediction|scoring|decision|detection) )pipeline|notebooks?|director\w+|metrics)\b|: \w+$/i,
  },
  limitations: {
    heading:
      /\blimitations?\b|out[- ]of[- ]scope|known limits|\bcaveats?\b|^(known |current |model )*(restrictions|shortcomings|weaknesses|drawbacks)$|not intended|knowledge limits|where (it|the model) fails|failure modes?|when not to (use|trust)|限界|制限事項|制約事項|^(制限|制約)$|適用範囲/i,
    text: predictions,
    not: /\b(rate|api|size|quota|memory|resource|time|request|context) limit/i,
    elsewhere: decisionRecords,
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
  const own = new Set(
    passage
      .filter(({ whole, path }) => whole && /^readme\.\w+$/i.test(path))
      .map(({ title }) => bareTitle(title).toLowerCase()),
  );
  for (const one of passage) {
    // “Why Fondant?”, in the README of Fondant.
    const [, name] = /^why (?:use |choose )?(.+)$/i.exec(bareTitle(one.title)) ?? [];
    if (name && own.has(name.toLowerCase()) && one.filled && !one.whole)
      yield {
        topic: 'business-goal',
        path: one.path,
        line: one.line,
        filled: true,
        passage: one,
        note: say`has a section “${one.title}”`,
      };
    for (const [name, vocabulary] of Object.entries<Vocabulary>(vocabularies)) {
      const filled =
        one.filled ||
        (vocabulary.code === true && one.fences.length > 0) ||
        (vocabulary.drawn === true && one.fences.length > 0 && !one.open) ||
        (vocabulary.brief === true &&
          (one.text !== '' || one.links.some((link) => /^mailto:|linkedin\.com\/in\//i.test(link))) &&
          !one.open);
      if (!(filled || one.open) || !isAbout(one, vocabulary, filled)) continue;
      yield {
        topic: name as TopicName,
        path: one.path,
        line: one.line,
        filled,
        passage: one,
        note: one.whole ? say`is a document of its own` : say`has a section “${one.title}”`,
      };
    }
  }
});

function isAbout(
  one: Passage,
  { heading, path, text, not, elsewhere, notebooks, code, agents }: Vocabulary,
  filled: boolean,
): boolean {
  if ((one.notebook && !notebooks) || (forAgents.test(one.path) && !agents) || elsewhere?.test(one.path))
    return false;
  const title = bareTitle(one.title);
  const named = one.whole
    ? path?.test(one.path)
    : title !== '' && heading?.test(title) && !not?.test(title) && !not?.test(one.title);
  if (!named || !filled || !text) return named === true;
  const said = [one.title, one.text, ...one.links, ...(code ? one.fences.map((fence) => fence.text) : [])];
  return text.test(said.join('\n'));
}

/** Instructions for coding agents, which know the code; their goals, limits and contacts are not those of the product. */
const forAgents = /(^|\/)(agents|claude|gemini)\.md$/i;

/** A title without its number, its emoji and its colon. */
const bareTitle = (title: string): string =>
  title
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(step|part|phase|stage|task|chapter|section)\s*\d+(\.\d+)*\s*(\([^)]*\))?\s*[:.–—-]*\s*/i, '')
    .replace(/^(\d+[.)]?)+\s+/, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[\s:：.!?？]+$/u, '');

/** The sections on a topic, those with text and those that are still a template's. */
export function about(topics: readonly Topic[], ...names: readonly TopicName[]) {
  const of = topics.filter(({ topic }) => names.includes(topic));
  return { filled: of.filter(({ filled }) => filled), unfilled: of.filter(({ filled }) => !filled) };
}
