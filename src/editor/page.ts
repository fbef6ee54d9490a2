import * as vscode from 'vscode';
import { readExamples } from '../guide/examples.ts';
import { readPage } from '../guide/page.ts';
import { practices } from '../practices/index.ts';
import { unmet } from '../practices/practice.ts';
import { practicePage } from '../report/page.ts';
import { scaffolds } from '../scaffolds/index.ts';
import { virtualFiles } from './files.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

export const pageType = 'mlopsGuide.page';

/** What the page asks of the editor. */
type Message =
  | { readonly command: 'ready' }
  | { readonly command: 'open'; readonly path: string; readonly line: string }
  | { readonly command: 'explain' | 'fix' | 'answer'; readonly id: string; readonly scaffold?: string };

export interface PageView extends vscode.Disposable {
  /** Opens the page of a practice, in the panel that is there already where there is one. */
  explain(id: string, folder?: vscode.Uri): Promise<void>;
  /** Shows new assessments on the page that is open. */
  show(scans: readonly Scan[], tongue: Tongue): void;
  /** Takes over a panel that was open when the editor was last closed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

export function createPage(extension: vscode.Uri, tongue: () => Tongue): PageView {
  const package_ = virtualFiles(extension);
  let panel: vscode.WebviewPanel | undefined;
  let shown: { id: string; folder: vscode.Uri | undefined } | undefined;
  let scans: readonly Scan[] = [];

  const scanOf = (folder: vscode.Uri | undefined) =>
    scans.find((scan) => scan.folder.uri.toString() === folder?.toString()) ?? scans[0];

  async function render() {
    if (!panel || !shown) return;
    const { id, folder } = shown;
    const { language, t } = tongue();
    const practice = practices.find((one) => one.id === id) ?? practices[0];
    if (!practice) return;
    const known = scanOf(folder)?.assessment.results.find((one) => one.practice === practice);
    const result = known ?? {
      practice,
      verdict: 'not-applicable' as const,
      source: 'evidence' as const,
      evidence: [],
      found: unmet(),
    };
    const fixes =
      result.verdict === 'met' || result.verdict === 'not-applicable' || !vscode.workspace.isTrusted
        ? []
        : scaffolds.filter((one) => practice.scaffolds.includes(one.id));
    const [page, examples] = await Promise.all([
      readPage(package_, practice.id, language),
      readExamples(package_, practice.id),
    ]);
    panel.title = page.title;
    await panel.webview.postMessage({
      id: practice.id,
      language,
      html: practicePage({ result, page, examples, scaffolds: fixes, language, t }),
    });
  }

  function receive(message: Message) {
    const folder = scanOf(shown?.folder)?.folder.uri;
    if (message.command === 'ready') void render();
    else if (message.command === 'open' && folder) {
      const line = Math.max(0, Number(message.line) - 1);
      void vscode.commands.executeCommand('vscode.open', uriOf(folder, message.path), {
        selection: new vscode.Range(line, 0, line, 0),
        viewColumn: vscode.ViewColumn.Beside,
      });
    } else if (message.command !== 'open') {
      const { command, id, scaffold } = message;
      void vscode.commands.executeCommand(`mlopsGuide.${command}`, {
        id,
        uri: folder,
        ...(scaffold && { scaffold }),
      });
    }
  }

  function adopt(adopted: vscode.WebviewPanel) {
    panel = adopted;
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.svg');
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')],
    };
    panel.webview.onDidReceiveMessage(receive);
    panel.onDidDispose(() => {
      panel = undefined;
    });
    panel.webview.html = frame(panel.webview, extension, tongue().language);
  }

  return {
    async explain(id, folder) {
      shown = { id, folder };
      if (panel) {
        panel.reveal(undefined, true);
        await render();
      } else {
        adopt(vscode.window.createWebviewPanel(pageType, 'MLOps', vscode.ViewColumn.Active));
      }
    },
    show(now) {
      scans = now;
      void render();
    },
    restore(restored, state) {
      const id = (state as { id?: unknown } | undefined)?.id;
      shown = { id: typeof id === 'string' ? id : (practices[0]?.id ?? ''), folder: undefined };
      adopt(restored);
    },
    dispose: () => panel?.dispose(),
  };
}

/** The frame that stays while pages come and go. Nothing is loaded but what the extension brings. */
function frame(webview: vscode.Webview, extension: vscode.Uri, language: string): string {
  const at = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', name));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src ${webview.cspSource}; font-src ${webview.cspSource}; img-src ${webview.cspSource};`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${at('page.css')}">
<title>MLOps Practice Guide</title>
</head>
<body>
<main tabindex="-1"></main>
<script src="${at('page.js')}"></script>
</body>
</html>`;
}
