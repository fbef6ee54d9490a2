import * as vscode from 'vscode';
import { scaffolds } from '../scaffolds/index.ts';
import { type Templates, withTeam } from '../scaffolds/team.ts';
import { folderFiles, virtualFiles } from './files.ts';

/**
 * The templates for a folder: those of the product, under those of the team where the workspace is trusted.
 * @throws a sentence where the team's cannot be read
 */
export async function readTemplates(extension: vscode.Uri, folder: vscode.Uri): Promise<Templates> {
  const content = virtualFiles(extension);
  const place = vscode.workspace.getConfiguration('mlopsGuide', folder).get<string>('templates', '').trim();
  if (place === '' || !vscode.workspace.isTrusted) return { scaffolds, content };
  const root = vscode.workspace.getWorkspaceFolder(folder)?.uri ?? folder;
  const isAbsolute = /^([\\/]|[A-Za-z]:)/.test(place);
  const uri = isAbsolute ? vscode.Uri.file(place) : vscode.Uri.joinPath(root, ...place.split(/[\\/]/));
  return withTeam(content, folderFiles(uri, false));
}
