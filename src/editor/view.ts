import * as vscode from 'vscode';
import { inRow, say, type Text } from '../text.ts';
import { createLooks, lookNames } from './look.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { createTree, type Node, type PracticeTree } from './tree.ts';

export interface PracticeView extends vscode.Disposable {
  readonly view: vscode.TreeView<Node>;
  readonly tree: PracticeTree;
  /** Shows new assessments. */
  show(scans: readonly Scan[], tongue: Tongue): void;
}

/** The view of the practices: its tree, what stands above it, and the badge with the number of next steps. */
export function createView(viewId: string, state: vscode.Memento): PracticeView {
  const tree = createTree();
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true });
  let last: { scans: readonly Scan[]; tongue: Tongue } | undefined;
  const looks = createLooks(state, () => last && show(last.scans, last.tongue));

  function show(scans: readonly Scan[], tongue: Tongue) {
    const { t } = tongue;
    const found = scans.some(({ assessment }) => assessment.flags.ml.length > 0);
    const steps = scans.reduce((sum, { assessment }) => sum + assessment.level.next.length, 0);
    const look = looks.now();
    last = { scans, tongue };
    tree.show(scans, tongue, look);
    view.title = t(say`Practices`);
    view.description = found ? t(say`level ${lowestLevel(scans)}`) : '';
    const nothing = found && tree.getChildren().every((node) => tree.getChildren(node).length === 0);
    const shown = lookNames(look);
    view.message = [
      ...partsOf(scans),
      ...(found && shown.length > 0 ? [say`Shown: ${inRow(shown)}.`] : []),
      ...(nothing ? [say`No practice passes the filter.`] : []),
    ]
      .map(t)
      .join(' ');
    const tooltip = steps === 1 ? say`1 step to the next level` : say`${steps} steps to the next level`;
    view.badge = steps > 0 ? { value: steps, tooltip: t(tooltip) } : undefined;
    setContext('state', found ? 'assessed' : 'empty');
    setContext(
      'hasProjects',
      scans.some(({ projects }) => projects.length > 0),
    );
  }

  return { view, tree, show, dispose: () => vscode.Disposable.from(view, looks).dispose() };
}

const setContext = (key: string, value: unknown) =>
  void vscode.commands.executeCommand('setContext', `mlopsGuide.${key}`, value);

/** What has to be known to read the tree: which project it shows, and that it shows less than it could. */
function partsOf(scans: readonly Scan[]): Text[] {
  const part = scans.filter(
    ({ folder }) => folder.uri.toString() !== vscode.workspace.getWorkspaceFolder(folder.uri)?.uri.toString(),
  );
  return [
    ...part.map(({ folder }) => say`Only the project ${folder.name} is shown.`),
    ...(vscode.workspace.isTrusted || lowestLevel(scans) === Number.POSITIVE_INFINITY
      ? []
      : [say`Restricted Mode: git history is left out, and nothing is scaffolded.`]),
  ];
}

function lowestLevel(scans: readonly Scan[]): number {
  return Math.min(...scans.flatMap(({ assessment: { level } }) => level.overall ?? []));
}
