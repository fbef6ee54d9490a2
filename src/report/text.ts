import type { Assessment, PracticeResult } from '../assessment/assess.ts';
import { dimensionNames, levelNames } from '../assessment/level.ts';
import { type Effort, type Language, titleOf } from '../guide/titles.ts';
import { sections } from '../practices/index.ts';
import type { Verdict } from '../practices/practice.ts';
import { type Bundle, render, say, type Text } from '../text.ts';
import { countVerdicts, type ReportOptions, tally } from './json.ts';

/** Colours a piece of text; given by who knows whether the terminal has colours. */
export type Paint = (style: 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan', text: string) => string;

const signs: Readonly<Record<Verdict, readonly [string, Parameters<Paint>[0]]>> = {
  met: ['✔', 'green'],
  partial: ['◐', 'yellow'],
  unmet: ['✘', 'red'],
  unanswered: ['?', 'cyan'],
  'not-applicable': ['–', 'dim'],
};

export const verdictNames: Readonly<Record<Verdict, Text>> = {
  met: say`met`,
  partial: say`partly met`,
  unmet: say`not met`,
  unanswered: say`unanswered`,
  'not-applicable': say`not applicable`,
};

export const effortNames: Readonly<Record<Effort, Text>> = {
  S: say`an hour or two`,
  M: say`a day or two`,
  L: say`more than a few days`,
};

/** The assessment for a terminal: the seven sections, the level, and the next steps. */
export function toText(
  assessment: Assessment,
  options: ReportOptions & { readonly paint?: Paint } = {},
): string {
  const { language = 'en', bundle = {}, section, projects = [], paint = (_, text) => text } = options;
  const t = (text: Text) => render(text, bundle);
  if (assessment.flags.ml.length === 0)
    return `${t(say`No machine learning was found in ${assessment.root}, so no practice applies.`)}\n`;
  const lines: string[] = [];
  for (const { id, title } of sections) {
    if (section && section !== id) continue;
    const { met, partial, unmet, unanswered } = tally(assessment, id);
    const of = met + partial + unmet + unanswered;
    lines.push(
      '',
      `${paint('bold', t(title))}  ${paint('dim', of === 0 ? t(say`not applicable`) : t(say`${met} of ${of} met`))}`,
    );
    for (const result of assessment.results) {
      if (result.practice.id.startsWith(`${id}/`)) lines.push(...describe(result, language, bundle, paint));
    }
  }
  lines.push('', ...levelLines(assessment, language, bundle, paint));
  lines.push(...hintLines(assessment, section, bundle, paint));
  if (projects.length > 0) lines.push('', paint('bold', t(say`Projects in this repository, each by itself`)));
  for (const { path, assessment: one } of projects) {
    const { met, partial, unmet, unanswered } = countVerdicts(one.results);
    const summary = say`level ${one.level.overall ?? '–'}, ${met} of ${met + partial + unmet + unanswered} met`;
    lines.push(`  ${path}  ${paint('dim', t(summary))}`);
  }
  if (assessment.unread.length > 0) {
    lines.push(
      '',
      paint('bold', t(say`Not read`)),
      ...assessment.unread.slice(0, 20).map(({ path, reason }) => `  ${path} ${t(reason)}`),
    );
    if (assessment.unread.length > 20) lines.push(`  … ${assessment.unread.length - 20}`);
  }
  return `${lines.slice(1).join('\n')}\n`;
}

/** How often each hint holds, and where first. */
function hintLines(
  { hints }: Assessment,
  section: string | undefined,
  bundle: Bundle,
  paint: Paint,
): string[] {
  const shown = hints.filter(({ hint }) => !section || hint.practice.startsWith(`${section}/`));
  const kinds = [...new Set(shown.map(({ hint }) => hint))];
  if (kinds.length === 0) return [];
  return [
    '',
    paint('bold', render(say`Hints in files`, bundle)),
    ...kinds.map((kind) => {
      const found = shown.filter(({ hint }) => hint === kind);
      const [first] = found;
      const place = paint('dim', `${first?.path}:${first?.range.line}`);
      return `  ${found.length} × ${render(kind.title, bundle)}  ${place}`;
    }),
  ];
}

function describe(result: PracticeResult, language: Language, bundle: Bundle, paint: Paint): string[] {
  const { practice, verdict, evidence, lacking, source, doubt, answer } = result;
  const [sign, colour] = signs[verdict];
  const lines = [`  ${paint(colour, sign)} ${titleOf(practice.id, language)} ${paint('dim', practice.id)}`];
  if (source === 'answer') {
    const { by, note = '' } = answer ?? {};
    lines.push(`      ${render(by ? say`answered by ${by}: ${note}` : say`answered: ${note}`, bundle)}`);
  }
  if (verdict === 'met' || verdict === 'partial' || verdict === 'unanswered') {
    for (const { path, line, note } of evidence.slice(0, 2))
      lines.push(paint('dim', `      ${path}:${line} ${render(note, bundle)}`));
  }
  if (lacking && verdict === 'partial') lines.push(`      ${render(say`lacking: ${lacking}`, bundle)}`);
  if (doubt) lines.push(`      ${render(doubt, bundle)}`);
  return lines;
}

function levelLines(
  { level, flags }: Assessment,
  language: Language,
  bundle: Bundle,
  paint: Paint,
): string[] {
  const t = (text: Text) => render(text, bundle);
  if (level.overall === null) return [];
  const { training, release, integration } = level.dimensions;
  const lines = [
    paint('bold', t(say`Repository evidence level ${level.overall}: ${levelNames[level.overall]}`)),
    `  ${t(dimensionNames.training)} ${training} · ${t(dimensionNames.release)} ${release} · ${t(dimensionNames.integration)} ${integration}`,
  ];
  if (level.belowOperation)
    lines.push(
      `  ${t(flags.serving.length > 0 ? say`It serves predictions, and a system in operation needs level 2 at least.` : say`It runs batches, and a system in operation needs level 2 at least.`)}`,
    );
  if (level.next.length > 0) lines.push('', paint('bold', t(say`Next steps`)));
  for (const step of level.next) {
    const title = step.title ? t(step.title) : titleOf(step.practice ?? '', language);
    lines.push(
      `  ${step.effort}  ${title} ${paint('dim', [step.practice ?? '', ...step.scaffolds.map((id) => `scaffold ${id}`)].filter(Boolean).join(' · '))}`,
    );
  }
  return lines;
}
