import assert from 'node:assert/strict';
import { foundIn } from './found.ts';

/** What a hint marks in one Python file, beside others. */
async function marks(id: string, code: string, more: Record<string, string> = {}, path = 'src/train.py') {
  return (await foundIn(id, { [path]: code, ...more })).map(({ marked }) => marked);
}

const fixed = async (id: string, code: string) =>
  (await foundIn(id, { 'train.py': code })).map((one) => one.fixed);

describe('hint machine-bound-path', () => {
  const code = (path: string) => `import pandas as pd\nframe = pd.read_csv(${path})\n`;

  it('marks the string, in code and in configuration', async () => {
    assert.deepEqual(await marks('machine-bound-path', code('"/home/tanaka/data/a.csv"')), [
      '"/home/tanaka/data/a.csv"',
    ]);
    assert.deepEqual(await marks('machine-bound-path', code("r'C:\\Users\\ann\\a.csv'")), [
      "r'C:\\Users\\ann\\a.csv'",
    ]);
    const [found] = await foundIn('machine-bound-path', {
      'config/train.yaml': 'data:\n  # local\n  path: /Users/ann/data/a.csv\n',
    });
    assert.equal(found?.marked, '/Users/ann/data/a.csv');
  });

  it('leaves homes of images, mounts, patterns, tests, examples and what runs in containers', async () => {
    for (const path of [
      '"/home/jovyan/a.csv"',
      '"/home/ec2-user/a.csv"',
      '"/mnt/data/a.csv"',
      '"/kaggle/input/a.csv"',
      '"/home/{user}/a.csv"',
      'r"y:\\s*([0-9]+)"',
      '"data/a.csv"',
      'r"C:\\NVIDIA\\cuda\\include\\cudnn.h"',
    ])
      assert.deepEqual(await marks('machine-bound-path', code(path)), [], path);
    const own = code('"/home/tanaka/a.csv"');
    for (const path of ['examples/a.py', 'docs/a.py', 'test_case/a.py', '{{cookiecutter.name}}/a.py'])
      assert.deepEqual(await marks('machine-bound-path', own, {}, path), [], path);
    const compose = 'services:\n  a:\n    image: b:1.2\n    volumes: ["/home/tanaka/a:/a"]\n';
    assert.deepEqual(await foundIn('machine-bound-path', { 'docker-compose.yml': compose }), []);
    const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  volumes: [{ hostPath: { path: /home/tanaka/a } }]\n';
    assert.deepEqual(await foundIn('machine-bound-path', { 'gpu/driver.yaml': pod }), []);
  });
});

describe('hint unseeded-split', () => {
  const from = 'from sklearn.model_selection import train_test_split, KFold\n';

  it('adds the seed behind the last argument, whatever the layout', async () => {
    assert.deepEqual(await fixed('unseeded-split', `${from}a, b = train_test_split(x, test_size=0.2)\n`), [
      `${from}a, b = train_test_split(x, test_size=0.2, random_state=42)\n`,
    ]);
    assert.deepEqual(await fixed('unseeded-split', `${from}a, b = train_test_split(\n    x,\n    y,\n)\n`), [
      `${from}a, b = train_test_split(\n    x,\n    y, random_state=42,\n)\n`,
    ]);
    assert.deepEqual(await fixed('unseeded-split', `${from}folds = KFold(5, shuffle=True)\n`), [
      `${from}folds = KFold(5, shuffle=True, random_state=42)\n`,
    ]);
  });

  it('knows torch and Spark', async () => {
    const torch = 'import torch\nfrom torch.utils.data import random_split\n';
    assert.deepEqual(await fixed('unseeded-split', `${torch}a, b = random_split(data, [0.8, 0.2])\n`), [
      `${torch}a, b = random_split(data, [0.8, 0.2], generator=torch.Generator().manual_seed(42))\n`,
    ]);
    const bare = 'from torch.utils.data import random_split\na, b = random_split(data, [0.8, 0.2])\n';
    assert.deepEqual(await fixed('unseeded-split', bare), [undefined]);
    assert.deepEqual(await fixed('unseeded-split', 'a, b = frame.randomSplit([0.8, 0.2])\n'), [
      'a, b = frame.randomSplit([0.8, 0.2], seed=42)\n',
    ]);
  });

  it('leaves seeded splits, splits in order, arguments that are not written out, and global seeds', async () => {
    for (const call of [
      'train_test_split(x, random_state=1)',
      'train_test_split(x, random_state=None)',
      'train_test_split(x, shuffle=False)',
      'train_test_split(x, **options)',
      'train_test_split(*frames)',
      'KFold(5)',
      'KFold(5, shuffle=True, random_state=3)',
      'frame.randomSplit([0.8, 0.2], 7)',
    ])
      assert.deepEqual(await marks('unseeded-split', `${from}s = ${call}\n`), [], call);
    const split = `${from}def split(x):\n    return train_test_split(x)\n`;
    assert.deepEqual(
      await marks('unseeded-split', `import numpy as np\nnp.random.seed(1)\n${from}train_test_split(x)\n`),
      [],
    );
    assert.deepEqual(await marks('unseeded-split', split, {}, 'tests/test_split.py'), []);
    const main = 'from split import split\nfrom transformers import set_seed\n\nset_seed(1)\nsplit(1)\n';
    assert.deepEqual(await marks('unseeded-split', split, { 'src/main.py': main }, 'src/split.py'), []);
  });
});

