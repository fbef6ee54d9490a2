import * as vscode from 'vscode';
import { readTongue as read, type Tongue } from '../guide/language.ts';
import { virtualFiles } from './files.ts';

export type { Tongue };

/** Reads the sentences of the present language: that of the setting, or else of the editor. */
export function readTongue(extension: vscode.Uri): Promise<Tongue> {
  const setting = vscode.workspace.getConfiguration('mlopsGuide').get<string>('language', 'auto');
  const japanese = setting === 'ja' || (setting === 'auto' && vscode.env.language.startsWith('ja'));
  return read(virtualFiles(extension), japanese ? 'ja' : 'en');
}
