import type { Passage } from './passage.ts';

/** Names that a template brings. */
const nobody = /example\.(com|org)|@(your|user|owner|org|team)\b|@(your|example)[-_]/i;

export const isNobody = (name: string): boolean => nobody.test(name);

const handle =
  /(^|[\s(])@[\w-]{2,}|\b[\w.+-]+@[\w-]+\.\w+|(^|\s)#[a-z][\w-]{2,}|[一-鿿ァ-ヶー]{1,10}(チーム|部|課|室|グループ|班|さん|氏)|(^|[:：、 ])[一-鿿]{1,4}[ 　][一-鿿ぁ-ん]{1,4}(?=$|[\s、(（])|(担当|責任者|連絡先|オーナー|窓口)[^\n:：]{0,8}[:：]\s*\S/iu;
const team =
  /\b(?!The|Our|This|Your|Each|Any|If|Ask|For|Contact|Please)\p{Lu}[\w&-]* (?:\p{L}[\w&-]* ){0,3}(team|squad|department|guild)\b|\bthe (?!core|whole|entire|same|right)([a-z-]+ ){1,3}(team|squad)\b|\bteam \p{Lu}\w+/u;
/** First and last name at the beginning of a line, of a table's cell, or after a role. */
const person =
  /^(?:[\p{L} /&-]{2,40}(?::|：| –| —| -) *)?(\p{Lu}\p{Ll}+(?: (?:\p{Lu}\.|de|da|di|van|von|der))* \p{Lu}[\p{L}'’-]+)(?=$|\s*[,;(<–—:·/]| (?:and|&|-|owns|leads|maintains|answers|runs|is (?:the|our|responsible|accountable|in)) ?)/u;
/** A list of people in a sentence: “led by Ada Lovelace, Grace Hopper and Alan Turing”. */
const people =
  /(?:\b(?:by|are|is|to|and|members?)|[:：]) ((?:\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\.?)? \p{Lu}[\p{L}'’-]+)(?:(?:,| and|, and| &) \p{Lu}\p{Ll}+(?:[ -]\p{Lu}\.?)? \p{Lu}[\p{L}'’-]+)+)/u;
/** Words that make two capitals something else than a name. */
const word =
  /\b(Now|Join|Visit|See|Open|Source|Machine|Learning|Data|Scien\w+|Engineer\w*|Product|Owner|Project|Team|Teams|Pull|Requests?|Issues?|Git|Docker|Google|Amazon|Azure|Cloud|Please|Feel|Code|License|Contact|Business|Analy\w+|Manager|Lead|The|Our|This|If|For|Any|All|Model|Risk|Quality|Assurance|Platform|Operations|Customer|Services?|Software|Research\w*|Infrastructure|Support|Security|Compliance|Legal|Head|Chief|Officer|Technical|Slack|Channel|Microsoft|Discussions|Name|Full|First|Last|Email|Role|Responsibilit\w+)\b/;
const account = /^(mailto:)?(?!.*example\.)[\w.+-]+@[\w-]+\.\w|linkedin\.com\/in\/|\.slack\.com\//i;

/** Whether a section names a person, a team, or a channel to reach them. */
export function namesSomebody({ text, links, tables }: Passage): boolean {
  // Where each column is a person, the head of the table has their names.
  const lines = [...text.split(/\n| \| /), ...tables.flatMap(({ header }) => header)].filter(
    (line) => !nobody.test(line),
  );
  const named = (line: string) => {
    const name = person.exec(line)?.[1];
    const several = people.exec(line)?.[1];
    return (name !== undefined && !word.test(name)) || (several !== undefined && !word.test(several));
  };
  return (
    lines.some((line) => handle.test(line) || team.test(line) || named(line)) ||
    links.some((link) => account.test(link))
  );
}
