import assert from 'node:assert/strict';
import { readToml } from '../../src/formats/toml.ts';
import { linesOf, plain } from './plain.ts';

const read = (...lines: string[]) => readToml(`${lines.join('\n')}\n`);

describe('TOML', () => {
  it('reads tables with their lines', () => {
    const document = read(
      'name = "churn"',
      '',
      '[tool.ruff]',
      'line-length = 100',
      'select = [',
      '  "E",',
      '  "F",',
      ']',
    );
    assert.deepEqual(plain(document), {
      name: 'churn',
      tool: { ruff: { 'line-length': 100, select: ['E', 'F'] } },
    });
    assert.deepEqual(linesOf(document), {
      name: 1,
      tool: 3,
      'tool.ruff': 3,
      'tool.ruff.line-length': 4,
      'tool.ruff.select': 5,
      'tool.ruff.select[0]': 6,
      'tool.ruff.select[1]': 7,
    });
  });

  it('reads arrays of tables, and tables inside them', () => {
    const document = read(
      '[[repos]]',
      'repo = "a"',
      '[[repos.hooks]]',
      'id = "x"',
      '[[repos.hooks]]',
      'id = "y"',
      '[[repos]]',
      'repo = "b"',
      '[repos.options]',
      'fast = true',
    );
    assert.deepEqual(plain(document), {
      repos: [
        { repo: 'a', hooks: [{ id: 'x' }, { id: 'y' }] },
        { repo: 'b', options: { fast: true } },
      ],
    });
    assert.equal(document.get('repos')?.items[1]?.line, 7);
    assert.equal(document.get('repos')?.items[0]?.get('hooks')?.items[1]?.get('id')?.line, 6);
  });

  it('reads inline tables and lists of them', () => {
    const document = read(
      'hooks = [{ id = "ruff", args = ["--fix"] }, { id = "black" }]',
      'torch = { version = "2.9", extras = [] }',
      'mixed = [1, [2, "three"], { four.five = 6 }]',
    );
    assert.deepEqual(plain(document), {
      hooks: [{ id: 'ruff', args: ['--fix'] }, { id: 'black' }],
      torch: { version: '2.9', extras: [] },
      mixed: [1, [2, 'three'], { four: { five: 6 } }],
    });
  });

  it('reads dotted and quoted keys', () => {
    const document = read(
      'tool.uv.dev = true',
      'a."b.c".d = 1',
      "'e f' = 2",
      '[x."y z"]',
      'w.v = 3',
      'w.u = 4',
    );
    assert.deepEqual(plain(document), {
      tool: { uv: { dev: true } },
      a: { 'b.c': { d: 1 } },
      'e f': 2,
      x: { 'y z': { w: { v: 3, u: 4 } } },
    });
    assert.equal(document.get('x', 'y z', 'w', 'u')?.line, 6);
  });

  it('joins a table that is written in two places', () => {
    const document = read('[tool.a]', 'x = 1', '[tool.b]', 'y = 2', '[tool.a.c]', 'z = 3');
    assert.deepEqual(plain(document), { tool: { a: { x: 1, c: { z: 3 } }, b: { y: 2 } } });
  });

  it('knows an empty table and an empty list from nothing', () => {
    const document = read('[tool.x]', '[project]', 'list = []');
    assert.equal(document.get('tool', 'x')?.isMap, true);
    assert.equal(document.get('project', 'list')?.isList, true);
    assert.deepEqual(document.get('project', 'list')?.texts, []);
  });

  it('reads texts over several lines, numbers, dates, and leaves comments out', () => {
    const document = read(
      'a = """',
      'one',
      'two"""',
      "b = 'c:\\x'",
      'c = 1_000',
      'd = 2026-11-21 # today',
      'e = 1e3',
      '# f = 1',
    );
    assert.equal(document.get('a')?.text, 'one\ntwo');
    assert.equal(document.get('a')?.line, 1);
    assert.equal(document.get('b')?.text, 'c:\\x');
    assert.equal(document.get('c')?.value, 1000);
    assert.match(document.get('d')?.text ?? '', /^2026-11-21/);
    assert.equal(document.get('e')?.value, 1000);
    assert.deepEqual(document.keys(), ['a', 'b', 'c', 'd', 'e']);
  });

  it('does not stumble over names that JavaScript has taken', () => {
    const document = read('[__proto__]', 'constructor = 1', '[toString]', 'x = 2');
    assert.deepEqual(document.keys(), ['__proto__', 'toString']);
    assert.equal(document.get('__proto__', 'constructor')?.value, 1);
    assert.equal(document.get('hasOwnProperty'), undefined);
  });

  it('says on which line a text stops to be TOML', () => {
    assert.throws(() => read('a = 1', 'b = ?', 'c = 2'), /is not valid TOML \(line 2: /);
    assert.throws(() => read('a = 1', 'a = 2'), /is not valid TOML \(line 2: /);
    assert.throws(() => read('x = 1', '[a] b'), /is not valid TOML \(line 2: /);
  });
});
