import * as vscode from 'vscode';
import { titleOf } from '../guide/titles.ts';
import { practices } from '../practices/index.ts';
import { fixFirst } from '../scaffolds/fixFirst.ts';
import { fitsIn } from '../scaffolds/plan.ts';
import type { Scaffold } from '../scaffolds/scaffold.ts';
import { practicesOf } from '../scaffolds/series.ts';
import { render, saidBy, say, UserError } from '../text.ts';
import { createAnnotations } from './annotations.ts';
import { answerPractice, hideProblem } from './answer.ts';
import { createCompletion } from './completion.ts';
import { createHints, turnOffHint } from './hints.ts';
import { createHistories } from './history.ts';
import { linkTo, practiceAt } from './links.ts';
import { createPage, pageType } from './page.ts';
import { pick } from './pick.ts';
import { print } from './print.ts';
import { createProblems } from './problems.ts';
import { createQuickFixes } from './quickFixes.ts';
import { review } from './review.ts';
import { createPreviews, previewScheme, runScaffolds } from './scaffold.ts';
import { createSession, type Scan } from './session.ts';
import { createStatus } from './status.ts';
import { readTemplates } from './templates.ts';
import { readTongue, type Tongue } from './tongue.ts';
import { createTour } from './tour.ts';
import type { Node } from './tree.ts';
import { isWithin } from './uri.ts';
import { createView, type PracticeView } from './view.ts';

const viewId = 'mlopsGuide.practices';

/** What a command is about: a node of the tree, what a light bulb or the page names, or nothing, from the palette. */
type Subject =
  | Node
  | { readonly id: string; readonly uri?: vscode.Uri; readonly scaffold?: string }
  | undefined;

/** What tests see of the extension. */
export interface Api {
  /** The latest assessments. */
  scans(): readonly Scan[];
  readonly practiceView: PracticeView;
  readonly links: vscode.UriHandler;
}

