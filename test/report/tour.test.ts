import assert from 'node:assert/strict';
import { assess } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import type { Commit } from '../../src/files/files.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { nodeFiles } from '../../src/files/node.ts';
import { practices } from '../../src/practices/index.ts';
import { planFile, toFile, tourFiles } from '../../src/report/tour/file.ts';
import { tourSignals } from '../../src/report/tour/ground.ts';
import { placeOf } from '../../src/report/tour/render.ts';
import { type Tour, tourOf } from '../../src/report/tour/tour.ts';
import { planningSignals } from '../../src/scaffolds/series.ts';
import { withSources } from '../../src/signals/signal.ts';
import { render, UserError } from '../../src/text.ts';
import { today } from '../assess.ts';

const english = { language: 'en', bundle: {}, t: render } as const;

async function tourThrough(files: Record<string, string>, commits: readonly Commit[] = []): Promise<Tour> {
  const history = { commits, tags: [], remote: 'git@github.com:acme/churn.git' };
  const snapshot = await takeSnapshot(memoryFiles(files, { history }), planningSignals);
  return tourOf(assess(snapshot, today), snapshot);
}

const stopOf = ({ stops }: Tour, id: string) => {
  const found = stops.find((stop) => stop.id === id);
  assert.ok(found, id);
  return found;
};

const said = (tour: Tour, id: string): string =>
  stopOf(tour, id)
    .sights.map(({ text }) => render(text))
    .join(' ');

const train = `import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

data = pd.read_csv("data/customers.csv")
model = LogisticRegression().fit(data, data["churned"])
print(f1_score(data["churned"], model.predict(data)))
`;

