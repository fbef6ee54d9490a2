import assert from 'node:assert/strict';
import { readAnswers } from '../../src/assessment/answers.ts';
import { hidePractice, recordAnswer, removeAnswer, setStage } from '../../src/assessment/record.ts';

const answer = { verdict: 'met', by: 'Aiko', on: '2026-11-21', note: 'By hand' } as const;

describe('writing answers', () => {
  it('starts a file that can be read back', () => {
    const text = recordAnswer('', 'monitoring/cost', { ...answer, reviewBy: '2027-05-01' });
    assert.deepEqual(readAnswers(text).practices.get('monitoring/cost'), {
      ...answer,
      reviewBy: '2027-05-01',
      line: 4,
    });
  });

  it('keeps comments, quotes and what else the file holds', () => {
    const before = `# Ours\nstage: pilot # since May\n\npractices:\n  # asked in the review\n  features/dependencies:\n    verdict: unmet\n    note: 'no tool'\n`;
    const after = recordAnswer(before, 'monitoring/cost', answer);
    for (const line of before.split('\n')) assert.ok(after.includes(line), line);
    assert.ok(
      after.indexOf('monitoring/cost') < after.indexOf('features/dependencies'),
      'in the order of the questionnaire',
    );
  });

  it('takes the place of an earlier answer', () => {
    const first = recordAnswer('', 'monitoring/cost', answer);
    const second = recordAnswer(first, 'monitoring/cost', { ...answer, verdict: 'unmet' });
    assert.equal(second.match(/monitoring\/cost/g)?.length, 1);
    assert.equal(readAnswers(second).practices.get('monitoring/cost')?.verdict, 'unmet');
  });

  it('changes nothing when the same is said again', () => {
    const once = recordAnswer('', 'monitoring/cost', answer);
    assert.equal(recordAnswer(once, 'monitoring/cost', answer), once);
  });

  it('hides, sets the stage, and takes an answer back', () => {
    const text = setStage(
      hidePractice(recordAnswer('# Ours\n', 'monitoring/cost', answer), 'code-quality/tests', 'elsewhere'),
      'production',
    );
    const answers = readAnswers(text);
    assert.equal(answers.stage, 'production');
    assert.equal(answers.hidden.get('code-quality/tests')?.reason, 'elsewhere');
    assert.ok(text.startsWith('# Ours\n'));
    assert.equal(readAnswers(removeAnswer(text, 'monitoring/cost')).practices.size, 0);
  });

  it('refuses a file that is not YAML, so that nothing in it is lost', () => {
    assert.throws(
      () => recordAnswer('practices: [', 'monitoring/cost', answer),
      /not valid YAML \(line \d+\): mend it/,
    );
  });
});
