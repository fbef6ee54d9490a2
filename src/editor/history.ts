import * as vscode from 'vscode';
import { version } from '../../package.json';
import { readTrend, type TrendPoint } from '../assessment/trend.ts';
import { nodePast } from '../files/node.ts';
import { historySection } from '../report/history.ts';
import type { Html } from '../report/html.ts';
import { say } from '../text.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';

export interface Histories {
  /** Assesses earlier commits of a folder, on demand: it can take a while, and be cancelled. */
  read(scan: Scan, tongue: Tongue): Promise<void>;
  /** The section of the overview on them; empty where git may not be run or does not know the folder. */
  section(scan: Scan, tongue: Tongue): Html;
}

/** The histories of folders, kept in the storage of the workspace by commit and version of the product. */
export function createHistories({ workspaceState }: vscode.ExtensionContext): Histories {
  const keyOf = (scan: Scan) => `history ${version} ${scan.folder.uri}`;
  const kept = (scan: Scan) => workspaceState.get<readonly TrendPoint[]>(keyOf(scan), []);
  return {
    async read(scan, { t }) {
      const past = nodePast(scan.folder.uri.fsPath);
      const stop = new AbortController();
      const title = t(say`Assessing earlier commits of ${scan.folder.name}`);
      const work = async (
        progress: vscode.Progress<{ message: string; increment: number }>,
        token: vscode.CancellationToken,
      ) => {
        token.onCancellationRequested(() => stop.abort());
        return readTrend(past, {
          known: kept(scan),
          signal: stop.signal,
          onProgress: (done, of) => progress.report({ message: `${done + 1} / ${of}`, increment: 100 / of }),
        });
      };
      try {
        const location = vscode.ProgressLocation.Notification;
        const points = await vscode.window.withProgress({ location, title, cancellable: true }, work);
        for (const key of workspaceState.keys())
          if (key.startsWith('history ') && !key.startsWith(`history ${version} `))
            await workspaceState.update(key, undefined);
        await workspaceState.update(keyOf(scan), points);
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      } finally {
        past.close();
      }
    },
    section(scan, tongue) {
      const readable =
        vscode.workspace.isTrusted && scan.folder.uri.scheme === 'file' && scan.snapshot.history?.commit;
      return readable ? historySection(kept(scan), tongue) : '';
    },
  };
}
