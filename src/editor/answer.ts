import * as vscode from 'vscode';
import { type Answer, answersPath, answerVerdicts } from '../assessment/answers.ts';
import { hidePractice, recordAnswer } from '../assessment/record.ts';
import { today } from '../assessment/today.ts';
import { gitUser } from '../files/node.ts';
import { titleOf } from '../guide/titles.ts';
import { verdictNames } from '../report/text.ts';
import { say } from '../text.ts';
import { pick } from './pick.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

type Answered = Omit<Answer, 'line'>;

/** Asks for a verdict and a note, and records them in the folder's answers file. */
export async function answerPractice(id: string, scan: Scan, tongue: Tongue): Promise<void> {
  const title = titleOf(id, tongue.language);
  const placeholder = tongue.t(say`What is true of this project?`);
  const before = answerOf(scan, id);
  const chosen = await askVerdict(tongue, { title, placeholder, present: before?.verdict });
  if (!chosen?.verdict) return;
  const note = await askNote(tongue, title, before?.note);
  if (note === undefined) return;
  const by = await gitUserOf(scan);
  await record(scan, id, { verdict: chosen.verdict, note, ...(by && { by }) });
}

interface VerdictItem extends vscode.QuickPickItem {
  readonly verdict: Answer['verdict'] | undefined;
}

interface VerdictQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** What is answered now. */
  readonly present: Answer['verdict'] | undefined;
  /** Other choices, below the verdicts. */
  readonly more?: readonly VerdictItem[];
}

/** Asks for a verdict. @returns the chosen item; undefined where somebody pressed Escape */
export async function askVerdict(
  { t }: Tongue,
  { title, placeholder, present, more = [] }: VerdictQuestion,
): Promise<VerdictItem | undefined> {
  const verdicts = answerVerdicts.map(
    (verdict): VerdictItem => ({ label: t(verdictNames[verdict]), verdict }),
  );
  const line = { label: '', kind: vscode.QuickPickItemKind.Separator, verdict: undefined };
  const items = more.length > 0 ? [...verdicts, line, ...more] : verdicts;
  const active = verdicts.find(({ verdict }) => verdict === present);
  const chosen = await pick({ title, placeholder, items, active });
  return typeof chosen === 'object' ? chosen : undefined;
}

/** Asks why. @param before what was said when it was last asked */
export async function askNote({ t }: Tongue, title: string, before = ''): Promise<string | undefined> {
  const note = await vscode.window.showInputBox({
    title,
    prompt: t(say`Why? One sentence that a colleague understands in a year.`),
    value: before,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? t(say`A note is needed: the answer is read by people.`) : undefined,
  });
  return note?.trim();
}

const answerOf = ({ assessment }: Scan, id: string): Answer | undefined =>
  assessment.results.find(({ practice }) => practice.id === id)?.answer;

/** Writes an answer of today. The link of the one before stays, and so does a day of review that is still to come. */
export async function record(scan: Scan, id: string, answer: Answered): Promise<void> {
  const on = today();
  const { link, reviewBy } = answerOf(scan, id) ?? {};
  const kept = { ...(link && { link }), ...(reviewBy && reviewBy >= on && { reviewBy }) };
  await edit(scan.folder.uri, (text) => recordAnswer(text, id, { ...kept, ...answer, on }));
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

/** The name that git knows the user by, in workspaces in which git may be run. */
export async function gitUserOf({ folder }: Scan): Promise<string | undefined> {
  const runs = vscode.workspace.isTrusted && folder.uri.scheme === 'file';
  return runs ? gitUser(folder.uri.fsPath) : undefined;
}
