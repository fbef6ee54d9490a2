import { takeSnapshot } from '../src/assessment/snapshot.ts';
import { memoryFiles } from '../src/files/memory.ts';
import { type CiJob, ciJob } from '../src/signals/ci/job.ts';

/** What a test wants to know of a job of CI. */
export interface Seen {
  /** Its triggers, each with the branches and paths that it is limited to: `push [main] (src/**)`. */
  readonly on: readonly string[];
  readonly runs: readonly string[];
  readonly uses: readonly string[];
  readonly environment?: string;
  readonly manual?: true;
}

/** The jobs of the CI definitions in a few files. */
export async function jobsIn(files: Readonly<Record<string, string>>): Promise<readonly CiJob[]> {
  const snapshot = await takeSnapshot(memoryFiles(files), [ciJob]);
  if (snapshot.unread.length > 0) throw new Error(JSON.stringify(snapshot.unread));
  return snapshot.facts({ ciJob }).ciJob;
}

/** The same by their names; parts of a job that other triggers start are numbered: `deploy`, `deploy 2`. */
export async function seenIn(files: Readonly<Record<string, string>>): Promise<Record<string, Seen>> {
  const seen: Record<string, Seen> = {};
  for (const { name, triggers, runs, uses, environment, manual } of await jobsIn(files)) {
    let key = name;
    for (let number = 2; seen[key]; number++) key = `${name} ${number}`;
    seen[key] = {
      on: triggers.map(({ on, branches, paths }) =>
        [on, branches && `[${branches.join(', ')}]`, paths && `(${paths.join(', ')})`]
          .filter(Boolean)
          .join(' '),
      ),
      runs: runs.map(({ text }) => text),
      uses: uses.map(({ text }) => text),
      ...(environment !== undefined && { environment }),
      ...(manual && { manual }),
    };
  }
  return seen;
}