describe('hint unseeded-training', () => {
  const training =
    'import random\nfrom sklearn.svm import SVC\n\nrows = load()\nrandom.shuffle(rows)\nSVC().fit(rows, y)\n';

  it('marks the first draw of a script that trains', async () => {
    assert.deepEqual(await marks('unseeded-training', training), ['random.shuffle(rows)']);
    const torch =
      'import torch\nfrom torch.utils.data import DataLoader\n\ndef main():\n    batches = DataLoader(data, shuffle=True)\n    torch.optim.SGD(w)\n\nif __name__ == "__main__":\n    main()\n';
    assert.deepEqual(await marks('unseeded-training', torch), ['DataLoader(data, shuffle=True)']);
  });

  it('leaves seeded training, code that does not train, and draws apart from it', async () => {
    assert.deepEqual(
      await marks('unseeded-training', training.replace('rows = load()', 'random.seed(1)')),
      [],
    );
    assert.deepEqual(await marks('unseeded-training', training.replace('SVC().fit(rows, y)', '')), []);
    const library =
      'import random\nfrom sklearn.svm import SVC\nlog = get()\ndef draw(rows):\n    random.shuffle(rows)\ndef fit(rows, y):\n    SVC().fit(rows, y)\n';
    assert.deepEqual(await marks('unseeded-training', library), []);
  });
});

describe('hint untracked-training', () => {
  const script = 'from sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit(x, y)\n';
  const declared = { 'requirements.txt': 'mlflow==3.1.0\nscikit-learn==1.7.0\n' };

  it('marks training where the tracker is only declared', async () => {
    const [found] = await foundIn('untracked-training', { 'src/train.py': script, ...declared });
    assert.equal(found?.marked, 'model.fit(x, y)');
    assert.match(found?.note ?? '', /MLflow/);
  });

  it('leaves training that a neighbour tracks, or DVC, and projects that declare no tracker', async () => {
    const runner = 'import mlflow\nimport train\n\nwith mlflow.start_run():\n    train.run()\n';
    assert.deepEqual(await marks('untracked-training', script, { ...declared, 'src/main.py': runner }), []);
    assert.deepEqual(await marks('untracked-training', script), []);
    assert.deepEqual(
      await marks('untracked-training', script, { 'other/requirements.txt': 'mlflow==3.1.0\n' }),
      [],
    );
    const dvc = {
      'requirements.txt': 'dvc==3.60.0\n',
      'dvc.yaml': 'stages:\n  train:\n    cmd: python src/train.py\n    outs: [model.pkl]\n',
    };
    assert.deepEqual(await marks('untracked-training', script, dvc), []);
  });

  it('leaves code that is there to be called, and jobs that train elsewhere', async () => {
    const job = 'import sagemaker\n\nsagemaker.pytorch.PyTorch(entry_point="train.py").fit()\n';
    assert.deepEqual(await marks('untracked-training', job, declared), []);
    const library = 'from sklearn.svm import SVC\n\ndef train(x, y):\n    return SVC().fit(x, y)\n';
    assert.deepEqual(await marks('untracked-training', library, declared), []);
  });
});

