import type { Assessment } from '../assessment/assess.ts';
import { tallyOf } from '../assessment/lenses.ts';
import { type Language, titleOf } from '../guide/titles.ts';
import { sections } from '../practices/index.ts';
import { type Bundle, render } from '../text.ts';

/** The assessment as data; the shape is part of the product's interface, and `schemaVersion` changes with it. */
export function toJson(
  assessment: Assessment,
  { language = 'en', bundle = {}, section, projects = [] }: ReportOptions = {},
) {
  const chosen = sections.filter(({ id }) => !section || id === section);
  const results = assessment.results.filter(({ practice }) =>
    chosen.some(({ id }) => practice.id.startsWith(`${id}/`)),
  );
  const { overall, dimensions, next, belowOperation } = assessment.level;
  return {
    schemaVersion: 1,
    root: assessment.root,
    commit: assessment.commit ?? null,
    stage: assessment.answers.stage ?? null,
    flags: Object.fromEntries(
      Object.entries(assessment.flags).map(([flag, evidence]) => [flag, evidence.length > 0]),
    ),
    level: {
      overall,
      ...dimensions,
      belowOperation,
      next: next.map((step) => ({
        practice: step.practice ?? null,
        title: step.title ? render(step.title, bundle) : titleOf(step.practice ?? '', language),
        effort: step.effort,
        scaffolds: step.scaffolds,
        levelAfter: step.levelAfter,
      })),
    },
    sections: chosen.map(({ id }) => ({ id, ...tally(assessment, id) })),
    practices: results.map(({ practice, verdict, source, evidence, lacking, answer, doubt }) => ({
      number: practice.number,
      id: practice.id,
      title: titleOf(practice.id, language),
      section: practice.id.split('/')[0],
      mode: practice.mode,
      verdict,
      source,
      evidence: evidence.map(({ path, line, note }) => ({ path, line, note: render(note, bundle) })),
      ...(lacking && { lacking: render(lacking, bundle) }),
      ...(answer && {
        answer: {
          by: answer.by ?? null,
          on: answer.on ?? null,
          note: answer.note ?? null,
          link: answer.link ?? null,
          reviewBy: answer.reviewBy ?? null,
        },
      }),
      ...(doubt && { doubt: render(doubt, bundle) }),
      scaffolds: practice.scaffolds,
    })),
    hints: assessment.hints
      .filter(({ hint }) => chosen.some(({ id }) => hint.practice.startsWith(`${id}/`)))
      .map(({ hint, path, range, note, fix }) => ({
        id: hint.id,
        practice: hint.practice,
        path,
        ...range,
        note: render(note, bundle),
        ...(fix && { fix: { title: render(fix.title, bundle), edits: fix.edits } }),
      })),
    ...(projects.length > 0 && {
      projects: projects.map(({ path, assessment: { level, results } }) => ({
        path,
        level: { overall: level.overall, ...level.dimensions },
        ...countVerdicts(results),
      })),
    }),
    unread: assessment.unread.map(({ path, reason }) => ({ path, reason: render(reason, bundle) })),
  };
}

/** A project of a monorepo, assessed by itself. */
export interface Project {
  /** Of its folder, from the root of the repository. */
  readonly path: string;
  readonly assessment: Assessment;
}

export interface ReportOptions {
  readonly language?: Language;
  readonly bundle?: Bundle;
  /** The id of a section: only its practices. */
  readonly section?: string | undefined;
  readonly projects?: readonly Project[];
}

export interface Tally {
  readonly met: number;
  readonly partial: number;
  readonly unmet: number;
  readonly unanswered: number;
  readonly notApplicable: number;
}

/** How many practices of a section have which verdict. */
export const tally = ({ results }: Assessment, section: string): Tally =>
  countVerdicts(results.filter(({ practice }) => practice.id.startsWith(`${section}/`)));

/** How many of some results have which verdict. */
export function countVerdicts(results: Assessment['results']): Tally {
  const { 'not-applicable': notApplicable, ...counts } = tallyOf(results);
  return { ...counts, notApplicable };
}
