import { appendFileSync } from 'node:fs';
import * as path from 'node:path';
import { assess, assessmentSignals } from '../../src/assessment/assess.ts';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { nodeFiles } from '../../src/files/node.ts';

/** Scans a folder, changes one file, scans again, and prints both times in ms and the peak of memory in MB as JSON. */
async function measure(folder: string, changed: string): Promise<void> {
  const files = nodeFiles(folder);
  const started = performance.now();
  const first = await takeSnapshot(files, assessmentSignals);
  assess(first, '2026-01-01');
  const scan = performance.now() - started;
  appendFileSync(path.join(folder, changed), '\n# changed\n');
  const again = performance.now();
  const second = await takeSnapshot(files, assessmentSignals, { previous: first, changed: [changed] });
  assess(second, '2026-01-01');
  const rescan = performance.now() - again;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ scan, rescan, memory, files: first.entries.length }));
}

void measure(process.argv[2] ?? '.', process.argv[3] ?? '');
