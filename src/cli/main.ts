import * as path from 'node:path';
import { assess, assessmentSignals } from '../assessment/assess.ts';
import { takeSnapshot } from '../assessment/snapshot.ts';
import { nodeFiles } from '../files/node.ts';
import { toJson } from '../report/json.ts';

async function main() {
  const [, , directory = '.'] = process.argv;
  const snapshot = await takeSnapshot(nodeFiles(path.resolve(directory)), assessmentSignals);
  console.log(JSON.stringify(toJson(assess(snapshot, new Date().toISOString().slice(0, 10))), null, 2));
}
void main();
