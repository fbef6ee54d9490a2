// The whole story, as a person lives it: from an open folder to a level that has moved.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from '../../scripts/vscode.mjs';
import { openFixes, openSample, parts, shooter } from './sample.mjs';

describe('the story in the browser', () => {
  /** @type {string} */ let folder;
  /** @type {Awaited<ReturnType<typeof openSample>>} */ let sample;
  /** @type {import('playwright-core').Page} */ let page;
  /** @type {string[]} */ const refused = [];
  const { row, practicePage, quickInput } = parts(() => page);
  const shoot = shooter(() => page);

  before(async () => {
    sample = await openSample({
      watch: (opened) =>
        opened.on('console', (message) => {
          if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
        }),
    });
    ({ folder, page } = sample);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await shoot('failed');
  });

  after(async () => {
    await sample?.close();
  });

  it('shows the seven sections with their tallies', async () => {
    await row('A/B testing and feedback loop').waitFor();
    const labels = await page.locator('.pane-body .monaco-list-row .label-name').allTextContents();
    assert.deepEqual(labels, [
      'Documentation',
      'Traceability and reproducibility',
      'Code quality',
      'Monitoring and support',
      'Data pipelines and feature store',
      'Explainability',
      'A/B testing and feedback loop',
    ]);
    assert.match((await row('Code quality').getAttribute('aria-label')) ?? '', /\d of \d+ met/);
    await page.locator('.statusbar-item', { hasText: 'MLOps level 0' }).waitFor();
    await shoot('sections');
  });

  it('opens the page of a practice', async () => {
    await row('Code quality').click();
    await row('Every step has tests').click();
    await practicePage().getByRole('heading', { level: 1, name: 'Every step has tests' }).waitFor();
    await practicePage().getByRole('heading', { name: 'Why it matters' }).waitFor();
    await practicePage().getByText('partly met').first().waitFor();
    await shoot('page');
  });

  it('follows evidence from the page to its line', async () => {
    await practicePage()
      .getByRole('link', { name: /tests\/test_train\.py:\d+/ })
      .first()
      .click();
    await page.locator('.tab', { hasText: 'test_train.py' }).waitFor();
    await page
      .locator('.editor-group-container .view-line', { hasText: 'def test_training_beats_guessing' })
      .waitFor();
    await shoot('evidence');
  });

  it('shows what stands before the next level as a problem', async () => {
    await page.keyboard.press('Control+Shift+M');
    await page
      .locator('.markers-panel .monaco-list-row', { hasText: 'CI runs the tests on pull requests' })
      .waitFor();
    await shoot('problem');
  });

  it('applies the quick fix of the problem after a preview', async () => {
    const problem = page.locator('.markers-panel .monaco-list-row', {
      hasText: 'CI runs the tests on pull requests',
    });
    await problem.dblclick();
    await page.locator('.tab.active', { hasText: 'pyproject.toml' }).waitFor();
    await page.locator('.editor-group-container .view-line', { hasText: 'name = "churn"' }).waitFor();
    await (await openFixes(page, 'Scaffold: CI that runs the tests')).click();
    await quickInput()
      .getByText('CI system')
      .or(quickInput().locator('input[placeholder="CI system"]'))
      .first()
      .waitFor();
    await quickInput().locator('.monaco-list-row', { hasText: 'GitHub Actions' }).click();
    await quickInput().locator('input[placeholder="Version of Python"]').waitFor();
    await page.keyboard.press('Enter');
    await quickInput().locator('.monaco-list-row', { hasText: '.github/workflows/ci.yml' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('.editor-group-container .view-line', { hasText: 'pull_request' }).first().waitFor();
    await shoot('preview');
    await quickInput().locator('.monaco-list-row', { hasText: 'Create the file' }).click();
    const written = path.join(folder, '.github', 'workflows', 'ci.yml');
    await until(
      async () => (await readFile(written, 'utf8')).includes('permissions:\n  contents: read'),
      10_000,
    );
  });

  it('sees the verdict and the level turn', async () => {
    await page.locator('.statusbar-item', { hasText: 'MLOps level 1' }).waitFor();
    await page
      .locator('.pane-body .monaco-list-row[aria-label^="CI runs the tests on pull requests: met"]')
      .waitFor();
    await shoot('turned');
  });

  it('records an answer, and the level moves again', async () => {
    await row('Traceability and reproducibility').click();
    const practice = row('A run leads to its model');
    await practice.scrollIntoViewIfNeeded();
    await practice.hover();
    await practice.getByRole('button', { name: 'Record an Answer' }).click();
    await quickInput().locator('.monaco-list-row', { hasText: /^met/ }).first().click();
    await quickInput().locator('input').fill('Models are registered in the platform, by run id.');
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: 'MLOps level 2' }).waitFor();
    await shoot('answered');
    const answers = await readFile(path.join(folder, '.mlops-guide.yaml'), 'utf8');
    assert.match(answers, /traceability\/model-artifacts:\n {4}verdict: met\n {4}by: Aiko Tanaka\n/);
  });

  it('leaves files behind that git can take, and nothing else', () => {
    const status = execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.deepEqual(status.trim().split('\n').sort(), [
      '?? .github/workflows/ci.yml',
      '?? .mlops-guide.yaml',
    ]);
  });

  it('keeps its page within a strict content security policy', () => {
    assert.deepEqual(
      refused.filter((text) => !/frame-ancestors|service worker/i.test(text)),
      [],
    );
  });
});
