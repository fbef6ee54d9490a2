import picomatch from 'picomatch';
import type { Entry, Files, History, Listing, Unread } from '../files/files.ts';
import { evidencePaths } from '../files/ignore.ts';
import {
  type FactsOf,
  type FileSignal,
  type Signal,
  type Signals,
  type SizeSignal,
  withSources,
} from '../signals/signal.ts';
import { type SourceFile, sourceFile } from '../signals/source.ts';
import { fillTemplate, isTemplate, pathWhenFilled } from '../signals/template.ts';
import { saidBy, say, type Text } from '../text.ts';
import { type Answers, answersPath, noAnswers, readAnswers } from './answers.ts';

interface Parsed {
  readonly version: string;
  readonly facts: ReadonlyMap<Signal<unknown>, readonly unknown[]>;
  readonly reason?: Text;
}

interface Read {
  readonly entries: readonly Entry[];
  readonly history: History | undefined;
  readonly parsed: ReadonlyMap<string, Parsed>;
}

/** The facts of a signal, and those of other signals that they came from. */
interface Known {
  readonly facts: readonly unknown[];
  readonly sources: ReadonlyMap<Signal<unknown>, readonly unknown[]>;
}

/** What was read of a workspace at one time. Never changes; a later one reuses what has not changed on disk. */
export interface Snapshot extends Read {
  readonly root: string;
  readonly answers: Answers;
  readonly unread: readonly Unread[];
  /** The facts of signals, each worked out once. */
  facts<S extends Signals>(signals: S): FactsOf<S>;
  /** For the next snapshot only. */
  readonly listing: Listing;
  readonly known: ReadonlyMap<Signal<unknown>, Known>;
}

