import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { answersPath, answerVerdicts } from '../assessment/answers.ts';
import { recordAnswer } from '../assessment/record.ts';
import { today } from '../assessment/today.ts';
import { gitUser } from '../files/node.ts';
import { say, UserError } from '../text.ts';
import { folderOf, type Options, practiceId } from './options.ts';
import { tongueOf } from './package.ts';

/** `mlops-guide answer`: records what files cannot show. */
export async function answer([id, verdict]: readonly string[], options: Options): Promise<string> {
  const { t } = await tongueOf(options);
  const practice = practiceId(id);
  const given = answerVerdicts.find((name) => name === verdict);
  if (!given)
    throw new UserError(say`“${verdict ?? ''}” is not a verdict: use one of ${answerVerdicts.join(', ')}.`);
  if (!options.note)
    throw new UserError(say`Say in a sentence why, with --note "…": the answer is read by people.`);
  const reviewBy = options['review-by'];
  if (reviewBy && !/^\d{4}-\d{2}-\d{2}$/.test(reviewBy))
    throw new UserError(say`“${reviewBy}” is not a date: write it as ${today()}.`);
  const folder = folderOf(options.dir);
  const file = path.join(folder, answersPath);
  const text = await readFile(file, 'utf8').catch(() => '');
  const by = options.by ?? (await gitUser(folder));
  const changed = recordAnswer(text, practice, {
    verdict: given,
    on: today(),
    note: options.note,
    ...(by && { by }),
    ...(options.link && { link: options.link }),
    ...(reviewBy && { reviewBy }),
  });
  await writeFile(file, changed);
  return `${t(say`${practice} is answered: ${given}, in ${file}`)}\n`;
}
