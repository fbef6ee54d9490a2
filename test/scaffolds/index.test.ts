import assert from 'node:assert/strict';
import { practices } from '../../src/practices/index.ts';
import { scaffoldsOf } from '../../src/scaffolds/index.ts';

describe('the scaffolds of a practice', () => {
  it('come in the order in which the practice names them, and none is missing', () => {
    for (const practice of practices)
      assert.deepEqual(
        scaffoldsOf(practice).map(({ id }) => id),
        practice.scaffolds,
        practice.id,
      );
  });
});
