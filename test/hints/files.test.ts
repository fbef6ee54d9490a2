import assert from 'node:assert/strict';
import { assess, assessmentSignals } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { foundIn } from './found.ts';

const marks = async (id: string, files: Record<string, string>, options?: Parameters<typeof foundIn>[2]) =>
  (await foundIn(id, files, options)).map(({ marked }) => marked);

describe('hint unpinned-requirement', () => {
  it('marks names without a version, with their extras', async () => {
    assert.deepEqual(
      await marks('unpinned-requirement', {
        'requirements.txt': '# runtime\npandas\nuvicorn[standard]  # server\nnumpy==2.1.0\nscipy>=1.10\n',
      }),
      ['pandas', 'uvicorn[standard]'],
    );
    assert.deepEqual(
      await marks('unpinned-requirement', {
        'environment.yml': 'dependencies:\n  - python=3.12\n  - pandas\n  - pip:\n      - mlflow\n',
      }),
      ['pandas', 'mlflow'],
    );
  });

  it('knows the version where another file of the repository pins it, and only one does', async () => {
    const [found] = await foundIn('unpinned-requirement', {
      'requirements.txt': 'pandas\n',
      'serve/requirements.txt': 'pandas==2.2.3\n',
    });
    assert.equal(found?.fixed, 'pandas==2.2.3\n');
    const two = await foundIn('unpinned-requirement', {
      'requirements.txt': 'pandas\n',
      'serve/requirements.txt': 'pandas==2.2.3\n',
      'train/requirements.txt': 'pandas==2.1.0\n',
    });
    assert.deepEqual(
      two.map(({ fixed }) => fixed),
      [undefined],
    );
  });

  it('leaves what is locked, constrained, compiled, for development, or what a package asks for', async () => {
    const open = 'pandas\n';
    for (const files of [
      { 'requirements.txt': open, 'uv.lock': 'version = 1\n' },
      { 'requirements.txt': `-c constraints.txt\n${open}` },
      { 'requirements.in': open },
      { 'requirements-dev.txt': open },
      { 'docs/requirements.txt': open },
      {
        'requirements.txt': open,
        'pyproject.toml':
          '[project]\nname = "a"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = {file = ["requirements.txt"]}\n',
      },
      { 'requirements.txt': 'pandas @ https://a.example/pandas-2.2.3-py3-none-any.whl\n' },
    ])
      assert.deepEqual(await marks('unpinned-requirement', files), [], JSON.stringify(files));
  });
});

describe('hint unpinned-base-image', () => {
  it('marks images without a tag, or with latest', async () => {
    assert.deepEqual(
      await marks('unpinned-base-image', { Dockerfile: 'FROM python AS build\nFROM nginx:latest\n' }),
      ['python', 'nginx:latest'],
    );
  });

  it('takes the version from another Dockerfile of the repository', async () => {
    const [found] = await foundIn('unpinned-base-image', {
      'train/Dockerfile': 'FROM python:latest\nRUN true\n',
      'serve/Dockerfile': 'FROM python:3.12.4-slim\n',
    });
    assert.equal(found?.fixed, 'FROM python:3.12.4-slim\nRUN true\n');
  });

  it('leaves tags, digests, stages, arguments and what comes from a registry with a port', async () => {
    for (const text of [
      'FROM python:3.12\n',
      `FROM python@sha256:${'a'.repeat(64)}\n`,
      'FROM python:3.12 AS base\nFROM base\n',
      'ARG BASE\nFROM $BASE\n',
      'ARG TAG\nFROM python:$TAG\n',
      'ARG TAG=latest\nFROM python:$TAG\n',
      'FROM scratch\n',
      'FROM registry.example:5000/team/python:3.12\n',
    ])
      assert.deepEqual(await marks('unpinned-base-image', { Dockerfile: text }), [], text);
  });
});

const workflow = (steps: string, on = 'pull_request') =>
  `on: ${on}\njobs:\n  quality:\n    runs-on: ubuntu-latest\n    steps:\n${steps
    .split('\n')
    .map((step) => `      - ${step}\n`)
    .join('')}`;

