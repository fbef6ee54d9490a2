import type { Unread } from '../files/files.ts';
import type { Located } from '../formats/located.ts';
import { readYaml } from '../formats/yaml.ts';
import type { Verdict } from '../practices/practice.ts';
import { render, saidBy, say, type Text } from '../text.ts';

/** The file at the root in which a team records what files cannot show. */
export const answersPath = '.mlops-guide.yaml';

export const answerVerdicts = ['met', 'partial', 'unmet', 'not-applicable'] as const satisfies Verdict[];
export const stages = ['exploration', 'pilot', 'production', 'library'] as const;

export type Stage = (typeof stages)[number];

export interface Answer {
  readonly verdict: (typeof answerVerdicts)[number];
  readonly line: number;
  readonly by?: string;
  /** ISO date. */
  readonly on?: string;
  readonly note?: string;
  readonly link?: string;
  /** ISO date after which it should be looked at again. */
  readonly reviewBy?: string;
}

export interface AnswersProblem {
  readonly line: number;
  readonly message: Text;
}

export interface Answers {
  readonly stage?: Stage;
  readonly practices: ReadonlyMap<string, Answer>;
  /** Practices that are kept out of the list of problems, with the reason. */
  readonly hidden: ReadonlyMap<string, { readonly reason: string; readonly line: number }>;
  /** Patterns in the syntax of `.gitignore`. */
  readonly exclude: readonly string[];
  readonly problems: readonly AnswersProblem[];
  readonly unread: readonly Unread[];
}

export const noAnswers: Answers = {
  practices: new Map(),
  hidden: new Map(),
  exclude: [],
  problems: [],
  unread: [],
};

/** Reads an answers file. What is wrong in it is a problem at its line; the rest still counts. Never throws. */
export function readAnswers(text: string): Answers {
  try {
    const [root] = readYaml(text);
    return root?.isMap ? read(root) : { ...noAnswers, problems: root?.value == null ? [] : [notAMap(root)] };
  } catch (error) {
    const reason = saidBy(error);
    const line = Number(/line (\d+)/.exec(render(reason))?.[1] ?? 1);
    return {
      ...noAnswers,
      problems: [{ line, message: say`${answersPath} ${reason}.` }],
      unread: [{ path: answersPath, reason }],
    };
  }
}

const notAMap = (value: Located): AnswersProblem => ({
  line: value.line,
  message: say`A map of settings is expected here.`,
});

const known = ['stage', 'practices', 'hidden', 'exclude'];

function read(root: Located): Answers {
  const problems: AnswersProblem[] = [];
  const problem = (at: Located, message: Text) => void problems.push({ line: at.line, message });
  for (const [key, value] of root.entries) {
    if (!known.includes(key)) problem(value, say`"${key}" is not a setting; ${known.join(', ')} are.`);
  }
  const practices = new Map<string, Answer>();
  for (const [id, value] of root.get('practices')?.entries ?? []) {
    const answer = readAnswer(value, problem);
    if (answer) practices.set(id, answer);
  }
  const hidden = new Map(
    (root.get('hidden')?.entries ?? []).map(([id, value]) => [
      id,
      { reason: value.text ?? '', line: value.line },
    ]),
  );
  const stage = root.get('stage');
  const stageKnown = stages.find((name) => name === stage?.text);
  if (stage && !stageKnown)
    problem(stage, say`"${stage.text ?? ''}" is not a stage; ${stages.join(', ')} are.`);
  return {
    practices,
    hidden,
    exclude: root.get('exclude')?.texts ?? [],
    problems,
    unread: [],
    ...(stageKnown && { stage: stageKnown }),
  };
}

function readAnswer(value: Located, problem: (at: Located, message: Text) => void): Answer | undefined {
  const given = value.get('verdict');
  const verdict = answerVerdicts.find((name) => name === given?.text);
  if (!verdict) {
    problem(given ?? value, say`A verdict is expected here: ${answerVerdicts.join(', ')}.`);
    return undefined;
  }
  const text = (key: string) => value.get(key)?.text;
  const date = (key: string) => {
    const found = value.get(key);
    if (found && !/^\d{4}-\d{2}-\d{2}$/.test(found.text ?? '')) {
      problem(found, say`"${key}" is not a date; write it as 2026-11-21.`);
      return undefined;
    }
    return found?.text;
  };
  const by = text('by');
  const on = date('on');
  const note = text('note');
  const link = text('link');
  const reviewBy = date('review-by');
  return {
    verdict,
    line: value.line,
    ...(by !== undefined && { by }),
    ...(on !== undefined && { on }),
    ...(note !== undefined && { note }),
    ...(link !== undefined && { link }),
    ...(reviewBy !== undefined && { reviewBy }),
  };
}
