// Bundles the extension, the command line and the page's script into dist/; `--watch` goes on doing it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { contentPlugin } from './content.mjs';

const root = path.join(import.meta.dirname, '..');
const minify = !process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify,
  sourcemap: true,
  absWorkingDir: root,
  plugins: [contentPlugin],
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: ['src/editor/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  {
    ...node,
    minify: false,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    entryPoints: ['webview/page.ts'],
    outfile: 'dist/page.js',
  },
  { ...shared, entryPoints: ['webview/page.css', 'webview/print.css'], outdir: 'dist' },
];

export async function build() {
  await mkdir(path.join(root, 'dist'), { recursive: true });
  return Promise.all(bundles.map((options) => esbuild.build(options)));
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--watch'))
    for (const options of bundles) await (await esbuild.context(options)).watch();
  else await build();
}
