import assert from 'node:assert/strict';
import { readJson } from '../../src/formats/json.ts';
import { linesOf, plain } from './plain.ts';

const read = (...lines: string[]) => readJson(lines.join('\n'));

describe('JSON', () => {
  it('reads maps and lists with the lines of their values', () => {
    const document = read('{', '  "a": { "b": [1, true,', '    null] },', '  "c":', '    "d"', '}');
    assert.deepEqual(plain(document), { a: { b: [1, true, null] }, c: 'd' });
    assert.deepEqual(linesOf(document), {
      a: 2,
      'a.b': 2,
      'a.b[0]': 2,
      'a.b[1]': 2,
      'a.b[2]': 3,
      c: 5,
    });
  });

  it('reads comments and trailing commas, which configuration files have', () => {
    const document = read('// settings', '{', '  /* of', '     the team */', '  "a": [1, 2,], // two', '}');
    assert.deepEqual(plain(document), { a: [1, 2] });
    assert.equal(document.get('a')?.line, 5);
  });

  it('keeps what looks like a comment in a text', () => {
    const document = read('{ "url": "https://example.org", "glob": "/**/*.ts", "quote": "\\"//\\"" }');
    assert.equal(document.get('url')?.text, 'https://example.org');
    assert.equal(document.get('glob')?.text, '/**/*.ts');
    assert.equal(document.get('quote')?.text, '"//"');
  });

  it('reads texts and numbers that stand alone, and empty maps', () => {
    assert.equal(read('"x"').text, 'x');
    assert.equal(read('-1.5e2').value, -150);
    assert.equal(read('{}').isMap, true);
    assert.equal(read('[]').isList, true);
  });

  it('counts lines with Windows line ends, too', () => {
    assert.equal(readJson('{\r\n  "a":\r\n  1\r\n}').get('a')?.line, 3);
  });

  it('says on which line a text stops to be JSON', () => {
    assert.throws(() => read('{', '  "a": 1', '  "b": 2', '}'), /is not valid JSON \(line 3: /);
    assert.throws(() => read('{ "a": }'), /is not valid JSON \(line 1: /);
    assert.throws(() => read("{ 'a': 1 }"), /is not valid JSON \(line 1: /);
    assert.throws(() => read(''), /is not valid JSON \(line 1: /);
    assert.throws(() => read('{', '  "a": [1, 2'), /is not valid JSON \(line 2: /);
  });
});
