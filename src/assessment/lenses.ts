import { practices, sections } from '../practices/index.ts';
import type { Flag, Verdict } from '../practices/practice.ts';
import type { Pipeline } from '../signals/tool/catalogue.ts';
import { say, type Text } from '../text.ts';
import type { Assessment, PracticeResult } from './assess.ts';
import { type Level, requirements } from './level.ts';
import type { FoundTool } from './tools.ts';

/**
 * A part of a lens: which practices and which roles of tools it gathers. The id is that of its page below content/.
 * A lens is another way to look at the same verdicts, never a second judgement.
 */
export interface Topic {
  readonly id: string;
  readonly practices: readonly string[];
  readonly roles: readonly string[];
}

const topic = (id: string, numbers: readonly number[], ...roles: string[]): Topic => ({
  id,
  practices: practices.filter(({ number }) => numbers.includes(number)).map((practice) => practice.id),
  roles,
});

const levelTopic = (level: Level): Topic => ({
  id: `levels/${level}`,
  practices: requirements.filter((one) => one.level === level).flatMap((one) => one.practices),
  roles: [],
});

/**
 * The lenses beside the seven sections. Levels: Microsoft's maturity model; principles and capabilities: the MLOps
 * practices of the Azure Machine Learning playbook; pipelines: IBM's four; parts and strategies: MLOpsの概要.
 */
export const lenses = {
  levels: ([0, 1, 2, 3, 4] as const).map(levelTopic),
  principles: [
    topic('principles/assets', [16, 17, 25, 26], 'data-versioning', 'model-registry', 'version-control'),
    topic('principles/environments', [13, 14, 15, 21], 'configuration'),
    topic('principles/infrastructure', [9, 10, 11, 12, 20, 53], 'infrastructure', 'package-manager'),
    topic('principles/experiments', [22, 23, 24, 25, 43], 'experiment-tracking', 'metric-log'),
    topic(
      'principles/quality',
      [5, 29, 31, 32, 33, 35],
      'data-validation',
      'model-quality-gate',
      'test-runner',
    ),
    topic('principles/delivery', [12, 19, 29, 33, 38], 'ci', 'service-delivery', 'gitops'),
    topic(
      'principles/monitoring',
      [39, 40, 41, 42, 43, 44, 45, 46, 58],
      'drift-detection',
      'metrics',
      'alerting',
    ),
  ],
  pipelines: [
    topic('pipelines/creation', [16, 17]),
    topic('pipelines/scoring', [19, 41, 42]),
    topic('pipelines/monitoring', [43, 44, 45, 46]),
    topic('pipelines/refresh', [27]),
  ],
  parts: [
    topic('parts/development', [6, 22], 'experiment-tracking', 'notebook', 'development-environment'),
    topic('parts/collection', [44, 58], 'etl', 'labeling', 'storage', 'prediction-log'),
    topic('parts/preprocessing', [4, 16, 48], 'data-validation', 'data-processing', 'feature-store'),
    topic('parts/training', [17, 20, 26], 'ml-library', 'orchestration', 'pipeline'),
    topic('parts/evaluation', [25, 43], 'model-registry', 'metric-log', 'fairness'),
    topic('parts/deployment', [19, 28], 'container', 'model-server', 'managed-endpoint', 'service-delivery'),
    topic('parts/inference', [41, 46, 58], 'web-framework', 'metrics', 'dashboard', 'vector-store'),
  ],
  strategies: [
    topic('strategies/blue-green', [19, 28], 'managed-endpoint', 'gradual-rollout'),
    topic('strategies/canary', [28, 59, 60], 'gradual-rollout', 'service-mesh', 'ab-testing'),
    topic('strategies/shadow', [58, 59], 'service-mesh', 'prediction-log'),
  ],
  capabilities: [
    topic('capabilities/reproducible-models', [22, 24, 26], 'pipeline', 'orchestration'),
    topic(
      'capabilities/reproducible-environments',
      [20, 24],
      'package-manager',
      'container',
      'run-environment',
    ),
    topic('capabilities/model-management', [25, 28], 'model-registry', 'managed-endpoint', 'model-server'),
    topic('capabilities/audit-trail', [22, 23, 24, 25, 26], 'experiment-tracking', 'data-versioning'),
    topic('capabilities/notifications', [40, 42], 'alerting', 'event-trigger', 'paging'),
    topic(
      'capabilities/monitoring',
      [41, 43, 45, 46, 58],
      'metrics',
      'dashboard',
      'tracing',
      'drift-detection',
    ),
    topic(
      'capabilities/retraining',
      [27],
      'orchestration',
      'scheduler',
      'event-trigger',
      'model-quality-gate',
    ),
    topic('capabilities/automation', [12, 19, 33], 'ci', 'gitops', 'dependency-updates'),
  ],
} satisfies Readonly<Record<string, readonly Topic[]>>;

export type Lens = keyof typeof lenses;

