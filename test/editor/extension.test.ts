import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/editor/extension.ts';
import { activated, at, eventually, read, write } from './workspace.ts';

describe('the extension in VS Code', () => {
  let api: Api;

  const verdictOf = (id: string) =>
    api.scans()[0]?.assessment.results.find(({ practice }) => practice.id === id)?.verdict;
  const problems = () =>
    vscode.languages
      .getDiagnostics()
      .flatMap(([uri, found]) =>
        found.filter(({ source }) => source === 'MLOps Guide').map((diagnostic) => ({ uri, diagnostic })),
      );

  before(async () => {
    api = await activated();
  });

  it('judges all sixty practices of the folder', () => {
    const [scan] = api.scans();
    assert.equal(scan?.assessment.results.length, 60);
    assert.equal(scan?.assessment.level.overall, 0);
    assert.equal(verdictOf('traceability/run-to-code'), 'met');
    assert.equal(verdictOf('code-quality/continuous-integration'), 'unmet');
  });

  it('registers every command of its manifest', async () => {
    const manifest = vscode.extensions.getExtension('mlops-practice-guide.mlops-practice-guide')
      ?.packageJSON as { contributes: { commands: { command: string }[] } };
    const known = await vscode.commands.getCommands(true);
    for (const { command } of manifest.contributes.commands) assert.ok(known.includes(command), command);
  });

  it('tells at a line which practices it is evidence for', async () => {
    const training = api
      .scans()[0]
      ?.assessment.results.find(({ practice }) => practice.id === 'traceability/run-to-code');
    const [evidence] = training?.evidence ?? [];
    assert.ok(evidence);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      at(evidence.path),
      new vscode.Position(evidence.line - 1, 4),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (typeof one === 'string' ? one : one.value)),
    );
    assert.ok(
      texts.some((text) => text.includes('A run leads to its code')),
      texts.join('\n'),
    );
  });

  it('shows what stands before the next level as a problem, with its practice as code', async () => {
    const [first] = await eventually(() => (problems().length > 0 ? problems() : undefined));
    assert.equal(first?.diagnostic.code, 'code-quality/continuous-integration');
    assert.equal(first?.diagnostic.severity, vscode.DiagnosticSeverity.Information);
    assert.ok(first?.uri.path.endsWith('/pyproject.toml'));
  });

  it('offers the scaffold, the page, an answer and hiding as quick fixes', async () => {
    const [first] = problems();
    await vscode.workspace.openTextDocument(first?.uri as vscode.Uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      first?.uri,
      first?.diagnostic.range,
    );
    const commands = actions
      .flatMap(({ command }) => command?.command ?? [])
      .filter((command) => command.startsWith('mlopsGuide.'));
    assert.deepEqual(commands, [
      'mlopsGuide.fix',
      'mlopsGuide.explain',
      'mlopsGuide.answer',
      'mlopsGuide.hide',
    ]);
  });

  it('opens the page of a practice in one panel', async () => {
    const pages = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    await vscode.commands.executeCommand('mlopsGuide.explain', { id: 'monitoring/data-drift' });
    await eventually(() => pages().some(({ label }) => label === 'Data drift is watched'));
    await vscode.commands.executeCommand('mlopsGuide.explain', { id: 'code-quality/tests' });
    await eventually(() => pages().some(({ label }) => label === 'Every step has tests'));
    assert.equal(pages().length, 1);
  });

  it('turns a verdict when a file comes, and back when it goes', async () => {
    assert.equal(verdictOf('code-quality/pre-commit-hooks'), 'unmet');
    await write(
      '.pre-commit-config.yaml',
      'repos:\n  - repo: https://github.com/psf/black\n    rev: 25.11.0\n    hooks:\n      - id: black\n',
    );
    await eventually(() => verdictOf('code-quality/pre-commit-hooks') === 'met');
    await vscode.workspace.fs.delete(at('.pre-commit-config.yaml'));
    await eventually(() => verdictOf('code-quality/pre-commit-hooks') === 'unmet');
  });

  it('reads a saved file again, and only that', async () => {
    const before = await read('src/churn/train.py');
    const readme = api.scans()[0]?.snapshot.parsed.get('README.md');
    await write('src/churn/train.py', before.replaceAll('mlflow.log_metrics(metrics)', 'pass'));
    await eventually(() => verdictOf('monitoring/offline-metrics') === 'partial');
    assert.equal(api.scans()[0]?.snapshot.parsed.get('README.md'), readme);
    await write('src/churn/train.py', before);
    await eventually(() => verdictOf('monitoring/offline-metrics') === 'met');
  });

  it('takes answers from the repository, and tells what is wrong in their file at its line', async () => {
    await write(
      '.mlops-guide.yaml',
      'practices:\n  monitoring/cost:\n    verdict: met\n    note: Tracked by the platform team.\n  monitoring/api:\n    verdict: perhaps\n',
    );
    await eventually(() => verdictOf('monitoring/cost') === 'met');
    const wrong = await eventually(() =>
      problems().find(({ uri }) => uri.path.endsWith('.mlops-guide.yaml')),
    );
    assert.equal(wrong.diagnostic.range.start.line, 5);
    await vscode.workspace.fs.delete(at('.mlops-guide.yaml'));
    await eventually(() => verdictOf('monitoring/cost') === 'unmet');
  });

  it('completes the answers file from its schema', async () => {
    await write('.mlops-guide.yaml', 'practices:\n  monitoring/cost:\n    verdict: \n  \n');
    const complete = async (line: number, character: number) => {
      const document = await vscode.workspace.openTextDocument(at('.mlops-guide.yaml'));
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.deepEqual((await complete(2, 13)).slice(0, 4).sort(), [
      'met',
      'not-applicable',
      'partial',
      'unmet',
    ]);
    assert.ok((await complete(3, 2)).includes('code-quality/tests'));
    await vscode.workspace.fs.delete(at('.mlops-guide.yaml'));
  });

  it('shows a hint at its range, and its fix mends the file', async () => {
    const code =
      'from sklearn.model_selection import train_test_split\n\nfit, held = train_test_split(\n    rows,\n    labels,\n)\n';
    await write('src/churn/split.py', code);
    const hint = () => {
      const found = problems().find(({ uri }) => uri.path.endsWith('/split.py'));
      return found && typeof found.diagnostic.code === 'object' ? found : undefined;
    };
    const { uri, diagnostic } = await eventually(hint);
    const { code: named, range, severity } = diagnostic;
    assert.equal(typeof named === 'object' && named.value, 'unseeded-split');
    assert.deepEqual(
      [range.start.line, range.start.character, range.end.line, range.end.character],
      [2, 12, 5, 1],
    );
    assert.equal(severity, vscode.DiagnosticSeverity.Information);
    const document = await vscode.workspace.openTextDocument(uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
    );
    const fix = actions.find(({ title }) => title === 'Add random_state=42');
    assert.ok(fix?.isPreferred);
    await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit);
    assert.equal(document.getText(), code.replace('labels,', 'labels, random_state=42,'));
    await document.save();
    await eventually(() => !hint());
    await vscode.workspace.fs.delete(uri);
  });

  it('turns a hint off in the settings of the workspace', async () => {
    await write(
      'src/churn/split.py',
      'from sklearn.model_selection import train_test_split\n\nfit, held = train_test_split(rows)\n',
    );
    const shown = () => problems().some(({ uri }) => uri.path.endsWith('/split.py'));
    await eventually(shown);
    await vscode.commands.executeCommand('mlopsGuide.turnOffHint', {
      id: 'unseeded-split',
      uri: at('src/churn/split.py'),
    });
    await eventually(() => !shown());
    const settings = vscode.workspace.getConfiguration('mlopsGuide');
    assert.deepEqual(settings.inspect('hints')?.workspaceValue, { 'unseeded-split': false });
    await settings.update('hints', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually(shown);
    await vscode.workspace.fs.delete(at('src/churn/split.py'));
    await eventually(() => !shown());
  });

  it('shows all open practices, or none, by its setting', async () => {
    const settings = vscode.workspace.getConfiguration('mlopsGuide');
    const before = problems().length;
    await settings.update('problems', 'all', vscode.ConfigurationTarget.Workspace);
    await eventually(() => problems().length > 10);
    await settings.update('problems', 'none', vscode.ConfigurationTarget.Workspace);
    await eventually(() => problems().length === 0);
    await settings.update('problems', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually(() => problems().length === before);
  });

  it('speaks another language as soon as it is told, in all places', async () => {
    const settings = vscode.workspace.getConfiguration('mlopsGuide');
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    const fixes = async () => {
      const [first] = problems();
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        first?.uri,
        first?.diagnostic.range,
      );
      return actions.map(({ title }) => title);
    };
    const said = async () =>
      [...problems().map(({ diagnostic }) => diagnostic.message), ...tabs(), ...(await fixes())].join('\n');
    await vscode.commands.executeCommand('mlopsGuide.explain', { id: 'code-quality/tests' });
    await settings.update('language', 'ja', vscode.ConfigurationTarget.Workspace);
    for (const expected of [
      /^未達成: CI がプルリクエストで/m,
      /^すべての工程にテストがある$/m,
      /^この項目を解説する$/m,
    ])
      await eventually(async () => expected.test(await said()));
    assert.doesNotMatch(await said(), /Not met|Explain this practice|Every step has tests/);
    await settings.update('language', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually(async () => /^Every step has tests$/m.test(await said()));
    assert.doesNotMatch(await said(), /[\p{Script=Hiragana}]/u);
  });
});
