import * as vscode from 'vscode';
import { today } from '../assessment/today.ts';
import type { Files } from '../files/files.ts';
import { whatIfLines } from '../report/whatIf.ts';
import { questionsOf } from '../scaffolds/plan.ts';
import type { Change, Choices, Scaffold } from '../scaffolds/scaffold.ts';
import { planningSignals, planSeries } from '../scaffolds/series.ts';
import { say } from '../text.ts';
import { applyChanges } from './applyChanges.ts';
import { folderFiles } from './files.ts';
import { pick } from './pick.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

export const previewScheme = 'mlops-preview';

export interface Previews extends vscode.TextDocumentContentProvider {
  set(path: string, content: string): vscode.Uri;
}

/** Shows planned contents before they are written: `mlops-preview:/path`. */
export function createPreviews(): Previews {
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
 * Takes scaffolds from their questions over a preview to one undoable edit.
 * @returns whether something was written
 */
export async function runScaffolds(
  scaffolds: readonly Scaffold[],
  scan: Scan,
  content: Files,
  previews: Previews,
  tongue: Tongue,
): Promise<boolean> {
  const { t } = tongue;
  const choices = await askAll(scaffolds, scan, tongue);
  if (!choices) return false;
  const files = folderFiles(scan.folder.uri, vscode.workspace.isTrusted);
  const site = { snapshot: scan.snapshot, files, content, signals: planningSignals, today: today() };
  const series = await planSeries(scaffolds, site, choices);
  const left = series.left.map(({ scaffold, reason }) => say`${scaffold} is left out: ${reason}`);
  const notes = [...left, ...series.plans.flatMap((plan) => plan.notes)].map(t);
  if (series.changes.length === 0) {
    const reason = [...new Set(notes)].join(' ');
    void vscode.window.showInformationMessage(reason || t(say`There is nothing to add.`));
    return false;
  }
  const title = scaffolds.map((one) => t(one.title)).join(' · ');
  const shown = { title, turns: whatIfLines(series, tongue.language).map(t), notes: [...new Set(notes)] };
  if (!(await previewChanges(shown, series.changes, scan, previews, tongue))) return false;
  const applied = await applyChanges(series.changes, scan.folder.uri);
  if (!applied)
    void vscode.window.showInformationMessage(
      t(
        say`Nothing was changed. In the refactor preview, tick the changes that are to be made, then apply them.`,
      ),
    );
  return applied;
}

/** The questions one by one, each key once, what was detected first; undefined where somebody pressed Escape. */
async function askAll(
  scaffolds: readonly Scaffold[],
  { snapshot }: Scan,
  { t }: Tongue,
): Promise<Choices | undefined> {
  const questions = scaffolds.flatMap((scaffold) =>
    questionsOf(scaffold, snapshot).map((question) => ({ scaffold, question })),
  );
  const asked = questions.filter(
    ({ question }, index) => questions.findIndex((one) => one.question.key === question.key) === index,
  );
  const choices: Record<string, string> = {};
  for (const [index, { scaffold, question }] of asked.entries()) {
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
      totalSteps: asked.length,
      open: question.open === true,
    });
    if (chosen === undefined) return undefined;
    choices[question.key] = typeof chosen === 'string' ? chosen : chosen.label;
  }
  return choices;
}

/** What is said of a plan. */
export interface Shown {
  readonly title: string;
  readonly turns: readonly string[];
  readonly notes: readonly string[];
}

interface FileItem extends vscode.QuickPickItem {
  readonly change?: Change;
}

/** The list of files; moving over one shows its content beside, and the first line writes them all. */
export async function previewChanges(
  { title, turns, notes }: Shown,
  changes: readonly Change[],
  { folder }: Scan,
  previews: Previews,
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
  const merges = changes.some(({ kind }) => kind === 'merge');
  const verb = merges
    ? say`Make ${changes.length} changes`
    : changes.length === 1
      ? say`Create the file`
      : say`Create ${changes.length} files`;
  const accept: FileItem = {
    label: `$(check) ${t(verb)}`,
    detail: notes.join(' '),
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
    ...(turns.length > 0
      ? [{ label: t(say`What that turns`), kind: vscode.QuickPickItemKind.Separator }]
      : []),
    ...turns.map((label) => ({ label: `$(arrow-right) ${label}` })),
  ];
  const chosen = await pick<FileItem>({
    title,
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
