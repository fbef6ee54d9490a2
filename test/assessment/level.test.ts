import assert from 'node:assert/strict';
import { requirements } from '../../src/assessment/level.ts';
import { practices } from '../../src/practices/index.ts';
import { assessFiles } from '../assess.ts';

const level1 = {
  'train.py': 'from sklearn.svm import SVC\n\nSVC().fit(x, y)\n',
  'tests/test_train.py': 'from train import SVC\n\n\ndef test_it():\n    assert SVC\n',
  '.github/workflows/ci.yml':
    'on: [pull_request]\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n',
};
const level2 = {
  ...level1,
  'train.py':
    'import mlflow\nfrom sklearn.svm import SVC\n\nmlflow.autolog()\nmodel = SVC().fit(x, y)\nmlflow.sklearn.log_model(model, name="m")\n',
  'requirements.txt': 'mlflow==3.4.0\nscikit-learn==1.7.2\n',
  'dvc.yaml':
    'stages:\n  train:\n    cmd: python train.py\n    deps: [train.py, data/raw.csv]\n    outs: [model.pkl]\n',
  'data/raw.csv.dvc':
    'outs:\n  - md5: 22a1a2931c8370d3aeedd7183606fd7f\n    size: 14445097\n    path: raw.csv\n',
};

describe('the maturity level', () => {
  it('is 0 for training code alone', async () => {
    const { level } = await assessFiles({ 'train.py': level1['train.py'] });
    assert.equal(level.overall, 0);
  });

  it('is 1 with tests that CI runs', async () => {
    const { level } = await assessFiles(level1);
    assert.equal(level.overall, 1);
    assert.equal(level.dimensions.release, 1);
    assert.equal(level.dimensions.integration, 1);
    assert.equal(level.dimensions.training, 0);
  });

  it('is 2 with tracked, repeatable training', async () => {
    const { level } = await assessFiles(level2);
    assert.equal(level.overall, 2);
    assert.equal(level.dimensions.training, 2);
  });

  it('is cumulative: delivery without a test is level 0, and the release dimension says what there is', async () => {
    const { level } = await assessFiles({
      'train.py': level1['train.py'],
      '.github/workflows/cd.yml':
        'on:\n  push:\n    branches: [main]\njobs:\n  d:\n    runs-on: ubuntu-latest\n    steps:\n      - run: kubectl apply -f k8s/\n',
    });
    assert.equal(level.overall, 0);
    assert.equal(level.dimensions.release, 1);
  });

  it('names at most five steps, the cheapest first, and the level after each', async () => {
    const { level } = await assessFiles({ 'train.py': level1['train.py'] });
    assert.ok(level.next.length > 0 && level.next.length <= 5);
    const efforts = level.next.map(({ effort }) => 'SML'.indexOf(effort));
    assert.deepEqual(efforts, [...efforts].sort());
    assert.equal(level.next.at(-1)?.levelAfter, 1);
    assert.deepEqual(new Set(level.next.slice(0, -1).map(({ levelAfter }) => levelAfter)), new Set([0]));
  });

  it('says where a system in operation is below level 2', async () => {
    const serving = {
      'app.py':
        'import joblib\nfrom fastapi import FastAPI\n\napp = FastAPI()\nmodel = joblib.load("m")\n\n\n@app.post("/predict")\ndef predict(x: dict):\n    return model.predict([x])\n',
      'requirements.txt': 'scikit-learn\n',
    };
    assert.equal((await assessFiles(serving)).level.belowOperation, true);
    assert.equal((await assessFiles(level1)).level.belowOperation, false);
  });

  it('asks only for practices that there are', () => {
    const known = new Set(practices.map(({ id }) => id));
    for (const { practices: ids } of requirements) for (const id of ids) assert.ok(known.has(id), id);
  });
});
