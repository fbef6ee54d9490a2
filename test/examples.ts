import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Commit } from '../src/files/files.ts';
import { type Example, parseExamples } from '../src/guide/examples.ts';

const folder = 'content/examples';

/** All examples, in the order of their files. */
export function readAllExamples(): Example[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.md') && file.includes('/'))
    .sort()
    .flatMap((file) =>
      parseExamples(file.replace(/\.md$/, ''), readFileSync(path.join(folder, file), 'utf8')),
    );
}

/** What `assessFiles` takes, from an example. A later file of the same path takes the place of a shared one. */
export function repositoryOf({ files, log }: Example) {
  return {
    files: Object.fromEntries(files.map(({ path, content }) => [path, content])),
    untracked: files.filter(({ untracked }) => untracked).map(({ path }) => path),
    commits: log.map(readCommit),
    // What git says where it is asked outside a work tree.
    git: !log.some((line) => line.startsWith('fatal: not a git repository')),
  };
}

function readCommit(line: string): Commit {
  const [, merge, subject = '', paths] = /^(merge: )?(.*?)(?: \[([^\]]*)\])?$/.exec(line) ?? [];
  return { subject, merge: merge !== undefined, paths: paths?.split(', ') ?? [] };
}
