import { takeSnapshot } from '../assessment/snapshot.ts';
import { overlayFiles } from '../files/overlay.ts';
import { saidBy, type Text } from '../text.ts';
import { planScaffold, questionsOf } from './plan.ts';
import type { Choices, Plan, Scaffold } from './scaffold.ts';
import type { Site } from './series.ts';
import { canBeStamped, stampOf } from './stamp.ts';

/** A generated file whose template has changed since. */
export interface Outdated {
  readonly path: string;
  readonly scaffold: string;
  /** What it holds, and what it would hold if it were generated now. */
  readonly text: string;
  readonly content?: string;
  /** Why that cannot be told. */
  readonly reason?: Text;
}

/**
 * Finds generated files that are older than the templates of today.
 * @param choices answers by key, for scaffolds that ask for what the repository does not show
 */
export async function findOutdated(
  scaffolds: readonly Scaffold[],
  site: Site,
  choices: Choices = {},
): Promise<Outdated[]> {
  const { snapshot, files, signals } = site;
  const generated = new Map<string, { path: string; text: string; version: string }[]>();
  for (const { path } of snapshot.entries.filter((entry) => canBeStamped(entry.path))) {
    const bytes = await files.read(path).catch(() => new Uint8Array());
    const text = new TextDecoder().decode(bytes);
    const stamp = stampOf(text);
    if (stamp)
      generated.set(stamp.scaffold, [
        ...(generated.get(stamp.scaffold) ?? []),
        { path, text, version: stamp.version },
      ]);
  }
  const found: Outdated[] = [];
  for (const scaffold of scaffolds) {
    const old = generated.get(scaffold.id) ?? [];
    if (old.length === 0) continue;
    const without = overlayFiles(files, new Map(old.map(({ path }) => [path, undefined])));
    const before = await takeSnapshot(without, signals);
    const keys = questionsOf(scaffold, before).map(({ key }) => key);
    const own = Object.fromEntries(Object.entries(choices).filter(([key]) => keys.includes(key)));
    const plan = await planScaffold(scaffold, before, without, site.content, own).catch(
      (error: unknown): Plan & { reason: Text } => ({
        scaffold: scaffold.id,
        changes: [],
        notes: [],
        reason: saidBy(error),
      }),
    );
    for (const { path, text, version } of old) {
      const content = plan.changes.find((change) => change.path === path)?.content;
      if (content !== undefined && stampOf(content)?.version === version) continue;
      const reason = 'reason' in plan ? plan.reason : undefined;
      if (content !== undefined || reason)
        found.push({
          path,
          scaffold: scaffold.id,
          text,
          ...(content !== undefined && { content }),
          ...(reason && { reason }),
        });
    }
  }
  return found;
}
