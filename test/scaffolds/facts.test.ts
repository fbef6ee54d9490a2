import assert from 'node:assert/strict';
import { assessmentSignals } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import type { History } from '../../src/files/files.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { scaffolds } from '../../src/scaffolds/index.ts';
import { planScaffold, questionsOf } from '../../src/scaffolds/plan.ts';
import type { Choices } from '../../src/scaffolds/scaffold.ts';
import { render } from '../../src/text.ts';

const content = nodeFiles(process.cwd(), { git: false });
const github: History = { commits: [], tags: [], branch: 'main', remote: 'git@github.com:acme/churn.git' };

/** What a scaffold asks, and what it would write into files of these contents. */
async function look(
  id: string,
  files: Record<string, string>,
  { choices = {}, history = github }: { choices?: Choices; history?: History } = {},
) {
  const scaffold = scaffolds.find((one) => one.id === id);
  assert.ok(scaffold);
  const on = memoryFiles(files, { history });
  const snapshot = await takeSnapshot(on, assessmentSignals);
  const plan = () => planScaffold(scaffold, snapshot, on, content, choices);
  return { questions: questionsOf(scaffold, snapshot), plan };
}

async function written(id: string, files: Record<string, string>, options: Parameters<typeof look>[2] = {}) {
  const { changes, notes } = await (await look(id, files, options)).plan();
  const texts = new Map(changes.map(({ path, content }) => [path, content]));
  return { texts, notes: notes.map((note) => render(note)).join('\n') };
}

