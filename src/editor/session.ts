import * as vscode from 'vscode';
import { type Assessment, assess, assessmentSignals } from '../assessment/assess.ts';
import { projectsIn } from '../assessment/projects.ts';
import { type Snapshot, takeSnapshot, workOut } from '../assessment/snapshot.ts';
import { today } from '../assessment/today.ts';
import { neverEvidence } from '../files/ignore.ts';
import { planningSignals } from '../scaffolds/series.ts';
import { render } from '../text.ts';
import { folderFiles } from './files.ts';
import { isWithin } from './uri.ts';

/** A folder of the workspace, or one project of a monorepo in it, as it was last assessed. */
export interface Scan {
  /** Where paths of the assessment start. */
  readonly folder: vscode.WorkspaceFolder;
  /** Folders of the projects of a monorepo; see `projectsIn`. */
  readonly projects: readonly string[];
  readonly snapshot: Snapshot;
  readonly assessment: Assessment;
}

export interface Session extends vscode.Disposable {
  /** Fires with the assessments of all folders whenever one of them is new. */
  readonly onDidAssess: vscode.Event<readonly Scan[]>;
  /** Reads all folders again. */
  scan(): Promise<void>;
  /** Assesses a project in place of the repository that it is part of, or the repository again. */
  choose(folder: vscode.Uri, project: string | undefined): Promise<void>;
}

/** Waits for a burst of changes to end; VS Code's own watchers report in bursts of up to half a second. */
const quiet = 600;

/**
 * Assesses the folders of the workspace, at the start and when their files change.
 * @param log where what could not be read is told
 */
export function createSession(viewId: string, log: vscode.LogOutputChannel): Session {
  const assessed = new vscode.EventEmitter<readonly Scan[]>();
  const scans = new Map<string, Scan>();
  const chosen = new Map<string, string>();
  const changes = new Map<string, Set<string> | 'all'>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stop = new AbortController();

  const announce = () => assessed.fire([...scans.values()]);

  /** One after another: a scan that comes while another runs waits, and sees what that one has read. */
  const inTurn = (work: () => Promise<void>) => {
    running = running.then(work, work);
    return running;
  };

  async function scanFolder(
    folder: vscode.WorkspaceFolder,
    changed: readonly string[] | undefined,
    report: (text: string) => void,
  ) {
    const key = folder.uri.toString();
    const project = chosen.get(key);
    const before = scans.get(key);
    const root =
      project === undefined
        ? folder
        : { ...folder, uri: vscode.Uri.joinPath(folder.uri, project), name: `${folder.name}/${project}` };
    const started = Date.now();
    try {
      const snapshot = await takeSnapshot(
        folderFiles(root.uri, vscode.workspace.isTrusted),
        planningSignals,
        {
          previous: before?.folder.uri.toString() === root.uri.toString() ? before.snapshot : undefined,
          changed,
          signal: stop.signal,
          onProgress: (done, of) => {
            if (done % 200 === 0) report(`${folder.name}: ${done} / ${of}`);
          },
        },
      );
      await workOut(snapshot, assessmentSignals, stop.signal);
      const assessment = assess(snapshot, today());
      const projects = project === undefined ? projectsIn(snapshot) : (before?.projects ?? []);
      scans.set(key, { folder: root, projects, snapshot, assessment });
      log.info(
        `${folder.name}: ${changed ? changed.join(', ') : `${snapshot.entries.length} files`} in ${Date.now() - started} ms`,
      );
      if (!changed)
        for (const { path, reason } of snapshot.unread) log.warn(`${folder.name}/${path} ${render(reason)}`);
    } catch (error) {
      if (!stop.signal.aborted)
        log.error(`${folder.name} could not be assessed: ${error instanceof Error ? error.stack : error}`);
    }
  }

  async function scanAll() {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const present = new Set(folders.map(({ uri }) => uri.toString()));
    for (const key of scans.keys()) if (!present.has(key)) scans.delete(key);
    await vscode.window.withProgress({ location: { viewId } }, async (progress) => {
      for (const folder of folders)
        await scanFolder(folder, undefined, (message) => progress.report({ message }));
    });
    announce();
  }

  function note(uri: vscode.Uri, kind: 'changed' | 'listed') {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) return;
    const key = folder.uri.toString();
    const root = scans.get(key)?.folder.uri ?? folder.uri;
    if (!isWithin(uri, root)) return;
    const path = uri.path.slice(root.path.length).replace(/^\//, '');
    const committed = path === '.git/logs/HEAD';
    if (!committed && path.split('/').some((part) => neverEvidence.includes(part))) return;
    const known = changes.get(key);
    if (committed || kind === 'listed') changes.set(key, 'all');
    else if (known !== 'all') changes.set(key, new Set([...(known ?? []), path]));
    clearTimeout(timer);
    timer = setTimeout(() => void inTurn(rescan), quiet);
  }

  async function rescan() {
    const due = [...changes];
    changes.clear();
    for (const [key, paths] of due) {
      const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === key);
      if (folder && scans.has(key))
        await scanFolder(folder, paths === 'all' ? undefined : [...paths], () => undefined);
    }
    if (due.length > 0) announce();
  }

  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const subscriptions = [
    assessed,
    watcher,
    watcher.onDidChange((uri) => note(uri, 'changed')),
    watcher.onDidCreate((uri) => note(uri, 'listed')),
    watcher.onDidDelete((uri) => note(uri, 'listed')),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void inTurn(scanAll)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void inTurn(scanAll)),
  ];
  return {
    onDidAssess: assessed.event,
    scan: () => inTurn(scanAll),
    choose: (uri, project) => {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (!folder) return Promise.resolve();
      if (project === undefined) chosen.delete(folder.uri.toString());
      else chosen.set(folder.uri.toString(), project);
      return inTurn(scanAll);
    },
    dispose() {
      clearTimeout(timer);
      stop.abort();
      stop = new AbortController();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