describe('the tour of a repository', () => {
  it('asks for nothing that is not read anyway', () => {
    const asked = [...withSources(Object.values(tourSignals))].filter(({ kind }) => kind !== 'derived');
    assert.deepEqual(
      asked.filter((signal) => !planningSignals.has(signal)),
      [],
    );
  });

  it('tells of the sample what its files say, stop by stop', async () => {
    const snapshot = await takeSnapshot(nodeFiles('test/fixtures/churn', { git: false }), planningSignals);
    const tour = tourOf(assess(snapshot, today), snapshot);
    assert.deepEqual(
      tour.stops.map(({ id }) => id),
      [
        'about',
        'environment',
        'data',
        'train',
        'evaluate',
        'test',
        'release',
        'kept',
        'watched',
        'owners',
        'unwritten',
      ],
    );
    assert.match(said(tour, 'about'), /^Churn Predicts which customers will cancel/);
    assert.deepEqual(stopOf(tour, 'train').commands, [
      'pip install -e ".[test]"',
      'python -m churn.train --data data/customers.csv --trees 200',
    ]);
    assert.match(said(tour, 'train'), /src\/churn\/train\.py: RandomForestClassifier/);
    assert.equal(stopOf(tour, 'environment').commands.at(-1), 'python -m pip install -e ".[test]"');
    assert.match(said(tour, 'kept'), /Runs are kept in MLflow/);
    assert.match(said(tour, 'owners'), /Aiko Tanaka/);
    assert.deepEqual(placeOf(stopOf(tour, 'owners')), { path: 'pyproject.toml', line: 6 });
    assert.ok(stopOf(tour, 'unwritten').practices.includes('documentation/risk-assessment'));
  });

  it('sets up a project of uv by its lock file, and runs its tests there', async () => {
    const tour = await tourThrough({
      'pyproject.toml':
        '[project]\nname = "churn"\nrequires-python = ">=3.12"\ndependencies = ["scikit-learn", "pandas"]\n[dependency-groups]\ndev = ["pytest"]\n',
      'uv.lock': 'version = 1\n',
      'train.py': train,
      'tests/test_train.py': 'import train\n\ndef test_model():\n    assert train.model\n',
    });
    assert.match(said(tour, 'environment'), /^uv installs what pyproject\.toml declares, for Python 3\.12/);
    assert.equal(stopOf(tour, 'environment').commands.at(-1), 'uv sync --locked');
    assert.deepEqual(stopOf(tour, 'test').commands, ['uv run pytest']);
    assert.deepEqual(stopOf(tour, 'train').commands, ['uv run python train.py']);
    assert.match(said(tour, 'data'), /data\/customers\.csv/);
    assert.match(said(tour, 'evaluate'), /f1_score/);
  });

  it('makes the environment of conda by the name in its file', async () => {
    const tour = await tourThrough({
      'environment.yml': 'name: churn-env\ndependencies:\n  - python=3.11\n  - scikit-learn\n  - pandas\n',
      'train.py': train,
    });
    assert.deepEqual(stopOf(tour, 'environment').commands, [
      'conda env create --name churn-env --file environment.yml',
      'conda activate churn-env',
    ]);
  });

  it('takes the commands of the repository itself before those that it could have', async () => {
    const tour = await tourThrough({
      'requirements.txt': 'scikit-learn==1.7.2\npandas==2.3.3\n',
      Makefile: 'env:\n\tenv\n\nsetup:\n\tpip install -r requirements.txt\n\ntrain:\n\tpython train.py\n',
      'README.md':
        '# Churn\n\n## Evaluation\n\n```console\n$ python evaluate.py --model latest\nf1 0.8\n```\n',
      'train.py': train,
    });
    assert.deepEqual(stopOf(tour, 'environment').commands, ['make setup']);
    assert.deepEqual(stopOf(tour, 'train').commands, ['make train']);
    assert.deepEqual(stopOf(tour, 'evaluate').commands, ['python evaluate.py --model latest']);
  });

  it('says where nothing is written down, and names the page that helps', async () => {
    const tour = await tourThrough({ 'train.py': train });
    for (const id of ['about', 'environment', 'test', 'release', 'owners']) {
      const { sights, commands, practices } = stopOf(tour, id);
      assert.match(render(sights[0]?.text ?? assert.fail()), /^Nothing was found .*page “.+”/, id);
      assert.equal(sights.length, 1);
      assert.deepEqual(commands, []);
      assert.equal(practices.length, 1);
    }
    assert.match(said(tour, 'watched'), /nothing to watch yet/);
    assert.match(said(tour, 'unwritten'), /^7 of 7 documentation practices/);
  });

  it('names the owners, then who commits most, but nobody by a handful of commits', async () => {
    const by = (name: string, count: number): Commit[] =>
      Array.from({ length: count }, () => ({
        subject: 'Change',
        merge: false,
        paths: [],
        author: { name, email: `${name}@example.com` },
      }));
    const files = { 'train.py': train, '.github/CODEOWNERS': '* @acme/ml\n/data/ @acme/data\n' };
    const tour = await tourThrough(files, [...by('Hana', 3), ...by('Ken', 8), ...by('renovate[bot]', 20)]);
    assert.deepEqual(
      stopOf(tour, 'owners').sights.map(({ text, place }) => [render(text), place?.line]),
      [
        ['@acme/ml: owners of everything that nobody else owns.', 1],
        ['@acme/data: owners of /data/.', 2],
        ['Most commits among the last 11: Ken, Hana.', undefined],
      ],
    );
    assert.doesNotMatch(said(await tourThrough(files, by('Ken', 4)), 'owners'), /Ken/);
  });

  it('tells what a team has answered', async () => {
    const tour = await tourThrough({
      'train.py': train,
      '.mlops-guide.yaml':
        'practices:\n  documentation/team-responsibilities:\n    verdict: met\n    note: The rota hangs in the wiki\n    by: Hana\n',
    });
    assert.match(said(tour, 'owners'), /Hana answered: The rota hangs in the wiki/);
    assert.equal(placeOf(stopOf(tour, 'owners'))?.path, '.mlops-guide.yaml');
  });

  it('is read by CodeTour: every step opens a file at a line that it has', async () => {
    const files = nodeFiles('test/fixtures/churn', { git: false });
    const snapshot = await takeSnapshot(files, planningSignals);
    const tour = tourOf(assess(snapshot, today), snapshot);
    const { $schema, title, steps } = JSON.parse(await toFile(tour, 'codetour', english));
    assert.equal($schema, 'https://aka.ms/codetour-schema');
    assert.equal(title, 'A tour of churn');
    assert.equal(steps.length, tour.stops.length);
    const placed = steps.filter(({ file }: { file?: string }) => file !== undefined);
    assert.ok(placed.length > 8);
    for (const { file, line, description } of placed) {
      const lines = new TextDecoder().decode(await files.read(file)).split('\n').length;
      assert.ok(line >= 1 && line <= lines, `${file}:${line}`);
      assert.ok(description.length > 0);
    }
  });

  it('shows what a repository says as text in Markdown, with links that lead there', async () => {
    const tour = await tourThrough({
      'README.md': '# Churn <b>*now*</b>\n\nWho leaves next, and [why](javascript:alert(1)) they do so.\n',
      'my data/train it.py': train,
    });
    const text = await toFile(tour, 'markdown', english);
    assert.match(text, /\(\[my data\/train it\.py:6\]\(my%20data\/train%20it\.py#L6\)\)/);
    assert.match(text, /and \\\[why\\\]\(javascript/);
    assert.doesNotMatch(text, /<b>/);
    assert.match(text, /^python 'my data\/train it\.py'$/m);
  });

  it('writes anew what it wrote, and leaves alone what somebody has changed', async () => {
    const before = await tourThrough({ 'train.py': train });
    const after = await tourThrough({
      'train.py': train,
      'README.md': '# Churn\n\nSays who leaves us next month.\n',
    });
    for (const format of ['markdown', 'codetour'] as const) {
      const first = await planFile(before, format, english, undefined);
      assert.deepEqual([first?.kind, first?.path], ['create', tourFiles[format]]);
      const written = first?.content ?? '';
      assert.equal(await planFile(before, format, english, written), undefined);
      assert.equal((await planFile(after, format, english, written))?.kind, 'merge');
      const crlf = written.replaceAll('\n', '\r\n');
      assert.equal((await planFile(after, format, english, crlf))?.kind, 'merge');
      const changed = written.replace('Nothing was found', 'Ask Hana: nothing was found');
      await assert.rejects(planFile(after, format, english, changed), UserError);
      await assert.rejects(planFile(after, format, english, '# Welcome\n'), UserError);
    }
  });

  it('is evidence of nothing: written out, it turns no verdict', async () => {
    const files = nodeFiles('test/fixtures/churn', { git: false });
    const { entries } = await files.list();
    const texts = await Promise.all(
      entries.map(async ({ path }) => [path, new TextDecoder().decode(await files.read(path))] as const),
    );
    const plain = Object.fromEntries(texts);
    const tour = await tourThrough(plain);
    const exports = {
      [tourFiles.markdown]: await toFile(tour, 'markdown', english),
      [tourFiles.codetour]: await toFile(tour, 'codetour', english),
    };
    const verdicts = async (these: Record<string, string>) => {
      const snapshot = await takeSnapshot(memoryFiles(these), planningSignals);
      return assess(snapshot, today).results.map(({ practice, verdict }) => `${practice.id} ${verdict}`);
    };
    const found = await verdicts(plain);
    assert.equal(found.length, practices.length);
    assert.deepEqual(await verdicts({ ...plain, ...exports }), found);
  });
});
