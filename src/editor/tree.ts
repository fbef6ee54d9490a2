import * as vscode from 'vscode';
import type { PracticeResult } from '../assessment/assess.ts';
import { tallyOf } from '../assessment/lenses.ts';
import { type Heading, isFixable, outline, passes } from '../assessment/outline.ts';
import { statementOf, titleOf } from '../guide/titles.ts';
import type { Verdict } from '../practices/practice.ts';
import { verdictNames } from '../report/text.ts';
import type { Evidence } from '../signals/signal.ts';
import { say } from '../text.ts';
import type { Look } from './look.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

type At<Kind extends string, More = object> = More & {
  readonly kind: Kind;
  readonly scan: Scan;
  readonly parent: Node | undefined;
};

/** What a node of the tree stands for. Commands get it as their argument. */
export type Node =
  | At<'folder'>
  | At<'heading', { readonly heading: Heading }>
  | At<'practice', { readonly result: PracticeResult }>
  | At<'evidence', { readonly result: PracticeResult; readonly evidence: Evidence }>;

const icons: Readonly<Record<Verdict, vscode.ThemeIcon>> = {
  met: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  partial: new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  unmet: new vscode.ThemeIcon('circle-large-outline', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  unanswered: new vscode.ThemeIcon('question', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  'not-applicable': new vscode.ThemeIcon('dash', new vscode.ThemeColor('disabledForeground')),
};

export interface PracticeTree extends vscode.TreeDataProvider<Node> {
  getChildren(node?: Node): Node[];
  getTreeItem(node: Node): vscode.TreeItem;
  /** Shows new assessments, or others of their practices. */
  show(scans: readonly Scan[], tongue: Tongue, look: Look): void;
}

export function createTree(): PracticeTree {
  const changed = new vscode.EventEmitter<void>();
  let scans: readonly Scan[] = [];
  let tongue: Tongue | undefined;
  let look: Look = { lens: 'sections', filter: 'all' };
  return {
    onDidChangeTreeData: changed.event,
    show(now, speaking, looking) {
      scans = now.filter(({ assessment }) => assessment.flags.ml.length > 0);
      tongue = speaking;
      look = looking;
      changed.fire();
    },
    getChildren(node) {
      if (node) return childrenOf(node, look);
      const folders = scans.map((scan): Node => ({ kind: 'folder', scan, parent: undefined }));
      return folders.length === 1 && folders[0]
        ? childrenOf(folders[0], look).map((top) => ({ ...top, parent: undefined }))
        : folders;
    },
    getTreeItem(node) {
      const item = itemOf(node, tongue as Tongue);
      item.id = idOf(node);
      return item;
    },
    getParent: ({ parent }) => parent,
  };
}

function childrenOf(node: Node, { lens, filter }: Look): Node[] {
  const { scan } = node;
  const isShown = (result: PracticeResult) => passes(filter, result, isChanged(scan));
  const headings = (all: readonly Heading[]) =>
    all
      .filter(({ results }) => filter === 'all' || results.some(isShown))
      .map((heading): Node => ({ kind: 'heading', scan, heading, parent: node }));
  switch (node.kind) {
    case 'folder':
      return headings(outline(scan.assessment, lens));
    case 'heading':
      return node.heading.headings.length > 0
        ? headings(node.heading.headings)
        : node.heading.results
            .filter(isShown)
            .map((result) => ({ kind: 'practice', scan, result, parent: node }));
    case 'practice':
      return node.result.evidence.map((evidence) => ({ ...node, kind: 'evidence', evidence, parent: node }));
    case 'evidence':
      return [];
  }
}

/** Whether a file differs from the main branch: by a commit, or because git does not track it yet. */
function isChanged({ snapshot: { entries, history } }: Scan): (path: string) => boolean {
  const added = history ? entries.filter(({ tracked }) => !tracked).map(({ path }) => path) : [];
  const paths = new Set([...(history?.changed ?? []), ...added]);
  return (path) => paths.has(path);
}

/** Stable from scan to scan, and of its own under each heading. */
function idOf(node: Node): string {
  const above = node.parent ? idOf(node.parent) : `${node.scan.folder.uri}#`;
  switch (node.kind) {
    case 'folder':
      return above;
    case 'heading':
      return `${above}>${node.heading.id}`;
    case 'practice':
      return `${above}>${node.result.practice.id}`;
    case 'evidence':
      return `${above}@${node.evidence.path}:${node.evidence.line}:${node.evidence.note.message}`;
  }
}

function itemOf(node: Node, tongue: Tongue): vscode.TreeItem {
  switch (node.kind) {
    case 'folder':
      return folderItem(node.scan, tongue);
    case 'heading':
      return headingItem(node.heading, node.parent?.kind === 'heading', tongue);
    case 'practice':
      return practiceItem(node.result, tongue);
    case 'evidence':
      return evidenceItem(node.evidence, node.scan, tongue);
  }
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function folderItem({ folder, assessment }: Scan, { t }: Tongue): vscode.TreeItem {
  const item = new vscode.TreeItem(folder.name, Expanded);
  const { overall } = assessment.level;
  item.description = overall === null ? '' : t(say`level ${overall}`);
  item.iconPath = new vscode.ThemeIcon('root-folder');
  return item;
}

/** The tally is of all practices, whatever the filter leaves of them. */
function headingItem(
  { id, title, results }: Heading,
  isGroup: boolean,
  { t, language }: Tongue,
): vscode.TreeItem {
  const label = title ? t(title) : titleOf(id, language);
  const item = new vscode.TreeItem(label, isGroup ? Expanded : Collapsed);
  item.contextValue = isGroup ? 'group' : 'section';
  if (isGroup) return item;
  const { met, partial, unmet, unanswered } = tallyOf(results);
  const of = met + partial + unmet + unanswered;
  const tally = of === 0 ? t(say`not applicable`) : t(say`${met} of ${of} met`);
  // In figures alone, since a side bar is narrow.
  item.description = of === 0 ? tally : `${met}/${of}`;
  item.tooltip = `${label}: ${tally}`;
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

function evidenceItem({ path, line, note }: Evidence, { folder }: Scan, { t }: Tongue): vscode.TreeItem {
  const item = new vscode.TreeItem(t(note), None);
  item.description = path === '.git' ? 'git' : `${path}:${line}`;
  item.iconPath = new vscode.ThemeIcon(path === '.git' ? 'git-commit' : 'go-to-file');
  const uri = uriOf(folder.uri, path);
  const at = new vscode.Range(line - 1, 0, line - 1, 0);
  if (path !== '.git')
    item.command = {
      command: 'mlopsGuide.openEvidence',
      title: t(say`Open`),
      arguments: [uri, { selection: at }],
    };
  item.contextValue = 'evidence';
  return item;
}

function practiceItem(result: PracticeResult, { t, language }: Tongue): vscode.TreeItem {
  const { practice, verdict, lacking, evidence, source, doubt } = result;
  const title = titleOf(practice.id, language);
  const item = new vscode.TreeItem(title, evidence.length > 0 ? Collapsed : None);
  const said = source === 'answer' ? t(say`${verdictNames[verdict]}, answered`) : t(verdictNames[verdict]);
  item.description = said;
  item.iconPath = doubt
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'))
    : icons[verdict];
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown(`**${title}** — ${said}\n\n`);
  tooltip.appendText(statementOf(practice.id, language));
  if (lacking && verdict === 'partial') tooltip.appendText(`\n\n${t(say`lacking: ${lacking}`)}`);
  if (doubt) tooltip.appendText(`\n\n${t(doubt)}`);
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: `${title}: ${said}` };
  item.contextValue = [
    'practice',
    ...(isFixable(result) ? ['fixable'] : []),
    ...(verdict === 'not-applicable' ? [] : ['answerable']),
  ].join(' ');
  item.command = { command: 'mlopsGuide.explain', title: t(say`Explain`), arguments: [{ id: practice.id }] };
  return item;
}
