import * as vscode from 'vscode';
import type { HintResult } from '../assessment/assess.ts';
import type { Range } from '../formats/lines.ts';
import { say } from '../text.ts';
import { folderFiles } from './files.ts';
import { linkTo } from './links.ts';
import { problemSource } from './problems.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

/** Shows hints at their ranges, in step with the assessments, with what the light bulb offers for each. */
export function createHints(
  extensionId: string,
  tongue: () => Tongue,
): vscode.Disposable & vscode.CodeActionProvider & { show(scans: readonly Scan[], tongue: Tongue): void } {
  const collection = vscode.languages.createDiagnosticCollection('mlopsGuide.hints');
  const shown = new Map<string, { readonly scan: Scan; readonly hints: HintResult[] }>();
  return {
    show(scans, { t }) {
      shown.clear();
      for (const scan of scans) {
        const isOn = switches(scan.folder.uri);
        for (const result of scan.assessment.hints.filter(({ hint }) => isOn(hint.id))) {
          const key = uriOf(scan.folder.uri, result.path).toString();
          shown.set(key, { scan, hints: [...(shown.get(key)?.hints ?? []), result] });
        }
      }
      collection.clear();
      for (const [uri, { hints }] of shown) {
        const diagnostics = hints.map(({ hint, range, note }) => {
          const severity = vscode.DiagnosticSeverity[hint.quiet ? 'Hint' : 'Information'];
          const diagnostic = new vscode.Diagnostic(rangeOf(range), t(note), severity);
          diagnostic.source = problemSource;
          diagnostic.code = { value: hint.id, target: linkTo(extensionId, hint.practice) };
          return diagnostic;
        });
        collection.set(vscode.Uri.parse(uri), diagnostics);
      }
    },
    async provideCodeActions(document, _range, { diagnostics }) {
      const { t } = tongue();
      const here = shown.get(document.uri.toString());
      const found = here ? diagnostics.flatMap((one) => matches(one, here.hints)) : [];
      if (!here || found.length === 0) return [];
      const fresh = await isAsScanned(document, here.scan, found[0]?.result.path ?? '');
      return found.flatMap(({ diagnostic, result: { hint, fix } }) => {
        const action = (title: string, more: Partial<vscode.CodeAction>) =>
          Object.assign(new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix), {
            diagnostics: [diagnostic],
            ...more,
          });
        const run = (title: string, command: string, id: string) =>
          action(title, { command: { title, command, arguments: [{ id, uri: document.uri }] } });
        const edit = new vscode.WorkspaceEdit();
        for (const { range, text } of fix?.edits ?? []) edit.replace(document.uri, rangeOf(range), text);
        return [
          ...(fix && fresh ? [action(t(fix.title), { edit, isPreferred: true })] : []),
          run(t(say`Explain this practice`), 'mlopsGuide.explain', hint.practice),
          run(t(say`Turn off this hint`), 'mlopsGuide.turnOffHint', hint.id),
        ];
      });
    },
    dispose: () => collection.dispose(),
  };
}

/** Turns a hint off for the workspace, in its settings. */
export async function turnOffHint(id: string, uri: vscode.Uri | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('mlopsGuide', uri);
  const own = settings.inspect<Record<string, boolean>>('hints')?.workspaceValue;
  await settings.update('hints', { ...own, [id]: false }, vscode.ConfigurationTarget.Workspace);
}

function switches(folder: vscode.Uri): (id: string) => boolean {
  const given = vscode.workspace.getConfiguration('mlopsGuide', folder).get<Record<string, boolean>>('hints');
  return (id) => given?.[id] !== false;
}

const rangeOf = ({ line, column, endLine, endColumn }: Range) =>
  new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);

function matches(diagnostic: vscode.Diagnostic, hints: readonly HintResult[]) {
  const { code, range, source } = diagnostic;
  const id = typeof code === 'object' ? code.value : undefined;
  const result = hints.find(
    (one) => source === problemSource && one.hint.id === id && rangeOf(one.range).isEqual(range),
  );
  return result ? [{ diagnostic, result }] : [];
}

/** Whether a document holds what was scanned, so that edits go where they belong. */
async function isAsScanned(document: vscode.TextDocument, scan: Scan, path: string): Promise<boolean> {
  if (document.isDirty) return false;
  const files = folderFiles(scan.folder.uri, vscode.workspace.isTrusted);
  const now = await files.stat(path).catch(() => undefined);
  return now !== undefined && now.version === scan.snapshot.parsed.get(path)?.version;
}
