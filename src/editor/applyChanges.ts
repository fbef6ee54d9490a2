import * as vscode from 'vscode';
import type { Change } from '../scaffolds/scaffold.ts';
import { say, UserError } from '../text.ts';
import { uriOf } from './uri.ts';

type Merge = Extract<Change, { kind: 'merge' }>;

/**
 * Makes changes as one edit that can be undone. New files are made at once; what is added to files that are there has
 * to be confirmed in the refactor preview.
 * @returns whether it was done
 * @throws UserError where a file is not any more what the plan was made for
 */
export async function applyChanges(changes: readonly Change[], folder: vscode.Uri): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const change of changes) {
    const uri = uriOf(folder, change.path);
    if (change.kind === 'create')
      edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(change.content) });
    else {
      const { range, text } = await additionTo(uri, change);
      edit.replace(uri, range, text, { needsConfirmation: true, label: change.path });
    }
  }
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  const [first] = changes;
  if (applied && first) await vscode.window.showTextDocument(uriOf(folder, first.path), { preview: false });
  return applied;
}

/** What differs between a document and its planned content, without what both begin and end with. */
async function additionTo(
  uri: vscode.Uri,
  { path, before, content }: Merge,
): Promise<{ range: vscode.Range; text: string }> {
  const document = await vscode.workspace.openTextDocument(uri);
  // The editor takes the byte order mark away, and gives all lines the same break.
  const [had, has, wanted] = [before, document.getText(), content].map((text) =>
    text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'),
  ) as [string, string, string];
  if (has !== had) throw new UserError(say`${path} has been changed meanwhile`);
  let start = 0;
  while (start < had.length && had[start] === wanted[start]) start++;
  let end = 0;
  while (end < had.length - start && had.at(-1 - end) === wanted.at(-1 - end)) end++;
  const range = new vscode.Range(positionIn(had, start), positionIn(had, had.length - end));
  return { range, text: wanted.slice(start, wanted.length - end) };
}

function positionIn(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split('\n');
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}
