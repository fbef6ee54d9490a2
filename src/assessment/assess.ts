import type { Unread } from '../files/files.ts';
import type { Finding, Hint } from '../hints/hint.ts';
import { hints } from '../hints/index.ts';
import { practices } from '../practices/index.ts';
import { type Flag, type Judgement, type Practice, unmet, type Verdict } from '../practices/practice.ts';
import { batch, iac, ml, onePerFile, serving } from '../signals/flag.ts';
import { type Evidence, type Signal, withSources } from '../signals/signal.ts';
import { toolUse } from '../signals/tool/use.ts';
import { say, type Text } from '../text.ts';
import type { Answer, Answers } from './answers.ts';
import { type LevelReport, levelSignals, reportLevel } from './level.ts';
import type { Snapshot } from './snapshot.ts';
import { type FoundTool, foundTools } from './tools.ts';

export interface PracticeResult {
  readonly practice: Practice;
  readonly verdict: Verdict;
  readonly source: 'evidence' | 'answer';
  readonly evidence: readonly Evidence[];
  readonly lacking?: Text;
  /** What the files alone say. */
  readonly found: Judgement | undefined;
  readonly answer?: Answer;
  /** Why the answer wants another look. */
  readonly doubt?: Text;
}

/** What a hint found. */
export interface HintResult extends Finding {
  readonly hint: Hint;
}

export interface Assessment {
  readonly root: string;
  readonly commit: string | undefined;
  /** What is true of the repository, with the evidence; empty where it is not. */
  readonly flags: Readonly<Record<Flag, readonly Evidence[]>>;
  readonly results: readonly PracticeResult[];
  readonly level: LevelReport;
  readonly tools: readonly FoundTool[];
  /** In the order of the hints, then of paths and lines. */
  readonly hints: readonly HintResult[];
  readonly answers: Answers;
  readonly unread: readonly Unread[];
}

const flagSignals = { ml, serving, batch, iac };

/** Every signal that an assessment asks for. */
export const assessmentSignals: ReadonlySet<Signal<unknown>> = withSources([
  ...Object.values(flagSignals),
  ...Object.values(levelSignals),
  ...practices.flatMap(({ signals }) => Object.values(signals)),
  ...hints.flatMap(({ signals }) => Object.values(signals)),
]);

/**
 * Judges all sixty practices on what was read.
 * @param today an ISO date, which answers are held against
 */
export function assess(snapshot: Snapshot, today: string): Assessment {
  const flags = snapshot.facts(flagSignals);
  const results = practices.map((practice) => judgeOne(practice, snapshot, flags, today));
  const level = reportLevel(results, snapshot.facts(levelSignals), flags);
  return {
    root: snapshot.root,
    commit: snapshot.history?.commit,
    flags,
    results,
    level,
    tools: foundTools(snapshot.facts({ toolUse }).toolUse),
    hints: flags.ml.length > 0 ? hints.flatMap((hint) => findOne(hint, snapshot)) : [],
    answers: withUnknownIds(snapshot.answers),
    unread: snapshot.unread,
  };
}

function findOne(hint: Hint, snapshot: Snapshot): HintResult[] {
  const found = [...hint.find(snapshot.facts(hint.signals))].map((finding) => ({ hint, ...finding }));
  return found.sort((a, b) => (a.path === b.path ? a.range.line - b.range.line : a.path < b.path ? -1 : 1));
}

type Flags = Assessment['flags'];

function judgeOne(practice: Practice, snapshot: Snapshot, flags: Flags, today: string): PracticeResult {
  const applies = flags.ml.length > 0 && practice.applies.some((flag) => flags[flag].length > 0);
  const found = applies ? trim(practice.judge(snapshot.facts(practice.signals))) : undefined;
  const answer = flags.ml.length > 0 ? snapshot.answers.practices.get(practice.id) : undefined;
  const own = found ?? { ...unmet(), verdict: 'not-applicable' as const };
  if (!answer) return { practice, source: 'evidence', found, ...own };
  const doubt = doubtOf(answer, practice, found, today);
  const { lacking: _, ...evidence } = own;
  return {
    practice,
    found,
    answer,
    ...evidence,
    verdict: answer.verdict,
    source: 'answer',
    ...(doubt && { doubt }),
  };
}

const evidenceLimit = 10;

/** The first evidence of each file, then more from the same, up to a number that people read. */
function trim(judgement: Judgement): Judgement {
  const seen = new Set<string>();
  const unique = judgement.evidence.filter(({ path, line }) => {
    const place = `${path}:${line}`;
    return !seen.has(place) && seen.add(place);
  });
  const first = onePerFile(unique);
  const rest = unique.filter((one) => !first.includes(one));
  const evidence = [...first, ...rest]
    .slice(0, evidenceLimit)
    .map(({ path, line, note }) => ({ path, line, note }));
  return { ...judgement, evidence };
}

/** An answer contradicts the files, or its day has passed. */
function doubtOf(
  answer: Answer,
  practice: Practice,
  found: Judgement | undefined,
  today: string,
): Text | undefined {
  if (answer.reviewBy && answer.reviewBy < today)
    return say`The answer was to be reviewed by ${answer.reviewBy}.`;
  const seen = found && found.evidence.length > 0 && found.verdict !== 'unanswered';
  if (seen && (answer.verdict === 'unmet' || answer.verdict === 'not-applicable'))
    return say`The answer says ${answer.verdict}, but the files show evidence.`;
  if (found && practice.mode === 'auto' && answer.verdict === 'met' && found.verdict === 'unmet')
    return say`The answer says met, but the files show no evidence.`;
  return undefined;
}

function withUnknownIds(answers: Answers): Answers {
  const known = new Set(practices.map(({ id }) => id));
  const named = [...answers.practices, ...answers.hidden].filter(([id]) => !known.has(id));
  const problems = named.map(([id, { line }]) => ({ line, message: say`“${id}” is not a practice.` }));
  return problems.length > 0 ? { ...answers, problems: [...answers.problems, ...problems] } : answers;
}
