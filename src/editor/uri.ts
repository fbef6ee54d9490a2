import * as vscode from 'vscode';

/** A file of a folder, by the path that evidence carries. */
export const uriOf = (folder: vscode.Uri, path: string): vscode.Uri =>
  vscode.Uri.joinPath(folder, ...path.split('/'));
