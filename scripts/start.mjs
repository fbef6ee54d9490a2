// Installs, builds, and opens the extension on the sample repository, or on the folder that is named.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { install } from './install.mjs';

const root = path.join(import.meta.dirname, '..');
const named = process.argv[2];
if (named && !statSync(named, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`${path.resolve(named)} is not a folder: name one that holds a repository.`);
  process.exit(2);
}
install();
const { build } = await import('./build.mjs');
await build();
const { copySample } = await import('./sample.mjs');
const folder = named ? path.resolve(named) : await copySample();

const code = process.platform === 'win32' ? 'code.cmd' : 'code';
const shell = process.platform === 'win32';
const hasDesktop =
  !process.env['MLOPS_GUIDE_NPM_EDITOR'] &&
  spawnSync(code, ['--version'], { stdio: 'ignore', shell }).status === 0;
if (hasDesktop) {
  spawnSync(code, ['--new-window', `--extensionDevelopmentPath=${root}`, folder], {
    stdio: 'inherit',
    shell,
  });
  console.log(`Opened ${folder} in the desktop editor.`);
} else {
  const { startVsCode } = await import('./vscode.mjs');
  const { url, stop } = await startVsCode({ extension: root, folder });
  console.log(`\nVS Code shows ${folder}\nat ${url}\n\nOpen the address in a browser; Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stop().then(() => process.exit(0)));
}