describe('hint moving-action', () => {
  it('marks the action, and takes the version that another workflow uses', async () => {
    const [found] = await foundIn('moving-action', {
      '.github/workflows/ci.yml': workflow('uses: actions/checkout@master\nrun: make'),
      '.github/workflows/cd.yml': workflow('uses: actions/checkout@v5'),
    });
    assert.equal(found?.marked, 'actions/checkout@master');
    assert.match(found?.fixed ?? '', /- uses: actions\/checkout@v5\n/);
  });

  it('leaves versions, commits and actions of its own', async () => {
    const ci = workflow(`uses: actions/checkout@v5\nuses: a/b@${'0'.repeat(40)}\nuses: ./.github/actions/c`);
    assert.deepEqual(await marks('moving-action', { '.github/workflows/ci.yml': ci }), []);
  });

  it('leaves branches of its own organisation', async () => {
    const files = memoryFiles(
      {
        'a.py': 'import sklearn\n',
        '.github/workflows/ci.yml': workflow('uses: shop/actions@main\nuses: b/c@main'),
      },
      { history: { commits: [], tags: [], remote: 'git@github.com:shop/demand.git' } },
    );
    const { hints } = assess(await takeSnapshot(files, assessmentSignals), '2026-01-01');
    assert.deepEqual(
      hints.map(({ hint, range }) => [hint.id, range.line]),
      [['moving-action', 7]],
    );
  });
});

describe('hint ci-without-tests', () => {
  const tests = {
    'src/prepare.py': 'import pandas as pd\n\ndef load(path):\n    return pd.read_csv(path)\n',
    'tests/test_prepare.py':
      'from src.prepare import load\n\n\ndef test_load():\n    assert load("a.csv") is not None\n',
  };
  const lint = 'uses: actions/setup-python@v6\nrun: pip install ruff\nrun: ruff .';

  it('marks the job that could run them', async () => {
    const found = await marks('ci-without-tests', { ...tests, '.github/workflows/ci.yml': workflow(lint) });
    assert.deepEqual(found, ['quality']);
  });

  it('leaves CI that runs them, may run them in a script, or has none to run', async () => {
    const ci = (steps: string, on?: string) => ({ '.github/workflows/ci.yml': workflow(steps, on) });
    assert.deepEqual(await marks('ci-without-tests', { ...tests, ...ci(`${lint}\nrun: pytest`) }), []);
    assert.deepEqual(await marks('ci-without-tests', { ...tests, ...ci(`${lint}\nrun: ./ci.sh`) }), []);
    assert.deepEqual(await marks('ci-without-tests', { ...tests, ...ci(`${lint}\nrun: nox`) }), []);
    assert.deepEqual(await marks('ci-without-tests', { ...tests, ...ci(lint, 'push') }), []);
    assert.deepEqual(await marks('ci-without-tests', ci(lint)), []);
  });
});

describe('hint notebook-outputs', () => {
  const notebook = (size: number) =>
    JSON.stringify({
      cells: [{ cell_type: 'code', source: ['a'], outputs: [{ data: { 'image/png': 'x'.repeat(size) } }] }],
    });

  it('says how large the outputs are', async () => {
    const [found] = await foundIn('notebook-outputs', {
      'notebooks/explore.ipynb': notebook(2 * 1024 * 1024),
    });
    assert.match(found?.note ?? '', /2\.0 MB of outputs/);
  });

  it('leaves small outputs, untracked notebooks, tutorials, and repositories with nbstripout', async () => {
    const large = notebook(1024 * 1024);
    assert.deepEqual(await marks('notebook-outputs', { 'a.ipynb': notebook(1000) }), []);
    assert.deepEqual(await marks('notebook-outputs', { 'a.ipynb': large }, { untracked: ['a.ipynb'] }), []);
    assert.deepEqual(await marks('notebook-outputs', { 'docs/a.ipynb': large }), []);
    assert.deepEqual(await marks('notebook-outputs', { 'CLIP_tutorial.ipynb': large }), []);
    const hooks =
      'repos:\n  - repo: https://github.com/kynan/nbstripout\n    rev: 0.8.1\n    hooks:\n      - id: nbstripout\n';
    assert.deepEqual(
      await marks('notebook-outputs', { 'a.ipynb': large, '.pre-commit-config.yaml': hooks }),
      [],
    );
  });
});

