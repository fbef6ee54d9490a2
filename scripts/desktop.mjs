// Runs the suite in the desktop build of VS Code, which @vscode/test-electron downloads. `VSCODE_VERSION` names another
// than the present one, for example 1.110.0 or insiders.
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { install } from './install.mjs';

install();
const { build } = await import('./build.mjs');
const { bundleEditorTests } = await import('./editor-tests.mjs');
const { copySample } = await import('./sample.mjs');
await build();
const version = process.env['VSCODE_VERSION'] ?? 'stable';
const extensionTestsPath = await bundleEditorTests();
const folder = await copySample();
process.exitCode = await runTests({
  version,
  extensionDevelopmentPath: path.join(import.meta.dirname, '..'),
  extensionTestsPath,
  launchArgs: [folder, '--disable-workspace-trust', '--disable-extensions'],
});
