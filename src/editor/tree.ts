import * as vscode from 'vscode';
import type { PracticeResult } from '../assessment/assess.ts';
import { statementOf, titleOf } from '../guide/titles.ts';
import { type Group, type Section, sections } from '../practices/index.ts';
import type { Verdict } from '../practices/practice.ts';
import { tally } from '../report/json.ts';
import { verdictNames } from '../report/text.ts';
import type { Evidence } from '../signals/signal.ts';
import { say } from '../text.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

/** What a node of the tree stands for. Commands get it as their argument. */
export type Node =
  | { readonly kind: 'folder'; readonly scan: Scan }
  | { readonly kind: 'section'; readonly scan: Scan; readonly section: Section }
  | { readonly kind: 'group'; readonly scan: Scan; readonly section: Section; readonly group: Group }
  | { readonly kind: 'practice'; readonly scan: Scan; readonly result: PracticeResult }
  | {
      readonly kind: 'evidence';
      readonly scan: Scan;
      readonly result: PracticeResult;
      readonly evidence: Evidence;
    };

const icons: Readonly<Record<Verdict, vscode.ThemeIcon>> = {
  met: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  partial: new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  unmet: new vscode.ThemeIcon('circle-large-outline', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  unanswered: new vscode.ThemeIcon('question', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  'not-applicable': new vscode.ThemeIcon('dash', new vscode.ThemeColor('disabledForeground')),
};

export interface PracticeTree extends vscode.TreeDataProvider<Node> {
  /** Shows new assessments. */
  show(scans: readonly Scan[], tongue: Tongue): void;
}

export function createTree(): PracticeTree {
  const changed = new vscode.EventEmitter<void>();
  let scans: readonly Scan[] = [];
  let tongue: Tongue | undefined;
  return {
    onDidChangeTreeData: changed.event,
    show(now, speaking) {
      scans = now.filter(({ assessment }) => assessment.flags.ml.length > 0);
      tongue = speaking;
      changed.fire();
    },
    getChildren(node) {
      if (!node)
        return scans.length === 1 && scans[0]
          ? sectionsOf(scans[0])
          : scans.map((scan): Node => ({ kind: 'folder', scan }));
      return childrenOf(node);
    },
    getTreeItem(node) {
      const item = itemOf(node, tongue as Tongue);
      item.id = idOf(node);
      return item;
    },
    getParent: parentOf,
  };
}

const sectionsOf = (scan: Scan): Node[] => sections.map((section) => ({ kind: 'section', scan, section }));

function childrenOf(node: Node): Node[] {
  const { scan } = node;
  const practicesOf = (group: Group): Node[] =>
    scan.assessment.results
      .filter(({ practice }) => group.practices.includes(practice))
      .map((result) => ({ kind: 'practice', scan, result }));
  switch (node.kind) {
    case 'folder':
      return sectionsOf(scan);
    case 'section':
      return node.section.groups.flatMap((group): Node[] =>
        group.title ? [{ kind: 'group', scan, section: node.section, group }] : practicesOf(group),
      );
    case 'group':
      return practicesOf(node.group);
    case 'practice':
      return node.result.evidence.map((evidence) => ({
        kind: 'evidence',
        scan,
        result: node.result,
        evidence,
      }));
    case 'evidence':
      return [];
  }
}

function parentOf(node: Node): Node | undefined {
  const { scan } = node;
  switch (node.kind) {
    case 'evidence':
      return { kind: 'practice', scan, result: node.result };
    case 'practice': {
      const section = sections.find(({ id }) => node.result.practice.id.startsWith(`${id}/`));
      const group = section?.groups.find(({ practices }) => practices.includes(node.result.practice));
      if (!section || !group) return undefined;
      return group.title ? { kind: 'group', scan, section, group } : { kind: 'section', scan, section };
    }
    case 'group':
      return { kind: 'section', scan, section: node.section };
    default:
      return undefined;
  }
}

function idOf(node: Node): string {
  const root = node.scan.folder.uri.toString();
  switch (node.kind) {
    case 'folder':
      return root;
    case 'section':
      return `${root}#${node.section.id}`;
    case 'group':
      return `${root}#${node.section.id}:${node.group.id}`;
    case 'practice':
      return `${root}#${node.result.practice.id}`;
    case 'evidence':
      return `${root}#${node.result.practice.id}@${node.evidence.path}:${node.evidence.line}:${node.evidence.note.message}`;
  }
}

function itemOf(node: Node, tongue: Tongue): vscode.TreeItem {
  const { t, language } = tongue;
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  if (node.kind === 'folder') {
    const item = new vscode.TreeItem(node.scan.folder.name, Expanded);
    const { overall } = node.scan.assessment.level;
    item.description = overall === null ? '' : t(say`level ${overall}`);
    item.iconPath = new vscode.ThemeIcon('root-folder');
    return item;
  }
  if (node.kind === 'section') {
    const item = new vscode.TreeItem(t(node.section.title), Collapsed);
    const { met, partial, unmet, unanswered } = tally(node.scan.assessment, node.section.id);
    const of = met + partial + unmet + unanswered;
    item.description = of === 0 ? t(say`not applicable`) : t(say`${met} of ${of} met`);
    item.contextValue = 'section';
    return item;
  }
  if (node.kind === 'group') {
    const item = new vscode.TreeItem(node.group.title ? t(node.group.title) : '', Expanded);
    item.contextValue = 'group';
    return item;
  }
  if (node.kind === 'evidence') {
    const { path, line, note } = node.evidence;
    const item = new vscode.TreeItem(t(note), None);
    item.description = path === '.git' ? 'git' : `${path}:${line}`;
    item.iconPath = new vscode.ThemeIcon(path === '.git' ? 'git-commit' : 'go-to-file');
    const uri = uriOf(node.scan.folder.uri, path);
    const at = new vscode.Range(line - 1, 0, line - 1, 0);
    if (path !== '.git')
      item.command = { command: 'vscode.open', title: t(say`Open`), arguments: [uri, { selection: at }] };
    item.contextValue = 'evidence';
    return item;
  }
  return practiceItem(node.result, tongue, language);
}

function practiceItem(result: PracticeResult, { t }: Tongue, language: Tongue['language']): vscode.TreeItem {
  const { practice, verdict, lacking, evidence, source, doubt } = result;
  const title = titleOf(practice.id, language);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
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
  const open = verdict !== 'met' && verdict !== 'not-applicable';
  item.contextValue = [
    'practice',
    ...(open && practice.scaffolds.length > 0 ? ['fixable'] : []),
    ...(verdict === 'not-applicable' ? [] : ['answerable']),
  ].join(' ');
  item.command = { command: 'mlopsGuide.explain', title: t(say`Explain`), arguments: [{ id: practice.id }] };
  return item;
}
