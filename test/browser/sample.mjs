// The sample in a VS Code that a browser shows, with the practices view open, and what the suites look for in it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../../scripts/browser.mjs';
import { copySample } from '../../scripts/sample.mjs';
import { startVsCode, until } from '../../scripts/vscode.mjs';

const root = path.join(import.meta.dirname, '..', '..');
const artifacts = path.join(root, 'artifacts');

/**
 * Opens a copy of the sample.
 * @param {{
 *   prepare?: (folder: string) => unknown, settings?: object, height?: number, permissions?: string[],
 *   locale?: string, watch?: (page: import('playwright-core').Page) => void,
 * }} [options] `prepare` changes the copy before it is opened, `locale` is the editor's own language, `watch` sees the page
 *   before it loads
 */
export async function openSample({
  prepare,
  settings = {},
  height = 860,
  permissions = [],
  locale,
  watch,
} = {}) {
  await mkdir(artifacts, { recursive: true });
  const folder = await copySample();
  await prepare?.(folder);
  const editor = await startVsCode({ extension: root, folder, settings, ...(locale && { locale }) });
  /** @type {import('playwright-core').Browser | undefined} */ let browser;
  const close = async () => {
    await browser?.close();
    await editor.stop();
  };
  try {
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1360, height }, permissions });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    watch?.(page);
    await page.goto(editor.url);
    await page.locator('.activitybar a[aria-label^="MLOps"]').first().click();
    return { folder, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Takes screenshots, numbered in order, into the folder of artefacts.
 * @param {() => import('playwright-core').Page} page
 * @param {string} [prefix] of their names
 */
export function shooter(page, prefix = '') {
  let shots = 0;
  return (/** @type {string} */ name) =>
    page().screenshot({
      path: path.join(artifacts, `${prefix}${String(++shots).padStart(2, '0')}-${name}.png`),
    });
}

/**
 * Opens the menu of quick fixes until it shows the one that is wanted: what an editor still loads after it has opened
 * closes the menu again.
 * @param {import('playwright-core').Page} page
 * @param {string} label
 */
export async function openFixes(page, label) {
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: label });
  await until(async () => {
    await page.locator('[class*=codicon-gutter-lightbulb], .lightBulbWidget').first().waitFor();
    await page.keyboard.press('Control+Period');
    await fix.waitFor({ timeout: 5000 });
    return true;
  }, 30_000);
  return fix;
}

/**
 * Runs a command of the palette until it shows what it leads to. What is open already is closed first, so that a second try
 * starts as the first did.
 * @param {import('playwright-core').Page} page
 * @param {string} title
 * @param {import('playwright-core').Locator} shown
 */
export const runCommand = (page, title, shown) =>
  until(async () => {
    const { quickInput } = parts(() => page);
    while (await quickInput().isVisible()) await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await quickInput().locator('input[type=text]').first().fill(`>${title}`, { timeout: 5000 });
    await quickInput().locator('.monaco-list-row', { hasText: title }).first().click({ timeout: 5000 });
    await shown.first().waitFor({ timeout: 5000 });
    return true;
  }, 60_000);

/** What the suites look for on the page. @param {() => import('playwright-core').Page} page */
export const parts = (page) => ({
  row: (/** @type {string} */ label) =>
    page().locator('.pane-body .monaco-list-row', { hasText: label }).first(),
  practicePage: () => page().frameLocator('iframe.webview').frameLocator('iframe#active-frame'),
  quickInput: () => page().locator('.quick-input-widget:visible'),
});
