import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { takeSnapshot } from '../assessment/snapshot.ts';
import { nodeFiles } from '../files/node.ts';
import { scaffolds } from '../scaffolds/index.ts';
import { planScaffold, questionsOf } from '../scaffolds/plan.ts';
import type { Change, Choices, Question } from '../scaffolds/scaffold.ts';
import { saidBy, say, UserError } from '../text.ts';
import { folderOf, type Options } from './options.ts';
import { packageFiles, tongueOf } from './package.ts';

/** `mlops-guide scaffold`: the plan with its contents; with `--write`, the files. */
export async function scaffold([id]: readonly string[], options: Options): Promise<string> {
  const found = scaffolds.find((one) => one.id === id);
  if (!found)
    throw new UserError(
      say`“${id ?? ''}” is not a scaffold: use one of ${scaffolds.map((one) => one.id).join(', ')}.`,
    );
  const folder = folderOf(options.dir);
  const { t } = await tongueOf(options);
  const files = nodeFiles(folder);
  const snapshot = await takeSnapshot(files, Object.values(found.signals));
  const questions = questionsOf(found, snapshot);
  const choices = readChoices(options.set ?? [], questions);
  const plan = await planScaffold(found, snapshot, files, packageFiles, choices).catch((error: unknown) => {
    throw new UserError(say`${saidBy(error)} Pass it as --set KEY=VALUE.`);
  });
  if (options.write) await write(folder, plan.changes);
  const parts = plan.changes.map(({ path, content }) =>
    options.write ? t(say`wrote ${path}`) : `# ${t(say`would write ${path}`)}\n${content.trimEnd()}\n`,
  );
  const notes = plan.notes.map((note) => `# ${t(note)}`);
  const given = questions
    .filter(({ key, value }) => !options.write && value !== undefined && choices[key] === undefined)
    .map(({ key, value }) => `# --set ${key}=${value}`);
  return `${[...parts, ...given, ...notes].join('\n')}\n`;
}

function readChoices(pairs: readonly string[], questions: readonly Question[]): Choices {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      const question = questions.find((one) => one.key === key);
      if (!question)
        throw new UserError(
          questions.length > 0
            ? say`“${pair}” does not set anything here: use ${questions.map((one) => `${one.key}=…`).join(', ')}.`
            : say`“${pair}” does not set anything here: this scaffold asks nothing.`,
        );
      if (!question.open && !question.choices.some((choice) => choice.value === value)) {
        throw new UserError(
          say`${key} cannot be “${value}”: choose one of ${question.choices.map((choice) => choice.value).join(', ')}.`,
        );
      }
      return [key, value];
    }),
  );
}

/** Writes all changes, or none: what was written is taken back where one fails. */
async function write(folder: string, changes: readonly Change[]): Promise<void> {
  const done: Change[] = [];
  try {
    for (const change of changes) {
      const file = path.join(folder, change.path);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, change.content, { flag: change.kind === 'create' ? 'wx' : 'w' });
      done.push(change);
    }
  } catch (error) {
    for (const change of done) {
      const file = path.join(folder, change.path);
      if (change.kind === 'create') await rm(file);
      else await writeFile(file, change.before);
    }
    throw new UserError(say`Nothing was written: ${saidBy(error)}.`);
  }
}
