import {
  chmod,
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import * as path from 'node:path';
import type { Change } from '../scaffolds/scaffold.ts';
import { saidBy, say, UserError } from '../text.ts';

interface Staged {
  readonly target: string;
  readonly temporary: string;
  readonly change: Change;
}

/**
 * Writes all changes, or none: all contents are first written beside their places, then moved there; where one fails,
 * what was done is undone.
 * @throws UserError where nothing was written, and why
 */
export async function writeChanges(folder: string, changes: readonly Change[]): Promise<void> {
  const folders: string[] = [];
  const staged: Staged[] = [];
  const moved: Staged[] = [];
  try {
    for (const change of changes) staged.push(await stage(folder, change, folders));
    for (const one of staged) {
      await mustBeAsPlanned(one);
      await rename(one.temporary, one.target);
      moved.push(one);
    }
  } catch (error) {
    for (const { change, target, temporary } of moved.reverse()) {
      if (change.kind === 'create') await rm(target);
      else {
        await writeFile(temporary, change.before, { mode: (await stat(target)).mode });
        await rename(temporary, target);
      }
    }
    for (const { temporary } of staged) await rm(temporary, { force: true });
    for (const one of folders.reverse()) await rmdir(one).catch(() => undefined);
    throw new UserError(say`Nothing was written: ${saidBy(error)}.`);
  }
}

/** Writes a content beside its place. @param folders takes the folders that are made for it */
async function stage(folder: string, change: Change, folders: string[]): Promise<Staged> {
  const wanted = path.join(folder, ...change.path.split('/'));
  for (let one = path.dirname(wanted), made: string[] = []; ; one = path.dirname(one)) {
    if (await lstat(one).catch(() => undefined)) {
      folders.push(...made.reverse());
      break;
    }
    made.push(one);
  }
  await mkdir(path.dirname(wanted), { recursive: true });
  const target = change.kind === 'merge' ? await realpath(wanted) : wanted;
  const [base, real] = await Promise.all([realpath(folder), realpath(path.dirname(target))]);
  if (real !== base && !real.startsWith(base + path.sep))
    throw new UserError(say`${change.path} leads out of the folder by a symbolic link`);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  await writeFile(temporary, change.content, { flag: 'wx' });
  if (change.kind === 'merge') await chmod(temporary, (await stat(target)).mode);
  return { target, temporary, change };
}

/** Somebody may have written meanwhile, or a file may be there that git ignores. */
async function mustBeAsPlanned({ target, change }: Staged): Promise<void> {
  if (change.kind === 'create') {
    if (await lstat(target).catch(() => undefined)) throw new UserError(say`${change.path} exists already`);
  } else if ((await readFile(target, 'utf8')) !== change.before)
    throw new UserError(say`${change.path} has been changed meanwhile`);
}
