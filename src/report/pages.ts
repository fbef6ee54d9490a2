import type { Assessment } from '../assessment/assess.ts';
import { findTopic } from '../assessment/lenses.ts';
import { isOpen } from '../assessment/outline.ts';
import type { Files } from '../files/files.ts';
import { readExamples } from '../guide/examples.ts';
import { readPage } from '../guide/page.ts';
import { titleOf } from '../guide/titles.ts';
import { practices } from '../practices/index.ts';
import type { Practice } from '../practices/practice.ts';
import { scaffoldsOf } from '../scaffolds/index.ts';
import { say, UserError } from '../text.ts';
import { glossaryPage } from './glossary.ts';
import type { Html, Writing } from './html.ts';
import { type Folder, overviewPage } from './overview.ts';
import { type PracticePage, practicePage } from './page.ts';
import { practiceMarkdown } from './practiceMarkdown.ts';
import { topicPage } from './topic.ts';

/** What the guide says of one folder. */
export interface Book extends Writing {
  /** Where content/ can be read. */
  readonly package_: Files;
  /** Of the folder. */
  readonly name: string;
  /** The folders of the workspace, where there is a workspace. */
  readonly folders?: readonly Folder[];
  /** Undefined until the folder has been assessed. */
  readonly assessment: Assessment | undefined;
  /** Whether files may be created now. */
  readonly fixable: boolean;
  /** The section of the overview on the history. */
  readonly history?: Html;
}

/**
 * A page of the guide by its id: `overview`, `glossary`, a practice, or a topic such as `levels/2`.
 * What no page has as its id leads to the overview.
 */
export async function readHtml(
  id: string,
  book: Book,
): Promise<{ readonly title: string; readonly html: Html }> {
  const { t, language, package_, assessment } = book;
  const practice = practices.find((one) => one.id === id);
  if (practice)
    return { title: titleOf(id, language), html: practicePage(await readPractice(practice, book)) };
  if (id === 'glossary') return { title: t(say`Glossary`), html: glossaryPage(book) };
  if (findTopic(id)) {
    const page = await readPage(package_, id, language);
    return { title: page.title, html: topicPage({ page, assessment, t, language }) };
  }
  const html = assessment ? overviewPage({ ...book, assessment }) : '';
  return { title: t(say`MLOps Overview`), html };
}

/**
 * The page of a practice as Markdown.
 * @throws where no practice has the id
 */
export async function readMarkdown(id: string, book: Book): Promise<string> {
  const practice = practices.find((one) => one.id === id);
  if (!practice) throw new UserError(say`“${id}” is not a practice.`);
  return practiceMarkdown(await readPractice(practice, book));
}

async function readPractice(
  practice: Practice,
  { package_, assessment, fixable, t, language }: Book,
): Promise<PracticePage> {
  const result = assessment?.results.find((one) => one.practice === practice);
  const [page, examples] = await Promise.all([
    readPage(package_, practice.id, language),
    readExamples(package_, practice.id),
  ]);
  const fixes = fixable && result && isOpen(result) ? scaffoldsOf(practice) : [];
  return { practice, result, page, examples, scaffolds: fixes, language, t };
}
