import type { Text } from '../text.ts';
/** A file of a workspace, by its path relative to the root, with forward slashes. */
export interface Entry {
  readonly path: string;
  /** Whether git tracks it. */
  readonly tracked: boolean;
}

export interface Stat {
  /** In bytes. */
  readonly size: number;
  /** Changes when the content does: what the file system offers, such as time and size. */
  readonly version: string;
}

/** A file or folder that could not be read, and why, as a sentence without its path. */
export interface Unread {
  readonly path: string;
  readonly reason: Text;
}

export interface Listing {
  readonly entries: readonly Entry[];
  readonly unread: readonly Unread[];
}

export interface Commit {
  readonly subject: string;
  readonly merge: boolean;
  /** The change in Gerrit that it was reviewed as. */
  readonly change?: string;
  /** Paths relative to the root that it changed; for a merge, against its first parent. */
  readonly paths: readonly string[];
  readonly author?: { readonly name: string; readonly email: string };
}

/** What git knows of a work tree. */
export interface History {
  readonly commit?: string;
  readonly branch?: string;
  /** The remote's address without credentials. */
  readonly remote?: string;
  /** The newest commits on the first-parent line, newest first; a shallow clone has few. */
  readonly commits: readonly Commit[];
  readonly tags: readonly string[];
  /** Paths that commits changed since the main branch was left; undefined where there is none. */
  readonly changed?: readonly string[];
}

/** Everything the engine ever asks of a workspace. Nothing here writes or executes. */
export interface Files {
  /** The folder's address for people: an absolute path, or a URI. */
  readonly root: string;
  /** All files that can be evidence; see `ignore.ts`. */
  list(): Promise<Listing>;
  /** Throws where the file is gone. */
  stat(path: string): Promise<Stat>;
  /** The bytes of a file; throws where it cannot be read. */
  read(path: string): Promise<Uint8Array>;
  /** Undefined outside a git work tree, or where git may not be run. */
  history(): Promise<History | undefined>;
}

export interface PastCommit {
  readonly commit: string;
  /** ISO date. */
  readonly date: string;
  readonly subject: string;
}

/** A repository at its earlier commits. */
export interface Past {
  /** The first-parent line, newest first; a shallow clone has few. */
  commits(): Promise<readonly PastCommit[]>;
  /** The files as they were. */
  at(commit: string): Files;
  /** Ends what reads them. */
  close(): void;
}
