import { execFile, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import glob from 'fast-glob';
import ignore from 'ignore';
import { say, UserError } from '../text.ts';
import type { Commit, Entry, Files, History, Listing, Past, Stat, Unread } from './files.ts';
import { evidencePaths, neverEvidence } from './ignore.ts';

const run = promisify(execFile);

/** Settings of a repository that would make git start a program, and those that would change its output. */
const harmless = [
  ['core.fsmonitor', 'false'],
  ['core.quotePath', 'false'],
  ['log.showSignature', 'false'],
  ['log.mailmap', 'false'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`]);

/**
 * The files of a folder on disk.
 * @param root an absolute path
 * @param options.git whether git may be run; a folder that is not trusted is walked instead
 */
export function nodeFiles(root: string, { git = true }: { git?: boolean } = {}): Files {
  const canBeEvidence = evidencePaths();
  const inside = (file: string) => path.join(root, ...file.split('/'));
  const workTree = git ? isWorkTree(root) : Promise.resolve(false);
  return {
    root,
    async list() {
      const { entries, unread } = (await workTree) ? await listByGit(root) : await walk(root);
      return { entries: entries.filter((entry) => canBeEvidence(entry.path, entry.tracked)), unread };
    },
    async stat(file): Promise<Stat> {
      const { size, mtimeMs } = await statWithin(root, inside(file));
      return { size, version: `${mtimeMs}-${size}` };
    },
    async read(file) {
      return readFile(inside(file));
    },
    async history() {
      return (await workTree) ? readHistory(root) : undefined;
    },
  };
}

async function statWithin(root: string, file: string): Promise<fs.Stats> {
  const found = await lstat(file);
  if (!found.isSymbolicLink()) return found;
  const [target, base] = await Promise.all([realpath(file), realpath(root)]);
  if (!target.startsWith(base + path.sep))
    throw new UserError(say`is a symbolic link that leaves the folder`);
  return stat(target);
}

const quiet = () => ({
  ...process.env,
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
});

/** The output of a git command without its last line break; throws where git is missing or the command fails. */
async function gitOutput(root: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', [...harmless, ...args], {
    cwd: root,
    env: quiet(),
    maxBuffer: 1 << 28,
  });
  return stdout.trimEnd();
}

const attempt = (root: string, ...args: string[]) => gitOutput(root, ...args).catch(() => undefined);

/** The name that git knows the user by; undefined where it knows none, or is missing. */
export const gitUser = (root: string): Promise<string | undefined> =>
  attempt(root, 'config', 'user.name').then((name) => name || undefined);

async function isWorkTree(root: string): Promise<boolean> {
  return (await attempt(root, 'rev-parse', '--is-inside-work-tree')) === 'true';
}

async function listByGit(root: string): Promise<Listing> {
  const [listed, deleted] = await Promise.all([
    gitOutput(root, 'ls-files', '-z', '-t', '-co', '--exclude-standard', '--deduplicate'),
    gitOutput(root, 'ls-files', '-z', '-d'),
  ]);
  const gone = new Set(deleted.split('\0'));
  const entries = listed
    .split('\0')
    .map((line): Entry => ({ path: line.slice(2), tracked: !line.startsWith('?') }))
    .filter((entry) => entry.path !== '' && !entry.path.endsWith('/') && !gone.has(entry.path));
  return { entries, unread: [] };
}

async function walk(root: string): Promise<Listing> {
  const unread: Unread[] = [];
  const readdir = ((
    folder: string,
    options: fs.ObjectEncodingOptions & { withFileTypes: true },
    done: ReaddirDone,
  ) =>
    fs.readdir(folder, options, (error, found) => {
      if (error)
        unread.push({
          path: slashes(path.relative(root, folder)) || '.',
          reason: say`cannot be listed (${error.code ?? ''})`,
        });
      done(null, found ?? []);
    })) as typeof fs.readdir;
  const paths = await glob('**/*', {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    ignore: neverEvidence.map((name) => `**/${name}/**`),
    fs: { readdir },
  });
  const ignored = await gitIgnored(root, paths);
  const entries = paths.filter((file) => !ignored(file)).map((file) => ({ path: file, tracked: false }));
  return { entries, unread };
}

type ReaddirDone = (error: NodeJS.ErrnoException | null, found: fs.Dirent[]) => void;

const slashes = (file: string) => file.split(path.sep).join('/');

/** What the `.gitignore` files of a folder without git leave out, each for its own folder and below. */
async function gitIgnored(root: string, paths: readonly string[]): Promise<(file: string) => boolean> {
  const rules = await Promise.all(
    paths
      .filter((file) => path.posix.basename(file) === '.gitignore')
      .map(async (file) => ({
        folder: file.slice(0, -'.gitignore'.length),
        rule: ignore().add(await readFile(path.join(root, file), 'utf8').catch(() => '')),
      })),
  );
  return (file) =>
    rules.some(({ folder, rule }) => file.startsWith(folder) && rule.ignores(file.slice(folder.length)));
}

async function readHistory(root: string, at = 'HEAD'): Promise<History> {
  const [commit, branch, remote, log, tags, changed] = await Promise.all([
    attempt(root, 'rev-parse', at),
    attempt(root, 'rev-parse', '--abbrev-ref', 'HEAD'),
    attempt(root, 'config', '--get', 'remote.origin.url'),
    attempt(
      root,
      'log',
      '--first-parent',
      '-m',
      '-n',
      '300',
      '--name-only',
      // Renames are told from contents, which a partial clone has not.
      '--no-renames',
      '--relative',
      '--no-ext-diff',
      '--format=%x1e%p%x1f%s%x1f%an%x1f%ae%x1f%(trailers:key=Change-Id,valueonly,separator=%x2C)%x1f',
      at,
      '--',
      '.',
    ),
    attempt(root, 'tag', '--sort=-creatordate', ...(at === 'HEAD' ? [] : ['--merged', at])),
    at === 'HEAD' ? changedSinceMain(root) : undefined,
  ]);
  return {
    ...(commit && { commit }),
    ...(branch && branch !== 'HEAD' && { branch }),
    ...(remote && { remote: remote.replace(/\/\/[^/@]*@/, '//') }),
    commits: (log ?? '').split('\x1e').slice(1).map(readCommit),
    tags: (tags ?? '').split('\n').filter(Boolean).slice(0, 100),
    ...(changed && { changed }),
  };
}

/** Names of the main branch, the surest first. */
const mainBranches = [
  'remotes/origin/HEAD',
  'remotes/origin/main',
  'remotes/origin/master',
  'heads/main',
  'heads/master',
].map((name) => `refs/${name}`);

/** Compares commits alone: to compare files, git would run the filters that a repository can name. */
async function changedSinceMain(root: string): Promise<string[] | undefined> {
  const known = (await attempt(root, 'for-each-ref', '--format=%(refname)', ...mainBranches))?.split('\n');
  const main = mainBranches.find((name) => known?.includes(name));
  const options = ['--name-only', '--no-renames', '--no-ext-diff', '--relative', '-z'];
  const changed = main && (await attempt(root, 'diff', ...options, `${main}...HEAD`, '--', '.'));
  return changed?.split('\0').filter(Boolean);
}

function readCommit(record: string): Commit {
  const [parents = '', subject = '', name = '', email = '', change = '', names = ''] = record.split('\x1f');
  return {
    subject,
    merge: parents.includes(' '),
    author: { name, email },
    ...(change && { change }),
    paths: names.split('\n').filter(Boolean),
  };
}

/** The earlier commits of a git work tree, read from its objects; nothing is checked out. */
export function nodePast(root: string): Past {
  const canBeEvidence = evidencePaths();
  const objects = openObjects(root);
  return {
    async commits() {
      const log = await gitOutput(root, 'log', '--first-parent', '--format=%H%x1f%cs%x1f%s', '--', '.');
      return log
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [commit = '', date = '', subject = ''] = line.split('\x1f');
          return { commit, date, subject };
        });
    },
    at(commit) {
      const listed = listTree(root, commit);
      const blob = async (file: string) => {
        const found = (await listed).get(file);
        if (!found) throw new UserError(say`does not exist`);
        return found;
      };
      return {
        root,
        async list() {
          const entries = [...(await listed).keys()].map((file) => ({ path: file, tracked: true }));
          return { entries: entries.filter((entry) => canBeEvidence(entry.path, true)), unread: [] };
        },
        async stat(file) {
          const { size, id } = await blob(file);
          return { size, version: id };
        },
        async read(file) {
          return objects.read((await blob(file)).id);
        },
        history: () => readHistory(root, commit),
      };
    },
    close: objects.close,
  };
}

/** The files of a commit below a folder; neither links nor submodules. */
async function listTree(root: string, commit: string): Promise<Map<string, { id: string; size: number }>> {
  const listed = await gitOutput(root, 'ls-tree', '-r', '-l', '-z', commit);
  const found = listed.split('\0').flatMap((line) => {
    const [, mode = '', type, id = '', size = '', file = ''] =
      /^(\d+) (\w+) (\w+) +(\S+)\t(.+)$/s.exec(line) ?? [];
    return type === 'blob' && mode !== '120000' ? [[file, { id, size: Number(size) }] as const] : [];
  });
  return new Map(found);
}

/** One git process that hands out objects in the order in which they are asked for. */
function openObjects(root: string): { read(id: string): Promise<Uint8Array>; close(): void } {
  const child = spawn('git', [...harmless, 'cat-file', '--batch'], { cwd: root, env: quiet() });
  const waiting: { resolve(bytes: Uint8Array): void; reject(error: Error): void }[] = [];
  let chunks: Buffer[] = [];
  let [length, needed] = [0, 1];
  const take = () => {
    let rest = Buffer.concat(chunks);
    needed = rest.length + 1;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const [id, type, size = ''] = rest.subarray(0, end).toString().split(' ');
      const [from, to] = [end + 1, end + 1 + Number(size)];
      if (type === 'missing') waiting.shift()?.reject(new Error(`git has no object ${id}`));
      else if (rest.length > to) waiting.shift()?.resolve(rest.subarray(from, to));
      else {
        needed = to + 1;
        break;
      }
      rest = rest.subarray(type === 'missing' ? end + 1 : to + 1);
      needed = rest.length + 1;
    }
    chunks = [rest];
    length = rest.length;
  };
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= needed) take();
  });
  const end = (error: Error) => {
    for (const one of waiting.splice(0)) one.reject(error);
  };
  child.on('error', end);
  child.stdin.on('error', end);
  child.on('close', () => end(new Error('git has ended')));
  return {
    read: (id) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${id}\n`);
      }),
    close: () => void child.stdin.end(),
  };
}
