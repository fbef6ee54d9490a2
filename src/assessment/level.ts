import { type Effort, effortOf } from '../guide/titles.ts';
import { delivery } from '../signals/delivery.ts';
import { qualityGate } from '../signals/metric.ts';
import { schedule, trainingPipeline } from '../signals/schedule.ts';
import type { FactsOf } from '../signals/signal.ts';
import { derived, type Evidence } from '../signals/signal.ts';
import { inRole, toolUse } from '../signals/tool/use.ts';
import { say, type Text } from '../text.ts';
import type { Assessment, PracticeResult } from './assess.ts';

/**
 * The levels of Microsoft's MLOps maturity model, read off what a repository shows.
 * https://learn.microsoft.com/azure/architecture/ai-ml/guide/mlops-maturity-model
 */
export type Level = 0 | 1 | 2 | 3 | 4;

export const levelNames: Readonly<Record<Level, Text>> = {
  0: say`No MLOps`,
  1: say`DevOps, no MLOps`,
  2: say`Automated training`,
  3: say`Automated model deployment`,
  4: say`Full MLOps, automated retraining`,
};

export type Dimension = 'training' | 'release' | 'integration';

export const dimensionNames: Readonly<Record<Dimension, Text>> = {
  training: say`Training process`,
  release: say`Release process`,
  integration: say`Integration into the app`,
};

/** A training workflow that runs unattended: a pipeline definition, or a job of CI or an orchestrator that trains. */
const unattendedTraining = derived(
  { trainingPipeline, schedule, delivery },
  ({ trainingPipeline, schedule, delivery }): Evidence[] => [
    ...trainingPipeline,
    ...schedule.filter(({ training }) => training),
    ...delivery.filter(({ what }) => what === 'training'),
  ],
);

/** A job that delivers the model or its service, and not a package alone. */
const modelDelivery = derived({ delivery, toolUse }, ({ delivery, toolUse }): Evidence[] => [
  ...delivery.filter(
    ({ what, automatic }) =>
      automatic && what !== 'package' && what !== 'infrastructure' && what !== 'training',
  ),
  ...inRole(toolUse, 'gitops').used,
]);

/** Training that starts by the clock or on an event; a written strategy is not enough for this. */
const triggeredTraining = derived({ schedule }, ({ schedule }): Evidence[] =>
  schedule.filter(({ training, paused }) => training && !paused),
);

const gate = derived({ qualityGate, toolUse }, ({ qualityGate, toolUse }): Evidence[] => [
  ...qualityGate,
  ...inRole(toolUse, 'model-quality-gate').used,
]);

export const levelSignals = { unattendedTraining, modelDelivery, gate, triggeredTraining };

type LevelFacts = FactsOf<typeof levelSignals>;

/** One condition of a level: practices of which any is enough, and a fact where the practice alone does not say it. */
export interface Requirement {
  readonly level: Exclude<Level, 0>;
  /** Ids of practices; any one of them. */
  readonly practices: readonly string[];
  /** What the verdict has to be at least. */
  readonly least: 'partial' | 'met';
  readonly fact?: keyof LevelFacts;
  /** Not applicable counts as reached. */
  readonly orNotApplicable?: boolean;
}

const requirement = (
  level: Requirement['level'],
  practice: string | readonly string[],
  least: Requirement['least'],
  more: Pick<Requirement, 'fact' | 'orNotApplicable'> = {},
): Requirement => ({
  level,
  practices: typeof practice === 'string' ? [practice] : practice,
  least,
  ...more,
});

const gateRequirement: Requirement = { level: 3, practices: [], least: 'met', fact: 'gate' };

/** What each level asks for, beside everything that the levels below it ask for. */
export const requirements: readonly Requirement[] = [
  requirement(1, 'traceability/model-code-versioned', 'partial'),
  requirement(1, 'code-quality/tests', 'partial'),
  requirement(1, 'code-quality/continuous-integration', 'partial'),
  requirement(2, 'traceability/run-to-code', 'met'),
  requirement(2, 'monitoring/offline-metrics', 'met'),
  requirement(2, 'traceability/environment-as-code', 'partial'),
  requirement(2, 'traceability/model-artifacts', 'met'),
  requirement(2, 'traceability/training-data-version', 'partial'),
  { level: 2, practices: [], least: 'met', fact: 'unattendedTraining' },
  requirement(3, 'traceability/continuous-delivery', 'met', { fact: 'modelDelivery' }),
  gateRequirement,
  requirement(3, 'traceability/rollback-strategy', 'partial'),
  requirement(4, 'traceability/retraining-strategy', 'met', { fact: 'triggeredTraining' }),
  requirement(4, 'monitoring/data-drift', 'met'),
  requirement(4, ['monitoring/infrastructure-health', 'monitoring/api', 'monitoring/batch-delivery'], 'met'),
  requirement(4, 'experimentation/prediction-logging', 'partial'),
];

/** The part of the model that concerns each of its three dimensions. */
export const dimensionRequirements: Readonly<Record<Dimension, readonly Requirement[]>> = {
  training: [
    ...requirements.filter(
      ({ level, practices, fact }) => level === 2 && (practices.length > 0 || fact !== undefined),
    ),
    requirement(4, 'traceability/retraining-strategy', 'met', { fact: 'triggeredTraining' }),
  ],
  release: [
    requirement(1, 'code-quality/continuous-integration', 'partial'),
    requirement(3, 'traceability/continuous-delivery', 'met', { fact: 'modelDelivery' }),
    gateRequirement,
    requirement(3, 'traceability/rollback-strategy', 'partial'),
    requirement(4, 'experimentation/ab-testing', 'met'),
  ],
  integration: [
    requirement(1, 'code-quality/tests', 'partial'),
    requirement(3, 'code-quality/tests', 'met'),
    requirement(3, 'code-quality/load-tests', 'partial', { orNotApplicable: true }),
    requirement(3, 'code-quality/api-security', 'partial', { orNotApplicable: true }),
    requirement(4, ['monitoring/api', 'monitoring/batch-delivery'], 'met'),
    requirement(4, 'experimentation/prediction-logging', 'partial'),
  ],
};

