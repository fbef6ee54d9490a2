// The product in Japanese: what a person sees holds no English but names, and what the repository says.
import assert from 'node:assert/strict';
import { openFixes, openSample, parts, runCommand, shooter } from './sample.mjs';

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
/** @param {string[]} texts */
const allJapanese = (texts) =>
  assert.deepEqual(
    texts.filter((text) => !japanese.test(text)),
    [],
  );

describe('the product in Japanese', () => {
  /** @type {Awaited<ReturnType<typeof openSample>>} */ let sample;
  /** @type {import('playwright-core').Page} */ let page;
  const { row, practicePage, quickInput } = parts(() => page);
  const shoot = shooter(() => page, 'ja-');

  before(async () => {
    sample = await openSample({ locale: 'ja' });
    ({ page } = sample);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await shoot('failed');
  });

  after(async () => {
    await sample?.close();
  });

  it('shows sections, tallies and the level', async () => {
    await row('A/B テストとフィードバックループ').waitFor();
    const labels = await page.locator('.pane-body .monaco-list-row .label-name').allTextContents();
    assert.deepEqual(labels, [
      'ドキュメント',
      '追跡可能性と再現性',
      'コードの品質',
      '監視とサポート',
      'データパイプラインと特徴量ストア',
      '説明可能性',
      'A/B テストとフィードバックループ',
    ]);
    assert.match((await row('コードの品質').getAttribute('aria-label')) ?? '', /\d+ 件中 \d 件達成/);
    await page.locator('.statusbar-item', { hasText: 'MLOps レベル 0' }).waitFor();
    await row('コードの品質').click();
    await row('すべての工程にテストがある').locator('.monaco-tl-twistie').click();
    await row('をテストしている').waitFor();
    await shoot('tree');
  });

  it('shows the page of a practice, all of it', async () => {
    await row('すべての工程にテストがある').click();
    await practicePage().getByRole('heading', { level: 1, name: 'すべての工程にテストがある' }).waitFor();
    assert.equal(await practicePage().locator('html').getAttribute('lang'), 'ja');
    const headings = await practicePage().getByRole('heading', { level: 2 }).allTextContents();
    for (const heading of ['根拠', 'なぜ大切か', '判定の例']) assert.ok(headings.includes(heading), heading);
    const texts = await practicePage()
      .locator('h1, h2, h3, p, li, summary, vscode-button, .evidence span')
      .allTextContents();
    allJapanese(texts);
    await shoot('page');
    await practicePage().locator('.examples').scrollIntoViewIfNeeded();
    await shoot('page-end');
  });

  it('shows the overview, all of it', async () => {
    await page.locator('.statusbar-item', { hasText: 'MLOps レベル 0' }).click();
    await practicePage().getByRole('heading', { level: 1, name: 'churn: レベル 0「MLOps なし」' }).waitFor();
    const texts = await practicePage()
      .locator('h1, h2, figure.picture svg > title, summary')
      .allTextContents();
    assert.ok(texts.length > 15);
    allJapanese(texts);
    await shoot('overview');
    for (const at of [1, 2]) {
      await practicePage().locator('figure.picture').nth(at).scrollIntoViewIfNeeded();
      await shoot('overview-picture');
    }
  });

  it('shows problems, and quick fixes for them', async () => {
    await page.keyboard.press('Control+Shift+M');
    const problem = page.locator('.markers-panel .monaco-list-row', {
      hasText: '未達成: CI がプルリクエストでテストを動かす',
    });
    await problem.waitFor();
    await shoot('problem');
    await problem.dblclick();
    await page.locator('.tab.active', { hasText: 'pyproject.toml' }).waitFor();
    await page.locator('.editor-group-container .view-line', { hasText: 'name = "churn"' }).waitFor();
    const fix = await openFixes(page, 'ひな形から作る: プルリクエストでテストを動かす CI');
    await shoot('fixes');
    await fix.click();
    await quickInput().locator('input[placeholder="CI の種類"]').waitFor();
    await shoot('question');
    await quickInput().locator('.monaco-list-row', { hasText: 'GitHub Actions' }).click();
    await quickInput().locator('input[placeholder="Python のバージョン"]').waitFor();
    await page.keyboard.press('Enter');
    await quickInput().locator('.monaco-list-row', { hasText: 'ファイルを作成する' }).waitFor();
    await shoot('preview');
    await page.keyboard.press('Escape');
  });

  it('walks newcomers through what it does', async () => {
    const walkthrough = quickInput().locator('.monaco-list-row', { hasText: 'MLOps プラクティスを始める' });
    await runCommand(page, 'Welcome: Open Walkthrough', walkthrough);
    await walkthrough.click();
    const steps = page.locator('.gettingStartedContainer .getting-started-step');
    await steps.filter({ hasText: '項目の一覧を開く' }).first().waitFor();
    const texts = await steps.allTextContents();
    assert.equal(texts.length, 6);
    allJapanese(texts);
    for (const [at, text] of texts.entries()) {
      await steps.nth(at).click();
      await shoot(`walkthrough-${at + 1}`);
      assert.doesNotMatch(text, /%\w/);
    }
  });

  it('asks for an answer', async () => {
    const practice = row('API の負荷テストをしている');
    await practice.scrollIntoViewIfNeeded();
    await practice.click({ button: 'right' });
    await shoot('menu');
    await page.keyboard.press('Escape');
    await practice.hover();
    await practice.getByRole('button', { name: '回答を記録する' }).click();
    await quickInput().locator('input[placeholder="このプロジェクトの状況はどれですか?"]').waitFor();
    await shoot('answer');
    await quickInput().locator('.monaco-list-row', { hasText: '一部達成' }).click();
    await quickInput().getByText('その理由は?').first().waitFor();
    await shoot('why');
    await page.keyboard.press('Escape');
  });

  it('shows newcomers around the repository', async () => {
    const where = quickInput().locator('input[placeholder="どこを見ますか? ファイルのその行が開きます。"]');
    await runCommand(page, 'リポジトリの案内を見る', where);
    await shoot('tour');
    const stops = await quickInput().locator('.monaco-list-row').allTextContents();
    assert.ok(stops.length >= 6);
    allJapanese(stops);
    await page.keyboard.press('Escape');
  });
});
