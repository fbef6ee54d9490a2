// The overview and what can be reached from it, by mouse and keyboard, in light, dark and high contrast.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { openSample, parts, shooter } from './sample.mjs';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};

/** A page of each other kind, by what leads to it from the overview. */
const others = /** @type {const} */ ([
  ['glossary', 'Glossary'],
  ['level', 'Automated training'],
  ['principle', 'Manage and track experiments'],
  ['pipeline', 'Model creation'],
  ['strategy', 'Canary release'],
]);

describe('the overview', () => {
  /** @type {string} */ let folder;
  /** @type {Awaited<ReturnType<typeof openSample>>} */ let sample;
  /** @type {import('playwright-core').Page} */ let page;
  const shoot = shooter(() => page, 'overview-');
  const { practicePage: shown } = parts(() => page);
  const title = (/** @type {RegExp} */ name) => shown().getByRole('heading', { level: 1, name });

  before(async () => {
    sample = await openSample({
      prepare(copy) {
        const git = (/** @type {string[]} */ ...words) =>
          execFileSync('git', words, { cwd: copy, stdio: 'ignore' });
        git('rm', '-rq', 'tests');
        git('commit', '-qm', 'Leave the tests out for now');
        git('revert', '--no-edit', 'HEAD');
      },
      height: 1000,
    });
    ({ folder, page } = sample);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await shoot('failed');
  });

  after(async () => {
    await sample?.close();
  });

  it('opens from the status bar', async () => {
    await page.locator('.statusbar-item', { hasText: 'MLOps level 0' }).click();
    await title(/^churn: level 0, No MLOps$/).waitFor();
    const headings = await shown().getByRole('heading', { level: 2 }).allTextContents();
    assert.deepEqual(headings, [
      'Fix first',
      'Maturity level',
      'The seven sections',
      'The four pipelines',
      'The seven principles',
      'Over time',
      'What the scan cannot see',
      'Read on',
    ]);
    // Else what the pointer rests on tells of itself in the picture.
    await page.mouse.move(700, 200);
    await page.locator('.workbench-hover-container').waitFor({ state: 'hidden' });
    await shoot('top');
  });

  it('draws the ladder, the sections and the pipelines, each with a name and a table', async () => {
    const pictures = shown().locator('figure.picture');
    assert.equal(await pictures.count(), 3);
    assert.match(
      (await shown().getByRole('img').first().locator('title').first().textContent()) ?? '',
      /^Level 0 of 4/,
    );
    await pictures.nth(0).getByText('As a table').press('Enter');
    await shown()
      .getByRole('table', { name: 'Levels reached' })
      .getByRole('row', { name: /^Overall 0/ })
      .waitFor();
    for (const [at, name] of ['ladder', 'sections', 'pipelines'].entries()) {
      await pictures.nth(at).scrollIntoViewIfNeeded();
      await shoot(name);
    }
  });

  it('reads earlier commits when it is asked', async () => {
    await shown().getByRole('button', { name: 'Assess earlier commits' }).click();
    const table = shown().locator('figure.picture').nth(3).locator('table');
    await table.waitFor({ state: 'attached' });
    const rows = await table.locator('tbody tr').allTextContents();
    assert.equal(rows.length, 3);
    assert.match(rows[1] ?? '', /Leave the tests out for now/);
    await shown().locator('figure.picture').nth(3).scrollIntoViewIfNeeded();
    await shoot('history');
  });

  it('leads to practices, levels and terms by keyboard, and back', async () => {
    await shown().getByRole('link', { name: 'CI runs the tests on pull requests' }).first().press('Enter');
    await title(/^CI runs the tests on pull requests$/).waitFor();
    const term = shown().locator('a.term').first();
    assert.ok(((await term.getAttribute('title')) ?? '').length > 20);
    await shoot('terms');
    await term.press('Enter');
    await title(/^Glossary$/).waitFor();
    await shoot('glossary');
    await shown().getByRole('link', { name: 'Overview' }).press('Enter');
    await shown().getByRole('link', { name: 'DevOps, no MLOps' }).press('Enter');
    await title(/^DevOps, no MLOps$/).waitFor();
    await shown().getByRole('heading', { name: 'In this repository' }).waitFor();
    await shoot('level');
  });

  for (const [kind, theme] of Object.entries(themes))
    it(`has no serious fault of accessibility, ${kind}`, async () => {
      await mkdir(path.join(folder, '.vscode'), { recursive: true });
      const settings = { 'workbench.colorTheme': theme };
      await writeFile(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
      await shown().locator(`body.vscode-${kind}`).waitFor();
      await page.locator('.statusbar-item', { hasText: 'MLOps level 0' }).click();
      await title(/^churn: level 0/).waitFor();
      for (const at of [0, 1, 2, 3]) {
        const behind = shown().locator('figure.picture').nth(at).locator('details');
        if ((await behind.getAttribute('open')) === null) await behind.locator('summary').click();
      }
      assert.deepEqual(await faults(), []);
      await title(/^churn: level 0/).scrollIntoViewIfNeeded();
      await shoot(`${kind}-top`);
      await shown().locator('figure.picture').nth(2).scrollIntoViewIfNeeded();
      await shoot(`${kind}-pipelines`);
      await shown().getByRole('link', { name: 'CI runs the tests on pull requests' }).first().click();
      await title(/^CI runs the tests on pull requests$/).waitFor();
      assert.deepEqual(await faults(), []);
      await shoot(`${kind}-practice`);
      for (const [name, link] of others) {
        await page.locator('.statusbar-item', { hasText: 'MLOps level 0' }).click();
        await title(/^churn: level 0/).waitFor();
        await shown().getByRole('link', { name: link, exact: true }).first().click();
        await shown().getByRole('heading', { level: 1, name: link }).waitFor();
        assert.deepEqual(await faults(), [], link);
        await shoot(`${kind}-${name}`);
      }
    });

  it('stays readable at twice the size', async () => {
    await page.setViewportSize({ width: 680, height: 500 });
    await page.keyboard.press('Control+b');
    await page.locator('.statusbar-item', { hasText: 'MLOps level 0' }).click();
    await title(/^churn: level 0/).waitFor();
    const wide = await shown()
      .locator('main')
      .evaluate((main) => main.scrollWidth - main.clientWidth);
    assert.equal(wide, 0, 'only pictures scroll sideways');
    await shoot('twice');
  });

  /** Serious and critical findings of axe in the page that is open. */
  async function faults() {
    const { violations, passes } = await new AxeBuilder({ page })
      .include(['iframe.webview', 'iframe#active-frame', 'main'])
      .analyze();
    assert.ok(passes.length > 5, 'axe has seen the page');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }
});