describe('hint large-file', () => {
  const large = new Uint8Array(11 * 1024 * 1024);
  const found = async (files: Record<string, string | Uint8Array>, untracked: string[] = []) => {
    const all = { 'a.py': 'import sklearn\n', ...files };
    const memory = memoryFiles(all, { history: { commits: [], tags: [] }, untracked });
    const { hints } = assess(await takeSnapshot(memory, assessmentSignals), '2026-01-01');
    return hints.filter(({ hint }) => hint.id === 'large-file').map(({ path }) => path);
  };

  it('marks data and models, whether they are read or not', async () => {
    assert.deepEqual(await found({ 'data/train.csv': large, 'models/net.pt': large, 'data/a.json': large }), [
      'data/a.json',
      'data/train.csv',
      'models/net.pt',
    ]);
  });

  it('leaves small files, untracked files, and what Git LFS keeps', async () => {
    assert.deepEqual(await found({ 'data/train.csv': new Uint8Array(9 * 1024 * 1024) }), []);
    assert.deepEqual(await found({ 'data/train.csv': large }, ['data/train.csv']), []);
    const attributes = '*.csv filter=lfs diff=lfs merge=lfs -text\n';
    assert.deepEqual(await found({ 'data/train.csv': large, '.gitattributes': attributes }), []);
    assert.deepEqual(await found({ 'data/train.csv': large, 'models/.gitattributes': attributes }), [
      'data/train.csv',
    ]);
  });
});

describe('hint secret', () => {
  const token = `ghp_${'aB3dE6gH9j'.repeat(4).slice(0, 36)}`;

  it('marks the value and never says it', async () => {
    const [found] = await foundIn('secret', { 'config.yaml': `a: 1\ngithub: ${token}\n` });
    assert.equal(found?.marked, token);
    assert.ok(!found?.note.includes(token));
    assert.deepEqual(await marks('secret', { '.env': 'PORT=80\nAPI_KEY="kJ8sQ2mZ7rT4vX9bN3cW"\n' }), [
      'kJ8sQ2mZ7rT4vX9bN3cW',
    ]);
    assert.deepEqual(await marks('secret', { 'src/settings.py': 'DB_PASSWORD = "kJ8sQ2mZ7rT4vX9bN3cW"\n' }), [
      'kJ8sQ2mZ7rT4vX9bN3cW',
    ]);
  });

  it('leaves placeholders, references, words, examples, and files that git does not hold', async () => {
    for (const value of [
      '$SHOP_API_KEY_0001',
      '<your-api-key-goes-here>',
      'changeme-changeme-1',
      'postgres',
      '{{ .Values.k1 }}',
      'AKIAIOSFODNN7EXAMPLE',
      '/run/keys/api_key_0001',
      'xxxxxxxxxxxxxxxxxxx1',
      'project/translations/level-1/weights-and-biases',
      '"-----BEGIN PRIVATE KEY-----\\nkey\\n-----END PRIVATE KEY-----"',
    ])
      assert.deepEqual(
        await marks('secret', { 'config.yaml': `api_key: ${JSON.stringify(value)}\n` }),
        [],
        value,
      );
    const env = `API_KEY=${token}\n`;
    assert.deepEqual(await marks('secret', { '.env': env }, { untracked: ['.env'] }), []);
    assert.deepEqual(await marks('secret', { '.env.example': env }), []);
    assert.deepEqual(await marks('secret', { 'tests/config.yaml': `api_key: ${token}\n` }), []);
  });
});
