import * as vscode from 'vscode';
import type { Filter, OutlineLens } from '../assessment/outline.ts';
import { say, type Text } from '../text.ts';

/** How the tree shows the practices. */
export interface Look {
  readonly lens: OutlineLens;
  readonly filter: Filter;
}

/** The commands of the view's menu, and what each changes. */
const changes: Readonly<Record<string, Partial<Look>>> = {
  bySection: { lens: 'sections' },
  byLevel: { lens: 'levels' },
  byPrinciple: { lens: 'principles' },
  byPipeline: { lens: 'pipelines' },
  showAll: { filter: 'all' },
  showOpen: { filter: 'open' },
  showFixable: { filter: 'fixable' },
  showUnanswered: { filter: 'unanswered' },
  showChanged: { filter: 'changed' },
};

const lensNames: Readonly<Record<OutlineLens, Text | undefined>> = {
  sections: undefined,
  levels: say`by level`,
  principles: say`by principle`,
  pipelines: say`by pipeline`,
};

const filterNames: Readonly<Record<Filter, Text | undefined>> = {
  all: undefined,
  open: say`only not or partly met`,
  fixable: say`only what can be scaffolded`,
  unanswered: say`only unanswered`,
  changed: say`only changed on this branch`,
};

/** What a look shows that is not the default. */
export const lookNames = ({ lens, filter }: Look): Text[] =>
  [lensNames[lens], filterNames[filter]].filter((name) => name !== undefined);

export interface Looks extends vscode.Disposable {
  now(): Look;
}

/**
 * The look of the tree, remembered for the workspace and changed by commands.
 * @param changed called when it has changed
 */
export function createLooks(state: vscode.Memento, changed: () => void): Looks {
  const now = (): Look => {
    const { lens, filter } = state.get<Partial<Look>>('look', {});
    return {
      lens: lens && lens in lensNames ? lens : 'sections',
      filter: filter && filter in filterNames ? filter : 'all',
    };
  };
  const tellMenus = () => {
    for (const [key, value] of Object.entries(now()))
      void vscode.commands.executeCommand('setContext', `mlopsGuide.${key}`, value);
  };
  const commands = Object.entries(changes).map(([name, change]) =>
    vscode.commands.registerCommand(`mlopsGuide.${name}`, async () => {
      await state.update('look', { ...now(), ...change });
      tellMenus();
      changed();
    }),
  );
  tellMenus();
  return { now, dispose: () => vscode.Disposable.from(...commands).dispose() };
}
