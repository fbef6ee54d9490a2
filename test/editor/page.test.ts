import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/editor/extension.ts';
import { activated, eventually } from './workspace.ts';

describe('the page of a practice in VS Code', () => {
  let api: Api;
  const run = (name: string, subject?: unknown) =>
    vscode.commands.executeCommand(`mlopsGuide.${name}`, subject);
  const titles = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label);
  const shows = (title: string) => eventually(() => titles().includes(title));
  const follow = (path: string) =>
    api.links.handleUri(
      vscode.Uri.from({ scheme: 'vscode', authority: 'mlops-practice-guide.mlops-practice-guide', path }),
    );

  before(async () => {
    api = await activated();
  });

  it('opens from a link, and not from one that leads nowhere', async () => {
    await follow('/practice/monitoring/data-drift');
    await shows('Data drift is watched');
    await follow('/practice/monitoring/nothing');
    assert.deepEqual(titles(), ['Data drift is watched']);
  });

  it('gives away the link that it opens from', async () => {
    await run('copyLink', { id: 'code-quality/tests' });
    const copied = vscode.Uri.parse(await vscode.env.clipboard.readText());
    assert.equal(copied.scheme, vscode.env.uriScheme);
    assert.equal(copied.authority, 'mlops-practice-guide.mlops-practice-guide');
    await follow(copied.path);
    await shows('Every step has tests');
  });

  it('turns to the next practice and back', async () => {
    await run('explain', { id: 'documentation/business-goals' });
    const [first = ''] = titles();
    await run('nextPractice');
    await eventually(() => titles()[0] !== first);
    assert.equal(titles().length, 1);
    await run('previousPractice');
    await shows(first);
    await run('previousPractice');
    assert.deepEqual(titles(), [first]);
  });

  it('is copied as Markdown', async () => {
    await run('copyMarkdown', { id: 'code-quality/tests' });
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^# Every step has tests\n/);
    assert.match(copied, /^- tests\/test\\_train\.py:\d+ – /m);
  });
});
