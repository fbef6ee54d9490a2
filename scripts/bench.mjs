// Measures in one run, on a generated repository: the scan beside git and ripgrep over the same files, the scan after
// one changed file, activation, pages, and the sizes of the bundles. Figures are ratios; this machine's milliseconds
// stand beside them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { install } from './install.mjs';

install();
const { default: esbuild } = await import('esbuild');
const { rgPath } = await import('@vscode/ripgrep-universal');
const { build } = await import('./build.mjs');
const { contentPlugin } = await import('./content.mjs');
const { copySample } = await import('./sample.mjs');
const { launchBrowser } = await import('./browser.mjs');
const { startVsCode, until } = await import('./vscode.mjs');

const root = path.join(import.meta.dirname, '..');
const rounds = 5;
const kinds = {
  py: 2400,
  yaml: 900,
  md: 400,
  ipynb: 100,
  json: 700,
  toml: 100,
  csv: 1400,
  txt: 2000,
  png: 2000,
};

/** A generator of numbers that is the same in every run. */
function random(seed = 7) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

const words =
  'model data train score feature batch load frame split metric value column row learn rate step loss'.split(
    ' ',
  );

/** Content that reads like what such files hold, 1 to 8 kB. */
function contentOf(/** @type {string} */ kind, /** @type {(below: number) => number} */ next) {
  const word = () => words[next(words.length)];
  const lines = (/** @type {number} */ count, /** @type {() => string} */ line) =>
    Array.from({ length: count }, line).join('\n');
  switch (kind) {
    case 'py':
      return `import os\nimport pandas as pd\nimport mlflow\nfrom sklearn.svm import SVC\n\n${lines(12 + next(20), () => `def ${word()}_${word()}_${next(1000)}(${word()}: int, path: str = "${word()}.csv"):\n    """Works on ${word()} and ${word()}."""\n    frame = pd.read_csv(path).dropna()\n    model = SVC(C=${next(100)} / 10).fit(frame[["${word()}"]], frame["${word()}"])\n    mlflow.log_metric("${word()}", float(model.score(frame, frame)))\n    return model\n\n`)}`;
    case 'yaml':
      return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${word()}-${next(1000)}\nspec:\n  template:\n    spec:\n      containers:\n${lines(10, () => `        - name: ${word()}${next(1000)}\n          image: ${word()}:${next(9)}.${next(9)}\n          resources: {limits: {cpu: "${next(8)}"}}`)}\n`;
    case 'md':
      return lines(
        12,
        () =>
          `## ${word()} ${word()}\n\n${lines(6, () => `The ${word()} of the ${word()} is ${word()} before the ${word()}.`)}\n`,
      );
    case 'ipynb':
      return JSON.stringify(
        {
          nbformat: 4,
          nbformat_minor: 5,
          metadata: {},
          cells: Array.from({ length: 20 }, () => ({
            cell_type: 'code',
            metadata: {},
            outputs: [{ output_type: 'stream', text: 'x'.repeat(2000) }],
            execution_count: 1,
            source: [`import pandas as pd\n`, `${word()} = pd.read_csv("${word()}.csv")`],
          })),
        },
        null,
        1,
      );
    case 'json':
      return JSON.stringify(
        Object.fromEntries(Array.from({ length: 60 }, () => [`${word()}_${next(10000)}`, next(100000)])),
        null,
        2,
      );
    case 'toml':
      return `[project]\nname = "${word()}-${next(1000)}"\nversion = "0.1.0"\ndependencies = [${Array.from({ length: 12 }, () => `"${word()}-${next(1000)}>=1.${next(9)}"`).join(', ')}]\n`;
    default:
      return lines(60, () => `${next(1000)},${word()},${next(1000)}`);
  }
}

async function generate() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mlops-guide-bench-'));
  const next = random();
  let bytes = 0;
  for (const [kind, count] of Object.entries(kinds)) {
    for (let at = 0; at < count; at++) {
      const where = path.join(folder, `part${at % 40}`, kind);
      await mkdir(where, { recursive: true });
      const content = contentOf(kind, next);
      bytes += content.length;
      await writeFile(path.join(where, `${words[next(words.length)]}_${at}.${kind}`), content);
    }
  }
  await writeFile(path.join(folder, 'train.py'), contentOf('py', next));
  for (const command of [
    ['init', '-q'],
    ['add', '-A'],
  ])
    spawnSync('git', command, { cwd: folder });
  return { folder, bytes };
}

const median = (/** @type {number[]} */ numbers) =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** @param {string} program @param {string[]} args @param {string} cwd */
function timed(program, args, cwd) {
  const started = performance.now();
  spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'ignore'] });
  return performance.now() - started;
}

