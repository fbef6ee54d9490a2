import type { MarkupSection } from '../formats/markup.ts';
import { type Document, document, notebookProse } from './document.ts';
import { derived, type Place } from './signal.ts';

/** What a reader takes to be a section: a heading with everything below it; or a document as a whole. */
export interface Passage extends Place {
  readonly title: string;
  /** The document from its first line to its last. */
  readonly whole: boolean;
  readonly text: string;
  /** Has text that is not left over from a template. */
  readonly filled: boolean;
  /** Has nothing in it, or what a template asks to be filled in. */
  readonly open: boolean;
  readonly tables: MarkupSection['tables'];
  readonly images: MarkupSection['images'];
  readonly links: MarkupSection['links'];
  readonly fences: MarkupSection['fences'];
  readonly notebook: boolean;
}

/** Files that speak of how people work together, of the law, or of how to write something, not of the project. */
const notOfTheProject =
  /(^|\/)(licen[cs]e|copying|code[-_]of[-_]conduct|contributing|citation|governance|third[-_]?party|issue_template|pull_request_template|changelog|upgrading|migration)[^/]*$|(^|\/)(security|support|roadmap|changes|history|news|releases?)(\.\w+)?$|(^|\/)(\.github|_templates|templates|changelogs?|release[-_]?notes|\.claude|\.cursor|\.agents?|skills|prompts)\/|template[^/]*\.(md|rst|adoc)$/i;

/** Material that teaches something, where people learn instead of build. */
const teachingPath =
  /(^|\/)(lessons?|lectures?|courses?|tutorials?|workshops?|exercises|homeworks?|assignments|slides)\//i;
const teaching =
  /\b(learning (goals?|objectives?|outcomes?)|homework|lessons?(?! learned)|lectures? (\d|notes|slides)|syllabus|exercises?( \d+)?$|exercise \d|curriculum(?! learning)|courses? (materials?|content|notes|outline|overview)|tutorials?|bootcamp|zoomcamp)\b|^(\S+\s){0,3}(course|workshop|lectures?)$|^(course|workshop)\b|演習(問題|課題)?\s*\d*$|^演習|講義(資料|ノート)?$|教材$|学習目標|チュートリアル|ハンズオン/i;
/** What stands below these is not there yet. */
const plans =
  /^(future (work|improvements?|directions?|plans?|enhancements?)|road ?map|to-?dos?|next steps?|ideas|planned|backlog|wish ?list)\b|^今後の(課題|予定|展望)|^ロードマップ/i;