describe('documents say what the code says', () => {
  const train = [
    'import pandas as pd',
    'from datasets import load_dataset',
    'from sklearn.ensemble import RandomForestClassifier',
    'from sklearn.metrics import f1_score, precision_recall_fscore_support',
    'import os',
    'TYPES = {"tenure": "int64", "tariff": "category"}',
    'rows = pd.read_csv("data/rows.csv", dtype=TYPES).dropna()',
    'extra = load_dataset("acme/extra")',
    'local = load_dataset("csv", data_files="a.csv")',
    'home = os.environ["HOME"]',
    'model = RandomForestClassifier().fit(rows[["tenure", "tariff"]], rows["churned"])',
    'f1_score(rows["churned"], model.predict(rows[["tenure", "tariff"]]))',
  ].join('\n');

  it('columns with their types, and nothing that is no column', async () => {
    const { texts } = await written('data-dictionary', { 'train.py': train });
    const rows = texts
      .get('docs/data-dictionary.md')
      ?.split('\n')
      .filter((line) => line.startsWith('| `'));
    assert.deepEqual(
      rows?.map((row) =>
        row
          .split('|')
          .slice(1, 3)
          .map((cell) => cell.trim()),
      ),
      [
        ['`tenure`', 'int64'],
        ['`tariff`', 'category'],
        ['`churned`', ''],
      ],
    );
  });

  it('library, metrics and data sets in the front matter of a model card', async () => {
    const { texts } = await written('model-card', { 'train.py': train });
    const card = texts.get('docs/model-card.md') ?? '';
    const front = /^---\n([\s\S]*?)\n---\n/.exec(card)?.[1];
    assert.equal(front, 'library_name: sklearn\nmetrics:\n  - f1\ndatasets:\n  - acme/extra');
    assert.match(card, /random forest classifier .*`train\.py`, line 11/);
    assert.match(card, /^python train\.py$/m);
  });

  it('only the parts that were found, in the order of the flow', async () => {
    const { texts } = await written('architecture-document', {
      'train.py': `${train}\nimport mlflow\nmlflow.sklearn.log_model(model, registered_model_name="churn")`,
    });
    const boxes = [...(texts.get('docs/architecture.md') ?? '').matchAll(/^ {4}(\w+)\["/gm)].map(
      ([, id]) => id,
    );
    assert.deepEqual(boxes.slice(0, 3), ['sources', 'training', 'registry']);
    assert.ok(!boxes.includes('serving') && !boxes.includes('monitoring'));
  });

  it('in the folder that has documents already, and never twice', async () => {
    const files = { 'train.py': train, 'doc/index.md': '# Churn\n' };
    assert.deepEqual([...(await written('data-card', files)).texts.keys()], ['doc/data-card.md']);
    const { texts, notes } = await written('data-card', { ...files, 'DATASHEET.md': '# Data\n' });
    assert.equal(texts.size, 0);
    assert.match(notes, /left as it is/);
  });
});

describe('owners', () => {
  const by = (name: string, email: string) => ({
    subject: 'a',
    merge: false,
    paths: [],
    author: { name, email },
  });
  const history: History = {
    ...github,
    commits: [
      by('Jo', 'jo@acme.dev'),
      by('Kim', '12+kim-k@users.noreply.github.com'),
      by('Kim', '12+kim-k@users.noreply.github.com'),
      by('dependabot[bot]', '49+dependabot[bot]@users.noreply.github.com'),
    ],
  };
  const files = { 'train.py': 'import sklearn' };

  it('are asked for; people of the history are offered, programs are not', async () => {
    const { questions } = await look('codeowners', files, { history });
    assert.deepEqual(
      questions[0]?.choices.map(({ value }) => value),
      ['@kim-k', 'jo@acme.dev'],
    );
    assert.equal(questions[0]?.value, undefined);
  });

  it('are written where the host looks for them', async () => {
    const choices = { owners: '@acme/ml jo@acme.dev' };
    const on = async (remote: string) =>
      written('codeowners', files, { choices, history: { ...github, remote } });
    const gitlab = await on('https://gitlab.com/acme/churn.git');
    assert.match(gitlab.texts.get('.gitlab/CODEOWNERS') ?? '', /^\* @acme\/ml jo@acme\.dev$/m);
    const azure = await on('https://dev.azure.com/acme/churn/_git/churn');
    assert.deepEqual([...azure.texts.keys()], ['MAINTAINERS.md']);
  });

  it('are not asked for where they are named', async () => {
    const named = { ...files, CODEOWNERS: '* @acme/ml\n' };
    assert.deepEqual((await look('codeowners', named, { history })).questions, []);
    const { texts, notes } = await written('codeowners', named, { history });
    assert.equal(texts.size, 0);
    assert.match(notes, /left as they are/);
  });

  it('are people and teams, not names', async () => {
    const { plan } = await look('codeowners', files, { choices: { owners: 'Jo Doe' } });
    await assert.rejects(plan, /“Jo” is not an owner/);
  });
});

describe('the rule for the main branch', () => {
  const ruleset = async (workflow: string, more: Record<string, string> = {}) => {
    const { texts } = await written('branch-ruleset', { '.github/workflows/ci.yml': workflow, ...more });
    const { rules } = JSON.parse(texts.get('.github/rulesets/default-branch.json') ?? '');
    const parameters = (type: string) =>
      rules.find((rule: { type: string }) => rule.type === type)?.parameters;
    return {
      review: parameters('pull_request'),
      checks: parameters('required_status_checks')?.required_status_checks.map(
        ({ context }: { context: string }) => context,
      ),
    };
  };
  const steps = 'runs-on: ubuntu-latest\n    steps: [{ run: pytest }]';

  it('waits for the checks that every pull request gets, by the names that GitHub shows', async () => {
    const { checks } = await ruleset(
      `on: pull_request\njobs:\n  lint:\n    name: Lint and types\n    ${steps}\n  test:\n    ${steps}\n  many:\n    strategy: { matrix: { python: ["3.12", "3.13"] } }\n    ${steps}\n`,
    );
    assert.deepEqual(checks, ['Lint and types', 'test']);
  });

  it('does not wait for a check that a filter leaves out', async () => {
    const { checks } = await ruleset(
      `on:\n  pull_request:\n    paths: ["src/**"]\njobs:\n  test:\n    ${steps}\n`,
    );
    assert.equal(checks, undefined);
  });

  it('asks owners where there are owners', async () => {
    const workflow = `on: push\njobs:\n  test:\n    ${steps}\n`;
    assert.equal((await ruleset(workflow)).review.require_code_owner_review, false);
    const owned = await ruleset(workflow, { '.github/CODEOWNERS': '* @acme/ml\n' });
    assert.equal(owned.review.require_code_owner_review, true);
  });
});

describe('release notes', () => {
  const version = async (files: Record<string, string>, tags: readonly string[] = []) => {
    const { texts } = await written('changelog', files, { history: { ...github, tags } });
    const config = JSON.parse(texts.get('release-please-config.json') ?? '');
    const manifest = JSON.parse(texts.get('.release-please-manifest.json') ?? '');
    return [config.packages['.']['release-type'], manifest['.']];
  };

  it('go on from the version in the metadata, or from the newest tag', async () => {
    assert.deepEqual(await version({ 'pyproject.toml': '[project]\nname = "churn"\nversion = "2.1.0"\n' }), [
      'python',
      '2.1.0',
    ]);
    assert.deepEqual(await version({ 'train.py': '' }, ['nightly', 'v1.4.2', 'v1.4.1']), ['simple', '1.4.2']);
    assert.deepEqual(await version({ 'train.py': '' }), ['simple', '0.0.0']);
  });

  it('are not written by two tools', async () => {
    const { texts, notes } = await written('changelog', { 'cliff.toml': '[changelog]\n' });
    assert.equal(texts.size, 0);
    assert.match(notes, /cliff\.toml/);
  });
});

describe('an image computes on what the code does', () => {
  const onGpu = [
    'import torch',
    'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")',
    'model = torch.nn.Linear(3, 1).to(device)',
    'torch.optim.Adam(model.parameters())',
  ].join('\n');
  const asked = async (files: Record<string, string>) =>
    (await look('container', files)).questions.find(({ key }) => key === 'hardware');

  it('on a GPU where it asks for one, on the CPU where it does not', async () => {
    assert.equal((await asked({ 'requirements.txt': 'torch\n', 'train.py': onGpu }))?.value, 'cuda');
    const cupy = 'import cupy as cp\nfrom sklearn.svm import SVC\n\nSVC().fit(cp.ones(3), y)\n';
    assert.equal((await asked({ 'requirements.txt': 'cupy\n', 'train.py': cupy }))?.value, 'cuda');
    const onCpu = 'from sklearn.svm import SVC\n\nSVC().fit(x, y)\n';
    assert.equal((await asked({ 'requirements.txt': 'scikit-learn\n', 'train.py': onCpu }))?.value, 'cpu');
  });

  it('with CUDA below it and its own Python', async () => {
    const choices = { python: '3.12', hardware: 'cuda', entry: 'train.py' };
    const files = { 'requirements.txt': 'torch==2.9.1\n', 'train.py': onGpu };
    const { texts } = await written('container', files, { choices });
    const froms = texts.get('Dockerfile')?.match(/^FROM .*$/gm);
    assert.deepEqual(
      froms?.map((line) => line.replace(/cuda:.*$/, 'cuda')),
      ['FROM python:3.12-slim-bookworm AS build', 'FROM nvidia/cuda'],
    );
    assert.match(texts.get('Dockerfile') ?? '', /^COPY --from=build \/usr\/local \/usr\/local$/m);
  });

  it('without a question where conda brings its own', async () => {
    const files = { 'environment.yml': 'dependencies: [pytorch]\n', 'train.py': onGpu };
    assert.equal(await asked(files), undefined);
  });
});
