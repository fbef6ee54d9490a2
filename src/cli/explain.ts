import { readPage } from '../guide/page.ts';
import { statementOf } from '../guide/titles.ts';
import { languageOf, type Options, practiceId } from './options.ts';
import { packageFiles } from './package.ts';

/** `mlops-guide explain`: the page of a practice, in Markdown. */
export async function explain([id]: readonly string[], options: Options): Promise<string> {
  const language = languageOf(options);
  const practice = practiceId(id);
  const { title, sections } = await readPage(packageFiles, practice, language);
  const parts = sections.map(({ heading, markdown }) => `## ${heading}\n\n${markdown}`);
  return `${[`# ${title}`, `*${practice}*`, statementOf(practice, language), ...parts].join('\n\n')}\n`;
}
