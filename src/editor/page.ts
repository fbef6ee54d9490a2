import * as vscode from 'vscode';
import { practices } from '../practices/index.ts';
import type { Html } from '../report/html.ts';
import { type Book, readHtml, readMarkdown } from '../report/pages.ts';
import { printedPage } from '../report/printed.ts';
import { folderFiles } from './files.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

export const pageType = 'mlopsGuide.page';

/** What the page asks of the editor. */
type Message =
  | { readonly command: 'ready' }
  | { readonly command: 'open'; readonly path: string; readonly line: string }
  | {
      readonly command: 'explain' | 'fix' | 'answer' | 'history' | 'copyMarkdown' | 'copyLink' | 'print';
      readonly id: string;
      readonly scaffold?: string;
      /** Of another folder than the one that is shown. */
      readonly folder?: string;
    };

export interface PageView extends vscode.Disposable {
  /** Opens a page by its id (see `readHtml`; `#` and a term after that of the glossary), in the panel that is there already where there is one. */
  explain(id: string, folder?: vscode.Uri, options?: { readonly focus?: boolean }): Promise<void>;
  /** Goes on from the practice that is shown, or back. */
  turn(by: 1 | -1): Promise<void>;
  /** The page of a practice as Markdown. */
  markdown(id: string, folder?: vscode.Uri): Promise<string>;
  /** The page that is shown, as a file that a browser prints; undefined where none is. */
  printed(): Promise<{ readonly name: string; readonly html: Html } | undefined>;
  /** Shows new assessments on the page that is open. */
  show(scans: readonly Scan[], tongue: Tongue): void;
  /** Takes over a panel that was open when the editor was last closed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** @param history the section of the overview on the history of a folder */
export function createPage(
  extension: vscode.Uri,
  tongue: () => Tongue,
  history: (scan: Scan) => Html,
): PageView {
  const package_ = folderFiles(extension, false);
  let panel: vscode.WebviewPanel | undefined;
  let shown: { id: string; folder: vscode.Uri | undefined; focus?: boolean } | undefined;
  let scans: readonly Scan[] = [];

  const scanOf = (folder: vscode.Uri | undefined) =>
    scans.find((scan) => scan.folder.uri.toString() === folder?.toString()) ?? scans[0];

  const bookOf = (scan: Scan | undefined): Book => ({
    ...tongue(),
    package_,
    name: scan?.folder.name ?? '',
    folders: scans.map(({ folder }) => ({
      name: folder.name,
      uri: folder.uri.toString(),
      shown: folder === scan?.folder,
    })),
    assessment: scan?.assessment,
    fixable: vscode.workspace.isTrusted,
    history: scan ? history(scan) : '',
  });

  async function render() {
    if (!panel || !shown) return;
    const asked = shown;
    const scan = scanOf(asked.folder);
    const [id = '', anchor] = asked.id.split('#');
    const { title, html } = await readHtml(id, bookOf(scan));
    if (!panel || shown !== asked) return;
    panel.title = title;
    const { language } = tongue();
    const folder = scan?.folder.uri.toString();
    await panel.webview.postMessage({ id, anchor, folder, language, html, focus: asked.focus !== false });
  }

  function receive(message: Message) {
    const folder = scanOf(shown?.folder)?.folder.uri;
    if (message.command === 'ready') void render();
    else if (message.command === 'open' && folder) {
      const line = Math.max(0, Number(message.line) - 1);
      void vscode.commands.executeCommand('mlopsGuide.openEvidence', uriOf(folder, message.path), {
        selection: new vscode.Range(line, 0, line, 0),
        viewColumn: vscode.ViewColumn.Beside,
      });
    } else if (message.command !== 'open') {
      const { command, id, scaffold, folder: other } = message;
      void vscode.commands.executeCommand(`mlopsGuide.${command}`, {
        id,
        uri: other ? vscode.Uri.parse(other) : folder,
        ...(scaffold && { scaffold }),
      });
    }
  }

  function adopt(adopted: vscode.WebviewPanel) {
    panel = adopted;
    const icon = (name: string) => vscode.Uri.joinPath(extension, 'media', name);
    panel.iconPath = { light: icon('icon.svg'), dark: icon('icon-dark.svg') };
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

  const explain: PageView['explain'] = async (id, folder, { focus = true } = {}) => {
    shown = { id, folder, focus };
    if (panel) {
      if (!panel.visible) panel.reveal(undefined, true);
      await render();
    } else {
      const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus: !focus };
      adopt(vscode.window.createWebviewPanel(pageType, 'MLOps', place));
    }
  };

  return {
    explain,
    async turn(by) {
      const at = practices.findIndex(({ id }) => id === shown?.id);
      const next = practices[at + by];
      if (at >= 0 && next) await explain(next.id, shown?.folder);
    },
    markdown: (id, folder) => readMarkdown(id, bookOf(scanOf(folder))),
    async printed() {
      if (!panel || !shown) return undefined;
      const [id = ''] = shown.id.split('#');
      const { language } = tongue();
      const { title, html } = await readHtml(id, bookOf(scanOf(shown.folder)));
      const style = new TextDecoder().decode(await package_.read('dist/print.css'));
      return { name: `${id.replaceAll('/', '-')}.html`, html: printedPage(title, html, language, style) };
    },
    show(now) {
      scans = now;
      void render();
    },
    restore(restored, state) {
      const { id, folder } = (state ?? {}) as { id?: unknown; folder?: unknown };
      shown = {
        id: typeof id === 'string' ? id : 'overview',
        folder: typeof folder === 'string' ? vscode.Uri.parse(folder) : undefined,
      };
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
