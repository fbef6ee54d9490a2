import assert from 'node:assert/strict';
import picomatch from 'picomatch';
import { type Hook, hookSignals } from '../../src/signals/hook.ts';
import { factsOf } from './facts.ts';

const { preCommit, lefthook, husky, packageJsonHooks } = hookSignals;

/** What most tests look at: id, command, line, and whether it runs before a commit. */
const seen = (hooks: readonly Hook[]) =>
  hooks.map(({ id, command, line, onCommit }) => [id, command, line, onCommit]);

describe('pre-commit', () => {
  it('reads hooks with their repositories and lines', () => {
    const hooks = factsOf(
      preCommit,
      '.pre-commit-config.yaml',
      'repos:',
      '  - repo: https://github.com/astral-sh/ruff-pre-commit',
      '    rev: v0.14.5',
      '    hooks:',
      '      - id: ruff-check',
      '        args: [--fix]',
      '      - id: ruff-format',
      '  - repo: meta',
      '    hooks: [{ id: check-hooks-apply }]',
    );
    assert.deepEqual(seen(hooks), [
      ['ruff-check', 'ruff-check', 5, true],
      ['ruff-format', 'ruff-format', 7, true],
      ['check-hooks-apply', 'check-hooks-apply', 9, true],
    ]);
    assert.equal(hooks[0]?.repository, 'https://github.com/astral-sh/ruff-pre-commit');
    assert.equal(hooks[0]?.manager, 'pre-commit');
    assert.equal(hooks[2]?.repository, 'meta');
  });

  it('reads the command of a local hook with its arguments', () => {
    const hooks = factsOf(
      preCommit,
      '.pre-commit-config.yaml',
      'repos:',
      '  - repo: local',
      '    hooks:',
      '      - id: style',
      '        entry: poetry run flake8',
      '        args: [--max-line-length, 100]',
      '        language: system',
    );
    assert.deepEqual(seen(hooks), [['style', 'poetry run flake8 --max-line-length 100', 4, true]]);
  });

  it('knows when hooks run, by their stages or by those of the file', () => {
    const hooks = factsOf(
      preCommit,
      '.pre-commit-config.yaml',
      'default_stages: [pre-push]',
      'repos:',
      '  - repo: local',
      '    hooks:',
      '      - { id: on-push, entry: a }',
      '      - { id: both, entry: a, stages: [pre-commit, manual] }',
      '      - { id: old-name, entry: a, stages: [commit] }',
      '      - { id: message, entry: a, stages: [commit-msg] }',
      '      - { id: by-hand, entry: a, stages: [manual] }',
    );
    assert.deepEqual(
      hooks.map(({ id, onCommit }) => [id, onCommit]),
      [
        ['on-push', false],
        ['both', true],
        ['old-name', true],
        ['message', false],
      ],
    );
  });

  it('finds nothing in an empty file, in empty lists, and in what has no id', () => {
    assert.deepEqual(factsOf(preCommit, '.pre-commit-config.yaml', ''), []);
    assert.deepEqual(factsOf(preCommit, '.pre-commit-config.yaml', 'repos: []'), []);
    assert.deepEqual(
      factsOf(preCommit, '.pre-commit-config.yaml', 'repos:', '  - hooks: [{ name: x }, y]'),
      [],
    );
    assert.deepEqual(factsOf(preCommit, '.pre-commit-config.yaml', '# repos:', '#   - repo: local'), []);
  });

  it('is told where a file is no YAML', () => {
    assert.throws(
      () => factsOf(preCommit, '.pre-commit-config.yaml', 'repos: [', 'x: ]:'),
      /is not valid YAML/,
    );
  });
});

describe('prek', () => {
  it('reads TOML, as tables and inline', () => {
    const hooks = factsOf(
      preCommit,
      'prek.toml',
      '[[repos]]',
      'repo = "https://github.com/psf/black-pre-commit-mirror"',
      'hooks = [{ id = "black" }, { id = "black-jupyter", stages = ["pre-push"] }]',
      '',
      '[[repos]]',
      'repo = "local"',
      '[[repos.hooks]]',
      'id = "types"',
      'entry = "uv run ty check"',
    );
    assert.deepEqual(seen(hooks), [
      ['black', 'black', 3, true],
      ['black-jupyter', 'black-jupyter', 3, false],
      ['types', 'uv run ty check', 8, true],
    ]);
    assert.deepEqual([...new Set(hooks.map(({ manager }) => manager))], ['prek']);
  });
});

