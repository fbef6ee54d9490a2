// Several scaffolds at once, one of which adds to a file that is there: confirmed in the refactor preview.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from '../../scripts/vscode.mjs';
import { openSample, parts, runCommand, shooter } from './sample.mjs';

const ours =
  '# Hooks of the team.\r\nrepos:\r\n- repo: https://github.com/Lucas-C/pre-commit-hooks\r\n  rev: v1.5.5 # held back\r\n  hooks:\r\n  - id: forbid-tabs\r\n';

describe('adding to files of a team in the browser', () => {
  /** @type {string} */ let folder;
  /** @type {Awaited<ReturnType<typeof openSample>>} */ let sample;
  /** @type {import('playwright-core').Page} */ let page;
  const { quickInput } = parts(() => page);
  const shoot = shooter(() => page, 'merge-');
  const hooks = () => readFile(path.join(folder, '.pre-commit-config.yaml'), 'utf8');
  const exists = async (/** @type {string} */ name) => existsSync(path.join(folder, name));

  before(async () => {
    sample = await openSample({
      prepare: (copy) => writeFile(path.join(copy, '.pre-commit-config.yaml'), ours),
    });
    ({ folder, page } = sample);
    await page.locator('.statusbar-item', { hasText: 'MLOps level 0' }).waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await shoot('failed');
  });

  after(async () => {
    await sample?.close();
  });

  it('chooses what to fix first, and says what that turns', async () => {
    const row = (/** @type {string} */ text) => quickInput().locator('.monaco-list-row', { hasText: text });
    await runCommand(page, 'Scaffold the First Steps', row('CI that runs the tests on pull requests'));
    assert.equal(
      await row('CI that runs the tests on pull requests')
        .locator('[role=checkbox]')
        .first()
        .getAttribute('aria-checked'),
      'true',
    );
    await quickInput().locator('input[type=text]').first().fill('hooks that check');
    await row('Hooks that check code').click();
    await row('Hooks that check code').locator('[role=checkbox][aria-checked=true]').first().waitFor();
    await quickInput().locator('input[type=text]').first().press('Enter');
    await row('GitHub Actions').click();
    await quickInput().locator('input[placeholder="Version of Python"]').press('Enter');
    const accept = row('Make 2 changes');
    await accept.waitFor();
    const said = (await quickInput().locator('.monaco-list-row').allInnerTexts()).join('\n');
    assert.match(said, /CI runs the tests on pull requests: not met → met/);
    assert.match(said, /Level 0 → 1/);
    await shoot('preview');
    await accept.click();
  });

  it('asks before it adds to a file, and keeps every byte of it', async () => {
    const panel = page.locator('.bulk-edit-panel');
    const change = panel.locator('.monaco-list-row', { hasText: '.pre-commit-config.yaml' }).first();
    await change.waitFor();
    assert.equal(await hooks(), ours);
    await change.locator('.edit-checkbox').click();
    await shoot('confirm');
    await page.getByRole('button', { name: 'Apply' }).first().click();
    await until(() => exists('.github/workflows/ci.yml'), 10_000);
    await until(async () => (await hooks()).includes('ruff-check'), 10_000);
    const text = await hooks();
    assert.ok(text.startsWith(ours), text);
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  it('is undone at once', async () => {
    await page.locator('.tab', { hasText: 'ci.yml' }).click();
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+Z');
    await until(async () => !(await exists('.github/workflows/ci.yml')), 10_000);
    await runCommand(page, 'File: Save All Files', page.locator('.monaco-workbench:not(:has(.tab.dirty))'));
    await until(async () => (await hooks()) === ours, 10_000);
  });
});
