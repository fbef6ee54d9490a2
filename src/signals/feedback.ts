import { say } from '../text.ts';
import { endpoint } from './code/endpoint.ts';
import { type Module, module } from './code/module.ts';
import { dashboard } from './monitoring.ts';
import { derived, type Evidence, fromFiles } from './signal.ts';
import { inRole, toolUse } from './tool/use.ts';

const prediction = /predict|scor(e|es|ed|ing)(?![a-z])|inference|recommend|予測/i;
const outcome =
  /outcome|actual|ground_?truth|label|conver(sion|ted)|click|feedback|purchase|cancell?ation|churned|response|repaid|default(s|ed)|observ(ed|ation)|正解|実績/i;

/** Tables that a query reads; dbt names them by `ref` and `source`. */
const tablesIn = (sql: string): string[] =>
  [
    ...sql
      .replace(/--.*$|\/\*[\s\S]*?\*\//gm, '')
      .matchAll(/\b(?:from|join)\s+(?:\{\{\s*(?:ref|source)\(([^)]*)\)\s*\}\}|([\w.`"[\]$@-]+))/gi),
  ].map(([, reference, name]) => reference ?? name ?? '');

/** Whether a query joins predictions with what happened. */
function joinsOutcomes(sql: string): boolean {
  const tables = tablesIn(sql);
  return tables.some(
    (name) => prediction.test(name) && tables.some((other) => other !== name && outcome.test(other)),
  );
}

const outcomeQuery = fromFiles<Evidence>({
  reads: ['**/*.sql'],
  mentions: /\bjoin\b/i,
  *parse({ path, text }) {
    if (!joinsOutcomes(text)) return;
    const line = text.split('\n').findIndex((one) => /^[^-]*\bjoin\b/i.test(one)) + 1;
    yield { path, line: Math.max(1, line), note: say`joins predictions with outcomes` };
  },
});

const inProduction =
  /compute_(online|realized|realised|live)_|reali[sz]ed_performance|evaluate_(production|live|online)|(online|production|live)_(accuracy|auc|precision|recall|performance|kpis?)($|_)/i;
const measured = /^sklearn\.metrics\.|^torchmetrics\.|^nannyml\..*PerformanceCalculator|\.mean$|groupby/;

/** What a file may read: the paths and texts that it holds, and what it gives to calls that read. */
const textsRead = ({ calls, paths, assignments }: Module, reading: RegExp): string[] => [
  ...paths.map(({ text }) => text),
  ...calls
    .filter(({ name }) => reading.test(name))
    .flatMap(({ arguments: given }) => given.map(({ text }) => text)),
  ...assignments.flatMap(({ values, list }) => (list ? [] : values)),
];

/** A file that reads predictions and outcomes, joins them, and measures. */
function joinsInCode(one: Module): number | undefined {
  const { calls, columns } = one;
  const query = calls.find(({ arguments: given }) =>
    given.some(({ kind, text }) => kind === 'string' && joinsOutcomes(text)),
  );
  if (query) return query.line;
  const read = textsRead(one, /\.read_|\.table$|\.load\w*$/);
  const sources = read.some(
    (text) => prediction.test(text) && read.some((other) => other !== text && outcome.test(other)),
  );
  const join = calls.find(
    ({ name, arguments: given }) =>
      /\.(merge|join|merge_asof|join_asof)$/.test(name) &&
      !/path\.join$|^['"?]/.test(name) &&
      given.length > 0,
  );
  const measures =
    calls.some(({ name }) => measured.test(name)) ||
    columns.some(({ name }) => /kpi|\bhits?\b|correct/i.test(name));
  return sources && join && measures ? join.line : undefined;
}

/** What is seen of a model in use, told by where the code stands. */
const monitoring =
  /(^|[/_.-])(monitor(ing|s)?|live|production|reali[sz]ed|performance_(monitor|track)\w*)([/_.-]|$)/i;
const error =
  /^(sklearn|torchmetrics|sktime|permetrics|scipy)\..*(error|score|accuracy|auc|precision|recall|f1|mape|rmse|mae)\w*$|^evidently\..*(Regression|Classification)(Preset|PerformanceTab|PerformanceProfileSection|QualityMetric)/i;

/** Code of a monitoring that takes stored predictions and works out how wrong they were. */
function measuresStored(one: Module): number | undefined {
  if (!monitoring.test(one.path)) return undefined;
  const read = textsRead(one, /(read|load|get|fetch|download|query|find)[^.]*$/i);
  if (!read.some((text) => prediction.test(text))) return undefined;
  return one.calls.find(({ name }) => error.test(name))?.line;
}

const writing = /\.(update_one|update_many|execute|executemany)$/;
const setsOutcome = /\$set["']\s*:\s*\{\s*["'](target|actual|label|outcome|ground_?truth|y_true|feedback)/i;
const updatesOutcome =
  /\bupdate\s+\w*(predict|scor|infer)\w*\s+set\s+(actual|label|outcome|ground_?truth|target|feedback)/i;

/** What came of a case is written beside what was predicted: `{"$set": {"target": …}}`, `UPDATE predictions SET actual`. */
const recordsOutcome = ({ calls }: Module): number | undefined =>
  calls.find(({ name, arguments: given }) => {
    const way = writing.exec(name)?.[1];
    if (!way) return false;
    const said = given.map(({ text }) => text).join(' ');
    return way.startsWith('update') ? setsOutcome.test(said) : updatesOutcome.test(said);
  })?.line;

const route =
  /(^|[/_-])(annotat(e|ions?)|votes?|feedback|outcomes?|ground[-_]?truth|actuals?|ratings?|thumbs([-_]?(up|down))?|corrections?)($|[/_-])/i;
const kpi =
  /\bkpis?\b|conversion|revenue|click[-_ ]?through|\bctr\b|churn rate|retention rate|売上|解約率|コンバージョン/i;

/** KPIs are worked out from what the model said and what came of it. */
export const feedback = derived(
  { endpoint, module, outcomeQuery, dashboard, toolUse },
  ({ endpoint, module, outcomeQuery, dashboard, toolUse }): Evidence[] => [
    ...endpoint
      .filter((one) => one.method !== 'GET' && route.test(one.route))
      .map(({ path, line, method, route }) => ({
        path,
        line,
        note: say`takes feedback at ${method} ${route}`,
      })),
    ...module
      .filter(({ test, notebook }) => !test && !notebook)
      .flatMap((one) => {
        const { path, definitions } = one;
        const named = definitions.find(({ name }) => inProduction.test(name));
        const join = joinsInCode(one) ?? measuresStored(one) ?? recordsOutcome(one);
        return [
          ...(named ? [{ path, line: named.line, note: say`evaluates in production: ${named.name}` }] : []),
          ...(join ? [{ path, line: join, note: say`joins predictions with outcomes` }] : []),
        ];
      }),
    ...inRole(toolUse, 'outcome-join').used,
    ...outcomeQuery,
    ...dashboard
      .filter(({ titles }) => titles.some((title) => kpi.test(title)))
      .map(({ path, line }) => ({ path, line, note: say`is a dashboard of KPIs` })),
  ],
);
