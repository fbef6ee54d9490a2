import { type Assessment, assess, assessmentSignals } from '../assessment/assess.ts';
import type { Level } from '../assessment/level.ts';
import { type Snapshot, takeSnapshot } from '../assessment/snapshot.ts';
import type { Files } from '../files/files.ts';
import { overlayFiles } from '../files/overlay.ts';
import { practices } from '../practices/index.ts';
import type { Practice, Verdict } from '../practices/practice.ts';
import { type Signal, withSources } from '../signals/signal.ts';
import { saidBy, type Text } from '../text.ts';
import { scaffolds } from './index.ts';
import { fitsIn, planScaffold, questionsOf } from './plan.ts';
import type { Change, Choices, Plan, Scaffold } from './scaffold.ts';

/** A verdict that a plan turns. */
export interface Turn {
  readonly practice: string;
  readonly from: Verdict;
  readonly to: Verdict;
}

/** What a repository would be judged like once changes are made. */
export interface WhatIf {
  readonly turns: readonly Turn[];
  /** Null where there is no machine learning. */
  readonly level: { readonly from: Level | null; readonly to: Level | null };
}

/** Several scaffolds planned one after the other, each on the result of those before it. */
export interface Series extends WhatIf {
  readonly plans: readonly Plan[];
  /** What all of them do, one change a file. */
  readonly changes: readonly Change[];
  /** Scaffolds that could not be planned, and why. */
  readonly left: readonly { readonly scaffold: string; readonly reason: Text }[];
}

/** Every signal that an assessment, or the plan of a scaffold, asks for. */
export const planningSignals: ReadonlySet<Signal<unknown>> = withSources([
  ...assessmentSignals,
  ...scaffolds.flatMap(({ signals }) => Object.values(signals)),
]);

/** Where plans are made: a repository as it was read, and the templates. */
export interface Site {
  readonly snapshot: Snapshot;
  readonly files: Files;
  /** Where content/ can be read. */
  readonly content: Files;
  /** Every signal that the snapshot was taken with. */
  readonly signals: ReadonlySet<Signal<unknown>>;
  /** An ISO date, which answers are held against. */
  readonly today: string;
}

/**
 * Plans several scaffolds. Nothing is written; one that cannot be planned is left out.
 * @param choices answers by key, for all that ask for it
 * @param options.missingOnly leaves out what does not fit, or helps no practice that is still unmet or partly met
 */
export async function planSeries(
  scaffolds: readonly Scaffold[],
  site: Site,
  choices: Choices = {},
  { missingOnly = false }: { missingOnly?: boolean } = {},
): Promise<Series> {
  const before = assess(site.snapshot, site.today);
  const plans: Plan[] = [];
  const left = new Map<string, Text>();
  let now = { ...site, assessment: before };
  const wanted = (one: Scaffold) => !missingOnly || (helps(one, now.assessment) && fitsIn(one, now.snapshot));

  const planOne = async (scaffold: Scaffold): Promise<void> => {
    const keys = questionsOf(scaffold, now.snapshot).map(({ key }) => key);
    const own = Object.fromEntries(Object.entries(choices).filter(([key]) => keys.includes(key)));
    const plan = await planScaffold(scaffold, now.snapshot, now.files, now.content, own);
    plans.push(plan);
    if (plan.changes.length > 0) now = await apply(now, plan.changes);
  };

  let due = scaffolds;
  for (let more = true; more; ) {
    const planned = plans.length;
    for (const scaffold of due) {
      if (!wanted(scaffold)) continue;
      left.delete(scaffold.id);
      await planOne(scaffold).catch((error: unknown) => void left.set(scaffold.id, saidBy(error)));
    }
    // What one makes may be what another one, that stands before it, is for.
    due = due.filter(({ id }) => !plans.some((plan) => plan.scaffold === id));
    more = missingOnly && plans.length > planned;
  }
  const changes = combine(plans.flatMap((plan) => plan.changes));
  const reasons = [...left].map(([scaffold, reason]) => ({ scaffold, reason }));
  return { plans, changes, left: reasons, ...compare(before, now.assessment) };
}

/** What changes would turn. */
export async function whatIf(site: Site, changes: readonly Change[]): Promise<WhatIf> {
  const { assessment } = await apply(site, changes);
  return compare(assess(site.snapshot, site.today), assessment);
}

/** Whether a practice that it helps to reach is not reached. */
export const helps = (scaffold: Scaffold, { results }: Assessment): boolean =>
  results.some(
    ({ practice, verdict }) =>
      (verdict === 'unmet' || verdict === 'partial') && practicesOf(scaffold).includes(practice),
  );

/** The practices that a scaffold helps to reach. */
export const practicesOf = ({ id, practices: named = [] }: Scaffold): readonly Practice[] =>
  practices.filter((practice) => practice.scaffolds.includes(id) || named.includes(practice.id));

/** The site as it is with changes made. Only what they touch is read. */
async function apply<S extends Site>(
  site: S,
  changes: readonly Change[],
): Promise<S & { readonly assessment: Assessment }> {
  const { snapshot, signals, today } = site;
  const contents = new Map(changes.map(({ path, content }) => [path, content]));
  const files = overlayFiles(seenFiles(site), contents, { tracked: snapshot.history !== undefined });
  const after = await takeSnapshot(files, signals, { previous: snapshot });
  return { ...site, snapshot: after, files, assessment: assess(after, today) };
}

/** Files as the snapshot has seen them: nothing is listed or looked at again. */
const seenFiles = ({ snapshot, files }: Site): Files => ({
  ...files,
  list: async () => snapshot.listing,
  history: async () => snapshot.history,
  async stat(path) {
    const seen = snapshot.parsed.get(path);
    return seen ? { size: 0, version: seen.version } : files.stat(path);
  },
});

function compare(before: Assessment, after: Assessment): WhatIf {
  const turns = after.results.flatMap(({ practice, verdict: to }, index) => {
    const from = before.results[index]?.verdict ?? to;
    return from === to ? [] : [{ practice: practice.id, from, to }];
  });
  return { turns, level: { from: before.level.overall, to: after.level.overall } };
}

/** One change a file: what the first found there, and what the last left. */
function combine(changes: readonly Change[]): Change[] {
  const byPath = new Map<string, Change>();
  for (const change of changes) {
    const first = byPath.get(change.path);
    byPath.set(change.path, first ? { ...first, content: change.content } : change);
  }
  return [...byPath.values()];
}
