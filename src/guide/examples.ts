import type { Files } from '../files/files.ts';

/** A small repository of content/examples, and the verdict that it stands for. */
export interface Example {
  readonly practice: string;
  readonly verdict: string;
  readonly caption: string;
  readonly files: readonly {
    readonly path: string;
    readonly language: string;
    readonly content: string;
    readonly untracked: boolean;
  }[];
  /** Lines of `git log`: a subject each, merges marked by `merge: `, paths in brackets at the end. */
  readonly log: readonly string[];
  /** Its line in the file of examples. */
  readonly line: number;
}

const fence = /^(`{3,})(\S*)[ \t]*(.*)$/;

/**
 * Reads the examples of one practice. `## met: caption` starts one; `## with` names files that all of them hold. A
 * fence with a path is a file, `(untracked)` after the path keeps it out of git, and a fence `git log` is the history.
 * @throws where a fence stands before the first heading
 */
export function parseExamples(practice: string, text: string): Example[] {
  type Draft = {
    -readonly [K in keyof Example]: Example[K] extends readonly (infer Item)[] ? Item[] : Example[K];
  };
  const drafts: Draft[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const heading = /^## (\S+?)(?::\s*(.*))?$/.exec(lines[at] ?? '');
    const open = fence.exec(lines[at] ?? '');
    if (heading)
      drafts.push({
        practice,
        verdict: heading[1] ?? '',
        caption: heading[2] ?? '',
        files: [],
        log: [],
        line: at + 1,
      });
    if (!open) continue;
    const close = lines.findIndex((candidate, index) => index > at && candidate === open[1]);
    const content = lines.slice(at + 1, close);
    const draft = drafts.at(-1);
    if (!draft) throw new Error(`${practice}: a fence stands before the first heading (line ${at + 1}).`);
    const [, , language = '', name = ''] = open;
    const path = name.replace(/\s*\(untracked\)$/, '');
    if (language === 'git') draft.log.push(...content);
    else
      draft.files.push({
        path,
        language,
        content: content.map((line) => `${line}\n`).join(''),
        untracked: path !== name,
      });
    at = close;
  }
  const shared = drafts.filter(({ verdict }) => verdict === 'with');
  return drafts
    .filter(({ verdict }) => verdict !== 'with')
    .map((draft) => ({
      ...draft,
      files: [...shared.flatMap(({ files }) => files), ...draft.files],
      log: [...draft.log, ...shared.flatMap(({ log }) => log)],
    }));
}

/** The examples of a practice; none where it has no file of them. */
export async function readExamples(package_: Files, practice: string): Promise<readonly Example[]> {
  const bytes = await package_.read(`content/examples/${practice}.md`).catch(() => undefined);
  return bytes ? parseExamples(practice, new TextDecoder().decode(bytes)) : [];
}
