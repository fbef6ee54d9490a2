import assert from 'node:assert/strict';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { addDependency, dependencyFiles } from '../../src/scaffolds/dependency.ts';
import { planScaffold } from '../../src/scaffolds/plan.ts';
import { project } from '../../src/scaffolds/project.ts';
import { scaffold } from '../../src/scaffolds/scaffold.ts';
import { say } from '../../src/text.ts';

/** What a file becomes when pandera is added to a group; with the notes. */
async function added(files: Record<string, string>, group: string, ...requirements: string[]) {
  const one = scaffold({
    id: 'one',
    title: say`One`,
    signals: { project },
    templates: [],
    merges: dependencyFiles,
    asks: () => [],
    plan: ({ project: [found] }, ground) =>
      found ? addDependency(found, ground, group, ...requirements) : { changes: [] },
  });
  const on = memoryFiles(files);
  const snapshot = await takeSnapshot(on, Object.values(one.signals));
  const { changes, notes } = await planScaffold(one, snapshot, on, on);
  const [first] = changes;
  return { path: first?.path, text: first?.content, notes: notes.map(({ values }) => values[0]) };
}

describe('adding a dependency', () => {
  const cases: readonly (readonly [string, string, string, string, string])[] = [
    [
      'PEP 621',
      'pyproject.toml',
      'main',
      '[project]\nname = "x"\ndependencies = [\n  "pandas>=2", # ours\n]\n',
      '[project]\nname = "x"\ndependencies = [\n  "pandas>=2", # ours\n  "pandera[polars]>=0.26",\n]\n',
    ],
    [
      'PEP 621 without any so far',
      'pyproject.toml',
      'main',
      '[project]\nname = "x"\n\n[tool.ruff]\nline-length = 99\n',
      '[project]\nname = "x"\ndependencies = ["pandera[polars]>=0.26"]\n\n[tool.ruff]\nline-length = 99\n',
    ],
    [
      'a dependency group',
      'pyproject.toml',
      'dev',
      '[project]\nname = "x"\n[dependency-groups]\ndev = ["pytest"]\n',
      '[project]\nname = "x"\n[dependency-groups]\ndev = ["pytest", "pandera[polars]>=0.26"]\n',
    ],
    [
      'a new dependency group',
      'pyproject.toml',
      'dev',
      '[project]\nname = "x"\n',
      '[project]\nname = "x"\n\n[dependency-groups]\ndev = ["pandera[polars]>=0.26"]\n',
    ],
    [
      'an extra',
      'pyproject.toml',
      'dev',
      '[project]\nname = "x"\noptional-dependencies.dev = ["pytest"]\n',
      '[project]\nname = "x"\noptional-dependencies.dev = ["pytest", "pandera[polars]>=0.26"]\n',
    ],
    [
      'Poetry',
      'pyproject.toml',
      'main',
      '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.12" # as deployed\n\n[build-system]\nrequires = []\n',
      '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.12" # as deployed\npandera = { version = ">=0.26", extras = ["polars"] }\n\n[build-system]\nrequires = []\n',
    ],
    [
      'a group of Poetry',
      'pyproject.toml',
      'dev',
      '[tool.poetry]\nname = "x"\n',
      '[tool.poetry]\nname = "x"\n\n[tool.poetry.group.dev.dependencies]\npandera = { version = ">=0.26", extras = ["polars"] }\n',
    ],
    [
      'PDM as it was',
      'pyproject.toml',
      'dev',
      '[project]\nname = "x"\n[tool.pdm.dev-dependencies]\ntest = ["pytest"]\n',
      '[project]\nname = "x"\n[tool.pdm.dev-dependencies]\ntest = ["pytest"]\ndev = ["pandera[polars]>=0.26"]\n',
    ],
    [
      'Pipenv',
      'Pipfile',
      'dev',
      '[packages]\npandas = "*"\n\n[dev-packages]\n\n[requires]\npython_version = "3.12"\n',
      '[packages]\npandas = "*"\n\n[dev-packages]\npandera = { version = ">=0.26", extras = ["polars"] }\n\n[requires]\npython_version = "3.12"\n',
    ],
    [
      'pip',
      'requirements.txt',
      'main',
      '# ours\npandas==2.3.3',
      '# ours\npandas==2.3.3\npandera[polars]>=0.26\n',
    ],
    [
      'conda',
      'environment.yml',
      'main',
      'name: x\ndependencies:\n- python=3.12 # as deployed\n- pandas\n',
      'name: x\ndependencies:\n- python=3.12 # as deployed\n- pandas\n- pandera[polars]>=0.26\n',
    ],
    [
      'pip in conda',
      'environment.yml',
      'main',
      'name: x\ndependencies:\n  - python=3.12\n  - pip:\n      - torch\nprefix: /x\n',
      'name: x\ndependencies:\n  - python=3.12\n  - pip:\n      - torch\n      - pandera[polars]>=0.26\nprefix: /x\n',
    ],
  ];
  for (const [name, path, group, before, after] of cases) {
    it(`to ${name}`, async () => {
      const found = await added({ [path]: before }, group, 'pandera[polars]>=0.26');
      assert.equal(found.text, after);
      assert.equal(found.path, path);
      const again = await added({ [path]: after }, group, 'pandera[polars]>=0.26');
      assert.equal(again.text, undefined, 'a second time changes nothing');
    });
  }

  it('takes the file of the group where there is one', async () => {
    const found = await added(
      { 'requirements.txt': 'pandas\n', 'requirements-dev.txt': '-r requirements.txt\npytest\n' },
      'dev',
      'pandera',
    );
    assert.equal(found.path, 'requirements-dev.txt');
    assert.equal(found.text, '-r requirements.txt\npytest\npandera\n');
  });

  it('says what to do where it cannot', async () => {
    const dynamic = '[project]\nname = "x"\ndynamic = ["dependencies"]\n';
    assert.deepEqual(await added({ 'pyproject.toml': dynamic }, 'main', 'pandera>=0.26', 'pytest'), {
      path: undefined,
      text: undefined,
      notes: ['pandera>=0.26 pytest'],
    });
    await assert.rejects(added({ 'environment.yml': 'dependencies:\n- a\n---\nb: 1\n' }, 'main', 'x'), {
      message: /^environment\.yml holds several YAML documents/,
    });
  });

  it('says that the lock has to follow', async () => {
    const files = { 'pyproject.toml': '[project]\nname = "x"\n', 'uv.lock': 'version = 1\n' };
    assert.deepEqual((await added(files, 'main', 'pandera')).notes, ['uv lock']);
  });
});
