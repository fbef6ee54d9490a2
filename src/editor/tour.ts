import * as vscode from 'vscode';
import { titleOf } from '../guide/titles.ts';
import { planFile, type TourFormat, tourFiles, tourFormats } from '../report/tour/file.ts';
import { flowing, placeOf } from '../report/tour/render.ts';
import { type Stop, type Tour, tourOf } from '../report/tour/tour.ts';
import { say } from '../text.ts';
import { applyChanges } from './applyChanges.ts';
import { pick } from './pick.ts';
import { type Previews, previewChanges } from './scaffold.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';
import { uriOf } from './uri.ts';

interface Item extends vscode.QuickPickItem {
  readonly stop?: Stop;
  readonly format?: TourFormat;
}

/**
 * A tour that goes on where it was left.
 * @param explain opens the page of a practice
 */
export function createTour(previews: Previews, explain: (id: string, folder: vscode.Uri) => Promise<void>) {
  const seen = new Map<string, number>();

  /** Offers the stops; the one that is chosen opens, or else the page that helps there. */
  return async (scan: Scan, tongue: Tongue): Promise<void> => {
    const { t, language } = tongue;
    const { assessment, snapshot, folder } = scan;
    if (assessment.flags.ml.length === 0) {
      void vscode.window.showInformationMessage(
        t(say`No machine learning was found in ${folder.name}, so there is no tour.`),
      );
      return;
    }
    const tour = tourOf(assessment, snapshot, language);
    const stops = tour.stops.map((stop, index): Item => itemOf(stop, index, tongue));
    const root = folder.uri.toString();
    const chosen = await pick<Item>({
      title: t(say`A tour of ${tour.name}`),
      placeholder: t(say`Where to? The file opens at its line.`),
      items: [...stops, ...exportsOf(tongue)],
      active: stops[(seen.get(root) ?? -1) + 1],
    });
    if (!chosen || typeof chosen === 'string') return;
    if (chosen.format) await write(tour, chosen.format, scan, previews, tongue);
    if (!chosen.stop) return;
    seen.set(root, tour.stops.indexOf(chosen.stop));
    const place = placeOf(chosen.stop);
    if (place) await openAt(uriOf(folder.uri, place.path), place.line);
    else await explainOne(chosen.stop, tongue, (id) => explain(id, folder.uri));
  };
}

const openAt = (uri: vscode.Uri, line: number) =>
  vscode.commands.executeCommand('mlopsGuide.openEvidence', uri, {
    selection: new vscode.Range(line - 1, 0, line - 1, 0),
  });

/** `$(…)` of a shell is no icon. */
const asText = (text: string): string => text.replaceAll('$(', '\\$(');

function itemOf(stop: Stop, index: number, { t }: Tongue): Item {
  const place = placeOf(stop);
  const said = stop.sights.map(({ text }) => flowing(t(text))).join(' ');
  const commands = asText(stop.commands.join(' ⏎ '));
  return {
    label: `${index + 1}. ${t(stop.title)}`,
    description: place ? `${place.path}:${place.line}` : '',
    detail: commands === '' ? asText(said) : `${asText(said)} $(terminal) ${commands}`,
    stop,
  };
}

/** Files are written only in workspaces that are trusted. */
function exportsOf({ t }: Tongue): Item[] {
  if (!vscode.workspace.isTrusted) return [];
  return [
    { label: t(say`Write the tour to a file`), kind: vscode.QuickPickItemKind.Separator },
    ...tourFormats.map((format) => ({
      label: `$(export) ${tourFiles[format]}`,
      description: format === 'markdown' ? t(say`Markdown with links`) : t(say`for the extension CodeTour`),
      format,
    })),
  ];
}

/** The page of a stop that has no place; one of several is chosen. */
async function explainOne(
  { title, practices }: Stop,
  { t, language }: Tongue,
  explain: (id: string) => Promise<void>,
): Promise<void> {
  const items = practices.map((id) => ({ label: titleOf(id, language), description: id, id }));
  const [only] = items;
  const chosen =
    items.length > 1 ? await pick({ title: t(title), placeholder: t(say`Choose a practice`), items }) : only;
  if (chosen && typeof chosen !== 'string') await explain(chosen.id);
}

async function write(
  tour: Tour,
  format: TourFormat,
  scan: Scan,
  previews: Previews,
  tongue: Tongue,
): Promise<void> {
  const { t } = tongue;
  const { uri } = scan.folder;
  const before = await textOf(uriOf(uri, tourFiles[format]));
  const change = await planFile(tour, format, tongue, before);
  if (!change) {
    void vscode.window.showInformationMessage(t(say`${tourFiles[format]} is up to date`));
    return;
  }
  const shown = { title: t(say`A tour of ${tour.name}`), turns: [], notes: [] };
  if (await previewChanges(shown, [change], scan, previews, tongue)) await applyChanges([change], uri);
}

/** @returns undefined where there is no such file */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