export interface Step {
  /** What is missing, where that is more than the title of the practice. */
  readonly title?: Text;
  /** The practice to reach; for one of several, the first that applies. */
  readonly practice: string | undefined;
  readonly effort: Effort;
  readonly scaffolds: readonly string[];
  /** The level once this step, and those before it, are taken. */
  readonly levelAfter: Level;
}

export interface LevelReport {
  /** Null where there is no machine learning. */
  readonly overall: Level | null;
  readonly dimensions: Readonly<Record<Dimension, Level | null>>;
  /** What is not reached, of any level. */
  readonly missing: readonly Requirement[];
  /** At most five, the cheapest first. */
  readonly next: readonly Step[];
  /** A system in operation needs level 2 at least. https://learn.microsoft.com/ja-jp/azure/architecture/ai-ml/guide/mlops-maturity-model */
  readonly belowOperation: boolean;
}

/** Works out the level, overall and for each dimension, and the steps to the next one. */
export function reportLevel(
  results: readonly PracticeResult[],
  facts: LevelFacts,
  flags: Assessment['flags'],
): LevelReport {
  if (flags.ml.length === 0) {
    return {
      overall: null,
      dimensions: { training: null, release: null, integration: null },
      missing: requirements,
      next: [],
      belowOperation: false,
    };
  }
  const byId = new Map(results.map((result) => [result.practice.id, result]));
  const missing = (wanted: readonly Requirement[]) => wanted.filter((one) => !isReached(one, byId, facts));
  const overall = levelOf(missing(requirements));
  const steps = missing(requirements)
    .filter(({ level }) => level === overall + 1)
    .map((one) => ({ one, ...stepFor(one, byId) }))
    .sort((a, b) => efforts.indexOf(a.effort) - efforts.indexOf(b.effort));
  const next = steps.slice(0, 5).map(({ one, ...step }, index) => {
    const taken = new Set(steps.slice(0, index + 1).map((done) => done.one));
    return { ...step, levelAfter: levelOf(missing(requirements).filter((left) => !taken.has(left))) };
  });
  const dimension = (name: Dimension) =>
    dimensionLevel(dimensionRequirements[name], missing(dimensionRequirements[name]));
  return {
    overall,
    dimensions: {
      training: dimension('training'),
      release: dimension('release'),
      integration: dimension('integration'),
    },
    missing: missing(requirements),
    next,
    belowOperation: overall < 2 && (flags.serving.length > 0 || flags.batch.length > 0),
  };
}

const efforts: readonly Effort[] = ['S', 'M', 'L'];

const levelOf = (missing: readonly Requirement[]): Level =>
  (Math.min(5, ...missing.map(({ level }) => level)) - 1) as Level;

/** The highest rung that asks for something of this dimension and is reached; a rung that asks nothing is not earned. */
function dimensionLevel(wanted: readonly Requirement[], missing: readonly Requirement[]): Level {
  const limit = levelOf(missing);
  return Math.max(0, ...wanted.map(({ level }) => level).filter((level) => level <= limit)) as Level;
}

const enough: Readonly<Record<Requirement['least'], readonly string[]>> = {
  partial: ['met', 'partial'],
  met: ['met'],
};

function isReached(
  { practices, least, fact, orNotApplicable }: Requirement,
  results: ReadonlyMap<string, PracticeResult>,
  facts: LevelFacts,
): boolean {
  const some = practices.map((id) => results.get(id));
  const judged = some.some(
    (result) =>
      result &&
      (enough[least].includes(result.verdict) || (orNotApplicable && result.verdict === 'not-applicable')),
  );
  // A recorded answer stands for what the files cannot show.
  const answered = some.some(
    (result) => result?.source === 'answer' && enough[least].includes(result.verdict),
  );
  const shown = fact === undefined || facts[fact].length > 0 || answered;
  return (practices.length === 0 || judged) && shown;
}

/** What a requirement asks for that its practice alone does not say. */
export const factTitles: Readonly<Record<keyof LevelFacts, Text>> = {
  unattendedTraining: say`Define a pipeline that trains without anybody's help`,
  modelDelivery: say`Deliver the model or its service from CI`,
  gate: say`Compare metrics with a threshold before release`,
  triggeredTraining: say`Start training by a schedule or a trigger`,
};

const factScaffolds: Partial<Record<keyof LevelFacts, readonly string[]>> = {
  unattendedTraining: ['dvc-pipeline'],
};

function stepFor(
  { practices, fact, least }: Requirement,
  results: ReadonlyMap<string, PracticeResult>,
): Omit<Step, 'levelAfter'> {
  const applicable = practices
    .map((id) => results.get(id))
    .find((result) => result && result.verdict !== 'not-applicable');
  const result = applicable ?? results.get(practices[0] ?? '');
  const reached = result !== undefined && enough[least].includes(result.verdict);
  if (fact && (!result || reached)) {
    return {
      title: factTitles[fact],
      practice: result?.practice.id,
      effort: 'M',
      scaffolds: factScaffolds[fact] ?? [],
    };
  }
  const practice = result?.practice;
  return {
    practice: practice?.id,
    effort: effortOf(practice?.id ?? ''),
    scaffolds: practice?.scaffolds ?? [],
  };
}
