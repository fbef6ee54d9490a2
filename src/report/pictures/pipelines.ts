import type { Coverage } from '../../assessment/lenses.ts';
import { type Language, titleOf } from '../../guide/titles.ts';
import { say, type Text } from '../../text.ts';
import type { Html } from '../html.ts';
import { group, path, rect, shorten, sign, svg, words } from './svg.ts';

export const stateNames: Readonly<Record<Coverage['state'], Text>> = {
  covered: say`covered`,
  partly: say`partly covered`,
  open: say`open`,
};

const signs = { covered: 'met', partly: 'partial', open: 'unmet' } as const;
const [box, gap, high] = [142, 24, 138];
const shown = 4;

/** The circle of the four pipelines, with the tools found in each. */
export function pipelineCircle(
  map: readonly Coverage[],
  language: Language,
  t: (text: Text) => string,
): Html {
  const boxes = map.flatMap(({ topic, state, tools, gaps }, at) => {
    const x = at * (box + gap) + 1;
    const names = tools
      .slice(0, shown)
      .map(({ tool, strength }) => (strength === 'used' ? tool.name : `(${tool.name})`));
    const more = tools.length > shown ? [t(say`and ${tools.length - shown} more`)] : [];
    const lines = tools.length > 0 ? [...names, ...more] : [t(say`no tool found`)];
    const title = `${titleOf(topic.id, language)}: ${t(stateNames[state])}, ${t(say`gaps: ${gaps.length}`)}`;
    return [
      group(`pipeline ${state}`, [rect(x, 1, box - 2, high)], title),
      words(x + 10, 22, titleOf(topic.id, language), 'strong'),
      sign(signs[state], x + 10, 32),
      words(x + 30, 43.5, t(stateNames[state]), 'small'),
      ...lines.map((line, index) => words(x + 10, 66 + index * 16, shorten(line, 19), 'small')),
      at < map.length - 1 ? path(`M${x + box + 1} ${high / 2}h${gap - 8}m-5-5l5 5l-5 5`, 'arrow') : '',
    ];
  });
  const [first, last] = [box / 2, 3 * (box + gap) + box / 2];
  const back = path(`M${last} ${high + 2}v14H${first}v-10m-5 5l5-5l5 5`, 'arrow');
  const title = map
    .map(({ topic, state }) => `${titleOf(topic.id, language)}: ${t(stateNames[state])}`)
    .join('; ');
  return svg(high + 22, title, [...boxes, back]);
}
