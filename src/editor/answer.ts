import * as vscode from 'vscode';
import { answersPath, answerVerdicts } from '../assessment/answers.ts';
import { hidePractice, recordAnswer } from '../assessment/record.ts';
import { titleOf } from '../guide/titles.ts';
import { verdictNames } from '../report/text.ts';
import { say } from '../text.ts';
import { pick } from './pick.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

/** Asks for a verdict and a note, and records them in the folder's answers file. */
export async function answerPractice(id: string, { folder }: Scan, { t, language }: Tongue): Promise<void> {
  const title = titleOf(id, language);
  const items = answerVerdicts.map((verdict) => ({ label: t(verdictNames[verdict]), verdict }));
  const chosen = await pick({
    title,
    placeholder: t(say`What is true of this project?`),
    items,
    step: 1,
    totalSteps: 2,
  });
  if (!chosen || typeof chosen === 'string') return;
  const note = await vscode.window.showInputBox({
    title,
    prompt: t(say`Why? One sentence that a colleague understands in a year.`),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? t(say`A note is needed: the answer is read by people.`) : undefined,
  });
  if (!note) return;
  const on = new Date().toISOString().slice(0, 10);
  const by = await gitUser(folder.uri);
  await edit(folder.uri, (text) =>
    recordAnswer(text, id, { verdict: chosen.verdict, on, note: note.trim(), ...(by && { by }) }),
  );
}

/** Keeps a practice out of the list of problems, with a reason. */
export async function hideProblem(id: string, { folder }: Scan, { t, language }: Tongue): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: titleOf(id, language),
    prompt: t(say`Why is it hidden?`),
    ignoreFocusOut: true,
  });
  if (reason !== undefined) await edit(folder.uri, (text) => hidePractice(text, id, reason.trim()));
}

/** Changes the answers file through the editor, so that it can be undone; a file that is open keeps its view. */
async function edit(folder: vscode.Uri, change: (text: string) => string): Promise<void> {
  const uri = uriOf(folder, answersPath);
  const document = await vscode.workspace.openTextDocument(uri).then(
    (found) => found,
    () => undefined,
  );
  const workspaceEdit = new vscode.WorkspaceEdit();
  if (document) {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    workspaceEdit.replace(uri, whole, change(document.getText()));
  } else {
    workspaceEdit.createFile(uri, { contents: new TextEncoder().encode(change('')) });
  }
  await vscode.workspace.applyEdit(workspaceEdit);
  await document?.save();
}

interface GitApi {
  getRepository(uri: vscode.Uri): { getConfig(key: string): Promise<string> } | null;
}

/** The name that git knows the user by, as the editor's own git extension tells it. */
async function gitUser(folder: vscode.Uri): Promise<string | undefined> {
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  const api = git?.isActive ? git.exports.getAPI(1) : undefined;
  return api
    ?.getRepository(folder)
    ?.getConfig('user.name')
    .catch(() => undefined);
}
