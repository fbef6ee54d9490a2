// What is downloaded once and shared by all clones: an editor and a browser.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const base =
  process.env['XDG_CACHE_HOME'] ??
  (process.platform === 'darwin'
    ? path.join(os.homedir(), 'Library', 'Caches')
    : process.platform === 'win32'
      ? (process.env['LOCALAPPDATA'] ?? os.homedir())
      : path.join(os.homedir(), '.cache'));

export const cache = path.join(base, 'mlops-practice-guide');

/**
 * Runs npm in a folder. Install scripts of what is fetched are not run.
 * @param {string} folder
 * @param {string[]} words
 */
export function npm(folder, ...words) {
  const { status } = spawnSync(
    'npm',
    [...words, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0)
    throw new Error(`npm ${words.join(' ')} failed in ${folder}; is the npm registry reachable?`);
}

/**
 * A folder of the cache with packages of npm in it.
 * @param {string} name
 * @param {string[]} packages
 * @param {(folder: string) => void} [after] what is left to do; the folder counts as ready only when it is done
 */
export async function cachedPackages(name, packages, after) {
  const folder = path.join(cache, name);
  const ready = path.join(folder, 'ready');
  if (existsSync(ready)) return folder;
  console.log(`Fetching ${packages.join(', ')} into ${folder} …`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  npm(folder, 'install', ...packages);
  after?.(folder);
  await writeFile(ready, '');
  return folder;
}
