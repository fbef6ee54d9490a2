import * as path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { assess } from '../assessment/assess.ts';
import { takeSnapshot } from '../assessment/snapshot.ts';
import { today } from '../assessment/today.ts';
import { nodeFiles } from '../files/node.ts';
import type { Tongue } from '../guide/language.ts';
import { whatIfLines } from '../report/whatIf.ts';
import { scaffolds } from '../scaffolds/index.ts';
import { findOutdated } from '../scaffolds/outdated.ts';
import { fitsIn, questionsOf } from '../scaffolds/plan.ts';
import type { Choices, Question, Scaffold } from '../scaffolds/scaffold.ts';
import {
  helps,
  planningSignals,
  planSeries,
  practicesOf,
  type Series,
  type Site,
} from '../scaffolds/series.ts';
import { type Templates, withTeam } from '../scaffolds/team.ts';
import { say, UserError } from '../text.ts';
import { folderOf, type Options } from './options.ts';
import { packageFiles, tongueOf } from './package.ts';
import { writeChanges } from './write.ts';

/** `mlops-guide scaffold`: the plan with its contents and what it turns; with `--write`, the files. */
export async function scaffold(ids: readonly string[], options: Options): Promise<string> {
  const folder = folderOf(options.dir);
  const tongue = await tongueOf(options);
  const { scaffolds, content } = await templatesOf(folder, options);
  const site = { ...(await siteOf(folder)), content };
  if (options.list) return list(scaffolds, site, options, tongue);
  if (options.check) return check(scaffolds, site, options, tongue);
  const missingOnly = options['all-missing'] === true;
  if (ids.length === 0 && !missingOnly)
    throw new UserError(say`Name a scaffold, or use --all-missing; --list shows them.`);
  const chosen = missingOnly ? scaffolds : ids.map((id) => scaffoldOf(scaffolds, id));
  const questions = chosen.flatMap((one) => questionsOf(one, site.snapshot));
  const choices = readChoices(options.set ?? [], questions);
  const series = await planSeries(chosen, site, choices, { missingOnly });
  const [first] = series.left;
  if (first && !missingOnly) throw new UserError(say`${first.scaffold}: ${first.reason}`);
  if (options.write) await writeChanges(folder, series.changes);
  return print(series, options.write === true, given(questions, choices), tongue);
}

/** The templates of the product, under those of the team where it has some. */
async function templatesOf(folder: string, { templates }: Options): Promise<Templates> {
  if (templates === undefined) return { scaffolds, content: packageFiles };
  return withTeam(packageFiles, nodeFiles(folderOf(path.resolve(folder, templates)), { git: false }));
}

async function siteOf(folder: string): Promise<Site> {
  const files = nodeFiles(folder);
  const snapshot = await takeSnapshot(files, planningSignals);
  return { snapshot, files, content: packageFiles, signals: planningSignals, today: today() };
}

/** @throws UserError where no scaffold has the id */
function scaffoldOf(scaffolds: readonly Scaffold[], id: string): Scaffold {
  const found = scaffolds.find((one) => one.id === id);
  if (found) return found;
  throw new UserError(
    say`“${id}” is not a scaffold: use one of ${scaffolds.map((one) => one.id).join(', ')}.`,
  );
}

/** All scaffolds with the practices that they help to reach, and whether they would here. */
function list(
  scaffolds: readonly Scaffold[],
  { snapshot, today }: Site,
  { json }: Options,
  { t }: Tongue,
): string {
  const assessment = assess(snapshot, today);
  const all = scaffolds.map((one) => ({
    id: one.id,
    title: t(one.title),
    practices: practicesOf(one).map(({ id }) => id),
    helps: helps(one, assessment) && fitsIn(one, snapshot),
  }));
  if (json) return `${JSON.stringify({ schemaVersion: 1, scaffolds: all }, null, 2)}\n`;
  const width = Math.max(...all.map(({ id }) => id.length));
  const lines = all.map(
    ({ id, title, helps, practices }) =>
      `${helps ? '●' : ' '} ${id.padEnd(width)}  ${title} (${practices.join(', ')})`,
  );
  return `${[...lines, '', t(say`● helps a practice that is not met here`)].join('\n')}\n`;
}

/** Generated files that are older than their templates, and what has changed. */
async function check(
  scaffolds: readonly Scaffold[],
  site: Site,
  { set = [] }: Options,
  { t }: Tongue,
): Promise<string> {
  const questions = scaffolds.flatMap((one) => questionsOf(one, site.snapshot));
  const found = await findOutdated(scaffolds, site, readChoices(set, questions));
  if (found.length === 0)
    return `${t(say`All generated files are as their templates would make them now.`)}\n`;
  const parts = found.map(({ path, scaffold, text, content, reason }) =>
    content === undefined
      ? `# ${t(say`${path} is from an older template of ${scaffold}: ${reason ?? ''}`)}\n`
      : `# ${t(say`${path} is from an older template of ${scaffold}`)}\n${createTwoFilesPatch(path, path, text, content)}`,
  );
  return parts.join('\n');
}

/** What is taken from the repository where nobody says otherwise, each key once. */
const given = (questions: readonly Question[], choices: Choices): Map<string, string> =>
  new Map(
    questions.flatMap(({ key, value }) =>
      value !== undefined && choices[key] === undefined ? [[key, value] as const] : [],
    ),
  );

function print(
  series: Series,
  written: boolean,
  given: ReadonlyMap<string, string>,
  { t, language }: Tongue,
): string {
  const files = series.changes.map((change) => {
    if (written) return t(say`wrote ${change.path}`);
    const does =
      change.kind === 'create' ? say`would write ${change.path}` : say`would add to ${change.path}`;
    return `# ${t(does)}\n${change.content.trimEnd()}\n`;
  });
  const settings = written ? [] : [...given].map(([key, value]) => `# --set ${key}=${value}`);
  const remarks = [
    ...series.plans.flatMap(({ notes }) => notes),
    ...series.left.map(({ scaffold, reason }) => say`${scaffold} is left out: ${reason}`),
    ...whatIfLines(series, language),
  ].map((line) => `# ${t(line)}`);
  return `${[...files, ...settings, ...new Set(remarks)].join('\n')}\n`;
}

function readChoices(pairs: readonly string[], questions: readonly Question[]): Choices {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      const asking = questions.filter((one) => one.key === key);
      const keys = [...new Set(questions.map((one) => one.key))];
      if (asking.length === 0)
        throw new UserError(
          keys.length > 0
            ? say`“${pair}” does not set anything here: use ${keys.map((one) => `${one}=…`).join(', ')}.`
            : say`“${pair}” does not set anything here: this scaffold asks nothing.`,
        );
      const closed = asking.find(
        ({ open, choices }) => !open && !choices.some((choice) => choice.value === value),
      );
      if (closed)
        throw new UserError(
          say`${key} cannot be “${value}”: choose one of ${closed.choices.map((choice) => choice.value).join(', ')}.`,
        );
      return [key, value];
    }),
  );
}
