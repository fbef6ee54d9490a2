import assert from 'node:assert/strict';
import { readIni } from '../../src/formats/ini.ts';
import { linesOf, plain } from './plain.ts';

const read = (...lines: string[]) => readIni(lines.join('\n'));

describe('INI', () => {
  it('reads sections, and values after = and :', () => {
    const document = read(
      '[metadata]',
      'name = churn',
      'version: 1.0',
      '',
      '[options.extras_require]',
      'test=pytest',
    );
    assert.deepEqual(plain(document), {
      metadata: { name: 'churn', version: '1.0' },
      'options.extras_require': { test: 'pytest' },
    });
    assert.deepEqual(linesOf(document), {
      metadata: 1,
      'metadata.name': 2,
      'metadata.version': 3,
      'options.extras_require': 5,
      'options.extras_require.test': 6,
    });
  });

  it('continues a value on indented lines, over blank ones and comments', () => {
    const document = read(
      '[testenv]',
      'deps =',
      '    pytest',
      '    # for the speed',
      '    pytest-xdist ; later',
      '',
      '    ruff',
      'commands = pytest {posargs}',
      '  ruff check',
    );
    assert.equal(document.get('testenv', 'deps')?.text, 'pytest\npytest-xdist\nruff');
    assert.equal(document.get('testenv', 'deps')?.line, 2);
    assert.equal(document.get('testenv', 'commands')?.text, 'pytest {posargs}\nruff check');
    assert.equal(document.get('testenv', 'commands')?.line, 8);
  });

  it('takes an indented line with = for more of the value, not for a new key', () => {
    const document = read('[testenv]', 'setenv =', '    A = 1', '    B = 2', 'skip = no');
    assert.equal(document.get('testenv', 'setenv')?.text, 'A = 1\nB = 2');
    assert.deepEqual(document.get('testenv')?.keys(), ['setenv', 'skip']);
  });

  it('leaves comments out, and keeps # and ; inside words', () => {
    const document = read('# file', '[a]', '; note', 'url = https://x.org/#part', 'list = a;b # two');
    assert.deepEqual(plain(document), { a: { url: 'https://x.org/#part', list: 'a;b' } });
  });

  it('keeps : and = that belong to the value, and blanks in keys', () => {
    const document = read('[a]', 'console scripts = churn = churn.cli:main', 'index = https://x.org');
    assert.deepEqual(plain(document), {
      a: { 'console scripts': 'churn = churn.cli:main', index: 'https://x.org' },
    });
  });

  it('reads a section that is named twice as one', () => {
    const document = read('[a]', 'x = 1', '[b]', 'y = 2', '[a]', 'z = 3');
    assert.deepEqual(plain(document), { a: { x: '1', z: '3' }, b: { y: '2' } });
  });

  it('reads keys without values, and values before any section not at all', () => {
    const document = read('stray = 1', '[mypy]', 'strict', 'files = src');
    assert.deepEqual(plain(document), { mypy: { strict: '', files: 'src' } });
  });

  it('reads Windows line ends, and sections with a comment behind', () => {
    const document = readIni('[a]  ; first\r\nx = 1\r\n  2\r\n');
    assert.deepEqual(plain(document), { a: { x: '1\n2' } });
  });

  it('is empty where there is nothing to read', () => {
    assert.deepEqual(plain(read('')), {});
    assert.deepEqual(plain(read('just some text')), {});
  });
});