export interface SnapshotOptions {
  readonly previous?: Snapshot | undefined;
  /** Where given with `previous`: only these paths are looked at again, and nothing else is listed. */
  readonly changed?: readonly string[] | undefined;
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

const megabyte = 1024 * 1024;
const limit = (path: string) => (path.endsWith('.ipynb') ? 20 : 1) * megabyte;
const readersAtOnce = 16;

/**
 * Reads the files that the signals ask for, each once.
 * Files that are too large, binary or unreadable yield no facts and are named in `unread`.
 * @throws the reason of `options.signal` when that is aborted
 */
export async function takeSnapshot(
  files: Files,
  signals: Iterable<Signal<unknown>>,
  { previous, changed, onProgress, signal }: SnapshotOptions = {},
): Promise<Snapshot> {
  const known = previous && changed?.every((path) => previous.parsed.has(path)) ? previous : undefined;
  const [listing, history, answers] = await Promise.all([
    known?.listing ?? files.list(),
    known ? known.history : files.history(),
    known && !changed?.includes(answersPath) ? known.answers : loadAnswers(files),
  ]);
  const entries = known && answers === known.answers ? known.entries : evidenceOf(listing, answers);
  const readers = [...withSources(signals)]
    .filter((candidate) => candidate.kind === 'file' || candidate.kind === 'size')
    .map(reader);
  const parsed = new Map<string, Parsed>();
  let done = 0;
  await inTurn(entries, readersAtOnce, async ({ path }) => {
    signal?.throwIfAborted();
    const before = previous?.parsed.get(path);
    if (before && known && !changed?.includes(path)) parsed.set(path, before);
    else parsed.set(path, await parseFile(files, path, readers, before));
    onProgress?.(++done, entries.length);
  });
  const unread = [...listing.unread, ...answers.unread];
  for (const [path, { reason }] of parsed) if (reason !== undefined) unread.push({ path, reason });
  unread.sort((a, b) => (a.path < b.path ? -1 : 1));
  const read = { entries, history, parsed };
  return { ...read, ...factsFrom(read, previous), root: files.root, answers, unread, listing };
}

function evidenceOf({ entries }: Listing, { exclude }: Answers): readonly Entry[] {
  const canBeEvidence = evidencePaths(exclude);
  return entries.filter(({ path, tracked }) => canBeEvidence(path, tracked));
}

async function loadAnswers(files: Files): Promise<Answers> {
  const bytes = await files.read(answersPath).catch(() => undefined);
  return bytes ? readAnswers(new TextDecoder().decode(bytes)) : noAnswers;
}

interface Reader {
  readonly signal: FileSignal<unknown> | SizeSignal<unknown>;
  readonly matches: (path: string) => boolean;
}

const reader = (signal: Reader['signal']): Reader => ({
  signal,
  matches: picomatch([...signal.reads], { dot: true, nocase: true }),
});

async function inTurn<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function parseFile(
  files: Files,
  path: string,
  readers: readonly Reader[],
  before?: Parsed,
): Promise<Parsed> {
  const name = pathWhenFilled(path);
  const asking = readers.map(({ signal, matches }) => (matches(name) ? signal : undefined));
  const reading = asking.filter((signal) => signal?.kind === 'file');
  const weighing = asking.filter((signal) => signal?.kind === 'size');
  if (reading.length + weighing.length === 0) return { version: '', facts: new Map() };
  try {
    const { size, version } = await files.stat(path);
    if (before?.version === version) return before;
    const nothing = new Map(weighing.map((signal) => [signal, [...signal.weigh({ path, size })]] as const));
    if (reading.length === 0) return { version, facts: nothing };
    if (size > limit(path))
      return { version, facts: nothing, reason: say`is larger than ${limit(path) / megabyte} MB` };
    const bytes = await files.read(path);
    if (bytes.subarray(0, 8192).includes(0))
      return { version, facts: nothing, reason: say`is a binary file` };
    const text = new TextDecoder().decode(bytes);
    const file = sourceFile(path, isTemplate(path) ? fillTemplate(text) : text);
    const { facts, reason } = parseAll(file, reading);
    return { version, facts: new Map([...nothing, ...facts]), ...(reason !== undefined && { reason }) };
  } catch (error) {
    return {
      version: '',
      facts: new Map(),
      reason: say`cannot be read (${saidBy(error)})`,
    };
  }
}

/** All facts of a file; none where it is not what its name says. */
function parseAll(file: SourceFile, signals: readonly FileSignal<unknown>[]): Omit<Parsed, 'version'> {
  try {
    const asked = signals.filter(({ mentions }) => mentions?.test(file.text) !== false);
    return { facts: new Map(asked.map((signal) => [signal, [...signal.parse(file)]])) };
  } catch (error) {
    return { facts: new Map(), reason: saidBy(error) };
  }
}

/**
 * Facts are worked out when they are first asked for. Those of a signal are taken over from the snapshot before where
 * nothing that they come from has changed, so that a saved file costs only what depends on it.
 */
function factsFrom(now: Read, before: Snapshot | undefined): Pick<Snapshot, 'facts' | 'known'> {
  const known = new Map<Signal<unknown>, Known>();
  const changed = before ? differences(now.parsed, before.parsed) : [];
  const kept = (signal: Signal<unknown>, old: Known): boolean => {
    if (signal.kind === 'workspace') return now.entries === before?.entries && now.history === before.history;
    if (signal.kind === 'file' || signal.kind === 'size')
      return !changed.some((facts) => facts?.get(signal)?.length);
    return Object.values(signal.from).every((source) => of(source) === old.sources.get(source));
  };
  const workOut = (signal: Signal<unknown>): Known => {
    if (signal.kind === 'workspace') return { facts: [...signal.see(now)], sources: new Map() };
    if (signal.kind === 'file' || signal.kind === 'size') {
      return {
        facts: now.entries.flatMap(({ path }) => now.parsed.get(path)?.facts.get(signal) ?? []),
        sources: new Map(),
      };
    }
    const sources = new Map(Object.values(signal.from).map((source) => [source, of(source)]));
    return { facts: [...signal.derive(facts(signal.from) as never)], sources };
  };
  const of = (signal: Signal<unknown>): readonly unknown[] => {
    const old = before?.known.get(signal);
    const found = known.get(signal) ?? (old && kept(signal, old) ? old : workOut(signal));
    known.set(signal, found);
    return found.facts;
  };
  const facts = <S extends Signals>(signals: S) =>
    Object.fromEntries(Object.entries(signals).map(([name, signal]) => [name, of(signal)])) as FactsOf<S>;
  return { facts, known };
}

/** In ms: what others who share the thread are made to wait at the most, where no signal takes longer by itself. */
const turn = 30;

/**
 * Works out the facts of signals ahead of an assessment, and gives others their turn in between.
 * @throws the reason of `stop` when that is aborted
 */
export async function workOut(
  snapshot: Snapshot,
  signals: Iterable<Signal<unknown>>,
  stop?: AbortSignal,
): Promise<void> {
  let since = Date.now();
  for (const signal of withSources(signals)) {
    snapshot.facts({ signal });
    if (Date.now() - since < turn) continue;
    await new Promise((resume) => setTimeout(resume));
    stop?.throwIfAborted();
    since = Date.now();
  }
}

/** The facts of files that differ, before and after. */
function differences(now: Read['parsed'], before: Read['parsed']): (Parsed['facts'] | undefined)[] {
  const paths = new Set([...now.keys(), ...before.keys()]);
  return [...paths]
    .filter((path) => now.get(path) !== before.get(path))
    .flatMap((path) => [now.get(path)?.facts, before.get(path)?.facts]);
}
