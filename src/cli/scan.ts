import path from 'node:path';
import { styleText } from 'node:util';
import { type Assessment, assess, assessmentSignals } from '../assessment/assess.ts';
import { projectsIn } from '../assessment/projects.ts';
import { type Snapshot, takeSnapshot } from '../assessment/snapshot.ts';
import { today } from '../assessment/today.ts';
import { nodeFiles } from '../files/node.ts';
import { sections } from '../practices/index.ts';
import { type Project, toJson } from '../report/json.ts';
import { toText } from '../report/text.ts';
import { say, UserError } from '../text.ts';
import { folderOf, type Options } from './options.ts';
import { tongueOf } from './package.ts';

/** Reads and judges the repository in a folder. */
export async function scanFolder(folder: string): Promise<{ snapshot: Snapshot; assessment: Assessment }> {
  const snapshot = await takeSnapshot(nodeFiles(folder), assessmentSignals);
  return { snapshot, assessment: assess(snapshot, today()) };
}

/** Each project of a monorepo by itself, as if its folder were the repository. */
async function assessProjects(folder: string, snapshot: Snapshot): Promise<Project[]> {
  const found: Project[] = [];
  for (const name of projectsIn(snapshot)) {
    const { assessment } = await scanFolder(path.join(folder, name));
    found.push({ path: name, assessment });
  }
  return found;
}

/** `mlops-guide scan`: the report, as text or JSON. */
export async function scan([directory]: readonly string[], options: Options): Promise<string> {
  const { format = 'text', section } = options;
  if (format !== 'text' && format !== 'json')
    throw new UserError(say`“${format}” is not a format: use text or json.`);
  if (section && !sections.some(({ id }) => id === section)) {
    throw new UserError(
      say`“${section}” is not a section: use one of ${sections.map(({ id }) => id).join(', ')}.`,
    );
  }
  const folder = folderOf(directory ?? options.dir);
  const { language, bundle } = await tongueOf(options);
  const { assessment, snapshot } = await scanFolder(folder);
  const projects = await assessProjects(folder, snapshot);
  const shared = { language, bundle, section, projects };
  if (format === 'json') return `${JSON.stringify(toJson(assessment, shared), null, 2)}\n`;
  const colours = process.stdout.isTTY && !process.env['NO_COLOR'];
  return toText(assessment, {
    ...shared,
    ...(colours && { paint: (style, text) => styleText(style, text) }),
  });
}
