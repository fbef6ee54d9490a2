import { type Assessment, assess, assessmentSignals } from '../src/assessment/assess.ts';
import { takeSnapshot } from '../src/assessment/snapshot.ts';
import type { Commit, History } from '../src/files/files.ts';
import { memoryFiles } from '../src/files/memory.ts';

export const today = '2026-11-21';

/** Assesses a repository that is given by its files; git tracks all of them but those named. */
export async function assessFiles(
  files: Readonly<Record<string, string>>,
  {
    commits = [],
    untracked = [],
    git = true,
  }: { commits?: readonly Commit[]; untracked?: readonly string[]; git?: boolean } = {},
): Promise<Assessment> {
  const history: History | undefined = git ? { commits, tags: [] } : undefined;
  return assess(await takeSnapshot(memoryFiles(files, { history, untracked }), assessmentSignals), today);
}

/** The result of one practice. */
export function resultOf(assessment: Assessment, id: string) {
  const result = assessment.results.find(({ practice }) => practice.id === id);
  if (!result) throw new Error(`There is no practice ${id}.`);
  return result;
}
