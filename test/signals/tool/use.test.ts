import assert from 'node:assert/strict';
import { takeSnapshot } from '../../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../../src/files/memory.ts';
import { ml } from '../../../src/signals/flag.ts';
import { toolUse } from '../../../src/signals/tool/use.ts';
import { render } from '../../../src/text.ts';

async function factsOf(files: Readonly<Record<string, string>>) {
  return (await takeSnapshot(memoryFiles(files), [toolUse, ml])).facts({ toolUse, ml });
}

describe('tools in use', () => {
  it('say that a tool has ended, and are found as before', async () => {
    const { toolUse } = await factsOf({ 'train.py': 'import neptune\nrun = neptune.init_run()\n' });
    const [tracked] = toolUse.filter(
      ({ role, strength }) => role === 'experiment-tracking' && strength === 'used',
    );
    assert.equal(tracked && render(tracked.note), 'calls neptune.init_run (Neptune, ended 2026-03)');
  });

  it('have the name of the tool itself, not of one of its kind', async () => {
    const { toolUse } = await factsOf({
      'train.py': 'import swanlab\nswanlab.init(project="churn")\n',
      'requirements.txt': 'ngboost\nprek\n',
    });
    const names = new Set(toolUse.map(({ tool }) => tool.name));
    assert.deepEqual(names, new Set(['SwanLab', 'NGBoost', 'prek']));
  });

  it('tell tables in Snowflake from learning there', async () => {
    const tables = await factsOf({ 'load.py': 'from snowflake.snowpark import Session\nSession.builder\n' });
    assert.deepEqual(tables.ml, []);
    const learning = await factsOf({
      'train.py': 'from snowflake.ml.registry import Registry\nRegistry()\n',
    });
    assert.notDeepEqual(learning.ml, []);
  });

  it('tell a notebook in a cluster from a job there', async () => {
    const object = (kind: string) => `apiVersion: kubeflow.org/v1\nkind: ${kind}\nmetadata:\n  name: churn\n`;
    const orchestrated = async (kind: string) =>
      (await factsOf({ 'k8s/churn.yaml': object(kind) })).toolUse.some(
        ({ role }) => role === 'orchestration',
      );
    assert.equal(await orchestrated('Notebook'), false);
    assert.equal(await orchestrated('PyTorchJob'), true);
  });
});
