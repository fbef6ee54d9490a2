import assert from 'node:assert/strict';
import {
  type Lens,
  lenses,
  pipelineMap,
  type Topic,
  tallyOf,
  toolLimits,
  toolsOf,
} from '../../src/assessment/lenses.ts';
import { practices } from '../../src/practices/index.ts';
import { tools } from '../../src/signals/tool/catalogue.ts';
import { assessFiles } from '../assess.ts';

const mapOf = async (files: Readonly<Record<string, string>>) => {
  const assessment = await assessFiles(files);
  return Object.fromEntries(pipelineMap(assessment).map((one) => [one.pipeline, one]));
};
const train =
  'import pandas as pd\nfrom sklearn.svm import SVC\n\nx = pd.read_csv("x.csv").dropna()\nSVC().fit(x, y)\n';
const pipeline = 'stages:\n  train:\n    cmd: python train.py\n    outs: [model.pkl]\n';

describe('the lenses', () => {
  it('gather practices that there are and roles that tools have', () => {
    const roles = new Set(tools.flatMap((tool) => Object.keys(tool.roles)));
    for (const topics of Object.values(lenses) as (readonly Topic[])[])
      for (const { id, practices: ids, roles: wanted } of topics) {
        for (const role of wanted) assert.ok(roles.has(role), `${id}: ${role}`);
        for (const practice of ids)
          assert.ok(
            practices.some((one) => one.id === practice),
            `${id}: ${practice}`,
          );
        assert.ok(ids.length > 0 || id === 'levels/0', id);
      }
    for (const id of Object.keys(toolLimits))
      assert.ok(
        tools.some((tool) => tool.id === id),
        id,
      );
  });

  it('hold as many parts as the documents name', () => {
    const counts = Object.entries(lenses).map(([lens, topics]): [string, number] => [lens, topics.length]);
    assert.deepEqual(
      Object.fromEntries(counts) satisfies Record<string, number>,
      {
        levels: 5,
        principles: 7,
        pipelines: 4,
        parts: 7,
        strategies: 3,
        capabilities: 8,
      } satisfies Record<Lens, number>,
    );
  });

  it('count verdicts', async () => {
    const { results } = await assessFiles({ 'train.py': train });
    const tally = tallyOf(results);
    assert.equal(
      Object.values(tally).reduce((sum, count) => sum + count),
      60,
    );
    assert.ok(tally.unanswered > 0 && tally['not-applicable'] > 0 && tally.unmet > tally.met);
  });
});

describe('the map of the four pipelines', () => {
  it('covers creation with data code, training code and a pipeline', async () => {
    const { creation } = await mapOf({ 'train.py': train, 'dvc.yaml': pipeline });
    assert.equal(creation?.state, 'covered');
    assert.deepEqual(creation?.gaps, []);
    assert.deepEqual(
      creation?.tools.map(({ tool, strength }) => [tool.id, strength]),
      [
        ['pandas', 'used'],
        ['scikit-learn', 'used'],
        ['dvc', 'used'],
      ],
    );
  });

  it('names the pipeline that is missing', async () => {
    const { creation, scoring, refresh } = await mapOf({ 'train.py': train });
    assert.equal(creation?.state, 'partly');
    assert.deepEqual(
      creation?.gaps.map((gap) => ('text' in gap ? gap.text.message : gap.practice.practice.id)),
      ['No pipeline definition runs the steps'],
    );
    assert.equal(scoring?.state, 'open');
    assert.equal(scoring?.gaps.length, 3);
    assert.equal(refresh?.state, 'open');
  });

  it('counts a tool that is only declared as found, and not as a pipeline', async () => {
    const { creation } = await mapOf({ 'train.py': train, 'requirements.txt': 'prefect==3.4.0\n' });
    assert.equal(creation?.tools.find(({ tool }) => tool.id === 'prefect')?.strength, 'declared');
    assert.equal(creation?.state, 'partly');
  });

  it('does not take what tests use for a tool of the project', async () => {
    const assessment = await assessFiles({
      'train.py': train,
      'tests/test_x.py': 'import mlflow\n\n\ndef test_run():\n    assert mlflow.start_run()\n',
    });
    assert.deepEqual(
      assessment.tools.filter(({ tool }) => tool.id === 'mlflow'),
      [],
    );
    const [, , , experiments] = lenses.principles;
    assert.deepEqual(experiments && toolsOf(assessment, experiments), []);
  });
});
