import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/editor/extension.ts';
import type { Node } from '../../src/editor/tree.ts';
import { activated, at, eventually, write } from './workspace.ts';

describe('the view of the practices in VS Code', () => {
  let api: Api;
  const run = (name: string) => vscode.commands.executeCommand(`mlopsGuide.${name}`);
  const tree = () => api.practiceView.tree;
  const top = () => tree().getChildren();
  const below = (nodes: readonly Node[]): Node[] =>
    nodes.flatMap((node) => (node.kind === 'practice' ? [node] : below(tree().getChildren(node))));
  const practices = () =>
    below(top()).map((node) => (node.kind === 'practice' ? node.result.practice.id : ''));
  const verdicts = () =>
    new Set(below(top()).map((node) => (node.kind === 'practice' ? node.result.verdict : '')));
  const labels = () => top().map((node) => tree().getTreeItem(node).label);

  before(async () => {
    api = await activated();
  });
  afterEach(async () => {
    await run('bySection');
    await run('showAll');
  });

  it('lists by section, level, principle or pipeline, with all sixty in each', async () => {
    for (const [name, first, count] of [
      ['byLevel', 'Level 1: DevOps, no MLOps', 5],
      ['byPrinciple', 'Manage code, data and models', 8],
      ['byPipeline', 'Model creation', 5],
      ['bySection', 'Documentation', 7],
    ] as const) {
      await run(name);
      assert.equal(labels()[0], first);
      assert.equal(labels().length, count);
      assert.equal(new Set(practices()).size, 60);
    }
  });

  it('says in its head what it shows', async () => {
    await run('byLevel');
    await run('showUnanswered');
    assert.equal(api.practiceView.view.message, 'Shown: by level, only unanswered.');
    await run('bySection');
    await run('showAll');
    assert.equal(api.practiceView.view.message, '');
  });

  it('gives every node an id of its own, that stays', async () => {
    const ids = () => below(top()).map((node) => tree().getTreeItem(node).id);
    await run('byPrinciple');
    const first = ids();
    assert.ok(first.length > 60, 'a practice can serve two principles');
    assert.equal(new Set(first).size, first.length);
    await run('scan');
    assert.deepEqual(ids(), first);
  });

  it('filters by what is left to do, and keeps the tallies', async () => {
    const tally = () => {
      const quality = top().find((node) => tree().getTreeItem(node).label === 'Code quality');
      return quality && tree().getTreeItem(quality).description;
    };
    const before = tally();
    await run('showOpen');
    assert.deepEqual([...verdicts()].sort(), ['partial', 'unmet']);
    assert.ok(before);
    assert.equal(tally(), before);
    await run('showUnanswered');
    assert.deepEqual([...verdicts()], ['unanswered']);
    await run('showFixable');
    const contexts = below(top()).map((node) => tree().getTreeItem(node).contextValue ?? '');
    assert.ok(contexts.length > 0 && contexts.every((value) => value.includes('fixable')));
  });

  it('shows the practices whose evidence is new on this branch', async () => {
    await run('showChanged');
    assert.deepEqual(practices(), []);
    assert.equal(
      api.practiceView.view.message,
      'Shown: only changed on this branch. No practice passes the filter.',
    );
    await write(
      'docs/risk-register.md',
      '# Risk assessment\n\nRisk: churn offers to the wrong people. Mitigation: a cap on offers.\n',
    );
    await write('CODEOWNERS', '* @aiko\n');
    await eventually(() => practices().includes('documentation/team-responsibilities'));
    assert.equal(api.practiceView.view.message, 'Shown: only changed on this branch.');
    for (const path of ['docs/risk-register.md', 'CODEOWNERS']) await vscode.workspace.fs.delete(at(path));
    await eventually(() => practices().length === 0);
  });

  it('counts the next steps in its badge', () => {
    const steps = api.scans()[0]?.assessment.level.next.length ?? 0;
    assert.ok(steps > 0);
    assert.equal(api.practiceView.view.badge?.value, steps);
    assert.match(api.practiceView.view.badge?.tooltip ?? '', /^\d steps? to the next level$/);
  });

  it('knows what is above each node', () => {
    const [practice] = below(top());
    const group = practice && tree().getParent?.(practice);
    assert.ok(group && !(group instanceof Promise) && 'kind' in group && group.kind === 'heading');
    assert.equal(group.parent?.kind, 'heading');
  });
});
