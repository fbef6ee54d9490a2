import assert from 'node:assert/strict';
import { readYaml } from '../../src/formats/yaml.ts';
import { linesOf, plain } from './plain.ts';

const read = (...lines: string[]) => readYaml(`${lines.join('\n')}\n`);
const first = (...lines: string[]) => {
  const [document] = read(...lines);
  assert.ok(document);
  return document;
};

describe('YAML', () => {
  it('finds maps and lists at their keys, values where they stand', () => {
    const document = first('a:', '  b: 1', '  c:', '    - x', '    -', '      y: 2', 'd:', '  "text"', 'e:');
    assert.deepEqual(plain(document), { a: { b: 1, c: ['x', { y: 2 }] }, d: 'text', e: null });
    assert.deepEqual(linesOf(document), {
      a: 1,
      'a.b': 2,
      'a.c': 3,
      'a.c[0]': 4,
      'a.c[1]': 6,
      'a.c[1].y': 6,
      d: 8,
      e: 9,
    });
  });

  it('finds a block of text at its first mark', () => {
    const document = first('run: |', '  pytest', '  ruff check', 'next: 1');
    assert.equal(document.get('run')?.text, 'pytest\nruff check\n');
    assert.equal(document.get('run')?.line, 1);
    assert.equal(document.get('next')?.line, 4);
  });

  it('reads flow style, quoted keys, and keys that are no texts', () => {
    const document = first('{ "a b": [1, two, { c: no }], 5: five, null: x }');
    assert.deepEqual(plain(document), { 'a b': [1, 'two', { c: 'no' }], 5: 'five', null: 'x' });
  });

  it('keeps `on` and `yes` as texts, and true and null as what they are', () => {
    const document = first('on: push', 'a: yes', 'b: true', 'c: ~', 'd: 1.50', 'e: "1.50"');
    assert.deepEqual(plain(document), { on: 'push', a: 'yes', b: true, c: null, d: 1.5, e: '1.50' });
    assert.equal(document.get('c')?.text, undefined);
    assert.equal(document.get('b')?.text, 'true');
  });

  it('resolves anchors, where they are used', () => {
    const document = first(
      'base: &steps',
      '  - pytest',
      'job:',
      '  script: *steps',
      'name: &n x',
      'same: *n',
    );
    assert.deepEqual(document.get('job', 'script')?.texts, ['pytest']);
    assert.equal(document.get('job', 'script')?.line, 4);
    assert.equal(document.get('same')?.text, 'x');
  });

  it('merges keys, and lets those of the map itself win', () => {
    const document = first(
      '.base: &base { image: python, stage: test }',
      '.more: &more { image: node, tags: [gpu] }',
      'one: { <<: *base, stage: build }',
      'two:',
      '  <<: [*base, *more]',
      '  script: x',
      'three:',
      '  stage: late',
      '  <<: *base',
    );
    assert.deepEqual(plain(document.get('one')), { image: 'python', stage: 'build' });
    assert.deepEqual(plain(document.get('two')), {
      image: 'python',
      stage: 'test',
      tags: ['gpu'],
      script: 'x',
    });
    assert.deepEqual(plain(document.get('three')), { image: 'python', stage: 'late' });
    assert.equal(document.get('one', 'stage')?.text, 'build');
    assert.equal(document.get('two', 'image')?.text, 'python');
  });

  it('does not read aliases that hold themselves, or that multiply', () => {
    assert.throws(() => read('a: &a', '  b: *a', '  c: 1'), /aliases are endless/);
    assert.throws(() => read('- &a [*a, *a]'), /aliases are endless/);
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [at, name] of [...'bcdefghijkl'].entries())
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefghijk'[at]}`).join(', ')}]`);
    assert.throws(() => read(...bomb), /too many/);
  });

  it('reads the same anchor at many places, and takes an alias of nobody for nothing', () => {
    const document = first('a: &a { x: [1, 2] }', 'b: [*a, *a, *a]', 'c: { d: *a, e: *a }', 'f: *nobody');
    assert.deepEqual(plain(document.get('b')), Array(3).fill({ x: [1, 2] }));
    assert.deepEqual(plain(document.get('c', 'e')), { x: [1, 2] });
    assert.equal(document.get('f')?.text, undefined);
  });

  it('reads all documents, empty ones too', () => {
    const documents = read('kind: A', '---', '# nothing', '---', 'kind: B');
    assert.deepEqual(documents.map(plain), [{ kind: 'A' }, null, { kind: 'B' }]);
    assert.equal(documents[2]?.get('kind')?.line, 5);
    assert.deepEqual(readYaml(''), []);
  });

  it('reads tags that it does not know, as CloudFormation and MkDocs have them', () => {
    const document = first('name: !Sub "churn-x"', 'list: !GetAtt', '  - a', 'f: !!python/name:x.y', '');
    assert.equal(document.get('name')?.text, 'churn-x');
    assert.deepEqual(document.get('list')?.texts, ['a']);
  });

  it('takes the first of two equal keys, and reads on', () => {
    const document = first('a: 1', 'a: 2', 'b: 3');
    assert.equal(document.get('a')?.value, 1);
    assert.equal(document.get('b')?.value, 3);
  });

  it('counts lines with Windows line ends, too', () => {
    const [document] = readYaml('a: 1\r\nb:\r\n  c: 2\r\n');
    assert.equal(document?.get('b', 'c')?.line, 3);
    assert.equal(document?.get('b', 'c')?.value, 2);
  });

  it('says on which line a text stops to be YAML', () => {
    assert.throws(() => read('a: 1', 'b: [1, 2', 'c: 3'), /is not valid YAML \(line \d+: /);
    assert.throws(() => read('a: 1', '  b: 2'), /is not valid YAML \(line [12]: /);
  });
});