describe('lefthook', () => {
  const yaml = [
    'pre-commit:',
    '  parallel: true',
    '  commands:',
    '    lint:',
    '      glob: "*.py"',
    '      run: uv run ruff check {staged_files}',
    '    old:',
    '      run: flake8',
    '      skip: true',
    '  scripts:',
    '    "format.sh":',
    '      runner: bash',
    'pre-push:',
    '  jobs:',
    '    - run: uv run pytest',
    'output: [summary]',
  ];

  it('reads commands, scripts and jobs in YAML', () => {
    assert.deepEqual(seen(factsOf(lefthook, 'lefthook.yml', ...yaml)), [
      ['lint', 'uv run ruff check {staged_files}', 4, true],
      ['format.sh', 'format.sh', 11, true],
      ['pre-push', 'uv run pytest', 15, false],
    ]);
  });

  it('reads jobs in groups, and leaves out those that are skipped', () => {
    const hooks = factsOf(
      lefthook,
      '.lefthook.yaml',
      'pre-commit:',
      '  jobs:',
      '    - name: all',
      '      group:',
      '        parallel: true',
      '        jobs:',
      '          - name: lint',
      '            run: ruff check',
      '          - group: { jobs: [{ name: inner, script: check.sh }] }',
      '    - group: { jobs: [{ run: black }] }',
      '      skip: true',
      'commit-msg:',
      '  skip: true',
      '  commands: { message: { run: commitlint } }',
    );
    assert.deepEqual(seen(hooks), [
      ['lint', 'ruff check', 7, true],
      ['inner', 'check.sh', 9, true],
    ]);
  });

  it('reads the same in TOML and JSON', () => {
    const toml = factsOf(
      lefthook,
      'lefthook.toml',
      '[pre-commit.commands.lint]',
      'run = "ruff check"',
      '[pre-commit.scripts."format.sh"]',
      'runner = "bash"',
      '[[pre-push.jobs]]',
      'name = "tests"',
      'run = "pytest"',
    );
    assert.deepEqual(seen(toml), [
      ['lint', 'ruff check', 1, true],
      ['format.sh', 'format.sh', 3, true],
      ['tests', 'pytest', 5, false],
    ]);
    const json = factsOf(
      lefthook,
      '.config/lefthook.json',
      '{ // hooks',
      '  "pre-commit": {',
      '    "commands": { "lint": { "run": "ruff check" } },',
      '    "jobs": [{ "name": "types", "run": "ty check" }]',
      '  }',
      '}',
    );
    assert.deepEqual(seen(json), [
      ['lint', 'ruff check', 3, true],
      ['types', 'ty check', 4, true],
    ]);
  });
});

describe('husky', () => {
  it('reads each line of its scripts', () => {
    const hooks = factsOf(
      husky,
      '.husky/pre-commit',
      '#!/usr/bin/env sh',
      '. "$(dirname -- "$0")/_/husky.sh"',
      '',
      '# style',
      'npx lint-staged',
      '  make lint',
    );
    assert.deepEqual(seen(hooks), [
      ['pre-commit', 'npx lint-staged', 5, true],
      ['pre-commit', 'make lint', 6, true],
    ]);
    assert.equal(hooks[0]?.manager, 'husky');
  });

  it('tells what runs before a push, or on a message, and knows scripts that git is pointed at', () => {
    assert.deepEqual(seen(factsOf(husky, '.husky/pre-push', 'pytest')), [['pre-push', 'pytest', 1, false]]);
    assert.deepEqual(seen(factsOf(husky, '.husky/commit-msg', 'commitlint')), [
      ['commit-msg', 'commitlint', 1, false],
    ]);
    const [own] = factsOf(husky, '.githooks/pre-commit', 'ruff check');
    assert.equal(own?.manager, 'git');
    assert.equal(own?.onCommit, true);
  });

  it('looks at no other file of its folder', () => {
    const reads = picomatch([...husky.reads], { dot: true });
    assert.equal(reads('web/.husky/pre-commit'), true);
    assert.equal(reads('.husky/_/husky.sh'), false);
    assert.equal(reads('.husky/README.md'), false);
  });

  it('reads version 4 in package.json', () => {
    const hooks = factsOf(
      packageJsonHooks,
      'package.json',
      '{',
      '  "husky": { "hooks": {',
      '    "pre-commit": "lint-staged",',
      '    "pre-push": "npm test"',
      '  } }',
      '}',
    );
    assert.deepEqual(seen(hooks), [
      ['pre-commit', 'lint-staged', 3, true],
      ['pre-push', 'npm test', 4, false],
    ]);
  });
});

describe('lint-staged and simple-git-hooks', () => {
  it('reads the commands of each pattern in package.json', () => {
    const hooks = factsOf(
      packageJsonHooks,
      'package.json',
      '{',
      '  "lint-staged": {',
      '    "*.py": ["ruff check --fix", "ruff format"],',
      '    "*.ts": "biome check"',
      '  },',
      '  "simple-git-hooks": { "pre-commit": "npx lint-staged" }',
      '}',
    );
    assert.deepEqual(
      hooks.map(({ manager, id, command, line }) => [manager, id, command, line]),
      [
        ['lint-staged', '*.py', 'ruff check --fix', 3],
        ['lint-staged', '*.py', 'ruff format', 3],
        ['lint-staged', '*.ts', 'biome check', 4],
        ['simple-git-hooks', 'pre-commit', 'npx lint-staged', 6],
      ],
    );
  });

  it('reads files of their own, in JSON and in YAML', () => {
    assert.deepEqual(seen(factsOf(packageJsonHooks, '.lintstagedrc', '"*.py":', '  - black')), [
      ['*.py', 'black', 2, true],
    ]);
    assert.deepEqual(seen(factsOf(packageJsonHooks, '.lintstagedrc.json', '{ "*.py": "black" }')), [
      ['*.py', 'black', 1, true],
    ]);
    assert.deepEqual(seen(factsOf(packageJsonHooks, 'web/.lintstagedrc.yaml', '"*.py": black')), [
      ['*.py', 'black', 1, true],
    ]);
  });

  it('finds nothing in any other package.json', () => {
    assert.deepEqual(factsOf(packageJsonHooks, 'package.json', '{ "scripts": { "lint": "eslint ." } }'), []);
  });
});
