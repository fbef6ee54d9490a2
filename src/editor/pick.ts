import * as vscode from 'vscode';

interface Picking<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly T[];
  readonly active?: T | undefined;
  readonly step?: number;
  readonly totalSteps?: number;
  /** Whether what is typed can be taken when no item fits. */
  readonly open?: boolean;
  /** Called when an item gets the focus by an arrow key. */
  readonly onActive?: (item: T) => void;
  /** Decides whether the choice of an item ends it; without it, it does. */
  readonly accepts?: (item: T) => boolean;
}

/** One step of a quick pick: the chosen item, what was typed, `back`, or undefined where somebody pressed Escape. */
export function pick<T extends vscode.QuickPickItem>({
  items,
  active,
  open,
  onActive,
  accepts,
  ...look
}: Picking<T>): Promise<T | string | undefined> {
  const quickPick = vscode.window.createQuickPick<T>();
  Object.assign(quickPick, look, { items, ignoreFocusOut: true, matchOnDetail: true });
  if (active) quickPick.activeItems = [active];
  return new Promise((resolve) => {
    quickPick.onDidAccept(() => {
      const [item] = quickPick.selectedItems;
      if (item && accepts && !accepts(item)) return;
      resolve(item ?? (open && quickPick.value !== '' ? quickPick.value : undefined));
      quickPick.dispose();
    });
    quickPick.onDidChangeActive(([item]) => {
      if (item) onActive?.(item);
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}
