import type { Files } from './files.ts';
import { evidencePaths } from './ignore.ts';

/**
 * Files as they would be with other contents at some paths. Nothing is written.
 * @param contents by path, undefined where the file is gone; new ones are tracked where `tracked` says so
 */
export function overlayFiles(
  files: Files,
  contents: ReadonlyMap<string, string | undefined>,
  { tracked = false }: { tracked?: boolean } = {},
): Files {
  const canBeEvidence = evidencePaths();
  return {
    ...files,
    async list() {
      const { entries, unread } = await files.list();
      const known = new Set(entries.map(({ path }) => path));
      const isGone = (path: string) => contents.has(path) && contents.get(path) === undefined;
      const added = [...contents.keys()]
        .filter((path) => !known.has(path) && !isGone(path) && canBeEvidence(path, tracked))
        .map((path) => ({ path, tracked }));
      return { entries: [...entries.filter(({ path }) => !isGone(path)), ...added], unread };
    },
    async stat(path) {
      const content = contents.get(path);
      return content === undefined
        ? files.stat(path)
        : { size: new TextEncoder().encode(content).length, version: `planned ${content}` };
    },
    async read(path) {
      const content = contents.get(path);
      return content === undefined ? files.read(path) : new TextEncoder().encode(content);
    },
  };
}
