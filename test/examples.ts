import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Commit } from '../src/files/files.ts';

/** A small repository of content/examples, and the verdict that it stands for. */
export interface Example {
  readonly practice: string;
  readonly verdict: string;
  readonly caption: string;
  readonly files: Readonly<Record<string, string>>;
  readonly untracked: readonly string[];
  readonly commits: readonly Commit[];
  readonly line: number;
}

const folder = 'content/examples';
const fence = /^(`{3,})(\S*)[ \t]*(.*)$/;

/** All examples, in the order of their files. */
export function readExamples(): Example[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.md') && file.includes('/'))
    .sort()
    .flatMap((file) =>
      parseExamples(file.replace(/\.md$/, ''), readFileSync(path.join(folder, file), 'utf8')),
    );
}

interface Draft {
  verdict: string;
  caption: string;
  line: number;
  files: Record<string, string>;
  untracked: string[];
  commits: Commit[];
}

/**
 * Reads the examples of one practice. `## met: caption` starts one; `## with` names files that all of them hold. A
 * fence with a path is a file, `(untracked)` after the path keeps it out of git, and a fence `git log` is the history,
 * a subject a line, merges marked by `merge: `.
 */
export function parseExamples(practice: string, text: string): Example[] {
  const drafts: Draft[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const heading = /^## (\S+?)(?::\s*(.*))?$/.exec(line);
    const open = fence.exec(line);
    if (heading)
      drafts.push({
        verdict: heading[1] ?? '',
        caption: heading[2] ?? '',
        line: at + 1,
        files: {},
        untracked: [],
        commits: [],
      });
    if (!open) continue;
    const close = lines.findIndex((candidate, index) => index > at && candidate === open[1]);
    const content = lines.slice(at + 1, close);
    const draft = drafts.at(-1);
    const name = open[3]?.replace(/\s*\(untracked\)$/, '') ?? '';
    if (!draft) throw new Error(`${practice}: a fence stands before the first heading (line ${at + 1}).`);
    if (open[2] === 'git') draft.commits.push(...content.map(readCommit));
    else draft.files[name] = content.join('\n') + (content.length > 0 ? '\n' : '');
    if (name !== open[3]) draft.untracked.push(name);
    at = close;
  }
  const shared = drafts.filter(({ verdict }) => verdict === 'with');
  return drafts
    .filter(({ verdict }) => verdict !== 'with')
    .map((draft) => ({
      ...draft,
      practice,
      files: Object.assign({}, ...shared.map(({ files }) => files), draft.files) as Record<string, string>,
      commits: [...draft.commits, ...shared.flatMap(({ commits }) => commits)],
    }));
}

function readCommit(line: string): Commit {
  const [, merge, subject = '', paths] = /^(merge: )?(.*?)(?: \[([^\]]*)\])?$/.exec(line) ?? [];
  return { subject, merge: merge !== undefined, paths: paths?.split(', ') ?? [] };
}
