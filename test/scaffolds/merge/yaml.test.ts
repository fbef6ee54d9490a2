import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { mergeYaml } from '../../../src/scaffolds/merge/yaml.ts';
import { merged, newLines } from './stays.ts';

const preCommit = `# Hooks of the team; ask in #platform before changing them.
default_language_version:
    python: python3.12   # as in production

repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v4.4.0   # held back
    hooks:
    -   id: check-yaml
        args: ["--unsafe"]   # mkdocs
    # -   id: check-toml

-   repo: "https://github.com/psf/black"
    rev: 23.1.0
    hooks: [{id: black}]
# the end
`;

describe('merging YAML', () => {
  it('adds an item to a list of a list, in the style of the list', () => {
    const addition = `repos:
  - repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v6.0.0
    hooks:
      - id: check-yaml
      - id: check-added-large-files
        args: [--maxkb=1000]
`;
    const result = merged(mergeYaml, preCommit, addition);
    assert.deepEqual(newLines(preCommit, result), [
      '11:     - id: check-added-large-files',
      '12:       args: [--maxkb=1000]',
    ]);
    assert.equal(parse(result).repos[0].rev, 'v4.4.0', 'the revision of the team stays');
  });

  it('adds an item behind the last one, apart where the others are, and above a last comment', () => {
    const addition = `repos:
  # strips outputs
  - repo: https://github.com/kynan/nbstripout
    rev: '0.9.1' # newest
    hooks:
      - id: nbstripout
`;
    const result = merged(mergeYaml, preCommit, addition);
    assert.deepEqual(newLines(preCommit, result), [
      '16: ',
      '17: # strips outputs',
      '18: - repo: https://github.com/kynan/nbstripout',
      "19:   rev: '0.9.1' # newest",
      '20:   hooks:',
      '21:     - id: nbstripout',
    ]);
  });

  it('adds to lists and maps in brackets, on one line or on several', () => {
    const inline = 'hooks: [{id: black}]\nmap: { a: 1 }\n';
    assert.equal(
      merged(mergeYaml, inline, 'hooks:\n  - id: ruff\n    args: [--fix]\nmap:\n  b: [x]\n'),
      'hooks: [{id: black}, { id: ruff, args: [ --fix ] }]\nmap: { a: 1, b: [ x ] }\n',
    );
    const block = 'needs: [\n  lint,  # first\n  build  # then\n]\n';
    assert.equal(
      merged(mergeYaml, block, 'needs: [test]'),
      'needs: [\n  lint,  # first\n  build,  # then\n  test\n]\n',
    );
    assert.equal(merged(mergeYaml, 'a: [x,]\nb: []\n', 'a: [y]\nb: [z]\n'), 'a: [x, y,]\nb: [z]\n');
  });

  it('adds keys below a key that has nothing yet', () => {
    const text = 'jobs:\n# none so far\nname: CI # ours\n';
    assert.equal(
      merged(mergeYaml, text, 'jobs:\n  test:\n    runs-on: ubuntu-24.04\nenv: {A: 1}\n'),
      'jobs:\n  test:\n    runs-on: ubuntu-24.04\n# none so far\nname: CI # ours\nenv: {A: 1}\n',
    );
  });

  it('adds behind a block of text, and keeps line breaks of Windows and a missing last one', () => {
    const text =
      'jobs:\r\n  lint:\r\n    steps:\r\n      - run: |\r\n          ruff check .\r\n          ruff format .';
    const result = merged(
      mergeYaml,
      text,
      'jobs:\n  test:\n    steps:\n      - run: |\n          pytest\n          ls\n',
    );
    assert.ok(!/[^\r]\n/.test(result));
    assert.equal(parse(result).jobs.lint.steps[0].run.trim(), 'ruff check .\nruff format .');
    assert.equal(parse(result).jobs.test.steps[0].run.trim(), 'pytest\nls');
  });

  it('keeps what stands below comments, anchors and merge keys', () => {
    const text = `.base: &base
  image: python:3.12

lint:
  <<: *base
  script: [ruff check .]

# Deployed by hand.
`;
    const result = merged(mergeYaml, text, 'test:\n  image: python:3.13\n  script:\n    - pytest # all\n');
    assert.deepEqual(newLines(text, result), [
      '8: test:',
      '9:   image: python:3.13',
      '10:   script:',
      '11:     - pytest # all',
      '12: ',
    ]);
  });

  it('begins a file that holds comments alone', () => {
    assert.equal(merged(mergeYaml, '# ours\n', 'repos: []\n'), '# ours\n\nrepos: []\n');
  });

  it('refuses what it cannot add to, with a sentence', () => {
    assert.throws(() => mergeYaml('a: [', 'b: 1'), /^Error: is not valid YAML \(line \d/);
    assert.throws(() => mergeYaml('jobs: none\n', 'jobs:\n  test: {}\n'), /something else in line 1/);
    assert.throws(() => mergeYaml('a: 1\n---\na: 2\n', 'b: 1'), /several YAML documents/);
    assert.throws(
      () => mergeYaml('x: &x {a: 1}\njobs: *x\n', 'jobs:\n  test: {}\n'),
      /something else in line 2/,
    );
  });
});
