import type { Past, PastCommit } from '../files/files.ts';
import { assess, assessmentSignals } from './assess.ts';
import { type Tally, tallyOf } from './lenses.ts';
import type { Level } from './level.ts';
import { type Snapshot, takeSnapshot, workOut } from './snapshot.ts';

/** How a repository stood at one commit. */
export interface TrendPoint extends PastCommit {
  readonly level: Level | null;
  readonly tally: Tally;
}

export interface TrendOptions {
  /** How many commits at most. */
  readonly limit?: number;
  /** Points that are known already. */
  readonly known?: readonly TrendPoint[];
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** Some of many, evenly spread, with the first and the last. */
export function sample<T>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  const step = (items.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, at) => items[Math.round(at * step)] as T);
}

/**
 * The assessments of sampled commits on the first-parent line, the oldest first. What has not changed from one to the
 * next is read once.
 * @throws the reason of `options.signal` when that is aborted
 */
export async function readTrend(
  past: Past,
  { limit = 12, known = [], onProgress, signal }: TrendOptions = {},
): Promise<TrendPoint[]> {
  const commits = sample([...(await past.commits())].reverse(), limit);
  const points: TrendPoint[] = [];
  let previous: Snapshot | undefined;
  for (const [at, one] of commits.entries()) {
    signal?.throwIfAborted();
    onProgress?.(at, commits.length);
    const before = known.find(({ commit }) => commit === one.commit);
    if (before) {
      points.push(before);
      continue;
    }
    previous = await takeSnapshot(past.at(one.commit), assessmentSignals, {
      previous,
      ...(signal && { signal }),
    });
    await workOut(previous, assessmentSignals, signal);
    const { level, results } = assess(previous, one.date);
    points.push({ ...one, level: level.overall, tally: tallyOf(results) });
  }
  return points;
}
