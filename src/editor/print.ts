import * as vscode from 'vscode';

/**
 * Gives a page to the browser of this machine, which prints it. Where the editor is itself in a browser, or runs on
 * another machine, asks where to save it.
 * @param storage a folder for what may be lost
 */
export async function print(page: { readonly name: string; readonly html: string }, storage: vscode.Uri) {
  const here = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = here
    ? vscode.Uri.joinPath(storage, page.name)
    : await vscode.window.showSaveDialog({
        ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, page.name) }),
        filters: { HTML: ['html'] },
      });
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(page.html));
  if (here) await vscode.env.openExternal(file);
}
