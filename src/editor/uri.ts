import * as vscode from 'vscode';

/** A file of a folder, by the path that evidence carries. */
export const uriOf = (folder: vscode.Uri, path: string): vscode.Uri =>
  vscode.Uri.joinPath(folder, ...path.split('/'));

/** Whether a file or folder lies in a folder, or is it. */
export const isWithin = (uri: vscode.Uri, folder: vscode.Uri): boolean =>
  uri.scheme === folder.scheme && `${uri.path}/`.startsWith(`${folder.path.replace(/\/$/, '')}/`);
