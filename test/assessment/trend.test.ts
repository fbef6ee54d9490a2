import assert from 'node:assert/strict';
import { readTrend, sample } from '../../src/assessment/trend.ts';
import type { Past } from '../../src/files/files.ts';
import { memoryFiles } from '../../src/files/memory.ts';

const train = 'from sklearn.svm import SVC\n\nSVC().fit(x, y)\n';
const test = 'from train import SVC\n\n\ndef test_it():\n    assert SVC\n';
const ci = 'on: [pull_request]\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n';
const trees: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { 'README.md': '# A\n' },
  b: { 'train.py': train },
  c: { 'train.py': train, 'tests/test_train.py': test, '.github/workflows/ci.yml': ci },
};

/** The commits a, b and c; notes which are looked into. */
function pastOf(seen: string[]): Past {
  const commits = Object.keys(trees).map((commit) => ({ commit, date: '2026-01-02', subject: commit }));
  return {
    commits: async () => [...commits].reverse(),
    at(commit) {
      seen.push(commit);
      return memoryFiles(trees[commit] ?? {}, { history: { commits: [], tags: [] } });
    },
    close: () => undefined,
  };
}

describe('the trend', () => {
  it('tells level and verdicts of each commit, the oldest first', async () => {
    const points = await readTrend(pastOf([]));
    assert.deepEqual(
      points.map(({ commit, level }) => [commit, level]),
      [
        ['a', null],
        ['b', 0],
        ['c', 1],
      ],
    );
    const [first, second, third] = points.map(({ tally }) => tally);
    assert.equal(first?.['not-applicable'], 60);
    assert.ok((third?.met ?? 0) > (second?.met ?? 0));
  });

  it('does not read again what is known', async () => {
    const seen: string[] = [];
    const known = await readTrend(pastOf([]));
    const again = await readTrend(pastOf(seen), { known: known.slice(0, 2) });
    assert.deepEqual(seen, ['c']);
    assert.deepEqual(again, known);
  });

  it('ends where it is cancelled', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const reading = readTrend(pastOf(seen), {
      signal: stop.signal,
      onProgress: (done) => done === 1 && stop.abort(),
    });
    await assert.rejects(reading, { name: 'AbortError' });
    assert.deepEqual(seen, ['a', 'b']);
  });

  it('samples evenly, with the first and the last', () => {
    const many = Array.from({ length: 100 }, (_, at) => at);
    assert.deepEqual(sample(many, 4), [0, 33, 66, 99]);
    assert.deepEqual(sample([1, 2], 12), [1, 2]);
  });
});
