import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, eventually } from './workspace.ts';

interface Walkthrough {
  readonly steps: readonly {
    readonly description: string;
    readonly completionEvents: readonly string[];
    readonly media: { readonly markdown: string };
  }[];
}

describe('showing newcomers around in VS Code', () => {
  before(activated);

  it('walks through commands that are there, beside pages that are there', async () => {
    const extension = vscode.extensions.getExtension('mlops-practice-guide.mlops-practice-guide');
    assert.ok(extension);
    const { walkthroughs } = extension.packageJSON.contributes as { walkthroughs: [Walkthrough] };
    const [{ steps }] = walkthroughs;
    assert.ok(steps.length <= 6);
    const known = await vscode.commands.getCommands(true);
    for (const { description, completionEvents, media } of steps) {
      const linked = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);
      const done = completionEvents.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
      assert.equal(linked.length, 1, description);
      for (const command of [...linked, ...done]) assert.ok(known.includes(command ?? ''), command);
      for (const path of [media.markdown, media.markdown.replace(/\.md$/, '.nls.ja.md')])
        await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension.extensionUri, path));
    }
  });

  it('offers the stops of the tour, and opens the one that is chosen', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    void vscode.commands.executeCommand('mlopsGuide.tour');
    const editor = await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return vscode.window.activeTextEditor;
    });
    assert.ok(editor.document.uri.path.endsWith('/README.md'));
    assert.equal(editor.selection.active.line, 0);
  });
});
