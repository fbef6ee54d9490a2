import type { Range } from '../formats/lines.ts';
import type { FactsOf, Signals } from '../signals/signal.ts';
import type { Text } from '../text.ts';

/** Puts a text in the place of a range; an empty range is a place to put it in. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** Edits of the file that a finding is in. */
export interface Fix {
  readonly title: Text;
  readonly edits: readonly Edit[];
}

/** Where a hint holds, what is wrong there, and how it is put right, where that can be known. */
export interface Finding {
  readonly path: string;
  readonly range: Range;
  readonly note: Text;
  readonly fix?: Fix;
}

/** A small problem that a file shows at an exact place, and the practice that tells why it is one. */
export interface Hint<S extends Signals = Signals> {
  /** Never renamed: it is the diagnostic code and the key of the setting. */
  readonly id: string;
  /** The id of a practice. */
  readonly practice: string;
  readonly title: Text;
  /** So many or so small that it is only marked in the text, and in no list of problems. */
  readonly quiet?: true;
  readonly signals: S;
  /** Pure. */
  readonly find: (facts: FactsOf<S>) => Iterable<Finding>;
}

/** Types `find` by `signals`. */
export const hint = <S extends Signals>(hint: Hint<S>): Hint => hint as unknown as Hint;
