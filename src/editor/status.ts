import * as vscode from 'vscode';
import { levelNames } from '../assessment/level.ts';
import { say } from '../text.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';

/** The item of the status bar: the level of the folder, or of the lowest of several. */
export function createStatus(): vscode.Disposable & { show(scans: readonly Scan[], tongue: Tongue): void } {
  const item = vscode.window.createStatusBarItem('mlopsGuide.level', vscode.StatusBarAlignment.Left);
  item.command = 'mlopsGuide.overview';
  return {
    show(scans, { t }) {
      const levels = scans.flatMap(({ folder, assessment: { level } }) =>
        level.overall === null ? [] : [{ name: folder.name, level: level.overall }],
      );
      const lowest = [...levels].sort((a, b) => a.level - b.level)[0];
      item.name = t(say`MLOps level`);
      if (!lowest) return item.hide();
      item.text = `$(checklist) ${t(say`MLOps level ${lowest.level}`)}`;
      item.tooltip = levels
        .map(({ name, level }) => `${name}: ${t(say`level ${level}`)} · ${t(levelNames[level])}`)
        .join('\n');
      item.accessibilityInformation = { label: item.tooltip };
      item.show();
    },
    dispose: () => item.dispose(),
  };
}
