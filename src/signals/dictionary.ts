import type { MarkupTable } from '../formats/markup.ts';
import { isWritten, type Passage, wordsIn } from './passage.ts';

const column = /^(columns?|特徴量|カラム|列)( ?names?|名)?$/i;
const feature = /^features?( ?names?)?$/i;
const anyName =
  /^(features?|columns?|attributes?|(data )?fields?|variables?|parameters?|sensors?|name|key|特徴量|カラム|列|変数|項目|フィールド)( ?names?|名)?$/i;
const meaning = /descri|meaning|definition|explanation|represents|what it|説明|意味|内容|定義/i;
/** What a table of a product's features has no column for. */
const kind = /\b(d?types?|units?|values?|ranges?|variable|column)\b|型|単位|値域/i;
const entry =
  /^\S[^:：–—]{0,40}?(:|：| – | — | -{1,2} | = )\s*\S|^[a-z]\w*_?\w* (is|are|identifies|gives|represents|contains|indicates|denotes|refers to|means|shows|stores|holds|specifies)\b/;
/** A line without the mark of its list. */
const unmarked = (line: string) => line.replace(/^\s*([-*+•]\s+)?/, '');
const environment = /^[A-Z][A-Z\d]*_[A-Z\d_]+$/;

/** “Variable name | Variable description”: two columns about the same. */
const nameOf = /^(variable|feature|attribute|field|column) names?( \(.*\))?$/i;
const meaningOf = /^(variable|feature|attribute|field|column) (descriptions?|meanings?|definitions?)/i;

function explains({ header, rows }: MarkupTable, name: RegExp): boolean {
  const named = header.findIndex((cell) => name.test(cell.trim()));
  const at = header.findIndex((cell, index) => index > named && meaning.test(cell));
  const told = rows.filter(
    (row) => row[named] !== '' && isWritten(row[at] ?? '') && !environment.test(row[named] ?? ''),
  );
  return named >= 0 && at > 0 && told.length >= 2;
}

/** Titles under which a table of names and meanings is one of columns, and those where it is something else. */
const dataTitle =
  /\b(data|data ?sets?|features?|model inputs?|attributes?|columns?|events?)\b(?! (folders?|flow|versions?|types?|drift|store|api))|^(the |model |explanatory )?variables$|データ|特徴量/i;
const notDataTitle =
  /^\W*(key |main |core |new |our |the |all )*features?\W*$|config|option|argument|\bapi\b|environment|monitor|pipeline|deploy|\bcli\b|parameters?/i;
const strictName =
  /^((input |model )?(features?|columns?|attributes?|(data )?fields?|variables?|sensors?)|model inputs?|特徴量|カラム|列|変数|項目|フィールド)( ?names?|名)?$/i;
const code = /^[`*]*[a-z]\w*[`*]*$/;
/** Whether a section holds a table of columns with their meaning. */
export const definesColumns = ({ title, tables, path }: Passage): boolean =>
  tables.some(
    (table) =>
      (dataTitle.test(title) &&
        !notDataTitle.test(title) &&
        !/(^|\/)(infra\w*|terraform|deploy\w*|charts?|helm|k8s)\//i.test(path) &&
        explains(table, strictName)) ||
      (/^\W*features?\W*$/i.test(title) &&
        explains(table, strictName) &&
        table.rows.filter((row) => code.test(row[0] ?? '')).length * 2 > table.rows.length) ||
      (explains(table, nameOf) && meaningOf.test(table.header[1] ?? '')) ||
      explains(table, column) ||
      (explains(table, feature) && table.header.some((cell) => kind.test(cell))),
  );

const announced =
  /\b(the following|these|following|all|\d+|two|three|four|five|six|seven|eight|nine|ten) (\w+ ){0,2}(fields|attributes|columns|features|(independent|input|explanatory|predictor) variables)\b|\b(fields|attributes|columns|features|(independent|input|explanatory|predictor) variables)( \w+){0,4}( are)?:\s*$|^(input |data )?(features|attributes|columns|fields|variables)$|以下の(\S{0,8})?(項目|列|カラム|特徴量|フィールド)/im;
/** Forms and products have fields and features, too. */
const ofData =
  /\b(data|datasets?|csv|tables?|records?|rows?|observations?|samples?|cases?|transactions?)\b|データ/i;
const identifier = /^[`*"']*(\d+[.)]? )?[A-Za-z][\w./]*( [\w()/%]+){0,3}[`*"']*$/;

const titled =
  /\b(data ?set|data|attribute|column|field|variable)s? (information|descriptions?|definitions?|details)\b|\.(csv|tsv|json|jsonl|parquet|xlsx?|txt)$|データ(セット)?の?(説明|情報)/i;

/** What else has attributes: answers that are judged, objects of code. */
const ofOther =
  /\b(evaluat\w*|compar\w*|judg\w*|reward|metrics?|criteria|approach\w*|tuple|objects?|class(es)?|config\w*|api)\b/i;

const namesField = (line: string): boolean =>
  entry.test(line) &&
  !environment.test(line.split(/\W/)[0] ?? '') &&
  identifier.test(line.split(/:|：| – | — | -{1,2} | = /)[0]?.trim() ?? '') &&
  wordsIn(line) >= 4;

/** Whether a section says that fields follow, and then lists at least three of them with their meaning. */
export const listsFields = ({ title, text }: Passage): boolean => {
  const whole = titled.test(title);
  const from = whole ? 0 : (announced.exec(text)?.index ?? -1);
  if (from < 0) return false;
  const end = text.indexOf('\n', from);
  const sentence = text.slice(Math.max(0, from - 150), end < 0 ? undefined : end);
  const said = text.slice(text.lastIndexOf('\n', from) + 1, end < 0 ? undefined : end);
  if (!ofData.test(`${title} ${sentence}`) || (!whole && ofOther.test(said))) return false;
  const lines = text
    .slice(from)
    .split('\n')
    .map(unmarked)
    .filter((line) => line.trim() !== '');
  const first = Math.max(0, lines.findIndex(namesField));
  // A list begins soon after it was announced.
  return (whole || first <= 3) && lines.slice(first, first + 20).filter(namesField).length >= 3;
};

/** For a section that is about the columns anyway: a table of names, or a list of at least three. */
export const definesEntries = ({ tables, text }: Passage): boolean =>
  tables.some((table) => explains(table, anyName)) ||
  text.split('\n').filter((line) => entry.test(unmarked(line))).length >= 3;
