// The tree by its lenses, the page and its keys, and a review, as a person goes through them.
import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from '../../scripts/vscode.mjs';
import { openSample, parts, runCommand, shooter } from './sample.mjs';

describe('the views', () => {
  /** @type {string} */ let folder;
  /** @type {Awaited<ReturnType<typeof openSample>>} */ let sample;
  /** @type {import('playwright-core').Page} */ let page;
  const { row, practicePage, quickInput } = parts(() => page);
  const shoot = shooter(() => page, 'views-');
  const heading = (/** @type {string} */ name) =>
    practicePage().getByRole('heading', { level: 1, name, exact: true });
  /** Chooses from the menu of the view until it is done: a title that is drawn anew closes menus, and a menu takes no click in its first moments. @param {string} name @param {() => import('playwright-core').Locator} done */
  const choose = (name, done) =>
    until(async () => {
      await page.locator('[aria-label="Group and Filter"]:visible').click();
      await page.locator('.monaco-menu .action-item', { hasText: name }).click({ timeout: 3000 });
      await done().waitFor({ timeout: 3000 });
      return true;
    }, 30_000);

  before(async () => {
    sample = await openSample({
      prepare: (copy) =>
        writeFile(
          path.join(copy, '.mlops-guide.yaml'),
          'practices:\n  monitoring/cost:\n    verdict: met\n    note: Bills are looked at every month.\n    review-by: 2025-06-30\n',
        ),
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    ({ folder, page } = sample);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await shoot('failed');
  });

  after(async () => {
    await sample?.close();
  });

  it('counts the steps to the next level on the icon', async () => {
    await row('Code quality').waitFor();
    await page.locator('.activitybar .action-item:has(a[aria-label^="MLOps"]) .badge-content').waitFor();
    await shoot('badge');
  });

  it('lists by level and filters, from the menu of the view', async () => {
    await choose('Group by Maturity Level', () => row('Level 2: Automated training'));
    await choose('Show Only Not or Partly Met', () =>
      page.getByText(/^Shown: by level, only not or partly met/),
    );
    await row('Level 1: DevOps, no MLOps').click();
    await page.locator('.pane-body .monaco-list-row', { hasText: 'CI runs the tests' }).waitFor();
    await page.getByText('Shown: by level, only not or partly met.').waitFor();
    await shoot('by-level');
  });

  it('remembers how it was, and goes back', async () => {
    await page.reload();
    await row('Level 2: Automated training').waitFor();
    await choose('Group by Section', () => row('Documentation'));
    await page.locator('[aria-label="Show All Practices"]:visible').click();
    await row('A/B testing and feedback loop').waitFor();
  });

  it('turns the pages by keys, and copies', async () => {
    await row('Code quality').click();
    await row('Every step has tests').click();
    await heading('Every step has tests').waitFor();
    const next = await practicePage()
      .getByRole('link', { name: /^Next: / })
      .getAttribute('title');
    await page.keyboard.press('Alt+PageDown');
    await heading((next ?? '').replace('Next: ', '')).waitFor();
    await page.keyboard.press('Alt+PageUp');
    await heading('Every step has tests').waitFor();
    await practicePage().getByRole('button', { name: 'Copy link' }).click();
    await page.locator('.statusbar-item', { hasText: 'Copied.' }).waitFor();
    assert.match(
      String(await page.evaluate('navigator.clipboard.readText()')),
      /:\/\/mlops-practice-guide\.mlops-practice-guide\/practice\/code-quality\/tests$/,
    );
    await shoot('page');
  });

  it('prints a page by way of a file, which needs nothing of the editor', async () => {
    await practicePage().getByRole('button', { name: 'Print' }).click();
    const input = quickInput().locator('input').first();
    await until(async () => (await input.inputValue()).endsWith('/code-quality-tests.html'), 10_000);
    await shoot('print');
    await page.keyboard.press('Enter');
    const file = path.join(folder, 'code-quality-tests.html');
    await until(async () => (await readFile(file, 'utf8')).length > 0, 10_000);
    const printed = await page.context().newPage();
    await printed.goto(pathToFileURL(file).href);
    await printed.getByRole('heading', { level: 1, name: 'Every step has tests' }).waitFor();
    assert.equal(await printed.locator('vscode-button').first().isVisible(), false);
    await printed.screenshot({ path: path.join('artifacts', 'views-printed.png'), fullPage: true });
    await printed.close();
    await rm(file);
  });

  it('reviews the answer that is past its day first, and stops where it is told', async () => {
    await runCommand(page, 'MLOps Guide: Review Unanswered Practices', quickInput().getByText(/^1 of \d+: /));
    await shoot('review');
    // The palette gives the focus back to the page, and that can come after the question.
    const enter = () => quickInput().locator('input').first().press('Enter');
    await enter();
    await quickInput().getByText(/Why\?/).waitFor();
    await enter();
    await quickInput()
      .getByText(/Who answers\?/)
      .waitFor();
    assert.equal(await quickInput().locator('input').inputValue(), 'Aiko Tanaka');
    await quickInput().locator('input').fill('Aiko and the platform team');
    await shoot('review-name');
    await enter();
    await quickInput()
      .getByText(/^2 of \d+: /)
      .waitFor();
    await shoot('review-second');
    await quickInput().locator('.monaco-list-row', { hasText: 'Stop the review' }).click();
    await page.locator('[id="status.notifications"]').click();
    await page.locator('.notifications-center', { hasText: /Answered in this review: 1 of 2\./ }).waitFor();
    const file = path.join(folder, '.mlops-guide.yaml');
    await until(
      async () => (await readFile(file, 'utf8')).includes('by: Aiko and the platform team'),
      10_000,
    );
    assert.doesNotMatch(await readFile(file, 'utf8'), /review-by/);
    await shoot('reviewed');
  });
});
