// The sample repository, as a git work tree of its own, so that it can be changed freely.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Copies the sample into a new folder. @returns its absolute path */
export async function copySample() {
  const folder = path.join(await realpath(await mkdtemp(path.join(os.tmpdir(), 'mlops-guide-'))), 'churn');
  await cp(path.join(import.meta.dirname, '..', 'test', 'fixtures', 'churn'), folder, { recursive: true });
  const git = (/** @type {string[]} */ ...words) => {
    const { status, stderr } = spawnSync('git', words, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${words[0]} failed in the copy of the sample: ${stderr}`);
  };
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Aiko Tanaka');
  git('config', 'user.email', 'aiko.tanaka@retention.example');
  git('config', 'commit.gpgSign', 'false');
  git('remote', 'add', 'origin', 'https://github.com/example/churn.git');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Predict who will leave');
  return folder;
}
