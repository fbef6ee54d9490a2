import assert from 'node:assert/strict';
import { reviewQueue } from '../../src/assessment/review.ts';
import { assessFiles } from '../assess.ts';

describe('the queue of a review', () => {
  it('begins with answers in doubt, and goes on with what nobody has answered', async () => {
    const assessment = await assessFiles({
      'train.py': 'from sklearn.svm import SVC\n\nSVC().fit(x, y)\n',
      '.mlops-guide.yaml': [
        'practices:',
        '  features/contribution: { verdict: met, note: On paper. }',
        '  monitoring/cost: { verdict: unmet, note: Later., review-by: 2026-01-31 }',
        '  code-quality/continuous-integration: { verdict: met, note: On the server. }',
      ].join('\n'),
    });
    const queue = reviewQueue(assessment);
    const ids = queue.map(({ practice }) => practice.id);
    assert.deepEqual(ids.slice(0, 3), [
      'code-quality/continuous-integration',
      'monitoring/cost',
      'explainability/meaningful',
    ]);
    assert.ok(queue.slice(2).every(({ verdict }) => verdict === 'unanswered'));
    assert.ok(!ids.includes('features/contribution'));
    assert.equal(new Set(ids).size, ids.length);
  });
});
