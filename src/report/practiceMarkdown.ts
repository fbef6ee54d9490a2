import { escapeMarkdown } from '../guide/markdown.ts';
import { statementOf } from '../guide/titles.ts';
import { say } from '../text.ts';
import type { PracticePage } from './page.ts';
import { verdictNames } from './text.ts';

/** The page of a practice as Markdown, for an issue or a wiki; what comes from a repository is escaped. */
export function practiceMarkdown({ practice, result, page, language, t }: PracticePage): string {
  const { verdict, evidence = [], lacking, doubt, answer } = result ?? {};
  const evidenceTitle = practice.mode === 'attest' ? say`Hints` : say`Evidence`;
  const places = evidence.map(({ path, line, note }) => {
    const place = path === '.git' ? 'git' : escapeMarkdown(`${path}:${line}`);
    return `- ${place} – ${escapeMarkdown(t(note))}`;
  });
  const parts = [
    `# ${page.title}`,
    statementOf(practice.id, language),
    verdict && `**${t(verdictNames[verdict])}**`,
    verdict === 'partial' && lacking && escapeMarkdown(t(say`lacking: ${lacking}`)),
    answer && escapeMarkdown(t(say`answered by ${answer.by ?? '–'} on ${answer.on ?? '–'}`)),
    answer?.note && `> ${escapeMarkdown(answer.note)}`,
    doubt && escapeMarkdown(t(doubt)),
    places.length > 0 && `## ${t(evidenceTitle)}\n\n${places.join('\n')}`,
    ...page.sections.map(({ heading, markdown }) => `## ${heading}\n\n${markdown}`),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
