import * as vscode from 'vscode';
import { answersPath } from '../assessment/answers.ts';
import type { Assessment, PracticeResult } from '../assessment/assess.ts';
import { statementOf, titleOf } from '../guide/titles.ts';
import { say } from '../text.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

export const problemSource = 'MLOps Guide';

/** Which practices become problems: those between the repository and its next level, all, or none. */
type Shown = 'next' | 'all' | 'none';

const anchors = [
  /^pyproject\.toml$/,
  /^setup\.py$/,
  /^requirements\.txt$/,
  /^readme\.md$/i,
  /(^|\/)requirements[^/]*\.txt$/,
  /(^|\/)pyproject\.toml$/,
  /\.ipynb$/,
];

/** The file that a missing practice is shown at: one that exists, and that people open. */
function anchorOf({ snapshot }: Scan): string | undefined {
  const paths = snapshot.entries.map(({ path }) => path);
  for (const anchor of anchors) {
    const found = paths.find((path) => anchor.test(path));
    if (found) return found;
  }
  return undefined;
}

const isOpen = ({ verdict }: PracticeResult) => verdict === 'partial' || verdict === 'unmet';

function shownResults({ results, level, answers }: Assessment, shown: Shown): readonly PracticeResult[] {
  const next = new Set(level.next.map(({ practice }) => practice));
  return results.filter(
    (result) =>
      isOpen(result) &&
      !answers.hidden.has(result.practice.id) &&
      (shown === 'all' || (shown === 'next' && next.has(result.practice.id))),
  );
}

/** Keeps the list of problems in step with the assessments. */
export function createProblems(): vscode.Disposable & { show(scans: readonly Scan[], tongue: Tongue): void } {
  const collection = vscode.languages.createDiagnosticCollection('mlopsGuide');
  return {
    show(scans, tongue) {
      const found = new Map<string, vscode.Diagnostic[]>();
      const add = (uri: vscode.Uri, diagnostic: vscode.Diagnostic) =>
        found.set(uri.toString(), [...(found.get(uri.toString()) ?? []), diagnostic]);
      for (const scan of scans) {
        const { folder, assessment } = scan;
        const shown = vscode.workspace
          .getConfiguration('mlopsGuide', folder.uri)
          .get<Shown>('problems', 'next');
        for (const result of shownResults(assessment, shown)) {
          const at =
            result.verdict === 'partial' ? result.evidence.find(({ path }) => path !== '.git') : undefined;
          const anchor = anchorOf(scan);
          const place = at ?? (anchor ? { path: anchor, line: 1 } : undefined);
          if (place) add(uriOf(folder.uri, place.path), practiceDiagnostic(result, place.line, tongue));
        }
        for (const { line, message } of assessment.answers.problems) {
          add(
            uriOf(folder.uri, answersPath),
            diagnosticAt(line, tongue.t(message), vscode.DiagnosticSeverity.Warning),
          );
        }
        for (const { doubt, answer } of assessment.results) {
          if (doubt && answer)
            add(
              uriOf(folder.uri, answersPath),
              diagnosticAt(answer.line, tongue.t(doubt), vscode.DiagnosticSeverity.Warning),
            );
        }
      }
      collection.clear();
      for (const [uri, diagnostics] of found) collection.set(vscode.Uri.parse(uri), diagnostics);
    },
    dispose: () => collection.dispose(),
  };
}

function practiceDiagnostic(
  { practice, verdict, lacking }: PracticeResult,
  line: number,
  { t, language }: Tongue,
): vscode.Diagnostic {
  const title = titleOf(practice.id, language);
  const rest =
    verdict === 'partial' && lacking ? t(say`lacking: ${lacking}`) : statementOf(practice.id, language);
  const said = verdict === 'partial' ? t(say`Partly met: ${title}`) : t(say`Not met: ${title}`);
  const diagnostic = diagnosticAt(line, `${said} — ${rest}`, vscode.DiagnosticSeverity.Information);
  diagnostic.code = practice.id;
  return diagnostic;
}

function diagnosticAt(line: number, message: string, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, 0, line - 1, 1000);
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = problemSource;
  return diagnostic;
}
