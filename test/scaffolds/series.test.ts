import assert from 'node:assert/strict';
import { assess } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { whatIfLines } from '../../src/report/whatIf.ts';
import { scaffolds } from '../../src/scaffolds/index.ts';
import { planningSignals, planSeries, type Site } from '../../src/scaffolds/series.ts';
import { render } from '../../src/text.ts';
import { today } from '../assess.ts';
import { type Shape, shapes } from './shapes.ts';

const content = nodeFiles(process.cwd(), { git: false });

async function siteOf({ files, history }: Shape): Promise<Site> {
  const on = memoryFiles(files, { history });
  const snapshot = await takeSnapshot(on, planningSignals);
  return { snapshot, files: on, content, signals: planningSignals, today };
}

const shapeOf = (name: string) => shapes[name] as Shape;
const byId = (...ids: string[]) => scaffolds.filter(({ id }) => ids.includes(id));

describe('scaffolds one after the other', () => {
  it('say what a plan turns, and the level after it', async () => {
    const site = await siteOf(shapeOf('uv in a src layout, with an API'));
    const series = await planSeries(byId('continuous-integration'), site);
    const lines = whatIfLines(series).map((line) => render(line));
    assert.ok(lines.includes('CI runs the tests on pull requests: not met → met'), lines.join('\n'));
    assert.equal(lines.at(-1), 'Level 0 → 1');
  });

  for (const name of [
    'bare scripts with pip',
    'notebooks only',
    'GitHub with checks of pull requests, hooks and ignore files of its own',
    'a project in a folder of a monorepo',
  ]) {
    const shape = shapeOf(name);
    it(`all that is missing gives what a scan of the result says: ${name}`, async () => {
      const site = await siteOf(shape);
      const before = assess(site.snapshot, today);
      const series = await planSeries(scaffolds, site, {}, { missingOnly: true });
      const files = { ...shape.files };
      for (const { path, content: text } of series.changes) files[path] = text;
      const after = assess((await siteOf({ ...shape, files })).snapshot, today);
      const turns = after.results.flatMap(({ practice, verdict: to }, index) => {
        const from = before.results[index]?.verdict;
        return from === to ? [] : [{ practice: practice.id, from, to }];
      });
      assert.deepEqual(series.turns, turns);
      assert.deepEqual(series.level, { from: before.level.overall, to: after.level.overall });
      const paths = series.changes.map(({ path }) => path);
      assert.equal(new Set(paths).size, paths.length, 'one change a file');
      for (const change of series.changes)
        assert.equal(change.kind === 'merge' ? change.before : undefined, shape.files[change.path]);
      const again = await planSeries(scaffolds, await siteOf({ ...shape, files }), {}, { missingOnly: true });
      assert.deepEqual(again.changes, [], 'a second time changes nothing');
    });
  }

  it('leave out what cannot be planned, and say why', async () => {
    const shape = shapeOf('bare scripts with pip');
    const files = { ...shape.files, '.pre-commit-config.yaml': 'repos: [\n' };
    const series = await planSeries(byId('pre-commit'), await siteOf({ ...shape, files }));
    assert.deepEqual(series.changes, []);
    assert.deepEqual(
      series.left.map(({ scaffold, reason }) => `${scaffold}: ${render(reason).slice(0, 45)}`),
      ['pre-commit: .pre-commit-config.yaml is not valid YAML (li'],
    );
  });
});
