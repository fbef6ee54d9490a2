import assert from 'node:assert/strict';
import { render, say } from '../src/text.ts';

describe('sentences', () => {
  it('keep their values apart from their message', () => {
    const text = say`${'ruff'} runs ${3} times`;
    assert.equal(text.message, '{0} runs {1} times');
    assert.equal(render(text), 'ruff runs 3 times');
  });

  it('are said in the language of a bundle, which may order the values anew', () => {
    assert.equal(render(say`${3} of ${8} met`, { '{0} of {1} met': '{1} 件中 {0} 件' }), '8 件中 3 件');
  });

  it('carry sentences as values, and translate these too', () => {
    const bundle = { 'lacking: {0}': '不足: {0}', 'a schedule': 'スケジュール' };
    assert.equal(render(say`lacking: ${say`a schedule`}`, bundle), '不足: スケジュール');
  });

  it('do not take braces in a value for a place', () => {
    assert.equal(render(say`runs ${'echo {0} {1}'}`), 'runs echo {0} {1}');
  });
});