async function benchScan() {
  const { folder, bytes } = await generate();
  const program = path.join(root, 'out', 'bench', 'scan.cjs');
  await esbuild.build({
    entryPoints: ['test/bench/scan.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    absWorkingDir: root,
    plugins: [contentPlugin],
    logLevel: 'warning',
  });
  /** @type {Record<string, number[]>} */
  const times = { git: [], ripgrep: [], scan: [], rescan: [], memory: [] };
  let files = 0;
  for (let round = 0; round < rounds; round++) {
    times['git']?.push(timed('git', ['ls-files', '-z', '-co', '--exclude-standard'], folder));
    times['ripgrep']?.push(
      timed(rgPath, ['--count-matches', '--hidden', '-e', 'import|def |class |apiVersion|name', '.'], folder),
    );
    const { stdout } = spawnSync(process.execPath, [program, folder, 'train.py'], { encoding: 'utf8' });
    const measured = JSON.parse(stdout);
    for (const name of ['scan', 'rescan', 'memory']) times[name]?.push(measured[name]);
    files = measured.files;
  }
  await rm(folder, { recursive: true, force: true });
  const of = (/** @type {string} */ name) => median(times[name] ?? []);
  const row = (/** @type {string} */ name, /** @type {string} */ what) => {
    const ms = of(name);
    return `${what.padEnd(46)} ${ms.toFixed(0).padStart(7)} ms ${(ms / of('git')).toFixed(1).padStart(8)} × git ${(ms / of('ripgrep')).toFixed(1).padStart(8)} × ripgrep`;
  };
  console.log(
    `\n${files} files, ${(bytes / 1e6).toFixed(1)} MB, median of ${rounds} rounds, Node ${process.versions.node}, ${os.cpus().length} cores`,
  );
  console.log(row('git', 'git ls-files -co --exclude-standard'));
  console.log(row('ripgrep', 'ripgrep --count-matches over the same files'));
  console.log(row('scan', 'scan: list, read, parse, judge sixty practices'));
  console.log(row('rescan', 'scan again after one changed file'));
  console.log(`${'peak memory of the scan'.padEnd(46)} ${of('memory').toFixed(0).padStart(7)} MB`);
}

async function benchEditor() {
  const tests = path.join(root, 'out', 'bench', 'activation.js');
  await esbuild.build({
    entryPoints: ['test/bench/activation.ts'],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    absWorkingDir: root,
    logLevel: 'warning',
  });
  const result = path.join(os.tmpdir(), `mlops-guide-bench-${process.pid}.json`);
  process.env['MLOPS_GUIDE_RESULT'] = result;
  const empty = await mkdtemp(path.join(os.tmpdir(), 'mlops-guide-bench-'));
  const browser = await launchBrowser();
  const quiet = await startVsCode({ extension: root, folder: empty, tests });
  await (await browser.newPage()).goto(quiet.url);
  await until(async () => existsSync(result), 60_000);
  const { activation } = JSON.parse(await readFile(result, 'utf8'));
  await quiet.stop();

  const editor = await startVsCode({ extension: root, folder: await copySample() });
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
  page.setDefaultTimeout(60_000);
  await page.goto(editor.url);
  await page.locator('.activitybar a[aria-label^="MLOps"]').first().click();
  const row = (/** @type {string} */ label) =>
    page.locator('.pane-body .monaco-list-row', { hasText: label }).first();
  const opened = async (/** @type {string} */ name) => {
    const started = performance.now();
    await row(name).click();
    const shown = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await shown.getByRole('heading', { level: 1, name }).waitFor();
    return performance.now() - started;
  };
  await row('Code quality').click();
  const first = await opened('Every step has tests');
  // Rows that show without scrolling.
  const others = [
    'Hooks check code before it is committed',
    'The code is documented',
    'Every release has notes',
  ];
  const frame = page.frameLocator('iframe.webview').locator('iframe#active-frame');
  const inner = await (await frame.elementHandle())?.contentFrame();
  if (!inner) throw new Error('The page of a practice is not there.');
  const now = () => performance.timeOrigin + performance.now();
  /** From the click as the editor gets it, not as the driver sends it, to the heading on the page. @param {string} name */
  const turned = async (name) => {
    const clicked = page.evaluate(
      `new Promise((resolve) => addEventListener('mousedown', () => resolve((${now})()), { capture: true, once: true }))`,
    );
    const there = inner.evaluate(
      `new Promise((resolve) => new MutationObserver((_, observer) => {
        if (document.querySelector('h1')?.textContent !== ${JSON.stringify(name)}) return;
        observer.disconnect();
        resolve((${now})());
      }).observe(document.querySelector('main'), { childList: true }))`,
    );
    await row(name).click();
    return Number(await there) - Number(await clicked);
  };
  const next = [];
  for (let round = 0; round < rounds; round++) for (const name of others) next.push(await turned(name));
  await browser.close();
  await editor.stop();
  await rm(empty, { recursive: true });
  await rm(result);
  const ms = (/** @type {number} */ time) => `${time.toFixed(0).padStart(7)} ms`;
  console.log('\nIn VS Code, on the sample');
  console.log(`${'activation'.padEnd(46)} ${ms(activation)}`);
  console.log(`${'a page, from the click to its heading'.padEnd(46)} ${ms(first)}`);
  console.log(`${`the next page, median of ${next.length}`.padEnd(46)} ${ms(median(next))}`);
}

async function bundleSizes() {
  console.log('\nBundles, in bytes and gzipped');
  for (const name of ['extension.js', 'cli.js', 'page.js', 'page.css']) {
    const file = path.join(root, 'dist', name);
    const { size } = await stat(file);
    console.log(
      `${name.padEnd(46)} ${String(size).padStart(9)} ${String(gzipSync(await readFile(file)).length).padStart(9)}`,
    );
  }
}

await build();
await benchScan();
await benchEditor();
await bundleSizes();
