import type { Assessment } from '../../assessment/assess.ts';
import type { Snapshot } from '../../assessment/snapshot.ts';
import { type Language, titleOf } from '../../guide/titles.ts';
import { say, type Text } from '../../text.ts';
import { type Ground, tourSignals } from './ground.ts';
import { data, evaluate, test, train } from './model.ts';
import { kept, release, watched } from './operation.ts';
import { about, answerTo, environment, owners, unwritten } from './project.ts';
import type { Sight, StopRule } from './stop.ts';

export type { Sight };

/** A stop of a tour through a repository. */
export interface Stop {
  readonly id: string;
  readonly title: Text;
  /** One to three sentences of what was found; the first place of them is where the stop is. */
  readonly sights: readonly Sight[];
  /** Lines for a terminal, from the root of the repository. */
  readonly commands: readonly string[];
  /** Ids of practices whose pages help on. */
  readonly practices: readonly string[];
}

export interface Tour {
  /** Of the project. */
  readonly name: string;
  readonly stops: readonly Stop[];
}

const rules: readonly StopRule[] = [
  about,
  environment,
  data,
  train,
  evaluate,
  test,
  release,
  kept,
  watched,
  owners,
  unwritten,
];

const mostSights = 3;

/**
 * A tour for people who are new to a repository, told from what was found there and nothing else.
 * @param snapshot taken with `planningSignals`, which hold all that a tour asks for
 */
export function tourOf(assessment: Assessment, snapshot: Snapshot, language: Language = 'en'): Tour {
  const facts = snapshot.facts(tourSignals);
  const [project] = facts.project;
  const [subject] = facts.subject;
  if (!project || !subject) return { name: '', stops: [] };
  const ground: Ground = { facts, project, subject, assessment, language };
  return { name: subject.name, stops: rules.map((rule) => stopAt(rule, ground)) };
}

function stopAt({ id, title, practice, look }: StopRule, ground: Ground): Stop {
  const { sights, commands = [], practices = [] } = look(ground);
  const all = [...sights.slice(0, mostSights), ...answerTo(ground, practice)].slice(-mostSights);
  if (all.length > 0) return { id, title, sights: all, commands, practices };
  const helps = titleOf(practice, ground.language);
  const nothing = say`Nothing was found that tells this; the page “${helps}” says what to add.`;
  return { id, title, sights: [{ text: nothing }], commands, practices: [practice] };
}
