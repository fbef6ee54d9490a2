// Everything that CI runs, on a clean checkout: types, lint, unit tests with coverage, the suite inside VS Code, and a
// browser that drives it. The last line counts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { install } from './install.mjs';

const root = path.join(import.meta.dirname, '..');
const bin = (/** @type {string} */ name) => path.join(root, 'node_modules', ...name.split('/'));
let passed = 0;
let failed = 0;

/**
 * A step that is one check: it passes where the program ends well.
 * @param {string} title
 * @param {string[]} words of a command line of Node
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(title, words, env = {}) {
  console.log(`\n── ${title}`);
  return (
    spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
      .status === 0
  );
}

/**
 * @param {string} title
 * @param {string[]} words
 */
function check(title, words) {
  if (run(title, words)) passed++;
  else failed++;
}

/**
 * A step with tests of its own.
 * @param {string} title
 * @param {() => Promise<{ passed: number, failed: number }>} work
 */
async function suite(title, work) {
  console.log(`\n── ${title}`);
  try {
    const counts = await work();
    passed += counts.passed;
    failed += counts.failed;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    failed++;
  }
}

async function unitTests() {
  const counts = path.join(root, 'out', 'unit.json');
  await mkdir(path.dirname(counts), { recursive: true });
  const reports = ['--reporter=text-summary', '--reporter=lcovonly', '--reports-dir=coverage'];
  const scope = [
    '--all',
    '--src=src',
    '--include=src/**/*.ts',
    '--exclude=src/**/*.d.ts',
    '--exclude-after-remap',
  ];
  run('unit tests', [bin('c8/bin/c8.js'), ...reports, ...scope, process.execPath, 'scripts/unit.mjs'], {
    MOCHA_COUNTS: counts,
  });
  if (!existsSync(counts)) throw new Error('The unit tests did not end.');
  return JSON.parse(await readFile(counts, 'utf8'));
}

install();
check('types', [bin('typescript/bin/tsc'), '--noEmit']);
check('types of the page', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'webview']);
check('lint and format', [bin('@biomejs/biome/bin/biome'), 'ci', '.']);
check('build', ['scripts/build.mjs']);
await suite('unit tests with coverage of src', unitTests);
await suite('VS Code', async () => (await import('./editor-tests.mjs')).runEditorTests());
await suite('browser', async () => (await import('./browser-tests.mjs')).runBrowserTests());
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
