import assert from 'node:assert/strict';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { type Module, module } from '../../src/signals/code/module.ts';

/** The modules of a repository, by path. */
async function modulesOf(files: Readonly<Record<string, string>>): Promise<(path: string) => Module> {
  const snapshot = await takeSnapshot(memoryFiles(files), [module]);
  assert.deepEqual(snapshot.unread, []);
  const modules = snapshot.facts({ module }).module;
  return (path) => modules.find((one) => one.path === path) as Module;
}

const calls = ({ calls }: Module) => calls.map(({ name }) => name);

describe('modules', () => {
  it('follows relative imports', async () => {
    const of = await modulesOf({
      'churn/__init__.py': '',
      'churn/config.py': '',
      'churn/data/load.py': '',
      'churn/data/clean.py':
        'from . import load\nfrom .. import config\nfrom .load import rows\nfrom ..model.fit import fit',
      'churn/model/fit.py': 'from ..data.clean import clean',
    });
    assert.deepEqual(of('churn/data/clean.py').locals, [
      'churn/data/load.py',
      'churn/config.py',
      'churn/model/fit.py',
    ]);
    assert.deepEqual(of('churn/model/fit.py').locals, ['churn/data/clean.py']);
  });

  it('knows packages in src, from tests and scripts beside it', async () => {
    const of = await modulesOf({
      'src/churn/__init__.py': 'from .model import Model',
      'src/churn/model.py': 'class Model: ...',
      'tests/test_model.py': 'from churn.model import Model',
      'scripts/train.py': 'from churn import Model',
      'services/api/src/api/answer.py': '',
      'services/api/tests/test_answer.py': 'from api.answer import answer',
    });
    assert.deepEqual(of('tests/test_model.py').locals, ['src/churn/model.py']);
    assert.deepEqual(of('scripts/train.py').locals, ['src/churn/__init__.py']);
    assert.deepEqual(of('services/api/tests/test_answer.py').locals, ['services/api/src/api/answer.py']);
  });

  it('follows what another file passes on, over several files', async () => {
    const of = await modulesOf({
      'churn/config.py': 'import mlflow\nfrom .clients import client, MlflowClient',
      'churn/clients.py': 'from mlflow import MlflowClient\nclient = MlflowClient()',
      'churn/__init__.py': 'from .config import client as registry',
      'train.py': [
        'from churn.config import mlflow, client, MlflowClient',
        'from churn import registry, config',
        'mlflow.log_metric("auc", 0.9)',
        'client.log_param("a", 1)',
        'MlflowClient().log_batch("r")',
        'registry.create_registered_model("m")',
        'config.mlflow.autolog()',
      ].join('\n'),
    });
    assert.deepEqual(calls(of('train.py')), [
      'mlflow.log_metric',
      'mlflow.MlflowClient().log_param',
      'mlflow.MlflowClient().log_batch',
      'mlflow.MlflowClient',
      'mlflow.MlflowClient().create_registered_model',
      'mlflow.autolog',
    ]);
  });

  it('follows `import *`', async () => {
    const of = await modulesOf({
      'common.py': 'import wandb\nfrom helpers import *',
      'helpers.py': 'import mlflow\nimport other',
      'train.py': 'from common import *\nwandb.init()\nmlflow.autolog()\nunknown.f()',
    });
    assert.deepEqual(
      of('train.py').calls.map(({ name, imported }) => [name, imported]),
      [
        ['wandb.init', true],
        ['mlflow.autolog', true],
        ['unknown.f', false],
      ],
    );
  });

  it('follows decorators and base classes', async () => {
    const of = await modulesOf({
      'app/main.py': 'from fastapi import FastAPI\napp = FastAPI()',
      'app/models.py': 'from pydantic import BaseModel as Base',
      'app/routes.py':
        'from app.main import app\nfrom app.models import Base\n@app.post("/predict")\ndef f(): ...\nclass A(Base): ...',
    });
    const [route, model] = of('app/routes.py').definitions;
    assert.equal(route?.decorators[0]?.name, 'fastapi.FastAPI().post');
    assert.deepEqual(model?.bases, ['pydantic.BaseModel']);
  });

  it('keeps modules of the same name in two projects apart', async () => {
    const project = (tool: string) => ({
      'config.py': `import ${tool}`,
      'utils/tracking.py': `import ${tool} as tracker`,
      'jobs/train.py': 'import config\nfrom utils.tracking import tracker\nconfig.init()\ntracker.log()',
    });
    const below = (folder: string, files: Record<string, string>) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
    const of = await modulesOf({
      ...below('churn', project('mlflow')),
      ...below('fraud', project('wandb')),
      'config.py': 'import neptune',
    });
    assert.deepEqual(of('churn/jobs/train.py').locals, ['churn/config.py', 'churn/utils/tracking.py']);
    assert.deepEqual(calls(of('churn/jobs/train.py')).at(-1), 'mlflow.log');
    assert.deepEqual(of('fraud/jobs/train.py').locals, ['fraud/config.py', 'fraud/utils/tracking.py']);
    assert.deepEqual(calls(of('fraud/jobs/train.py')).at(-1), 'wandb.log');
  });

  it('knows scripts that stand beside each other, from notebooks too', async () => {
    const cells = [{ cell_type: 'code', source: ['import features\n', 'features.build()'], outputs: [] }];
    const of = await modulesOf({
      'training/features.py': '',
      'training/train.py': 'from features import build',
      'training/eda.ipynb': JSON.stringify({ cells, metadata: {} }),
      'other/score.py': 'import features',
    });
    assert.deepEqual(of('training/train.py').locals, ['training/features.py']);
    assert.deepEqual(of('training/eda.ipynb').locals, ['training/features.py']);
    assert.deepEqual(of('other/score.py').locals, []);
  });

  it('does not take a file for the library of the same name, nor the library for the file', async () => {
    const of = await modulesOf({
      'train.py': 'from schedule import cosine\nimport interpret\ncosine(1)\ninterpret.plot()',
      'schedule.py': 'def cosine(step): ...',
      'interpret.py': 'def plot(): ...',
      'churn/__init__.py': '',
      'churn/mlflow.py': 'import mlflow\nmlflow.autolog()',
      'churn/run.py': 'import mlflow\nfrom datasets import load_dataset\nmlflow.autolog()\nload_dataset("x")',
      'churn/datasets.py': 'def churned(): ...',
    });
    assert.deepEqual(calls(of('train.py')), ['.schedule.cosine', '.interpret.plot']);
    assert.deepEqual(
      of('train.py').imports.map(({ module }) => module),
      ['.schedule', '.interpret'],
    );
    assert.deepEqual(calls(of('churn/mlflow.py')), ['mlflow.autolog']);
    assert.deepEqual(calls(of('churn/run.py')), ['mlflow.autolog', 'datasets.load_dataset']);
  });

  it('takes a library that is developed here for that library', async () => {
    const of = await modulesOf({
      'pyproject.toml': '[project]\nname = "alibi-detect"\nversion = "1"\n',
      'alibi_detect/__init__.py': '',
      'alibi_detect/cd.py': 'class KSDrift: ...',
      'examples/drift.py': 'from alibi_detect.cd import KSDrift\nKSDrift(x)',
    });
    assert.deepEqual(calls(of('examples/drift.py')), ['alibi_detect.cd.KSDrift']);
    assert.deepEqual(of('examples/drift.py').locals, ['alibi_detect/cd.py']);
  });

  it('stands files that import each other in a circle', async () => {
    const of = await modulesOf({
      'a.py': 'from b import x\nfrom b import *\nx.f()\ny.g()',
      'b.py': 'from a import x\nfrom a import *',
    });
    assert.deepEqual(calls(of('a.py')), ['.b.x.f', 'y.g']);
  });
});
