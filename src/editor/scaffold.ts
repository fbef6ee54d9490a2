import * as vscode from 'vscode';
import { planScaffold, questionsOf } from '../scaffolds/plan.ts';
import type { Change, Choices, Plan, Scaffold } from '../scaffolds/scaffold.ts';
import { say } from '../text.ts';
import { folderFiles, virtualFiles } from './files.ts';
import { pick } from './pick.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

export const previewScheme = 'mlops-preview';

/** Shows planned contents before they are written: `mlops-preview:/path`. */
export function createPreviews(): vscode.TextDocumentContentProvider & {
  set(path: string, content: string): vscode.Uri;
} {
  const contents = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => contents.get(uri.path) ?? '',
    set(path, content) {
      const uri = vscode.Uri.from({ scheme: previewScheme, path: `/${path}` });
      contents.set(uri.path, content);
      changed.fire(uri);
      return uri;
    },
  };
}

/**
 * Takes a scaffold from its questions over a preview to one undoable edit.
 * @returns whether something was written
 */
export async function runScaffold(
  scaffold: Scaffold,
  scan: Scan,
  extension: vscode.Uri,
  previews: ReturnType<typeof createPreviews>,
  tongue: Tongue,
): Promise<boolean> {
  const { t } = tongue;
  const choices = await askAll(scaffold, scan, tongue);
  if (!choices) return false;
  const files = folderFiles(scan.folder.uri, vscode.workspace.isTrusted);
  const plan = await planScaffold(scaffold, scan.snapshot, files, virtualFiles(extension), choices);
  if (plan.changes.length === 0) {
    const reason = plan.notes.map(t).join(' ');
    void vscode.window.showInformationMessage(reason || t(say`There is nothing to add.`));
    return false;
  }
  if (!(await preview(scaffold, plan, scan, previews, tongue))) return false;
  return apply(plan.changes, scan.folder.uri);
}

/** The questions one by one, what was detected first; undefined where somebody pressed Escape. */
async function askAll(scaffold: Scaffold, { snapshot }: Scan, { t }: Tongue): Promise<Choices | undefined> {
  const questions = questionsOf(scaffold, snapshot);
  const choices: Record<string, string> = {};
  for (const [index, question] of questions.entries()) {
    const items = question.choices.map(({ value, detail }) => ({
      label: value,
      description: value === question.value ? t(say`found in this repository`) : '',
      ...(detail && { detail: t(detail) }),
    }));
    const active = items.find(({ label }) => label === question.value);
    const chosen = await pick({
      title: t(scaffold.title),
      placeholder: t(question.prompt),
      items: active ? [active, ...items.filter((item) => item !== active)] : items,
      active,
      step: index + 1,
      totalSteps: questions.length,
      open: question.open === true,
    });
    if (chosen === undefined) return undefined;
    choices[question.key] = typeof chosen === 'string' ? chosen : chosen.label;
  }
  return choices;
}

interface FileItem extends vscode.QuickPickItem {
  readonly change?: Change;
}

/** The list of files; moving over one shows its content beside, and the first line writes them all. */
async function preview(
  scaffold: Scaffold,
  { changes, notes }: Plan,
  { folder }: Scan,
  previews: ReturnType<typeof createPreviews>,
  { t }: Tongue,
): Promise<boolean> {
  const show = async ({ change }: FileItem) => {
    if (!change) return;
    const after = previews.set(change.path, change.content);
    const options = { preview: true, preserveFocus: true };
    if (change.kind === 'create') await vscode.window.showTextDocument(after, options);
    else
      await vscode.commands.executeCommand(
        'vscode.diff',
        uriOf(folder.uri, change.path),
        after,
        change.path,
        options,
      );
  };
  const accept: FileItem = {
    label: `$(check) ${t(changes.length === 1 ? say`Create the file` : say`Create ${changes.length} files`)}`,
    detail: notes.map(t).join(' '),
    alwaysShow: true,
  };
  const items: FileItem[] = [
    accept,
    { label: t(say`Preview`), kind: vscode.QuickPickItemKind.Separator },
    ...changes.map((change) => ({
      label: `${change.kind === 'create' ? '$(new-file)' : '$(diff)'} ${change.path}`,
      description: change.kind === 'create' ? t(say`new`) : t(say`changed`),
      change,
    })),
  ];
  const chosen = await pick<FileItem>({
    title: t(scaffold.title),
    placeholder: t(say`Look at the files, then create them`),
    items,
    onActive: (item) => void show(item),
    accepts: (item) => {
      void show(item);
      return item === accept;
    },
  });
  await closePreviews();
  return chosen === accept;
}

async function closePreviews(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isPreview = ({ input }: vscode.Tab) =>
    (input instanceof vscode.TabInputText && input.uri.scheme === previewScheme) ||
    (input instanceof vscode.TabInputTextDiff && input.modified.scheme === previewScheme);
  await vscode.window.tabGroups.close(tabs.filter(isPreview));
}

async function apply(changes: readonly Change[], folder: vscode.Uri): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const change of changes) {
    const uri = uriOf(folder, change.path);
    if (change.kind === 'create')
      edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(change.content) });
    else edit.replace(uri, new vscode.Range(0, 0, change.before.split('\n').length, 0), change.content);
  }
  const applied = await vscode.workspace.applyEdit(edit);
  const [first] = changes;
  if (applied && first) await vscode.window.showTextDocument(uriOf(folder, first.path), { preview: false });
  return applied;
}
