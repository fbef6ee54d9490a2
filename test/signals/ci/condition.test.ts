import assert from 'node:assert/strict';
import { holds, type Value } from '../../../src/signals/ci/condition.ts';
import { onMainline } from '../../../src/signals/ci/workflow.ts';
import { pathFilter } from '../../../src/signals/review.ts';

const known: Readonly<Record<string, Value>> = { a: 'x', b: 'refs/heads/main', none: null, yes: true };
const lookup = (name: string): Value => known[name];

describe('conditions', () => {
  const conditions: readonly (readonly [condition: string, wanted: boolean | undefined])[] = [
    ["a == 'x'", true],
    ["a != 'X'", false],
    ["unknown == 'x'", undefined],
    ["unknown == 'x' && a == 'y'", false],
    ["unknown == 'x' || a == 'x'", true],
    ["!(a == 'x') || none", false],
    ["startsWith(b, 'refs/heads/') && !contains(b, 'dev')", true],
    ["and(eq(variables['a'], 'x'), ne(b, 'refs/heads/main'))", false],
    ["or(eq(a, 'y'), not(in(a, 'x', 'z')))", false],
    ['$a =~ /^X$/ && $b !~ /main/', false],
    ['a = x AND NOT none IS present', undefined],
    ['a IN (x, y)', undefined],
    ["a IN ('x', 'y') AND none IS blank", true],
    ["b == format('refs/heads/{0}', 'main')", true],
    ['yes == true && yes', true],
    ['something(a)', undefined],
    ['a == ', undefined],
  ];
  for (const [condition, wanted] of conditions) {
    it(`${condition}: ${wanted ?? 'only a run can tell'}`, () =>
      assert.equal(holds(condition, lookup), wanted));
  }

  it('know branches that others build on', () => {
    for (const branches of [
      [],
      ['main'],
      ['**'],
      ['release/1.2'],
      ['^main$'],
      ['!dev'],
      ['/^release\\/.*$/'],
    ])
      assert.ok(onMainline(branches), branches.join());
    for (const branches of [['feature/**'], ['gh-pages'], ['!main'], ['**', '!main'], ['!**']])
      assert.ok(!onMainline(branches), branches.join());
  });

  it('know the paths that a trigger is limited to', () => {
    const cases: readonly (readonly [paths: readonly string[], path: string, wanted: boolean])[] = [
      [[], 'infra/main.tf', true],
      [['infra/**'], 'infra/modules/a/main.tf', true],
      [['infra'], 'infra/main.tf', true],
      [['**.tf'], 'infra/main.tf', true],
      [['*.tf'], 'infra/main.tf', false],
      [['src/**'], 'infra/main.tf', false],
      [['!infra/**'], 'infra/main.tf', false],
      [['!docs/**'], 'infra/main.tf', true],
      [['infra/**', '!infra/docs/**'], 'infra/docs/a.md', false],
      [['./infra/*'], 'infra/main.tf', true],
    ];
    for (const [paths, path, wanted] of cases)
      assert.equal(pathFilter(paths, '.github/workflows/ci.yml')(path), wanted, `${paths} ${path}`);
  });
});
