import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeChanges } from '../../src/cli/write.ts';

describe('writing a plan', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  const tree = () =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [name, statSync(at(name)).isFile() ? readFileSync(at(name), 'utf8') : 'folder']),
    );

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'write-'));
    writeFileSync(at('run.sh'), '#!/bin/sh\r\n', { mode: 0o755 });
    mkdirSync(at('taken.yml'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const merge = {
    kind: 'merge',
    path: 'run.sh',
    before: '#!/bin/sh\r\n',
    content: '#!/bin/sh\r\nls\r\n',
  } as const;
  const create = { kind: 'create', path: 'a/b/c.yml', content: 'x: 1\n' } as const;

  it('writes all, and keeps rights', async () => {
    await writeChanges(folder, [merge, create]);
    assert.deepEqual(tree(), {
      a: 'folder',
      [path.join('a', 'b')]: 'folder',
      [path.join('a', 'b', 'c.yml')]: 'x: 1\n',
      'run.sh': '#!/bin/sh\r\nls\r\n',
      'taken.yml': 'folder',
    });
    if (process.platform !== 'win32') assert.equal(statSync(at('run.sh')).mode & 0o777, 0o755);
  });

  const failures = {
    'a file in the place of a folder, after others were moved': [
      { kind: 'merge', path: 'taken.yml', before: '', content: '\n' },
      /Nothing was written/,
    ],
    'a file that is there': [{ kind: 'create', path: 'taken.yml', content: '' }, /taken\.yml exists already/],
    'a file in the place of a folder': [
      { kind: 'create', path: 'run.sh/x.yml', content: '' },
      /Nothing was written/,
    ],
    'a file that somebody has changed': [
      { kind: 'merge', path: 'run.sh', before: 'other', content: 'other\n' },
      /run\.sh has been changed meanwhile/,
    ],
    'a file that is gone': [
      { kind: 'merge', path: 'gone', before: '', content: '\n' },
      /Nothing was written/,
    ],
  } as const;
  for (const [name, [failing, message]] of Object.entries(failures)) {
    it(`leaves everything as it was after a failure in the middle: ${name}`, async () => {
      const before = tree();
      await assert.rejects(writeChanges(folder, [create, failing]), message);
      assert.deepEqual(tree(), before);
    });
  }

  it('does not follow a link out of the folder', async () => {
    const outside = mkdtempSync(path.join(os.tmpdir(), 'outside-'));
    symlinkSync(outside, at('out'), 'junction');
    await assert.rejects(
      writeChanges(folder, [{ kind: 'create', path: 'out/x.yml', content: '' }]),
      /leads out of the folder/,
    );
    assert.deepEqual(readdirSync(outside), []);
    rmSync(outside, { recursive: true });
  });
});
