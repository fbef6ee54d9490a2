import * as vscode from 'vscode';
import { reviewQueue } from '../assessment/review.ts';
import { statementOf, titleOf } from '../guide/titles.ts';
import { say } from '../text.ts';
import { askNote, askVerdict, gitUserOf, record } from './answer.ts';
import type { PageView } from './page.ts';
import type { Scan } from './session.ts';
import type { Tongue } from './tongue.ts';

/**
 * Walks through answers that are in doubt, and then through practices that nobody has answered, with the page of each
 * beside the question. Every answer is written before the next is asked for, so that stopping loses nothing.
 */
export async function review(scans: readonly Scan[], page: PageView, tongue: Tongue): Promise<void> {
  const { t, language } = tongue;
  const queue = scans.flatMap((scan) => reviewQueue(scan.assessment).map((result) => ({ scan, result })));
  const skip = { label: `$(debug-step-over) ${t(say`Skip`)}`, verdict: undefined };
  const stop = { label: `$(debug-stop) ${t(say`Stop the review`)}`, verdict: undefined };
  let by: string | undefined;
  let answered = 0;
  for (const [at, { scan, result }] of queue.entries()) {
    const id = result.practice.id;
    const title = t(say`${at + 1} of ${queue.length}: ${titleOf(id, language)}`);
    await page.explain(id, scan.folder.uri, { focus: false });
    const chosen = await askVerdict(tongue, {
      title,
      placeholder: result.doubt ? t(result.doubt) : statementOf(id, language),
      present: result.answer?.verdict,
      more: [skip, stop],
    });
    if (!chosen || chosen === stop) break;
    if (!chosen.verdict) continue;
    const note = await askNote(tongue, title, result.answer?.note);
    if (note === undefined) break;
    by ??= await askName(scan, title, tongue);
    if (by === undefined) break;
    await record(scan, id, { verdict: chosen.verdict, note, by });
    answered++;
  }
  const said =
    queue.length === 0
      ? say`Nothing is left to review: every practice has an answer or evidence, and no answer is in doubt.`
      : say`Answered in this review: ${answered} of ${queue.length}.`;
  void vscode.window.showInformationMessage(t(said));
}

/** Asks once in a review who answers; empty where nobody wants to be named. */
async function askName(scan: Scan, title: string, { t }: Tongue): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: t(say`Who answers? The name is kept with each answer of this review.`),
    value: (await gitUserOf(scan)) ?? '',
    ignoreFocusOut: true,
  });
}