const ownProject = /\b(project|capstone)\b/i;
const teachingText =
  /\b(you('ll| will) (learn|be able to)|by the end of this|in this (lesson|tutorial|workshop|course|exercise|lab|chapter))\b|この(章|講座|演習|チュートリアル)では|学び(ます|ましょう)/i;

const teaches = (title: string) => teaching.test(title) && !ownProject.test(title);

export const passage = derived(
  { document, notebookProse },
  function* ({ document, notebookProse }): Generator<Passage> {
    const documents = [...document, ...notebookProse];
    if (documents.some((one) => /^readme\.\w+$/i.test(one.path) && teaches(titleOf(one)))) return;
    for (const one of documents) {
      if (notOfTheProject.test(one.path) || teachingPath.test(one.path)) continue;
      const { sections } = one;
      const sums = new Map(sections.map((section) => [section, summarize(section.text)]));
      const name = sections.findIndex(({ level }) => level > 0);
      if (teaches(titleOf(one))) continue;
      yield join(one, sections, sections[name] ?? sections[0], true, sums);
      for (const [index, section] of sections.entries()) {
        const end = sections.findIndex((next, at) => at > index && next.level <= section.level);
        // The title of a README names the project and says nothing of what stands below it.
        const alone = section.level === 0 || (index === name && namesProject(one, section));
        const all = sections.slice(index, alone ? index + 1 : end < 0 ? undefined : end);
        const over = above(sections, index);
        if ([section.title, ...over].some(teaches) || over.some((title) => plans.test(title))) continue;
        const at = index === name && alone ? { ...section, title: '' } : section;
        yield join(one, all, at, false, sums);
      }
    }
  },
);

const titleOf = ({ sections }: Document): string => sections.find(({ level }) => level > 0)?.title ?? '';

const namesProject = ({ path, notebook, sections }: Document, title: MarkupSection): boolean =>
  (notebook || /(^|\/)(readme|index)(\.\w+)*$/i.test(path)) &&
  sections.every((section) => section === title || section.level === 0 || section.level > title.level);

function join(
  { path, notebook }: Document,
  all: readonly MarkupSection[],
  at: MarkupSection | undefined,
  whole: boolean,
  sums: ReadonlyMap<MarkupSection, Summary>,
): Passage {
  const told = all.flatMap((section) => sums.get(section) ?? []);
  const parts = {
    tables: all.flatMap(({ tables }) => tables),
    images: all.flatMap(({ images }) => images),
    links: all.flatMap(({ links }) => links),
    fences: all.flatMap(({ fences }) => fences),
  };
  const filled = !told.some(({ teaches }) => teaches) && isEnough(told);
  // Tables are in the text, but for the rows that say no more than what they are about.
  const bare =
    told.every(({ lines }) => lines === 0) && parts.images.length === 0 && parts.fences.length === 0;
  return {
    path,
    line: whole ? 1 : (at?.line ?? 1),
    title: at?.title ?? '',
    whole,
    text: all
      .map((inner, index) => (index === 0 ? inner.text : `${inner.title}\n${inner.text}`))
      .join('\n')
      .trim(),
    filled,
    open: !filled && (bare || told.some(({ open }) => open)),
    ...parts,
    notebook,
  };
}

/** Titles of the headings above a section. */
function above(sections: readonly MarkupSection[], index: number): string[] {
  const titles: string[] = [];
  let level = sections[index]?.level ?? 0;
  for (let at = index - 1; at >= 0 && level > 1; at--) {
    const section = sections[at];
    if (section && section.level < level && section.level > 0) {
      titles.unshift(section.title);
      level = section.level;
    }
  }
  return titles;
}

const placeholder =
  /\b(todo|tbd|tba|fixme|lorem ipsum|coming soon|work in progress|wip|to be (completed|defined|determined|filled|written|added|announced)|fill (this|in|me)|(add|describe|explain|write|insert|provide|list) (your|the|here|any|a)\b[^.\n]*(here|\.\.\.|…)|^\s*(please )?(describe|document|specify|outline|state|insert|fill in) (the|your|any|how|what|who|which|why|here)\b|more information needed|your [\w ]{1,30} here|placeholder|replace (this|me)|x{3,}|n\/a)\b|\[(insert|your|project|name|describe|add|fill)[^\]]*\]|<[\p{L}][\p{L}\d _-]*>|\{\{.*?\}\}|_{4,}|未記入|未定|要記入|準備中|作成中|後で書く|追記予定|(記入|記載|記述)して(ください|下さい)|を(記入|記載)する[。)）]?$|（ここに|^users \(both direct and downstream\) should be made aware/imu;

/** Questions that a template asks, which the text below them would answer. */
const question = /[?？]\s*$/;

/** Whether a few words say something, and are not what a template asks to be filled in. */
export const isWritten = (words: string): boolean => words.trim() !== '' && !placeholder.test(words);

/** What a text holds; worked out once for each section, as sections are part of others. */
interface Summary {
  /** Lines that are not blank, those of them that a template did not leave open, and the words in these. */
  readonly lines: number;
  readonly written: number;
  readonly words: number;
  readonly teaches: boolean;
  readonly open: boolean;
}

function summarize(text: string): Summary {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const written = lines.filter((line) => isLong(line) || (!placeholder.test(line) && !question.test(line)));
  return {
    lines: lines.length,
    written: written.length,
    words: wordsIn(written.join(' ')),
    teaches: teachingText.test(text),
    open: lines.some((line) => !isLong(line) && placeholder.test(line)),
  };
}

/** A paragraph that somebody wrote may speak of placeholders. */
const isLong = (line: string): boolean => wordsIn(line) > 40;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Text counts when something is left of it after the lines that a template left open. */
function isEnough(parts: readonly Summary[]): boolean {
  const [lines, written] = [sum(parts.map((one) => one.lines)), sum(parts.map((one) => one.written))];
  return sum(parts.map(({ words }) => words)) >= (written < lines ? 6 : 3);
}

/** Japanese has no blanks between words: two characters weigh as much as a word. */
export function wordsIn(text: string): number {
  const left = text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return left === '' ? 0 : left.split(' ').length + (left.match(/[぀-ヿ一-鿿]/g)?.length ?? 0) / 2;
}