/** Composes the extension. */
export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const extension = context.extensionUri;
  let tongue: Tongue = { language: 'en', bundle: {}, t: render };
  let scans: readonly Scan[] = [];
  const log = vscode.window.createOutputChannel('MLOps Practice Guide', { log: true });
  const session = createSession(viewId, log);
  const practiceView = createView(viewId, context.workspaceState);
  const problems = createProblems();
  const hints = createHints(context.extension.id, () => tongue);
  const annotations = createAnnotations();
  const status = createStatus();
  const histories = createHistories(context);
  const page = createPage(
    extension,
    () => tongue,
    (scan) => histories.section(scan, tongue),
  );
  const previews = createPreviews();
  const tour = createTour(previews, page.explain);

  const showAll = () => {
    for (const part of [practiceView, problems, hints, status, page, annotations]) part.show(scans, tongue);
  };

  const scanOf = ({ uri }: { uri?: vscode.Uri }) => {
    return scans.find(({ folder }) => uri && isWithin(uri, folder.uri)) ?? scans[0];
  };

  /** The practice and folder that a command is about; asked for where it comes from the palette. */
  async function subjectOf(
    subject: Subject,
  ): Promise<{ id: string; scan: Scan | undefined; scaffold?: string } | undefined> {
    if (subject && 'kind' in subject)
      return 'result' in subject ? { id: subject.result.practice.id, scan: subject.scan } : undefined;
    if (subject) return { ...subject, scan: scanOf(subject) };
    const items = practices.map(({ id }) => ({ label: titleOf(id, tongue.language), description: id, id }));
    const chosen = await pick({
      title: 'MLOps Practice Guide',
      placeholder: tongue.t(say`Choose a practice`),
      items,
    });
    return chosen && typeof chosen !== 'string' ? { id: chosen.id, scan: scans[0] } : undefined;
  }

  async function fix(subject: Subject) {
    const about = subject ? await subjectOf(subject) : { id: '', scan: scans[0] };
    const scan = about?.scan;
    if (!scan) return;
    const { scaffolds, content } = await readTemplates(extension, scan.folder.uri);
    const named = 'scaffold' in about ? about.scaffold : undefined;
    const isFor = (one: Scaffold) => about.id === '' || practicesOf(one).some(({ id }) => id === about.id);
    const fitting = scaffolds.filter((one) =>
      named ? named === one.id : isFor(one) && fitsIn(one, scan.snapshot),
    );
    const items = fitting.map((one) => ({ label: tongue.t(one.title), description: one.id, one }));
    const chosen =
      items.length === 1
        ? items[0]
        : await pick({
            title: 'MLOps Practice Guide',
            placeholder: tongue.t(say`What should be scaffolded?`),
            items,
          });
    if (!chosen || typeof chosen === 'string') return;
    await runScaffolds([chosen.one], scan, content, previews, tongue);
  }

  /** Several scaffolds at once: the cheapest steps to the next level are chosen already. */
  async function fixSeveral() {
    const [scan] = scans;
    if (!scan) return;
    const { t, language } = tongue;
    const { scaffolds, content } = await readTemplates(extension, scan.folder.uri);
    const offered = scaffolds.filter((one) => fitsIn(one, scan.snapshot));
    const items = fixFirst(offered, scan.assessment).map(({ scaffold, practice, effort, next }) => ({
      label: t(scaffold.title),
      description: t(say`effort ${effort}`),
      detail: titleOf(practice, language),
      picked: next,
      scaffold,
    }));
    if (items.length === 0) {
      void vscode.window.showInformationMessage(t(say`There is nothing to add.`));
      return;
    }
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      ignoreFocusOut: true,
      title: 'MLOps Practice Guide',
      placeHolder: t(say`What should be scaffolded first? The steps to the next level are ticked.`),
    });
    if (!chosen || chosen.length === 0) return;
    await runScaffolds(
      chosen.map((one) => one.scaffold),
      scan,
      content,
      previews,
      tongue,
    );
  }

  /** Asks which project of a monorepo to assess. */
  async function chooseProject() {
    const { t } = tongue;
    const items = scans.flatMap((scan) =>
      scan.projects.length === 0
        ? []
        : [undefined, ...scan.projects].map((project) => ({
            label: project ?? t(say`The whole repository`),
            description: vscode.workspace.getWorkspaceFolder(scan.folder.uri)?.name ?? '',
            scan,
            project,
          })),
    );
    if (items.length === 0) {
      void vscode.window.showInformationMessage(
        t(say`This repository is one project: no two folders below it have a manifest and machine learning.`),
      );
      return;
    }
    const placeholder = t(say`Which project should be assessed?`);
    const one = await pick({ title: 'MLOps Practice Guide', placeholder, items });
    if (one && typeof one !== 'string') await session.choose(one.scan.folder.uri, one.project);
  }

  async function withScan(subject: Subject, work: (id: string, scan: Scan, tongue: Tongue) => Promise<void>) {
    const about = await subjectOf(subject);
    if (about?.scan) await work(about.id, about.scan, tongue);
  }

  async function copy(text: string) {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(tongue.t(say`Copied.`), 3000);
  }

  const tell = (error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(tongue.t(saidBy(error)));
  };

  const links: vscode.UriHandler = {
    handleUri: async (uri) => {
      try {
        await page.explain(practiceAt(uri), scans[0]?.folder.uri);
      } catch (error) {
        tell(error);
      }
    },
  };

  /** Registers a command whose failure is told as a sentence. */
  const command = (name: string, run: (subject: Subject) => Promise<void>) =>
    vscode.commands.registerCommand(`mlopsGuide.${name}`, (subject: Subject) => run(subject).catch(tell));

  context.subscriptions.push(
    log,
    session,
    practiceView,
    problems,
    hints,
    status,
    page,
    session.onDidAssess((now) => {
      scans = now;
      showAll();
    }),
    annotations,
    vscode.languages.registerHoverProvider({ scheme: '*' }, annotations),
    vscode.languages.registerCodeLensProvider({ scheme: '*' }, annotations),
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, previews),
    vscode.languages.registerCodeActionsProvider(
      { scheme: '*' },
      createQuickFixes(() => tongue),
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.languages.registerCodeActionsProvider({ scheme: '*' }, hints, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.window.registerUriHandler(links),
    vscode.window.registerWebviewPanelSerializer(pageType, {
      async deserializeWebviewPanel(panel, state) {
        page.restore(panel, state);
      },
    }),
    createCompletion(() => tongue),
    command('scan', () => session.scan()),
    command('chooseProject', chooseProject),
    command('explain', async (subject) => {
      const about = await subjectOf(subject);
      if (about) await page.explain(about.id, about.scan?.folder.uri);
    }),
    command('overview', async (subject) => {
      const folder = subject && 'kind' in subject ? subject.scan.folder.uri : subject?.uri;
      await page.explain('overview', folder);
    }),
    command('history', async (subject) => {
      const scan = subject && 'uri' in subject ? scanOf(subject) : scans[0];
      if (scan) await histories.read(scan, tongue);
      page.show(scans, tongue);
    }),
    command('previousPractice', () => page.turn(-1)),
    command('nextPractice', () => page.turn(1)),
    command('copyMarkdown', async (subject) => {
      const about = await subjectOf(subject);
      if (about) await copy(await page.markdown(about.id, about.scan?.folder.uri));
    }),
    command('copyLink', async (subject) => {
      const about = await subjectOf(subject);
      if (about) await copy(linkTo(context.extension.id, about.id).toString());
    }),
    command('print', async () => {
      const printed = await page.printed();
      if (!printed)
        throw new UserError(say`Open a page of the guide first: the overview or that of a practice.`);
      await print(printed, vscode.Uri.joinPath(context.globalStorageUri, 'printed'));
    }),
    command('fix', fix),
    command('fixFirst', fixSeveral),
    command('review', () => review(scans, page, tongue)),
    command('answer', (subject) => withScan(subject, answerPractice)),
    command('tour', async () => {
      const [scan] = scans;
      if (!scan) throw new UserError(say`Open the folder of a repository first.`);
      await tour(scan, tongue);
    }),
    vscode.commands.registerCommand(
      'mlopsGuide.openEvidence',
      (uri: vscode.Uri, options: vscode.TextDocumentShowOptions) =>
        vscode.commands.executeCommand('vscode.open', uri, options),
    ),
    command('hide', (subject) => withScan(subject, hideProblem)),
    command('turnOffHint', async (subject) => {
      if (subject && 'id' in subject) await turnOffHint(subject.id, subject.uri);
    }),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (!event.affectsConfiguration('mlopsGuide')) return;
      tongue = await readTongue(extension);
      showAll();
    }),
  );
  tongue = await readTongue(extension);
  void session.scan();
  return { scans: () => scans, practiceView, links };
}
