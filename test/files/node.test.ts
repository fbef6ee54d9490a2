import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { nodeFiles, nodePast } from '../../src/files/node.ts';
import { render } from '../../src/text.ts';

describe('files on disk', () => {
  let root: string;
  const write = (file: string, content: string | Buffer = '') => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  const git = (...words: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgSign=false', ...words],
      { cwd: root, stdio: 'pipe' },
    );
  const author = { name: 'a', email: 'a@b.c' };
  const listed = async (options = {}) =>
    (await nodeFiles(root, options).list()).entries
      .map(({ path, tracked }) => (tracked ? path : `${path}?`))
      .sort();

  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'files-')));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are those that git tracks, and those it could, in a work tree', async () => {
    git('init', '-q', '-b', 'main');
    for (const file of ['a.py', 'b.py', 'out.log', '.venv/x.py', 'third_party/y.py', 'ünï/日本.py'])
      write(file);
    write('.gitignore', '*.log\n');
    git('add', 'a.py', 'ünï');
    assert.deepEqual(await listed(), ['.gitignore?', 'a.py', 'b.py?', 'ünï/日本.py']);
  });

  it('are not those that were deleted after they were committed', async () => {
    git('init', '-q', '-b', 'main');
    write('a.py');
    write('b.py');
    git('add', '.');
    git('commit', '-qm', 'x');
    rmSync(path.join(root, 'b.py'));
    assert.deepEqual(await listed(), ['a.py']);
  });

  it('are found without git, minus what the .gitignore files leave out', async () => {
    for (const file of ['a.py', 'node_modules/x/y.js', 'sub/b.py', 'sub/c.tmp', 'd.tmp']) write(file);
    write('sub/.gitignore', '*.tmp\n');
    assert.deepEqual(await listed({ git: false }), ['a.py?', 'd.tmp?', 'sub/.gitignore?', 'sub/b.py?']);
  });

  it('end where symbolic links go in circles', async () => {
    write('sub/a.py');
    symlinkSync(root, path.join(root, 'sub', 'loop'));
    assert.deepEqual(
      await listed({ git: false }),
      ['sub/a.py?', 'sub/loop?'].filter((file) => file !== 'sub/loop?'),
    );
  });

  it('are read through a symbolic link only within the folder', async () => {
    write('docs/README.md', '# Here');
    symlinkSync(path.join(root, 'docs', 'README.md'), path.join(root, 'README.md'));
    symlinkSync('/etc/hostname', path.join(root, 'outside.md'));
    const files = nodeFiles(root);
    assert.equal((await files.stat('README.md')).size, 6);
    await assert.rejects(files.stat('outside.md'), /leaves the folder/);
  });

  it('name a folder that cannot be listed', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) return this.skip();
    write('closed/a.py');
    chmodSync(path.join(root, 'closed'), 0);
    const { unread } = await nodeFiles(root, { git: false }).list();
    chmodSync(path.join(root, 'closed'), 0o700);
    assert.deepEqual(
      unread.map(({ path, reason }) => [path, render(reason)]),
      [['closed', 'cannot be listed (EACCES)']],
    );
  });

  it('tell the history of the first-parent line, with merges and what they brought', async () => {
    git('init', '-q', '-b', 'main');
    write('a.py');
    git('add', '.');
    git('commit', '-qm', 'Start');
    git('checkout', '-qb', 'topic');
    write('infra/main.tf');
    git('add', '.');
    git('commit', '-qm', 'Add infrastructure');
    git('checkout', '-q', 'main');
    git('merge', '-q', '--no-ff', 'topic', '-m', 'Merge pull request #7 from x/topic');
    git('tag', 'v1.0.0');
    git('remote', 'add', 'origin', 'https://user:secret@github.com/x/y.git');
    const history = await nodeFiles(root).history();
    assert.deepEqual(history?.commits, [
      { subject: 'Merge pull request #7 from x/topic', merge: true, paths: ['infra/main.tf'], author },
      { subject: 'Start', merge: false, paths: ['a.py'], author },
    ]);
    assert.deepEqual(history?.tags, ['v1.0.0']);
    assert.equal(history?.branch, 'main');
    assert.equal(history?.remote, 'https://github.com/x/y.git');
  });

  it('tell the history of a partial clone, which lacks earlier contents', async () => {
    git('init', '-q', '-b', 'main');
    write('train.py', 'x = 1\n'.repeat(20));
    git('add', '.');
    git('commit', '-qm', 'Start');
    const blob = String(git('rev-parse', 'HEAD:train.py')).trim();
    git('rm', '-q', 'train.py');
    write('churn.py', 'x = 1\n'.repeat(21));
    git('add', '.');
    git('commit', '-qm', 'Rename (#2)');
    rmSync(path.join(root, '.git', 'objects', blob.slice(0, 2), blob.slice(2)));
    const history = await nodeFiles(root).history();
    assert.deepEqual(
      history?.commits.map(({ subject }) => subject),
      ['Rename (#2)', 'Start'],
    );
  });

  it('of a folder within a work tree have paths of their own', async () => {
    git('init', '-q', '-b', 'main');
    write('project/a.py');
    write('other/b.py');
    git('add', '.');
    git('commit', '-qm', 'Start');
    const files = nodeFiles(path.join(root, 'project'));
    assert.deepEqual((await files.list()).entries, [{ path: 'a.py', tracked: true }]);
    assert.deepEqual((await files.history())?.commits, [
      { subject: 'Start', merge: false, paths: ['a.py'], author },
    ]);
  });

  it('tell what a branch has changed since it left the main branch', async () => {
    git('init', '-q', '-b', 'main');
    write('ml/old.py');
    write('docs/x.md');
    git('add', '.');
    git('commit', '-qm', 'Start');
    assert.deepEqual((await nodeFiles(root).history())?.changed, []);
    git('checkout', '-qb', 'topic');
    write('ml/日本.py');
    write('docs/x.md', 'more');
    git('add', '.');
    git('commit', '-qm', 'Add');
    assert.deepEqual((await nodeFiles(root).history())?.changed, ['docs/x.md', 'ml/日本.py']);
    assert.deepEqual((await nodeFiles(path.join(root, 'ml')).history())?.changed, ['日本.py']);
    git('branch', '-D', 'main');
    assert.equal((await nodeFiles(root).history())?.changed, undefined);
  });

  it('start no program that the settings of a repository name', async () => {
    git('init', '-q', '-b', 'main');
    write('a.py');
    const witness = path.join(root, 'started');
    writeFileSync(path.join(root, 'hook.sh'), `#!/bin/sh\ntouch ${witness}\n`, { mode: 0o755 });
    git('config', 'core.fsmonitor', path.join(root, 'hook.sh'));
    await nodeFiles(root).list();
    await nodeFiles(root).history();
    assert.throws(() => readFileSync(witness));
  });

  describe('at earlier commits', () => {
    const commit = (subject: string) => {
      git('add', '--all');
      git('commit', '-qm', subject);
    };

    it('are listed and read from git, whatever the work tree holds now', async () => {
      git('init', '-q', '--initial-branch=main');
      const large = Buffer.alloc(300_000, 'x\n');
      write('train.py', 'one\n');
      write('data/größe.csv', large);
      symlinkSync('train.py', path.join(root, 'link.py'));
      commit('First: one');
      write('train.py', 'two\n');
      write('empty.txt');
      commit('Second');
      rmSync(path.join(root, 'train.py'));

      const past = nodePast(root);
      try {
        const [second, first] = await past.commits();
        assert.deepEqual([second?.subject, first?.subject], ['Second', 'First: one']);
        assert.match(first?.date ?? '', /^\d{4}-\d\d-\d\d$/);
        const [before, after] = [past.at(first?.commit ?? ''), past.at(second?.commit ?? '')];
        const paths = (await before.list()).entries.map(({ path }) => path);
        assert.deepEqual(paths.sort(), ['data/größe.csv', 'train.py']);
        const read = async (files: typeof before, file: string) => Buffer.from(await files.read(file));
        const [one, csv, two, nothing] = await Promise.all([
          read(before, 'train.py'),
          read(before, 'data/größe.csv'),
          read(after, 'train.py'),
          read(after, 'empty.txt'),
        ]);
        assert.deepEqual([String(one), String(two), nothing.length], ['one\n', 'two\n', 0]);
        assert.ok(csv.equals(large));
        assert.notEqual((await before.stat('train.py')).version, (await after.stat('train.py')).version);
        assert.deepEqual(
          (await before.history())?.commits.map(({ subject }) => subject),
          ['First: one'],
        );
        await assert.rejects(before.read('empty.txt'));
      } finally {
        past.close();
      }
    });

    it('of a folder inside a repository are its own', async () => {
      git('init', '-q', '--initial-branch=main');
      write('README.md', 'all\n');
      commit('Outside');
      write('churn/train.py', 'one\n');
      commit('Inside');
      const past = nodePast(path.join(root, 'churn'));
      try {
        const commits = await past.commits();
        assert.deepEqual(
          commits.map(({ subject }) => subject),
          ['Inside'],
        );
        const { entries } = await past.at(commits[0]?.commit ?? '').list();
        assert.deepEqual(
          entries.map(({ path }) => path),
          ['train.py'],
        );
      } finally {
        past.close();
      }
    });

    it('are refused as a whole where git cannot read them', async () => {
      const past = nodePast(root);
      await assert.rejects(past.commits());
      past.close();
    });
  });
});
