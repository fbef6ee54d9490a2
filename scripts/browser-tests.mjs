// Drives VS Code in a browser, as a person would. Screenshots go to artifacts/.
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import Mocha from 'mocha';

const root = path.join(import.meta.dirname, '..');

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function runBrowserTests() {
  await rm(path.join(root, 'artifacts'), { recursive: true, force: true });
  // A menu that redraws while the editor still starts can swallow a click. What fails twice fails, and each second try is told.
  const mocha = new Mocha({ reporter: 'spec', timeout: 120_000, bail: true, retries: 1 });
  const folder = path.join(root, 'test', 'browser');
  for (const file of await readdir(folder))
    if (file.endsWith('.test.mjs')) mocha.addFile(path.join(folder, file));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
    runner.on('retry', (test, error) => console.log(`    ↻ ${test.title}: ${error.message.split('\n')[0]}`));
  });
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await runBrowserTests();
  process.exitCode = failed > 0 ? 1 : 0;
}
