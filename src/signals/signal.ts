import type { Entry, History } from '../files/files.ts';
import type { Text } from '../text.ts';
import type { SourceFile } from './source.ts';

/** Where something was seen: a path relative to the root, and a line from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** Something that was seen, where, and what it is. */
export interface Evidence extends Place {
  readonly note: Text;
}

/** Turns one file into facts, and never sees another: a changed file costs one parse. */
export interface FileSignal<Fact> {
  readonly kind: 'file';
  /** Globs of the files it reads. */
  readonly reads: readonly string[];
  /** A cheap test of the text, before anything is parsed. */
  readonly mentions?: RegExp;
  readonly parse: (file: SourceFile) => Iterable<Fact>;
}

/** Turns the size of a file, whatever it holds, into facts. */
export interface SizeSignal<Fact> {
  readonly kind: 'size';
  readonly reads: readonly string[];
  readonly weigh: (file: { readonly path: string /** In bytes. */; readonly size: number }) => Iterable<Fact>;
}

/** Turns what is known of the workspace as a whole, its list of files and its history, into facts. */
export interface WorkspaceSignal<Fact> {
  readonly kind: 'workspace';
  readonly see: (workspace: Workspace) => Iterable<Fact>;
}

/** A pure function of other signals' facts. */
export interface DerivedSignal<Fact> {
  readonly kind: 'derived';
  readonly from: Signals;
  readonly derive: (facts: never) => Iterable<Fact>;
}

export interface Workspace {
  readonly entries: readonly Entry[];
  readonly history: History | undefined;
}

export type Signal<Fact> = FileSignal<Fact> | SizeSignal<Fact> | WorkspaceSignal<Fact> | DerivedSignal<Fact>;
export type Signals = Readonly<Record<string, Signal<unknown>>>;
export type FactsOf<S extends Signals> = {
  readonly [K in keyof S]: S[K] extends Signal<infer Fact> ? readonly Fact[] : never;
};

export const fromFiles = <Fact>(signal: Omit<FileSignal<Fact>, 'kind'>): FileSignal<Fact> => ({
  kind: 'file',
  ...signal,
});

export const fromSizes = <Fact>(signal: Omit<SizeSignal<Fact>, 'kind'>): SizeSignal<Fact> => ({
  kind: 'size',
  ...signal,
});

export const fromWorkspace = <Fact>(see: WorkspaceSignal<Fact>['see']): WorkspaceSignal<Fact> => ({
  kind: 'workspace',
  see,
});

export const derived = <S extends Signals, Fact>(
  from: S,
  derive: (facts: FactsOf<S>) => Iterable<Fact>,
): DerivedSignal<Fact> => ({ kind: 'derived', from, derive });

/** The signals themselves and all that they are derived from, each behind what it is derived from. */
export function withSources(
  signals: Iterable<Signal<unknown>>,
  known = new Set<Signal<unknown>>(),
): Set<Signal<unknown>> {
  for (const signal of signals) {
    if (known.has(signal)) continue;
    if (signal.kind === 'derived') withSources(Object.values(signal.from), known);
    known.add(signal);
  }
  return known;
}
