import type { MarkupTable } from '../formats/markup.ts';
import type { Passage } from './passage.ts';

const column = /^(features?|columns?|attributes?|特徴量|カラム|列|変数|項目)( ?names?|名)?$/i;
const anyName =
  /^(features?|columns?|attributes?|(data )?fields?|variables?|name|key|特徴量|カラム|列|変数|項目|フィールド)( ?names?|名)?$/i;
const meaning = /descri|meaning|definition|explanation|represents|what it|説明|意味|内容|定義/i;
const entry = /^\S[^:：–—]{0,40}?(:|：| – | — | - )\s*\S/;

const explains = (tables: readonly MarkupTable[], name: RegExp): boolean =>
  tables.some(
    ({ header, rows }) =>
      name.test(header[0]?.trim() ?? '') &&
      header.slice(1).some((cell) => meaning.test(cell)) &&
      rows.filter((row) => row.filter((cell) => cell !== '').length >= 2).length >= 2,
  );

/** Whether a section holds a table of columns with their meaning. */
export const definesColumns = ({ tables }: Passage): boolean => explains(tables, column);

/** For a section that is about the columns anyway: a table of names, or a list of at least three. */
export const definesEntries = ({ tables, text }: Passage): boolean =>
  explains(tables, anyName) || text.split('\n').filter((line) => entry.test(line)).length >= 3;
