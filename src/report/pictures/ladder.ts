import {
  type Dimension,
  dimensionNames,
  type Level,
  type LevelReport,
  levelNames,
} from '../../assessment/level.ts';
import { say, type Text } from '../../text.ts';
import type { Html } from '../html.ts';
import { group, path, rect, svg, width, words, wrap } from './svg.ts';

const levels: readonly Level[] = [4, 3, 2, 1, 0];
const dimensions = Object.keys(dimensionNames) as Dimension[];
const [left, top, row] = [272, 40, 34];
const column = (width - left) / 4;

/** The ladder from 0 to 4, overall and for the three dimensions: filled up to where the repository stands. */
export function ladder({ overall, dimensions: reached }: LevelReport, t: (text: Text) => string): Html {
  const columns = [
    { name: t(say`Overall`), level: overall },
    ...dimensions.map((name) => ({ name: t(dimensionNames[name]), level: reached[name] })),
  ];
  const heads = columns.flatMap(({ name }, at) => {
    const lines = wrap(name, 14);
    return lines.map((line, index) =>
      words(left + (at + 0.5) * column, 30 - (lines.length - 1 - index) * 14, line, 'middle small'),
    );
  });
  const rungs = levels.map((level, index) => {
    const y = top + index * row;
    const here = level === overall;
    const cells = columns.map(({ name, level: at }, place) => {
      const x = left + place * column;
      const filled = at !== null && level <= at;
      const tick = filled ? path(`M${x + column / 2 - 5} ${y + 16}l4 4l7-9`, 'tick') : '';
      return group(
        filled ? 'cell filled' : 'cell',
        [rect(x + 3, y + 2, column - 6, row - 4), tick],
        `${name}: ${level}`,
      );
    });
    return [
      here ? group('here', [rect(0, y, width, row), path(`M6 ${y + 12}l6 5l-6 5z`)]) : '',
      words(20, y + 21, level, 'strong'),
      words(40, y + 21, t(levelNames[level]), here ? 'strong' : ''),
      ...cells,
    ];
  });
  const title = t(
    say`Level ${overall ?? 0} of 4; ${columns
      .slice(1)
      .map(({ name, level }) => `${name} ${level}`)
      .join(', ')}`,
  );
  return svg(top + levels.length * row + 4, title, [...heads, ...rungs.flat()]);
}
