import assert from 'node:assert/strict';
import { practices } from '../../src/practices/index.ts';
import { assessFiles, resultOf } from '../assess.ts';

const training = 'import mlflow\nfrom sklearn.svm import SVC\n\nmlflow.autolog()\nSVC().fit(x, y)\n';

describe('an assessment', () => {
  it('of a folder without machine learning has no level, and nothing applies', async () => {
    const { flags, results, level } = await assessFiles({
      'app.py': 'import flask\napp = flask.Flask(__name__)\n',
      'main.tf': 'resource "aws_s3_bucket" "b" {}\n',
    });
    assert.deepEqual(Object.values(flags).flat(), []);
    assert.deepEqual(new Set(results.map(({ verdict }) => verdict)), new Set(['not-applicable']));
    assert.equal(level.overall, null);
  });

  it('of an empty folder meets nothing', async () => {
    const { results } = await assessFiles({});
    assert.equal(results.filter(({ verdict }) => verdict === 'met').length, 0);
  });

  it('of a stub called train.py, or an empty models folder, is not about machine learning', async () => {
    assert.deepEqual(
      (await assessFiles({ 'train.py': 'print("soon")\n', 'models/.gitkeep': '' })).flags.ml,
      [],
    );
  });

  it('carries evidence for all that is met or partly met', async () => {
    const { results } = await assessFiles({
      'train.py': training,
      'README.md': '# Goal\n\nPredict demand for every shop, so that less is thrown away.\n',
    });
    for (const { verdict, evidence, practice } of results) {
      if (verdict === 'met' || verdict === 'partial') assert.ok(evidence.length > 0, practice.id);
      if (verdict === 'unmet') assert.equal(evidence.length, 0, practice.id);
    }
    assert.ok(results.some(({ verdict }) => verdict === 'partial'));
  });

  it('does not depend on a file named in no list of ours: adopting a second tool lowers nothing', async () => {
    const one = await assessFiles({ 'train.py': training });
    const two = await assessFiles({
      'train.py': training,
      'log.py': 'import wandb\nwandb.init()\nwandb.log({"a": 1})\n',
    });
    const rank = ['unmet', 'partial', 'met'];
    for (const { id } of practices)
      assert.ok(rank.indexOf(resultOf(two, id).verdict) >= rank.indexOf(resultOf(one, id).verdict), id);
  });
});

describe('answers of the team', () => {
  const answered = (text: string, files: Record<string, string> = {}) =>
    assessFiles({ 'train.py': training, ...files, '.mlops-guide.yaml': text });
  const one = (id: string, body: string) => `practices:\n  ${id}:\n    ${body.split('\n').join('\n    ')}\n`;

  it('override what the files say, and say so', async () => {
    const result = resultOf(
      await answered(
        one('monitoring/cost', 'verdict: met\nby: Aiko\non: 2026-10-01\nnote: In the finance portal'),
      ),
      'monitoring/cost',
    );
    assert.equal(result.verdict, 'met');
    assert.equal(result.source, 'answer');
    assert.equal(result.answer?.by, 'Aiko');
    assert.equal(result.doubt, undefined);
  });

  it('are doubted where the evidence says otherwise', async () => {
    const result = resultOf(
      await answered(one('traceability/run-to-code', 'verdict: unmet')),
      'traceability/run-to-code',
    );
    assert.equal(result.verdict, 'unmet');
    assert.match(result.doubt?.message ?? '', /files show evidence/);
    assert.ok(result.evidence.length > 0);
  });

  it('are doubted where files decide, and show nothing', async () => {
    const result = resultOf(await answered(one('code-quality/tests', 'verdict: met')), 'code-quality/tests');
    assert.match(result.doubt?.message ?? '', /no evidence/);
  });

  it('are doubted after their day', async () => {
    const text = one('monitoring/cost', 'verdict: met\nreview-by: 2026-11-20');
    assert.match(resultOf(await answered(text), 'monitoring/cost').doubt?.message ?? '', /reviewed by/);
    assert.equal(
      resultOf(await answered(text.replace('11-20', '11-21')), 'monitoring/cost').doubt,
      undefined,
    );
  });

  it('answer what nothing in a repository can prove', async () => {
    const id = 'explainability/meaningful';
    assert.equal(resultOf(await assessFiles({ 'train.py': training }), id).verdict, 'unanswered');
    assert.equal(resultOf(await answered(one(id, 'verdict: met')), id).verdict, 'met');
  });

  it('count for the level', async () => {
    const base = {
      'train.py': training,
      'tests/test_train.py': 'from train import x\n\n\ndef test_x():\n    assert x\n',
    };
    const before = await assessFiles(base);
    assert.equal(before.level.overall, 0);
    const after = await assessFiles({
      ...base,
      '.mlops-guide.yaml': one('code-quality/continuous-integration', 'verdict: met'),
    });
    assert.equal(after.level.overall, 1);
  });

  it('that cannot be read are told at their line, and the others still count', async () => {
    const { answers, results } = await answered(
      'stage: someday\npractices:\n  monitoring/cost: {verdict: maybe}\n  monitoring/api-x: {verdict: met}\n  features/dependencies: {verdict: met, on: yesterday}\ncolour: red\n',
    );
    const told = answers.problems.map(({ line, message }) => `${line} ${message.message}`);
    assert.equal(told.length, 5);
    for (const line of [1, 3, 4, 5, 6])
      assert.ok(
        told.some((text) => text.startsWith(`${line} `)),
        `line ${line}`,
      );
    assert.equal(results.find(({ practice }) => practice.id === 'features/dependencies')?.verdict, 'met');
  });

  it('in a file that is not YAML are left out, and the file is named', async () => {
    const { answers, unread, results } = await answered('practices: [\n');
    assert.equal(answers.problems.length, 1);
    assert.equal(unread[0]?.path, '.mlops-guide.yaml');
    assert.equal(results.length, 60);
  });
});
