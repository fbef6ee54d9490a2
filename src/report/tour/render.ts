import { answersPath } from '../../assessment/answers.ts';
import type { Tongue } from '../../guide/language.ts';
import { titleOf } from '../../guide/titles.ts';
import type { Place } from '../../signals/signal.ts';
import { say, type Text } from '../../text.ts';
import type { Paint } from '../text.ts';
import type { Sight, Stop, Tour } from './tour.ts';

/** The tour for a terminal. */
export function toText(
  { name, stops }: Tour,
  { t, language }: Tongue,
  paint: Paint = (_, text) => text,
): string {
  const told = stops.flatMap(({ title, sights, commands, practices }, index) => [
    '',
    paint('bold', `${index + 1}. ${t(title)}`),
    ...sights.map(
      ({ text, place }) => `   ${flowing(t(text))}${place ? `  ${paint('dim', at(place))}` : ''}`,
    ),
    ...commands.map((command) => paint('cyan', `     ${command}`)),
    ...practices.map((id) => paint('dim', `   → mlops-guide explain ${id}  (${titleOf(id, language)})`)),
  ]);
  return `${[paint('bold', t(say`A tour of ${name}`)), ...told].join('\n')}\n`;
}

/** Code that is quoted may run over lines. */
export const flowing = (text: string): string => text.replace(/\s+/g, ' ');

const at = ({ path, line }: Place): string => `${path}:${line}`;

/** What could be read as Markdown in what a repository says, shown as it is. */
const asText = (text: string): string => text.replace(/[\\`*[\]<>#~]|(?<!\w)_|_(?!\w)/g, '\\$&');

/** A sentence whose values are escaped: its own words have nothing to escape. */
const escaped = ({ message, values }: Text): Text => ({
  message,
  values: values.map((value) =>
    typeof value === 'object' ? escaped(value) : typeof value === 'string' ? asText(value) : value,
  ),
});

const link = ({ path, line }: Place): string =>
  `[${asText(path)}:${line}](${path.split('/').map(encodeURIComponent).join('/')}#L${line})`;

/** The body of a stop in Markdown. @param show how a place is shown, if at all */
function describe(
  { sights, commands, practices }: Stop,
  { t, language }: Tongue,
  show: (place: Place) => string | undefined,
): string {
  const sentences = sights.map(({ text, place }: Sight) => {
    const shown = place && show(place);
    const said = flowing(t(escaped(text)));
    return shown ? `${said} (${shown})` : said;
  });
  const pages = practices.map((id) => `- ${titleOf(id, language)}: \`mlops-guide explain ${id}\``);
  const list = sentences.length > 1 ? sentences.map((one) => `- ${one}`) : sentences;
  return [
    list.join('\n'),
    ...(commands.length > 0 ? [`\`\`\`sh\n${commands.join('\n')}\n\`\`\``] : []),
    ...(pages.length > 0 ? [pages.join('\n')] : []),
  ].join('\n\n');
}

/** The tour as a Markdown document for the root of the repository. */
export function toMarkdown(tour: Tour, tongue: Tongue): string {
  const { t } = tongue;
  const intro = say`What the files of this repository tell somebody who is new to it. What only people know stands in ${answersPath}.`;
  const stops = tour.stops.map(
    (stop, index) => `## ${index + 1}. ${t(stop.title)}\n\n${describe(stop, tongue, link)}`,
  );
  return `${[`# ${t(say`A tour of ${asText(tour.name)}`)}`, t(intro), ...stops].join('\n\n')}\n`;
}

/**
 * The tour for the extension CodeTour. Stops without a place have a description only.
 * https://github.com/microsoft/codetour/blob/main/schema.json
 */
export function toCodeTour(tour: Tour, tongue: Tongue) {
  const { t } = tongue;
  return {
    $schema: 'https://aka.ms/codetour-schema',
    title: t(say`A tour of ${tour.name}`),
    description: t(say`What the files of this repository tell somebody who is new to it.`),
    steps: tour.stops.map((stop) => {
      const place = placeOf(stop);
      return {
        ...(place && { file: place.path, line: place.line }),
        title: t(stop.title),
        // The file of the step is open beside it.
        description: describe(stop, tongue, (one) =>
          one.path === place?.path ? undefined : asText(at(one)),
        ),
      };
    }),
  };
}

/** Where a stop is: the first place that it tells of. */
export const placeOf = ({ sights }: Stop): Place | undefined => sights.find(({ place }) => place)?.place;
