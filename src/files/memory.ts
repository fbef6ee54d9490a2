import type { Files, History } from './files.ts';
import { evidencePaths } from './ignore.ts';

/**
 * A workspace that is an object: its contents by path. For tests, examples and what-if.
 * @param options.history given: a git work tree in which every file is tracked, but for `options.untracked`
 */
export function memoryFiles(
  contents: Readonly<Record<string, string | Uint8Array>>,
  { history, untracked = [] }: { history?: History | undefined; untracked?: readonly string[] } = {},
): Files {
  const canBeEvidence = evidencePaths();
  const bytes = (path: string) => {
    const content = contents[path];
    if (content === undefined) throw new Error('does not exist');
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return {
    root: 'memory:',
    async list() {
      const entries = Object.keys(contents)
        .map((path) => ({ path, tracked: history !== undefined && !untracked.includes(path) }))
        .filter((entry) => canBeEvidence(entry.path, entry.tracked));
      return { entries, unread: [] };
    },
    async stat(path) {
      const { length } = bytes(path);
      return { size: length, version: String(contents[path]) };
    },
    async read(path) {
      return bytes(path);
    },
    async history() {
      return history;
    },
  };
}
