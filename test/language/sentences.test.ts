import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readSentences } from '../../scripts/sentences.mjs';
import { tools } from '../../src/signals/tool/catalogue.ts';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const places = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

/** Messages that are the name of a tool, or marks between values. */
const nameless = (message: string) =>
  /^(API|Amazon Web Services|Google Cloud|Microsoft Azure)$/.test(message) ||
  tools.some(({ name }) => name.endsWith(message)) ||
  !/[a-z]/i.test(message);

describe('the sentences in Japanese', () => {
  const messages = [...readSentences().keys()];
  const bundle = read('l10n/bundle.l10n.ja.json');

  it('are found in the sources', () => {
    assert.ok(messages.includes('calls {0}'));
    assert.ok(messages.includes('Run `pre-commit install` once in each clone.'));
    assert.ok(messages.length > 300);
  });

  it('are there for all messages, and for no others (npm run l10n)', () => {
    assert.deepEqual({ missing: messages.filter((message) => !bundle[message]) }, { missing: [] });
    assert.deepEqual(
      Object.keys(bundle).filter((message) => !messages.includes(message)),
      [],
    );
  });

  it('keep the places of values', () => {
    for (const [message, translation] of Object.entries(bundle))
      assert.deepEqual(places(translation), places(message), message);
  });

  it('are Japanese', () => {
    const foreign = Object.entries(bundle).filter(
      ([message, translation]) => !japanese.test(translation) && !nameless(message),
    );
    assert.deepEqual(foreign, []);
  });
});

describe('the manifest in Japanese', () => {
  const english = read('package.nls.json');
  const translated = read('package.nls.ja.json');
  const manifest = readFileSync('package.json', 'utf8');

  it('has what the English has', () => {
    assert.deepEqual(Object.keys(translated), Object.keys(english));
    for (const [key, text] of Object.entries(translated)) {
      assert.ok(japanese.test(text) || text === 'MLOps', text);
      const commands = (one: string) => one.match(/\(command:[\w.]+\)/g);
      assert.deepEqual(commands(text), commands(english[key] ?? ''));
    }
  });

  it('has what the manifest asks for, and nothing else', () => {
    const asked = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(asked)].sort(), Object.keys(english).sort());
  });
});