/** The topic of a page, with its neighbours in the lens. */
export function findTopic(id: string): { lens: Lens; topic: Topic; at: number } | undefined {
  const lens = id.split('/')[0] as Lens;
  const at = (lenses[lens] ?? []).findIndex((one: Topic) => one.id === id);
  const found = lenses[lens]?.[at];
  return found && { lens, topic: found, at };
}

/** How many practices have which verdict. */
export type Tally = Readonly<Record<Verdict, number>>;

export function tallyOf(results: readonly PracticeResult[]): Tally {
  const tally = { met: 0, partial: 0, unmet: 0, unanswered: 0, 'not-applicable': 0 };
  for (const { verdict } of results) tally[verdict]++;
  return tally;
}

/** The results of a topic, in the order of their numbers. */
export const resultsOf = ({ results }: Assessment, { practices }: Topic): PracticeResult[] =>
  results.filter(({ practice }) => practices.includes(practice.id));

/** The results of each of the seven sections. */
export const bySection = ({ results }: Assessment) =>
  sections.map((section) => ({
    section,
    results: results.filter(({ practice }) => practice.id.startsWith(`${section.id}/`)),
  }));

/** The tools that play a role of the topic here. */
export const toolsOf = ({ tools }: Assessment, { id, roles }: Topic): FoundTool[] => {
  const [lens, pipeline] = id.split('/');
  return lens === 'pipelines'
    ? tools.filter(({ tool }) => tool.pipelines.includes(pipeline as Pipeline))
    : tools.filter((found) => found.roles.some((role) => roles.includes(role)));
};

/** One thing that a pipeline needs to be covered: any of the practices met, any of the roles played, any of the flags true. */
interface Need {
  readonly practices?: readonly string[];
  readonly roles?: readonly string[];
  readonly flags?: readonly Flag[];
  /** What to say where it is missing and no practice says it. */
  readonly gap?: Text;
}

const needs: Readonly<Record<Pipeline, readonly Need[]>> = {
  creation: [
    { practices: ['traceability/data-code-versioned'] },
    { practices: ['traceability/model-code-versioned'] },
    { roles: ['orchestration', 'pipeline'], gap: say`No pipeline definition runs the steps` },
  ],
  scoring: [
    { flags: ['serving', 'batch'], gap: say`Nothing serves predictions or runs a batch` },
    { practices: ['traceability/continuous-delivery'] },
    { practices: ['monitoring/api', 'monitoring/batch-delivery'] },
  ],
  monitoring: [
    { practices: ['monitoring/offline-metrics'] },
    { practices: ['monitoring/kpi-feedback'] },
    { practices: ['monitoring/data-drift'] },
    { practices: ['monitoring/outliers'] },
  ],
  refresh: [{ practices: ['traceability/retraining-strategy'] }],
};

/** Something that a pipeline lacks: a practice, or what no practice says. */
export type Gap = { readonly practice: PracticeResult } | { readonly text: Text };

export interface Coverage {
  readonly pipeline: Pipeline;
  readonly topic: Topic;
  readonly state: 'covered' | 'partly' | 'open';
  readonly tools: readonly FoundTool[];
  readonly gaps: readonly Gap[];
}

/** What the repository shows of each of the four pipelines. */
export function pipelineMap(assessment: Assessment): Coverage[] {
  return lenses.pipelines.map((one) => {
    const pipeline = one.id.split('/')[1] as Pipeline;
    const wanted = needs[pipeline];
    const gaps = wanted.flatMap((need) => gapOf(need, assessment) ?? []);
    const begun = gaps.some((gap) => 'practice' in gap && gap.practice.verdict === 'partial');
    const state = gaps.length === 0 ? 'covered' : begun || gaps.length < wanted.length ? 'partly' : 'open';
    return { pipeline, topic: one, state, tools: toolsOf(assessment, one), gaps };
  });
}

function gapOf({ practices, roles, flags, gap }: Need, assessment: Assessment): Gap | undefined {
  const some = assessment.results.filter(({ practice }) => practices?.includes(practice.id));
  const reached =
    some.some(({ verdict }) => verdict === 'met') ||
    flags?.some((flag) => assessment.flags[flag].length > 0) ||
    assessment.tools.some(
      (found) => found.strength === 'used' && found.roles.some((role) => roles?.includes(role)),
    );
  if (reached) return undefined;
  const practice = some.find(({ verdict }) => verdict !== 'not-applicable') ?? some[0];
  return practice ? { practice } : { text: gap ?? say`` };
}

/**
 * Where tools stop although their list of pipelines does not tell it.
 * https://www.ibm.com/blogs/solutions/jp-ja/mlops-2021-data/
 */
export const toolLimits: Readonly<Record<string, Text>> = {
  mlflow: say`tracks, registers and serves; no engine runs one step after another`,
  dvc: say`defines and runs pipelines; the code of each step is yours, and steps do not run in parallel`,
  'watson-studio': say`runs notebooks as jobs; refreshing a model is your own code`,
  'watson-machine-learning': say`serves models; preparation and rules are part of your application`,
  openscale: say`evaluates and notifies; feedback data is prepared outside`,
  elyra: say`draws pipelines from notebooks; Kubeflow, Airflow or this machine runs them`,
};