describe('hint printed-metric', () => {
  const script = 'from sklearn.metrics import f1_score\n\nf1 = f1_score(y, predicted)\nprint("F1:", f1)\n';

  it('marks the call that prints', async () => {
    assert.deepEqual(await marks('printed-metric', script), ['print("F1:", f1)']);
  });

  it('leaves metrics that are kept too, and prints of other things', async () => {
    for (const more of [
      'import json\nwith open("metrics.json", "w") as file:\n    json.dump({"f1": f1}, file)\n',
      'import mlflow\nmlflow.log_metric("f1", f1)\n',
    ])
      assert.deepEqual(await marks('printed-metric', script + more), [], more);
    assert.deepEqual(await marks('printed-metric', script.replace('("F1:", f1)', '("F1 comes next")')), []);
    assert.deepEqual(await marks('printed-metric', 'f1 = 1\nprint(f1)\n'), []);
  });
});

describe('hint unsafe-load', () => {
  const torch =
    'import torch\nfrom huggingface_hub import hf_hub_download\n\ndef load():\n    path = hf_hub_download("a/b", "model.pt")\n    return torch.load(path)\n';

  it('marks the load, and has torch load weights only', async () => {
    const [found] = await foundIn('unsafe-load', { 'load.py': torch });
    assert.equal(found?.marked, 'torch.load(path)');
    assert.equal(found?.fixed, torch.replace('load(path)', 'load(path, weights_only=True)'));
    const pickle =
      'import pickle, requests\n\ndef load(url):\n    return pickle.loads(requests.get(url).content)\n';
    const [other] = await foundIn('unsafe-load', { 'load.py': pickle });
    assert.equal(other?.marked, 'pickle.loads(requests.get(url).content)');
    assert.equal(other?.fixed, undefined);
  });

  it('leaves files of its own, weights only, and versions of torch where that is the default', async () => {
    assert.deepEqual(await marks('unsafe-load', 'import joblib\nmodel = joblib.load("model.pkl")\n'), []);
    const safe = torch.replace('load(path)', 'load(path, weights_only=True)');
    assert.deepEqual(await marks('unsafe-load', safe), []);
    assert.deepEqual(await marks('unsafe-load', torch, { 'requirements.txt': 'torch>=2.6\n' }), []);
    const apart = torch.replace(
      '    return torch.load(path)',
      '\ndef other():\n    return torch.load("a.pt")',
    );
    assert.deepEqual(await marks('unsafe-load', apart), []);
  });
});

describe('hint open-cors', () => {
  const app = (origins: string, credentials: string) =>
    `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=${origins}, allow_credentials=${credentials})\n`;

  it('marks the call that opens', async () => {
    const [marked] = await marks('open-cors', app('["*"]', 'True'));
    assert.match(marked ?? '', /^app\.add_middleware\(.*\)$/);
  });

  it('leaves named origins, and calls without credentials', async () => {
    assert.deepEqual(await marks('open-cors', app('["https://shop.example"]', 'True')), []);
    assert.deepEqual(await marks('open-cors', app('["*"]', 'False')), []);
  });
});

describe('hint debug-server', () => {
  const flask =
    'from flask import Flask\n\napp = Flask(__name__)\nif __name__ == "__main__":\n    app.run(debug=True, port=80)\n';
  const uvicorn = 'import uvicorn\n\nif __name__ == "__main__":\n    uvicorn.run("app:app", reload=True)\n';

  it("marks Flask's debugger anywhere, and turns it off", async () => {
    const [found] = await foundIn('debug-server', { 'app.py': flask });
    assert.equal(found?.marked, 'True');
    assert.equal(found?.fixed, flask.replace('True', 'False'));
  });

  it('marks a reloading server only where a container starts the file', async () => {
    assert.deepEqual(await marks('debug-server', uvicorn, {}, 'src/app.py'), []);
    const image = { Dockerfile: 'FROM python:3.12.4\nCMD ["python", "src/app.py"]\n' };
    assert.deepEqual(await marks('debug-server', uvicorn, image, 'src/app.py'), ['True']);
    const other = { Dockerfile: 'FROM python:3.12.4\nCMD ["python", "src/my_app.py"]\n' };
    assert.deepEqual(await marks('debug-server', uvicorn, other, 'src/app.py'), []);
  });

  it('leaves what is decided elsewhere, and runs of other things', async () => {
    assert.deepEqual(await marks('debug-server', flask.replace('True', 'settings.debug')), []);
    assert.deepEqual(await marks('debug-server', 'job.run(debug=True)\n'), []);
  });
});
