import type { Assessment, PracticeResult } from '../../assessment/assess.ts';
import type { Language } from '../../guide/titles.ts';
import { type Project, project } from '../../scaffolds/project.ts';
import { type Subject, subject } from '../../scaffolds/subject.ts';
import { loggedModel, savedModel } from '../../signals/artifact.ts';
import { container } from '../../signals/container.ts';
import { delivery, gitOps } from '../../signals/delivery.ts';
import { document } from '../../signals/document.ts';
import { history, listed } from '../../signals/listing.ts';
import { manifest } from '../../signals/manifest.ts';
import { keptMetric, qualityGate } from '../../signals/metric.ts';
import { ownershipSignals } from '../../signals/ownership.ts';
import { type Passage, passage } from '../../signals/passage.ts';
import { dvcStep, elyra, mlProject, tracked } from '../../signals/pipeline.ts';
import { schedule } from '../../signals/schedule.ts';
import type { FactsOf } from '../../signals/signal.ts';
import { type Task, task } from '../../signals/task.ts';
import { say, type Text } from '../../text.ts';
import { type Sight, sight } from './stop.ts';

/** What a tour is told from, beside the assessment. */
export const tourSignals = {
  codeOwners: ownershipSignals.codeOwners,
  container,
  delivery,
  document,
  dvcStep,
  elyra,
  gitOps,
  history,
  keptMetric,
  listed,
  loggedModel,
  manifest,
  mlProject,
  passage,
  project,
  prowOwners: ownershipSignals.prowOwners,
  qualityGate,
  savedModel,
  schedule,
  subject,
  task,
  tracked,
};

/** What stops look at. */
export interface Ground {
  readonly facts: FactsOf<typeof tourSignals>;
  readonly project: Project;
  readonly subject: Subject;
  readonly assessment: Assessment;
  readonly language: Language;
}

/** The results of practices that the files show to be met, or partly so, the met ones first. */
export const shown = ({ assessment }: Ground, ...ids: readonly string[]): PracticeResult[] =>
  (['met', 'partial'] as const).flatMap((verdict) =>
    ids.flatMap((id) =>
      assessment.results.filter(
        ({ practice, found }) =>
          practice.id === id && found?.verdict === verdict && found.evidence.length > 0,
      ),
    ),
  );

const most = 3;
const width = 80;
const short = (name: string): string => (name.length > width ? `${name.slice(0, width)}…` : name);

/** A few names after each other; how many more there are, where there are more. */
export function few(names: readonly string[]): Text {
  const [first = '', ...rest] = names.slice(0, most).map(short);
  const shown = rest.reduce<Text>((before, name) => say`${before}, ${name}`, say`${first}`);
  return names.length > most ? say`${shown} and ${names.length - most} more` : shown;
}

/** A README or another document at the root, and what stands in the folder of documents, speaks of the whole. */
const ofTheWhole = (path: string): boolean => /^([^/]+|(docs?|documentation)\/[^/]+)$/.test(path);

/** The README at the root. */
export const readme = (path: string): boolean => /^readme(\.\w+)?$/i.test(path);

/** What speaks of the whole, or of one folder. */
export const ofFolders = (path: string): boolean => ofTheWhole(path) || /^[^/]+\/readme\.[^/]*$/i.test(path);

const weight = ({ path }: Passage): number =>
  (/(^|\/)readme\.[^/]*$/i.test(path) ? 0 : 1) + (path.includes('/') ? 2 : 0) + (ofTheWhole(path) ? 0 : 4);

/** The passage whose heading says, in a few words, that it is about something, and that has something below it. */
export function passageOn(
  { facts }: Ground,
  title: RegExp,
  where: (path: string) => boolean = ofTheWhole,
): Passage | undefined {
  return facts.passage
    .filter((one) => !one.whole && !one.notebook && (one.filled || one.fences.length > 0))
    .filter(({ path }) => where(path))
    .filter((one) => title.test(one.title.replace(/^[^\p{L}]+/u, '')))
    .sort((a, b) => weight(a) - weight(b))[0];
}

/** Where people wrote how something is done. */
export const toldIn = (found: Passage | undefined): Sight[] =>
  found ? [sight(say`${found.path} tells of it under “${found.title}”.`, found)] : [];

const shells = /^(sh|bash|shell|console|zsh|terminal|powershell|shell-session|)$/i;
const program =
  /^\s*(?:[$%>] )?(?:\w+=\S+ )*(python3?|uv|uvx|poetry|pdm|pixi|pipenv|conda|mamba|pip3?|dvc|mlflow|make|just|task|tox|nox|docker|torchrun|accelerate|kubectl|sh|bash|\.\/|uvicorn|streamlit|jupyter|npm|hatch|invoke|kedro|zenml|prefect|airflow|bentoml|ray|az|aws|gcloud|databricks|terraform|git)\b/m;
const longest = 15;

/** The commands that a passage gives, from its first short fence of them, with neither prompts nor output. */
export const commandsIn = (found: Passage | undefined, words: RegExp): string[] => {
  if (!found || !ofTheWhole(found.path)) return [];
  const fence = found.fences.find(
    ({ language, text }) =>
      shells.test(language) &&
      program.test(text) &&
      words.test(text) &&
      text.trim().split('\n').length <= longest,
  );
  const lines = fence?.text.trimEnd().split('\n') ?? [];
  const prompted = lines.filter((line) => line.startsWith('$ '));
  return prompted.length > 0 ? prompted.map((line) => line.slice(2)) : lines;
};

const runners: Readonly<Record<Task['runner'], string>> = {
  make: 'make',
  just: 'just',
  task: 'task',
  tox: 'tox -e',
  nox: 'nox -s',
  npm: 'npm run',
  mise: 'mise run',
  poe: 'poe',
  hatch: 'hatch run',
  pdm: 'pdm run',
  pixi: 'pixi run',
  pipenv: 'pipenv run',
  invoke: 'invoke',
  rye: 'rye run',
  script: '',
  sh: 'sh',
};

/**
 * A task of the whole repository with such a name, and the command that runs it.
 * @param does what one of its commands has to say, where it does not leave all to other tasks
 */
export function taskNamed(
  { facts }: Ground,
  name: RegExp,
  does = /./,
): { task: Task; command: string } | undefined {
  const found = facts.task
    .filter(({ path, runner }) => runner !== 'sh' && runner !== 'npm' && !path.includes('/'))
    .filter((task) => name.test(task.name))
    .find(({ commands, needs }) => needs.length > 0 || commands.some(({ text }) => does.test(text)));
  return found && { task: found, command: `${runners[found.runner]} ${found.name}`.trim() };
}
