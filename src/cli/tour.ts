import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { styleText } from 'node:util';
import { assess } from '../assessment/assess.ts';
import { takeSnapshot } from '../assessment/snapshot.ts';
import { today } from '../assessment/today.ts';
import { nodeFiles } from '../files/node.ts';
import type { Tongue } from '../guide/language.ts';
import { planFile, type TourFormat, toFile, tourFiles, tourFormats } from '../report/tour/file.ts';
import { toText } from '../report/tour/render.ts';
import { type Tour, tourOf } from '../report/tour/tour.ts';
import { planningSignals } from '../scaffolds/series.ts';
import { say, UserError } from '../text.ts';
import { folderOf, type Options } from './options.ts';
import { tongueOf } from './package.ts';
import { writeChanges } from './write.ts';

/** `mlops-guide tour`: what a newcomer has to know; with `--write`, as files of the repository. */
export async function tour([directory]: readonly string[], options: Options): Promise<string> {
  const { format } = options;
  const file = tourFormats.find((name) => name === format);
  if (format !== undefined && format !== 'text' && !file)
    throw new UserError(say`“${format}” is not a format: use text, markdown or codetour.`);
  if (format === 'text' && options.write)
    throw new UserError(
      say`Text is not written to a file: use --format markdown or codetour, or none for both.`,
    );
  const folder = folderOf(directory ?? options.dir);
  const tongue = await tongueOf(options);
  const snapshot = await takeSnapshot(nodeFiles(folder), planningSignals);
  const assessment = assess(snapshot, today());
  if (assessment.flags.ml.length === 0)
    throw new UserError(say`No machine learning was found in ${folder}, so there is no tour.`);
  const found = tourOf(assessment, snapshot, tongue.language);
  if (options.write) return write(folder, found, file ? [file] : tourFormats, tongue);
  if (file) return toFile(found, file, tongue);
  const colours = process.stdout.isTTY && !process.env['NO_COLOR'];
  return toText(found, tongue, colours ? (style, text) => styleText(style, text) : undefined);
}

async function write(
  folder: string,
  tour: Tour,
  formats: readonly TourFormat[],
  tongue: Tongue,
): Promise<string> {
  const { t } = tongue;
  const planned = await Promise.all(
    formats.map(async (format) => planFile(tour, format, tongue, await textOf(folder, tourFiles[format]))),
  );
  const changes = planned.filter((change) => change !== undefined);
  await writeChanges(folder, changes);
  const lines = formats.map((format) =>
    changes.some(({ path }) => path === tourFiles[format])
      ? say`wrote ${tourFiles[format]}`
      : say`${tourFiles[format]} is up to date`,
  );
  return `${lines.map(t).join('\n')}\n`;
}

/** @returns undefined where there is no such file */
const textOf = (folder: string, file: string): Promise<string | undefined> =>
  readFile(path.join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UserError(say`${file} cannot be read (${error.message})`);
  });
