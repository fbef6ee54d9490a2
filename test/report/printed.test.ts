import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { printedPage, script, scriptHash } from '../../src/report/printed.ts';

describe('a printed page', () => {
  it('runs nothing but what opens the dialogue for printing', () => {
    const hash = createHash('sha256').update(script).digest('base64');
    assert.equal(scriptHash, `sha256-${hash}`);
    const html = printedPage('<b>', '<h1>Tests</h1>', 'ja', 'h1 { color: black }');
    assert.match(html, /<html lang="ja">/);
    assert.match(html, /<title>&lt;b&gt;<\/title>/);
    assert.match(html, /default-src 'none'; [^"]*script-src 'sha256-/);
    assert.deepEqual(html.match(/<script>.*<\/script>/g), ['<script>print()</script>']);
  });
});
