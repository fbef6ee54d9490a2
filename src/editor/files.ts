import * as vscode from 'vscode';
import type { Files } from '../files/files.ts';
import { evidencePaths, neverEvidence } from '../files/ignore.ts';
import { nodeFiles } from '../files/node.ts';

/** The files of a workspace folder: on disk by git, or else by the file system that the editor has for it. */
export function folderFiles(folder: vscode.Uri, trusted: boolean): Files {
  return folder.scheme === 'file' ? nodeFiles(folder.fsPath, { git: trusted }) : virtualFiles(folder);
}

/** Files that only the editor can reach: a repository on the web, a container, an archive. */
export function virtualFiles(root: vscode.Uri): Files {
  const canBeEvidence = evidencePaths();
  const at = (path: string) => vscode.Uri.joinPath(root, path);
  return {
    root: root.toString(),
    async list() {
      const excluded = `**/{${neverEvidence.join(',')}}/**`;
      const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, '**/*'), excluded);
      const base = root.path.endsWith('/') ? root.path : `${root.path}/`;
      const entries = found.map(({ path }) => ({ path: path.slice(base.length), tracked: false }));
      return { entries: entries.filter(({ path }) => canBeEvidence(path, false)), unread: [] };
    },
    async stat(path) {
      const { size, mtime } = await vscode.workspace.fs.stat(at(path));
      return { size, version: `${mtime}-${size}` };
    },
    async read(path) {
      return vscode.workspace.fs.readFile(at(path));
    },
    async history() {
      return undefined;
    },
  };
}
