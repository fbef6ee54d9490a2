import { readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

/** Runs the suite in the extension host; the same for every kind of VS Code that loads it. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'spec', color: false });
  for (const file of readdirSync(__dirname))
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  await mocha.loadFilesAsync();
  const failures: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', (test: Mocha.Test, error: Error) =>
      failures.push(`${test.fullTitle()}\n${error.stack}`),
    );
  });
  const result = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 1, failures };
  const file = process.env['MLOPS_GUIDE_RESULT'];
  if (file) writeFileSync(file, JSON.stringify(result));
  if (result.failed > 0) throw new Error(failures.join('\n\n'));
}
