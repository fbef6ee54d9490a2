// Brings the Japanese sentences up to date: drops those that no source says any more, and prints those that are
// missing as JSON. `npm run l10n -- FILE` takes translations in from such a file.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readSentences } from './sentences.mjs';

const bundle = path.join(import.meta.dirname, '..', 'l10n', 'bundle.l10n.ja.json');
const read = async (/** @type {string} */ file) => JSON.parse(await readFile(file, 'utf8'));

const [translations] = process.argv.slice(2);
const known = { ...(await read(bundle)), ...(translations && (await read(translations))) };
const messages = [...readSentences().keys()].sort();
const kept = messages.filter((message) => known[message]);
await writeFile(
  bundle,
  `${JSON.stringify(Object.fromEntries(kept.map((message) => [message, known[message]])), null, 2)}\n`,
);
const missing = messages.filter((message) => !known[message]);
console.log(JSON.stringify(Object.fromEntries(missing.map((message) => [message, ''])), null, 2));
