import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { practices, sections } from '../../src/practices/index.ts';

const program = path.resolve('dist/cli.js');

describe('the command line', () => {
  let folder: string;
  const run = (...words: string[]) => runIn({}, ...words);
  const runIn = (environment: NodeJS.ProcessEnv, ...words: string[]) =>
    spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', ...environment },
    });

  before(() => assert.ok(existsSync(program), 'run `npm run build` first'));
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cli-'));
    cpSync('test/fixtures/churn', folder, { recursive: true });
    spawnSync('git', ['init', '-q', '-b', 'main'], { cwd: folder });
    spawnSync('git', ['add', '.'], { cwd: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('reports as JSON in the documented shape, all sixty in order', () => {
    const { stdout, status } = run('scan', '.', '--format', 'json');
    assert.equal(status, 0);
    const report = JSON.parse(stdout);
    assert.deepEqual(
      Object.keys(report).filter((key) => !['stage', 'unread'].includes(key)),
      ['schemaVersion', 'root', 'commit', 'flags', 'level', 'sections', 'practices', 'hints'],
    );
    assert.deepEqual(report.flags, { ml: true, serving: true, batch: false, iac: false });
    assert.deepEqual(
      report.practices.map(({ number }: { number: number }) => number),
      practices.map(({ number }) => number),
    );
    assert.deepEqual(
      report.sections.map(({ id }: { id: string }) => id),
      sections.map(({ id }) => id),
    );
    for (const { id, section, evidence, verdict, scaffolds } of report.practices) {
      assert.equal(section, id.split('/')[0]);
      assert.ok(Array.isArray(scaffolds));
      if (verdict === 'met') assert.ok(evidence[0].path && evidence[0].line > 0 && evidence[0].note);
    }
    const total = report.sections.reduce(
      (sum: number, one: Record<string, number>) =>
        sum +
        ['met', 'partial', 'unmet', 'unanswered', 'notApplicable'].reduce(
          (part, key) => part + (one[key] ?? 0),
          0,
        ),
      0,
    );
    assert.equal(total, 60);
  });

  it('reports hints with their ranges and fixes, and counts them in the text', () => {
    const split = 'from sklearn.model_selection import train_test_split\n\na, b = train_test_split(x)\n';
    writeFileSync(path.join(folder, 'split.py'), split);
    const { hints } = JSON.parse(run('scan', '.', '--format', 'json').stdout);
    const found = hints.filter((one: { path: string }) => one.path === 'split.py');
    assert.deepEqual(found, [
      {
        id: 'unseeded-split',
        practice: 'traceability/training-data-version',
        path: 'split.py',
        line: 3,
        column: 8,
        endLine: 3,
        endColumn: 27,
        note: 'train_test_split without random_state splits the data differently in each run.',
        fix: {
          title: 'Add random_state=42',
          edits: [{ range: { line: 3, column: 26, endLine: 3, endColumn: 26 }, text: ', random_state=42' }],
        },
      },
    ]);
    assert.match(run('scan').stdout, /1 × Split of the data without a seed {2}split\.py:3/);
    assert.doesNotMatch(run('scan', '--section', 'documentation').stdout, /Split of the data/);
  });

  it('reports as text with the seven sections', () => {
    const { stdout, status } = run('scan');
    assert.equal(status, 0);
    for (const title of [
      'Documentation',
      'Traceability and reproducibility',
      'Code quality',
      'Monitoring and support',
      'Data pipelines and feature store',
      'Explainability',
      'A/B testing and feedback loop',
    ])
      assert.ok(stdout.includes(title), title);
    assert.match(stdout, /Repository evidence level 0: No MLOps/);
  });

  it('reports one section', () => {
    const { practices: shown } = JSON.parse(
      run('scan', '--format', 'json', '--section', 'monitoring').stdout,
    );
    assert.deepEqual(
      shown.map(({ number }: { number: number }) => number),
      [39, 40, 41, 42, 43, 44, 45, 46],
    );
  });

  it('has no level where there is no machine learning', () => {
    const empty = mkdtempSync(path.join(os.tmpdir(), 'cli-empty-'));
    assert.equal(JSON.parse(run('scan', empty, '--format', 'json').stdout).level.overall, null);
    assert.match(run('scan', empty).stdout, /No machine learning was found/);
    rmSync(empty, { recursive: true });
  });

  it('explains a practice in both languages', () => {
    assert.match(
      run('explain', 'monitoring/data-drift').stdout,
      /^# Data drift is watched[\s\S]*## Why it matters/,
    );
    assert.match(
      run('explain', 'monitoring/data-drift', '--lang', 'ja').stdout,
      /^# データドリフトを監視している[\s\S]*## なぜ大切か/,
    );
  });

  it('speaks Japanese when told, in all commands and errors', () => {
    const said = (...words: string[]) => run(...words, '--lang', 'ja');
    assert.match(
      said('scan').stdout,
      /コードの品質 {2}\d+ 件中 \d+ 件達成[\s\S]*CI がプルリクエストでテストを動かす[\s\S]*次に取り組むこと/,
    );
    assert.match(said('scaffold', 'pre-commit').stdout, /^# 書き込み予定: \.pre-commit-config\.yaml/);
    assert.match(
      said('answer', 'monitoring/cost', 'met', '--note', '経理の画面で確認').stdout,
      /回答を記録しました/,
    );
    assert.match(said('--help').stdout, /^使い方/);
    assert.match(said('scan', '/nowhere').stderr, /フォルダーではありません/);
    assert.match(said('scan', '--colour').stderr, /--colour.*オプション/);
  });

  it('leaves no English in the report but names and what the repository holds', () => {
    const { stdout } = run('scan', '--lang', 'ja');
    const english = stdout
      .split('\n')
      .filter((line) => /\b(the|is|are|of|a|not|with|runs|calls|has)\b/.test(line));
    assert.deepEqual(english, []);
  });

  it('speaks the language of the terminal, unless told', () => {
    const title = (environment: NodeJS.ProcessEnv, ...words: string[]) =>
      runIn(environment, 'explain', 'monitoring/data-drift', ...words).stdout.split('\n')[0];
    const [english, japanese] = ['# Data drift is watched', '# データドリフトを監視している'];
    assert.equal(title({ LC_ALL: 'ja_JP.UTF-8' }), japanese);
    assert.equal(title({ LC_ALL: '', LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' }), japanese);
    assert.equal(title({ LC_ALL: '', LC_MESSAGES: '', LANG: 'ja_JP.UTF-8' }), japanese);
    assert.equal(title({ LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }), english);
    assert.equal(title({ LC_ALL: 'ja_JP.UTF-8' }, '--lang', 'en'), english);
  });

  it('prints a plan, and writes it only when told', () => {
    assert.match(
      run('scaffold', 'pre-commit').stdout,
      /would write \.pre-commit-config\.yaml[\s\S]*ruff-check/,
    );
    assert.ok(!existsSync(path.join(folder, '.pre-commit-config.yaml')));
    assert.equal(run('scaffold', 'pre-commit', '--write').status, 0);
    assert.match(readFileSync(path.join(folder, '.pre-commit-config.yaml'), 'utf8'), /ruff-check/);
  });

  it('never overwrites', () => {
    const ours =
      'repos:\n- repo: https://github.com/psf/black\n  rev: 25.11.0 # ours\n  hooks: [{id: black}]\n';
    writeFileSync(path.join(folder, '.pre-commit-config.yaml'), ours);
    run('scaffold', 'pre-commit', '--write');
    const after = readFileSync(path.join(folder, '.pre-commit-config.yaml'), 'utf8');
    assert.ok(after.startsWith(ours), after);
    assert.ok(!after.includes('ruff'), 'the team has a formatter already');
    assert.match(run('scaffold', 'pre-commit', '--write').stdout, /left as it is/);
  });

  it('plans several scaffolds, and says what that turns', () => {
    const { stdout, status } = run('scaffold', 'continuous-integration', 'pre-commit', '--set', 'ci=gitlab');
    assert.equal(status, 0);
    assert.match(stdout, /would write \.gitlab-ci\.yml[\s\S]*would write \.pre-commit-config\.yaml/);
    assert.match(stdout, /# CI runs the tests on pull requests: not met → met/);
  });

  it('writes all that is missing, and has nothing to add then', () => {
    assert.match(run('scaffold', '--all-missing', '--write', '--set', 'ci=github').stdout, /^wrote /);
    assert.doesNotMatch(run('scaffold', '--all-missing').stdout, /would/);
  });

  it('lists the scaffolds', () => {
    const { scaffolds } = JSON.parse(run('scaffold', '--list', '--json').stdout);
    const hooks = scaffolds.find(({ id }: { id: string }) => id === 'pre-commit');
    assert.deepEqual(hooks.practices, ['code-quality/pre-commit-hooks']);
    assert.equal(hooks.helps, true);
    assert.match(run('scaffold', '--list').stdout, /● pre-commit /);
    assert.equal(run('scaffold').status, 2);
  });

  it('takes the templates of a team, and tells when they have changed since', () => {
    const templates = path.join(folder, 'templates', 'pre-commit');
    mkdirSync(templates, { recursive: true });
    const template = path.join(templates, '.pre-commit-config.yaml');
    writeFileSync(template, 'repos: []\n');
    assert.equal(run('scaffold', 'pre-commit', '--templates', 'templates', '--write').status, 0);
    assert.match(run('scaffold', '--check', '--templates', 'templates').stdout, /^All generated files are/);
    writeFileSync(template, 'repos:\n  - repo: meta\n    hooks: [{ id: identity }]\n');
    const { stdout, status } = run('scaffold', '--check', '--templates', 'templates');
    assert.equal(status, 0);
    assert.match(stdout, /^# \.pre-commit-config\.yaml is from an older template of pre-commit\n/);
    assert.match(stdout, /\n-repos: \[\]\n[\s\S]*\n\+repos:\n\+ {2}- repo: meta\n/);
    assert.equal(run('scaffold', '--list', '--templates', 'nowhere').status, 2);
  });

  it('records an answer that the next scan takes', () => {
    assert.equal(
      run('answer', 'monitoring/cost', 'met', '--note', 'In the finance portal', '--by', 'Aiko').status,
      0,
    );
    const { practices: found } = JSON.parse(
      run('scan', '--format', 'json', '--section', 'monitoring').stdout,
    );
    assert.equal(found[0].verdict, 'met');
    assert.equal(found[0].source, 'answer');
    assert.equal(found[0].answer.by, 'Aiko');
  });

  for (const [words, message] of [
    [[], /Name a command/],
    [['scan', '/nowhere'], /is not a folder/],
    [['scan', '--format', 'xml'], /use text or json/],
    [['scan', '--section', 'x'], /is not a section: use one of documentation/],
    [['scan', '--colour'], /--colour/],
    [['scan', '--lang', 'fr'], /use en or ja/],
    [['explain', 'drift'], /did you mean monitoring\/data-drift/],
    [['explain'], /Name a practice/],
    [['scaffold', 'x'], /is not a scaffold: use one of/],
    [['scaffold', 'continuous-integration', '--set', 'ci=cvs'], /cannot be “cvs”/],
    [['answer', 'monitoring/cost', 'yes', '--note', 'x'], /is not a verdict/],
    [['answer', 'monitoring/cost', 'met'], /--note/],
    [['answer', 'monitoring/cost', 'met', '--note', 'x', '--review-by', 'soon'], /is not a date/],
  ] as const) {
    it(`ends with 2 and a line that helps: ${words.join(' ') || '(nothing)'}`, () => {
      const { status, stderr, stdout } = run(...words);
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1);
      assert.equal(stdout, '');
    });
  }

  it('shows newcomers around, and writes that into files which it alone has written', () => {
    const text = run('tour');
    assert.equal(text.status, 0);
    assert.match(text.stdout, /4\. How the model is trained\n {3}Training is in src\/churn\/train\.py/);
    assert.match(run('tour', '.', '--lang', 'ja').stdout, /4\. モデルの学習方法/);
    assert.match(run('tour', '.', '--format', 'markdown').stdout, /^## 4\. How the model is trained$/m);
    assert.equal(JSON.parse(run('tour', '.', '--format', 'codetour').stdout).steps[0].file, 'README.md');
    assert.match(run('tour', '.', '--format', 'pdf').stderr, /“pdf” is not a format/);

    assert.equal(run('tour', '.', '--write').stdout, 'wrote ONBOARDING.md\nwrote .tours/mlops.tour\n');
    const again = run('tour', '.', '--write', '--format', 'markdown');
    assert.equal(again.stdout, 'ONBOARDING.md is up to date\n');
    const file = path.join(folder, 'ONBOARDING.md');
    const mine = `${readFileSync(file, 'utf8')}\nAsk Aiko for the key of the bucket.\n`;
    writeFileSync(file, mine);
    writeFileSync(path.join(folder, 'README.md'), '# Churn\n\nTells who leaves us in the next month.\n');
    const refused = run('tour', '.', '--write');
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /ONBOARDING\.md is not a tour as it was written here/);
    assert.equal(readFileSync(file, 'utf8'), mine);
    assert.equal(run('tour', '.', '--write', '--format', 'codetour').stdout, 'wrote .tours/mlops.tour\n');
  });
});
