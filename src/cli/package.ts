import * as path from 'node:path';
import { nodeFiles } from '../files/node.ts';
import { readTongue, type Tongue } from '../guide/language.ts';
import { languageOf, type Options } from './options.ts';

/** The folder that holds content/ and l10n/: the one above dist/. */
export const packageFiles = nodeFiles(path.join(__dirname, '..'), { git: false });

/** The sentences of the language that is asked for. */
export const tongueOf = (options: Pick<Options, 'lang'>): Promise<Tongue> =>
  readTongue(packageFiles, languageOf(options));
