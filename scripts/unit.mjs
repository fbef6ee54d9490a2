// Bundles the unit tests and runs them in mocha; writes the counts to the file named by MOCHA_COUNTS.
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import Mocha from 'mocha';
import { contentPlugin } from './content.mjs';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out', 'test');

// Those in editor/ need VS Code.
const tests = (await readdir(path.join(root, 'test'), { recursive: true })).filter(
  (file) => file.endsWith('.test.ts') && !file.startsWith('editor'),
);
await rm(out, { recursive: true, force: true });
const { metafile } = await esbuild.build({
  entryPoints: tests.map((file) => path.join('test', file)),
  outdir: out,
  outbase: 'test',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // The compiler starts a program that lies beside it.
  external: ['typescript'],
  mainFields: ['module', 'main'],
  target: 'node20',
  sourcemap: true,
  metafile: true,
  absWorkingDir: root,
  plugins: [contentPlugin],
  logLevel: 'warning',
  outExtension: { '.js': '.mjs' },
  // Some dependencies ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
const files = Object.entries(metafile.outputs).flatMap(([file, { entryPoint }]) =>
  entryPoint ? [path.join(root, file)] : [],
);
const wanted = process.argv[2];
const mocha = new Mocha({
  reporter: process.env['MOCHA_REPORTER'] ?? 'dot',
  timeout: 20_000,
  ...(wanted && { grep: wanted }),
});
for (const file of files.sort()) mocha.addFile(file);
await mocha.loadFilesAsync();
const runner = mocha.run(async (failures) => {
  const { passes = 0 } = runner.stats ?? {};
  const counts = process.env['MOCHA_COUNTS'];
  if (counts) await writeFile(counts, JSON.stringify({ passed: passes, failed: failures }));
  process.exitCode = failures > 0 ? 1 : 0;
});
