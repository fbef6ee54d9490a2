import type { Evidence, FactsOf, Signals } from '../signals/signal.ts';
import type { Text } from '../text.ts';

export type Verdict = 'met' | 'partial' | 'unmet' | 'unanswered' | 'not-applicable';

/** What the files say of a practice. */
export interface Judgement {
  readonly verdict: 'met' | 'partial' | 'unmet' | 'unanswered';
  readonly evidence: readonly Evidence[];
  /** What is missing for `met`. */
  readonly lacking?: Text;
}

/** What must be true of a repository for a practice to apply: it holds machine learning, serves, runs batches, has infrastructure as code. */
export type Flag = 'ml' | 'serving' | 'batch' | 'iac';

export type Mode = 'auto' | 'assisted' | 'attest';

export interface Practice<S extends Signals = Signals> {
  /** `section/slug`: the state to be reached. Never renamed. */
  readonly id: string;
  /** 1 to 60, as in the MLOps Maturity Assessment. */
  readonly number: number;
  readonly mode: Mode;
  /** Any of these flags is enough. */
  readonly applies: readonly Flag[];
  readonly signals: S;
  /** Pure. Absent where only people can answer. */
  readonly judge: (facts: FactsOf<S>) => Judgement;
  /** Ids of the scaffolds that help to reach it. */
  readonly scaffolds: readonly string[];
}

/** Types `judge` by `signals`. */
export const practice = <S extends Signals>(practice: Practice<S>): Practice =>
  practice as unknown as Practice;

/** Met where every one of the lists holds evidence; otherwise undefined, for `??`. */
export function met(...needed: readonly (readonly Evidence[])[]): Judgement | undefined {
  return needed.every((found) => found.length > 0) ? { verdict: 'met', evidence: needed.flat() } : undefined;
}

/** Partly met where any of the lists holds evidence; otherwise undefined, for `??`. */
export function partial(lacking: Text, ...found: readonly (readonly Evidence[])[]): Judgement | undefined {
  const evidence = found.flat();
  return evidence.length > 0 ? { verdict: 'partial', evidence, lacking } : undefined;
}

export const unmet = (): Judgement => ({ verdict: 'unmet', evidence: [] });

/** For what only people can answer; `hints` are shown beside the question. */
export const unanswered = (hints: readonly Evidence[] = []): Judgement => ({
  verdict: 'unanswered',
  evidence: hints,
});
