import type { Evidence, Place } from '../../signals/signal.ts';
import type { Text } from '../../text.ts';
import type { Ground } from './ground.ts';

/** A sentence of a tour, and where it is seen to be so. */
export interface Sight {
  readonly text: Text;
  /** Undefined where nothing of it can be opened. */
  readonly place?: Place;
}

/** What there is to see at a stop. */
export interface View {
  readonly sights: readonly Sight[];
  /** Lines for a terminal, from the root of the repository. */
  readonly commands?: readonly string[];
  /** Ids of the practices whose pages help on; without them, that of the stop where it has nothing to show. */
  readonly practices?: readonly string[];
}

/** A stop on every tour. */
export interface StopRule {
  readonly id: string;
  readonly title: Text;
  /** Whose page helps where there is nothing to see, and whose answer is told. */
  readonly practice: string;
  readonly look: (ground: Ground) => View;
}

export const sight = (text: Text, { path, line }: Place): Sight =>
  path === '.git' ? { text } : { text, place: { path, line } };

/** The first of some evidence of each file. */
export function perFile<T extends Evidence>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ path }) => !seen.has(path) && seen.add(path));
}
