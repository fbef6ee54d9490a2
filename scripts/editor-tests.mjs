// Bundles the suite that runs inside VS Code, and runs it in the one from the npm registry.

import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { launchBrowser } from './browser.mjs';
import { contentPlugin } from './content.mjs';
import { copySample } from './sample.mjs';
import { startVsCode, until } from './vscode.mjs';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out', 'editor');

/** Bundles the suite. @returns the module that runs it */
export async function bundleEditorTests() {
  await rm(out, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: ['test/editor/index.ts', 'test/editor/*.test.ts'],
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    absWorkingDir: root,
    plugins: [contentPlugin],
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(out, 'index.js');
}

/** Runs the suite on a copy of the sample. @returns {Promise<{ passed: number, failed: number }>} */
export async function runEditorTests() {
  const tests = await bundleEditorTests();
  const folder = await copySample();
  const result = path.join(os.tmpdir(), `mlops-guide-result-${process.pid}.json`);
  process.env['MLOPS_GUIDE_RESULT'] = result;
  const editor = await startVsCode({ extension: root, folder, tests });
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    /** @type {string[]} */
    const log = [];
    page.on('console', (message) => log.push(message.text()));
    await page.goto(editor.url);
    await until(async () => existsSync(result), 180_000).catch(() => {
      throw new Error(
        `The suite did not end.\n${log.slice(-30).join('\n')}\n${editor.output().slice(-2000)}`,
      );
    });
    const { passed, failed, failures } = JSON.parse(await readFile(result, 'utf8'));
    for (const failure of failures) console.log(failure);
    return { passed, failed };
  } finally {
    await browser.close();
    await editor.stop();
    await rm(result, { force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed } = await runEditorTests();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
