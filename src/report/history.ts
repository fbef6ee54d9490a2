import type { TrendPoint } from '../assessment/trend.ts';
import { escapeHtml } from '../guide/markdown.ts';
import { say } from '../text.ts';
import { button, details, figure, type Html, section, table, type Writing } from './html.ts';
import { trendLines } from './pictures/trend.ts';
import { verdictNames } from './text.ts';

const verdicts = ['met', 'partial', 'unmet', 'unanswered', 'not-applicable'] as const;

/**
 * The section of the overview on how the repository came to where it stands.
 * @param points the oldest first; none where earlier commits have not been read
 */
export function historySection(points: readonly TrendPoint[], { t }: Writing): Html {
  const title = t(say`Over time`);
  const read = button('history', t(say`Assess earlier commits`), {}, 'secondary');
  if (points.length === 0)
    return section(
      title,
      `<p>${escapeHtml(t(say`Up to twelve commits, read from git without checking them out.`))}</p>`,
      `<p>${read}</p>`,
    );
  const head = [t(say`Commit`), t(say`Level`), ...verdicts.map((verdict) => t(verdictNames[verdict]))];
  const rows = points.map(({ commit, date, subject, level, tally }) => [
    `${date} <code>${escapeHtml(commit.slice(0, 7))}</code><br>${escapeHtml(subject)}`,
    String(level ?? '–'),
    ...verdicts.map((verdict) => String(tally[verdict])),
  ]);
  const caption = t(say`Verdicts and level at some commits`);
  return section(
    title,
    figure(
      caption,
      trendLines(points, t),
      details(escapeHtml(t(say`As a table`)), table(caption, head, rows)),
    ),
    `<p>${read}</p>`,
  );
}
