// A real VS Code from the npm registry: the package code-server carries a complete build of the workbench, its server
// and the Node extension host, and node-<platform> the Node that they run on.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { cachedPackages, npm } from './cache.mjs';

const version = '4.139.1';
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

async function install() {
  const folder = await cachedPackages(
    `vscode-${version}`,
    [`${nodePackage}@24`, `code-server@${version}`],
    (where) => npm(path.join(where, 'node_modules', 'code-server', 'lib', 'vscode'), 'install', '--omit=dev'),
  );
  const modules = path.join(folder, 'node_modules');
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: path.join(modules, nodePackage, 'bin', program),
    server: path.join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });

/** Makes a language known to the editor, by a language pack without a sentence. @param {string} locale @param {string} data */
async function speak(locale, data) {
  const vscode = path.join(data, 'nothing.i18n.json');
  await writeFile(vscode, JSON.stringify({ contents: {} }));
  const extensionIdentifier = { id: `nobody.vscode-language-pack-${locale}` };
  const extensions = [{ extensionIdentifier, version: '1.0.0' }];
  const packs = { [locale]: { hash: locale, extensions, translations: { vscode }, label: locale } };
  await writeFile(path.join(data, 'languagepacks.json'), JSON.stringify(packs));
}

/**
 * Starts the server, and tells the address at which a folder opens with the extension from source.
 * @param {{ extension: string, folder: string, tests?: string, trust?: boolean, settings?: object, locale?: string }} options
 *   absolute paths; `trust: false` opens in restricted mode; `locale` is the display language, in which the workbench
 *   itself stays English, since no language pack is there
 */
export async function startVsCode({ extension, folder, tests, trust = true, settings = {}, locale }) {
  const { node, server } = await install();
  const data = await mkdtemp(path.join(os.tmpdir(), 'mlops-guide-vscode-'));
  const machine = path.join(data, 'data', 'Machine');
  await mkdir(machine, { recursive: true });
  const quiet = {
    'workbench.startupEditor': 'none',
    'extensions.autoUpdate': false,
    'workbench.tips.enabled': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'security.workspace.trust.startupPrompt': 'never',
  };
  await writeFile(path.join(machine, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  if (locale) await speak(locale, path.join(data, 'data'));
  const port = await freePort();
  const words = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
    ...(locale ? ['--locale', locale] : []),
  ];
  const places = [
    '--server-data-dir',
    data,
    '--extensions-dir',
    path.join(data, 'extensions'),
    '--enable-smoke-test-driver',
  ];
  const child = spawn(node, [server, ...words, ...places, ...(trust ? ['--disable-workspace-trust'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const origin = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(origin)).ok, 60_000).catch(() => {
    child.kill();
    throw new Error(`The editor's server did not answer at ${origin}.\n${output.slice(-2000)}`);
  });
  const remote = (/** @type {string} */ file) => `vscode-remote://127.0.0.1:${port}${slashes(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ['skipWelcome', 'true'],
  ];
  return {
    url: `${origin}/?folder=${encodeURIComponent(slashes(folder)).replaceAll('%2F', '/')}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    output: () => output,
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await exited;
      await rm(data, { recursive: true, force: true });
    },
  };
}

const slashes = (/** @type {string} */ file) =>
  file.startsWith('/') ? file : `/${file.replaceAll('\\', '/')}`;

/**
 * Asks again until the answer is yes.
 * @param {() => Promise<boolean>} ask
 * @param {number} limit in milliseconds
 */
export async function until(ask, limit) {
  const end = Date.now() + limit;
  while (!(await ask().catch(() => false))) {
    if (Date.now() > end) throw new Error(`Nothing came in ${limit / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
