import type { TrendPoint } from '../../assessment/trend.ts';
import type { Verdict } from '../../practices/practice.ts';
import { say, type Text } from '../../text.ts';
import type { Html } from '../html.ts';
import { verdictNames } from '../text.ts';
import { group, path, svg, width, words } from './svg.ts';

const lines: readonly Verdict[] = ['met', 'partial', 'unmet'];
const [left, right, top, high] = [34, 110, 14, 130];

/** How many practices had which verdict, and the level, at some commits. */
export function trendLines(points: readonly TrendPoint[], t: (text: Text) => string): Html {
  const most = Math.max(10, ...points.flatMap(({ tally }) => lines.map((verdict) => tally[verdict])));
  const scale = Math.ceil(most / 10) * 10;
  const x = (at: number) =>
    left + (points.length < 2 ? 0 : (at * (width - left - right)) / (points.length - 1));
  const y = (count: number) => top + high - (count * high) / scale;
  const grid = [0, scale / 2, scale].flatMap((count) => [
    path(`M${left} ${y(count)}H${width - right}`, 'grid'),
    words(left - 8, y(count) + 4, count, 'end small'),
  ]);
  const drawn = lines.map((verdict) => {
    const route = points.map(
      ({ tally }, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(tally[verdict]).toFixed(1)}`,
    );
    const dots = points.map(({ tally, date, subject }, at) =>
      group(
        'dot',
        [path(`M${x(at).toFixed(1)} ${y(tally[verdict]).toFixed(1)}h.01`)],
        `${date} ${subject}: ${tally[verdict]} ${t(verdictNames[verdict])}`,
      ),
    );
    return group(`line ${verdict}`, [path(route.join('')), ...dots]);
  });
  const last = points.at(-1);
  const names: Html[] = [];
  let under = 0;
  const atEnd = (verdict: Verdict) => last?.tally[verdict] ?? 0;
  for (const verdict of [...lines].sort((a, b) => atEnd(b) - atEnd(a))) {
    under = Math.max(y(atEnd(verdict)) + 4, under + 15);
    names.push(words(width - right + 10, under, `${t(verdictNames[verdict])} ${atEnd(verdict)}`, 'small'));
  }
  const base = top + high;
  const levels = points.map(({ level }, at) => words(x(at), base + 22, level ?? '–', 'middle strong'));
  const dates = [points[0], last].map((point, at) =>
    words(at === 0 ? left : width - right, base + 42, point?.date ?? '', at === 0 ? 'small' : 'end small'),
  );
  const title = t(say`Verdicts and level from ${points[0]?.date ?? ''} to ${last?.date ?? ''}`);
  return svg(base + 48, title, [
    ...grid,
    ...drawn,
    ...names,
    ...levels,
    words(width - right + 10, base + 22, t(say`level`), 'small'),
    ...dates,
  ]);
}
