import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readAnswers } from '../../src/assessment/answers.ts';
import type { Api } from '../../src/editor/extension.ts';
import { activated, at, eventually, read, write } from './workspace.ts';

const file = '.mlops-guide.yaml';
const today = () => new Date().toISOString().slice(0, 10);

describe('the review in VS Code', () => {
  let api: Api;
  const result = (id: string) =>
    api.scans()[0]?.assessment.results.find(({ practice }) => practice.id === id);
  const answers = async () => readAnswers(await read(file)).practices;

  before(async () => {
    api = await activated();
  });
  after(() => vscode.workspace.fs.delete(at(file)));

  it('asks first about answers in doubt, and records each by the name that git knows', async () => {
    await write(
      file,
      `practices:
  # asked of the platform team
  monitoring/cost:
    verdict: partial
    by: Somebody else
    on: 2025-01-01
    note: Bills are looked at by hand.
    link: https://example.com/bills
    review-by: 2025-07-01
`,
    );
    await eventually(() => result('monitoring/cost')?.doubt);
    let ended = false;
    const review = vscode.commands.executeCommand('mlopsGuide.review').then(() => {
      ended = true;
    });
    // The verdict, note and name of before are offered; the next practice has no note yet, and so none is accepted.
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await answers()).get('monitoring/cost')?.on === today();
    });
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return ended;
    });
    await review;
    const { line: _, ...answer } = (await answers()).get('monitoring/cost') ?? {};
    assert.deepEqual(answer, {
      verdict: 'partial',
      by: 'Aiko Tanaka',
      on: today(),
      note: 'Bills are looked at by hand.',
      link: 'https://example.com/bills',
    });
    assert.equal((await answers()).size, 1);
    assert.match(await read(file), /# asked of the platform team/);
    await eventually(() => result('monitoring/cost')?.doubt === undefined);
  });
});
