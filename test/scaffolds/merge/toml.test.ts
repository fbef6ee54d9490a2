import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { mergeToml } from '../../../src/scaffolds/merge/toml.ts';
import { merged, newLines } from './stays.ts';

const pyproject = `# churn, the model of the retention team
[project]
name = "churn"
dependencies = [
    "scikit-learn>=1.6",  # held by legal, see #12
    "pandas>=2.2"  # last
]

[project.optional-dependencies]
gpu = ["torch>=2"]

[dependency-groups]
dev = ["pytest>=8", "ruff>=0.14",]

[tool.ruff]
line-length = 110   # wide screens
lint.select = ["E", "F"]

  [tool.ruff.format]
  quote-style = "single"

[[tool.uv.index]]
name = "internal"
url = "https://pypi.example.com/simple"

[tool.mypy]
strict = true`;

describe('merging TOML', () => {
  it('adds an item to an array on several lines, below the comment of the last', () => {
    const result = merged(mergeToml, pyproject, '[project]\ndependencies = ["mlflow>=3"]\n');
    assert.equal(
      result,
      pyproject.replace('"pandas>=2.2"  # last\n', '"pandas>=2.2",  # last\n    "mlflow>=3"\n'),
    );
  });

  it('adds an item to an array on one line, and a group beside it', () => {
    const result = merged(
      mergeToml,
      pyproject,
      '[dependency-groups]\ndev = ["pytest>=8", "pandera>=0.26"]\nload = ["locust>=2"]\n',
    );
    assert.deepEqual(newLines(pyproject, result).slice(0, 2), [
      '13: dev = ["pytest>=8", "ruff>=0.14", "pandera>=0.26",]',
      '14: load = ["locust>=2"]',
    ]);
    assert.equal((parse(result) as { tool: { mypy: { strict: boolean } } }).tool.mypy.strict, true);
  });

  it('adds a table behind the others, keys to a table in its indentation, and leaves values', () => {
    const addition =
      '[tool.ruff]\nline-length = 88\n[tool.ruff.format]\n# as in the editor\nindent-style = "space" # not tabs\n\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n';
    const result = merged(mergeToml, pyproject, addition);
    assert.deepEqual(newLines(pyproject, result.trimEnd()), [
      '21:   # as in the editor',
      '22:   indent-style = "space" # not tabs',
      '30: ',
      '31: [tool.pytest.ini_options]',
      '32: testpaths = ["tests"]',
    ]);
  });

  it('adds to inline tables and below dotted keys', () => {
    assert.equal(
      merged(mergeToml, 'a = { x = 1 }\nb.y = [1]\n', 'a = { z = 2 }\nb = { y = [2] }\n'),
      'a = { x = 1, z = 2 }\nb.y = [1, 2]\n',
    );
  });

  it('puts keys above all tables where no key is', () => {
    assert.equal(merged(mergeToml, '[tool]\nx = 1\n', 'version = 1\n'), 'version = 1\n\n[tool]\nx = 1\n');
    assert.equal(merged(mergeToml, '', '[tool.x]\ny = 1\n'), '[tool.x]\ny = 1\n');
  });

  it('adds a table of an array once', () => {
    const addition = '[[tool.uv.index]]\nname = "torch"\nurl = "https://download.pytorch.org/whl/cpu"\n';
    const result = merged(mergeToml, pyproject, addition);
    assert.deepEqual(
      (parse(result) as { tool: { uv: { index: { name: string }[] } } }).tool.uv.index.map(
        ({ name }) => name,
      ),
      ['internal', 'torch'],
    );
  });

  it('refuses what it cannot add to, with a sentence', () => {
    assert.throws(() => mergeToml('a = [', 'b = 1\n'), /^Error: is not valid TOML \(line \d/);
    assert.throws(() => mergeToml('a = 1\n', 'a = ["x"]\n'), /something else at a/);
    assert.throws(() => mergeToml('tool = 1\n', '[tool.x]\ny = 1\n'), /Error/);
  });
});
