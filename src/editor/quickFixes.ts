import * as vscode from 'vscode';
import { practices } from '../practices/index.ts';
import { scaffoldsOf } from '../scaffolds/index.ts';
import { say } from '../text.ts';
import { problemSource } from './problems.ts';
import type { Tongue } from './tongue.ts';

/** What the light bulb offers for a problem: its scaffolds, the page, an answer, and to hide it. */
export function createQuickFixes(tongue: () => Tongue): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, _range, { diagnostics }) {
      const { t } = tongue();
      return diagnostics.flatMap((diagnostic) => {
        const practice =
          diagnostic.source === problemSource
            ? practices.find(({ id }) => id === diagnostic.code)
            : undefined;
        if (!practice) return [];
        const argument = { id: practice.id, uri: document.uri };
        const action = (title: string, command: string, more: object = {}) => {
          const one = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          one.diagnostics = [diagnostic];
          one.command = { command, title, arguments: [{ ...argument, ...more }] };
          return one;
        };
        const fixes = vscode.workspace.isTrusted ? scaffoldsOf(practice) : [];
        return [
          ...fixes.map(({ id, title }) =>
            action(t(say`Scaffold: ${title}`), 'mlopsGuide.fix', { scaffold: id }),
          ),
          action(t(say`Explain this practice`), 'mlopsGuide.explain'),
          action(t(say`Record an answer for this practice`), 'mlopsGuide.answer'),
          action(t(say`Hide this practice from the problems`), 'mlopsGuide.hide'),
        ];
      });
    },
  };
}
