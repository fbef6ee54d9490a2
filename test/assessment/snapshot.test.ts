import assert from 'node:assert/strict';
import { assessmentSignals } from '../../src/assessment/assess.ts';
import { takeSnapshot, workOut } from '../../src/assessment/snapshot.ts';
import type { Files } from '../../src/files/files.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { derived, fromFiles, withSources } from '../../src/signals/signal.ts';
import { render } from '../../src/text.ts';

const words = fromFiles<string>({
  reads: ['**/*.txt'],
  *parse({ text }) {
    yield* text.split(/\s+/).filter(Boolean);
  },
});
let counted = 0;
const count = derived({ words }, ({ words }) => {
  counted++;
  return [words.length];
});

/** Memory files that tell which were read. */
function watched(contents: Record<string, string>): { files: Files; read: string[] } {
  const files = memoryFiles(contents);
  const read: string[] = [];
  const reading: Files['read'] = (path) => {
    read.push(path);
    return files.read(path);
  };
  return { read, files: { ...files, read: reading } };
}

describe('a snapshot', () => {
  it('reads only the files that a signal asks for, each once', async () => {
    const { files, read } = watched({ 'a.txt': 'one two', 'b.bin': 'x', 'c.txt': 'three' });
    const snapshot = await takeSnapshot(files, [words, count]);
    assert.deepEqual(read.filter((path) => !path.startsWith('.')).sort(), ['a.txt', 'c.txt']);
    assert.deepEqual(snapshot.facts({ count }).count, [3]);
  });

  it('takes over what has not changed, facts included', async () => {
    const contents: Record<string, string> = { 'a.txt': 'one two', 'c.txt': 'three' };
    const first = await takeSnapshot(memoryFiles(contents), [count]);
    first.facts({ count });
    const before = counted;
    contents['c.txt'] = 'three four';
    const { files, read } = watched(contents);
    const second = await takeSnapshot(files, [count], { previous: first, changed: ['c.txt'] });
    assert.deepEqual(read, ['c.txt']);
    assert.deepEqual(second.facts({ count }).count, [4]);
    const third = await takeSnapshot(memoryFiles(contents), [count], {
      previous: second,
      changed: ['a.txt'],
    });
    assert.equal(third.facts({ count }).count, second.facts({ count }).count);
    assert.equal(counted, before + 1);
  });

  it('works out facts ahead, each once and behind what it comes from', async () => {
    const twice = derived({ count, words }, ({ count: [sum = 0] }) => [2 * sum]);
    assert.deepEqual([...withSources([twice])], [words, count, twice]);
    const snapshot = await takeSnapshot(memoryFiles({ 'a.txt': 'one two' }), [twice]);
    const before = counted;
    await workOut(snapshot, [twice]);
    assert.deepEqual(snapshot.facts({ twice }).twice, [4]);
    assert.equal(counted, before + 1);
  });

  it('sees files that come and go', async () => {
    const first = await takeSnapshot(memoryFiles({ 'a.txt': 'one' }), [count]);
    const second = await takeSnapshot(memoryFiles({ 'a.txt': 'one', 'b.txt': 'two' }), [count], {
      previous: first,
      changed: ['b.txt'],
    });
    assert.deepEqual(second.facts({ count }).count, [2]);
    const third = await takeSnapshot(memoryFiles({ 'b.txt': 'two' }), [count], { previous: second });
    assert.deepEqual(third.facts({ count }).count, [1]);
  });

  it('stops where it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await assert.rejects(
      takeSnapshot(memoryFiles({ 'a.txt': 'x' }), [words], { signal: stop.signal }),
      /enough/,
    );
  });

  it('names what it could not read, and reads the rest', async () => {
    const contents = {
      'broken.yaml': 'a: [1,\nb: {',
      'pyproject.toml': '[project\nname = 1',
      'broken.ipynb': '{"cells": [',
      'broken.py': 'def broken(:\n    return ((\n',
      'package.json': '{"name": }',
      'long.md': 'x'.repeat(1024 * 1024 + 1),
      'binary.py': new Uint8Array([0x50, 0, 0x51]),
      'train.py': 'import sklearn\n',
    };
    const { unread } = await takeSnapshot(
      memoryFiles({ ...contents, 'broken.yaml': 'apiVersion: v1\nkind: [1,\nb: {' }),
      assessmentSignals,
    );
    const reasons = Object.fromEntries(unread.map(({ path, reason }) => [path, render(reason)]));
    assert.deepEqual(Object.keys(reasons).sort(), [
      'binary.py',
      'broken.ipynb',
      'broken.py',
      'broken.yaml',
      'long.md',
      'package.json',
      'pyproject.toml',
    ]);
    assert.match(reasons['broken.yaml'] ?? '', /not valid YAML \(line \d/);
    assert.match(reasons['pyproject.toml'] ?? '', /not valid TOML \(line \d/);
    assert.match(reasons['broken.ipynb'] ?? '', /not a notebook/);
    assert.match(reasons['broken.py'] ?? '', /not valid Python/);
    assert.equal(reasons['binary.py'], 'is a binary file');
    assert.equal(reasons['long.md'], 'is larger than 1 MB');
  });

  it('leaves out what the team excludes', async () => {
    const files = memoryFiles({
      '.mlops-guide.yaml': 'exclude:\n  - legacy/\n',
      'legacy/a.txt': 'one',
      'b.txt': 'two',
    });
    assert.deepEqual((await takeSnapshot(files, [count])).facts({ count }).count, [1]);
  });
});
