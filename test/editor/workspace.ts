import * as vscode from 'vscode';
import type { Api } from '../../src/editor/extension.ts';

const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri as vscode.Uri;

/** A file of the folder that is open. */
export const at = (path: string) => vscode.Uri.joinPath(folder(), path);

export const write = (path: string, text: string) =>
  vscode.workspace.fs.writeFile(at(path), new TextEncoder().encode(text));

export const read = async (path: string) =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(at(path)));

/** Asks again until there is an answer that is true. */
export async function eventually<T>(ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer as NonNullable<T>;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The extension, once it has assessed the folder. */
export async function activated(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('mlops-practice-guide.mlops-practice-guide');
  const api = await (extension as vscode.Extension<Api>).activate();
  await eventually(() => api.scans().length > 0);
  return api;
}
