import * as path from 'node:path';
import { nodeFiles } from '../files/node.ts';

/** The folder that holds content/ and l10n/: the one above dist/. */
export const packageFiles = nodeFiles(path.join(__dirname, '..'), { git: false });
