import assert from 'node:assert/strict';
import { type Filter, outline, passes } from '../../src/assessment/outline.ts';
import { assessFiles } from '../assess.ts';

const files = {
  'train.py': 'from sklearn.svm import SVC\n\nSVC().fit(x, y)\n',
  'test_train.py': 'from train import SVC\n\n\ndef test_fits():\n    assert SVC().fit([[0], [1]], [0, 1])\n',
  '.mlops-guide.yaml': 'practices:\n  monitoring/cost: { verdict: not-applicable, note: We pay nothing. }\n',
};

describe('the outline of the practices', () => {
  it('has a heading for each level that asks for practices, and one for the rest', async () => {
    const headings = outline(await assessFiles(files), 'levels');
    assert.deepEqual(
      headings.map(({ id }) => id),
      ['levels/1', 'levels/2', 'levels/3', 'levels/4', 'levels/other'],
    );
    const rest = headings.at(-1)?.results.map(({ practice }) => practice.id);
    assert.ok(rest?.includes('documentation/architecture') && !rest.includes('code-quality/tests'));
  });

  it('puts a practice under each principle that it serves', async () => {
    const headings = outline(await assessFiles(files), 'principles');
    const holding = headings.filter(({ results }) =>
      results.some(({ practice }) => practice.id === 'code-quality/continuous-integration'),
    );
    assert.deepEqual(
      holding.map(({ id }) => id),
      ['principles/quality', 'principles/delivery'],
    );
  });

  it('keeps the groups of the sections', async () => {
    const [documentation, ...others] = outline(await assessFiles(files), 'sections');
    assert.deepEqual(
      documentation?.headings.map(({ id, results }) => [id, results.length]),
      [
        ['documentation:project', 3],
        ['documentation:model', 3],
        ['documentation:technical', 2],
      ],
    );
    assert.equal(
      [documentation, ...others].reduce((sum, one) => sum + (one?.results.length ?? 0), 0),
      60,
    );
  });

  it('is filtered by verdict, by scaffold and by what has changed', async () => {
    const { results } = await assessFiles(files);
    const shown = (filter: Filter, changed: readonly string[] = []) =>
      results
        .filter((one) => passes(filter, one, (path) => changed.includes(path)))
        .map(({ practice }) => practice.id);
    assert.equal(shown('all').length, 60);
    assert.ok(shown('open').includes('code-quality/continuous-integration'));
    assert.ok(!shown('open').includes('monitoring/cost'));
    assert.ok(shown('fixable').includes('code-quality/continuous-integration'));
    assert.ok(!shown('fixable').includes('explainability/meaningful'), 'nothing can be scaffolded for it');
    assert.ok(
      shown('unanswered').length > 0 && !shown('open').some((id) => shown('unanswered').includes(id)),
    );
    assert.ok(shown('changed', ['test_train.py']).includes('code-quality/tests'));
    assert.deepEqual(shown('changed'), []);
  });
});
