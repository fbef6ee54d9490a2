import * as vscode from 'vscode';
import type { PracticeResult } from '../assessment/assess.ts';
import { escapeMarkdown } from '../guide/markdown.ts';
import { titleOf } from '../guide/titles.ts';
import { verdictNames } from '../report/text.ts';
import { render, say, type Text } from '../text.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { isWithin } from './uri.ts';

/** That a line is evidence for a practice. */
interface Annotation {
  readonly line: number;
  readonly note: Text;
  readonly result: PracticeResult;
}

export interface Annotations extends vscode.HoverProvider, vscode.CodeLensProvider, vscode.Disposable {
  show(scans: readonly Scan[], tongue: Tongue): void;
}

/** Says at a line which practices it is evidence for: when asked by a hover, or above it where lenses are on. */
export function createAnnotations(): Annotations {
  const changed = new vscode.EventEmitter<void>();
  let scans: readonly Scan[] = [];
  let tongue: Tongue = { language: 'en', bundle: {}, t: render };

  function annotationsOf(uri: vscode.Uri): Annotation[] {
    const scan = scans.find(({ folder }) => isWithin(uri, folder.uri));
    const path = scan && uri.path.slice(scan.folder.uri.path.length).replace(/^\//, '');
    return (scan?.assessment.results ?? []).flatMap((result) =>
      result.evidence
        .filter((one) => one.path === path)
        .map(({ line, note }) => ({ line: line - 1, note, result })),
    );
  }

  const command = ({ result }: Annotation) => ({
    command: 'mlopsGuide.explain',
    arguments: [{ id: result.practice.id }],
  });

  const described = (one: Annotation): string => {
    const { practice, verdict } = one.result;
    const link = vscode.Uri.parse(
      `command:mlopsGuide.explain?${encodeURIComponent(JSON.stringify(command(one).arguments))}`,
    );
    const title = titleOf(practice.id, tongue.language);
    return `- [${title}](${link}) – ${tongue.t(verdictNames[verdict])}: ${escapeMarkdown(tongue.t(one.note))}`;
  };

  return {
    onDidChangeCodeLenses: changed.event,
    show(now, spoken) {
      scans = now;
      tongue = spoken;
      changed.fire();
    },
    provideHover({ uri }, { line }) {
      const here = annotationsOf(uri).filter((one) => one.line === line);
      if (here.length === 0) return undefined;
      const text = new vscode.MarkdownString(
        [`**${tongue.t(say`Evidence of MLOps practices`)}**`, '', ...here.map(described)].join('\n'),
      );
      text.isTrusted = { enabledCommands: ['mlopsGuide.explain'] };
      return new vscode.Hover(text);
    },
    provideCodeLenses({ uri }) {
      if (!vscode.workspace.getConfiguration('mlopsGuide', uri).get<boolean>('codeLens', false)) return [];
      return annotationsOf(uri).map((one) => {
        const title = titleOf(one.result.practice.id, tongue.language);
        const range = new vscode.Range(one.line, 0, one.line, 0);
        return new vscode.CodeLens(range, { title: tongue.t(say`MLOps: ${title}`), ...command(one) });
      });
    },
    dispose: () => changed.dispose(),
  };
}
