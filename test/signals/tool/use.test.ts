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

  it('are told from actions at any version, a branch with a slash too', async () => {
    const published = async (action: string, more = '') => {
      const job = `on: { release: { types: [published] } }\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${action}\n${more}`;
      const { toolUse } = await factsOf({ '.github/workflows/release.yml': job });
      return toolUse.some(({ role }) => role === 'package-delivery');
    };
    const action = 'pypa/gh-action-pypi-publish';
    assert.equal(await published(`${action}@release/v1`), true);
    assert.equal(await published(`${action}@v1.13.0`), true);
    const trial = '        with: { repository-url: https://test.pypi.org/legacy/ }\n';
    assert.equal(await published(`${action}@release/v1`, trial), false);
    assert.equal(await published(`${action}-else@release/v1`), false);
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
