import { environmentOf, testCommand } from '../../scaffolds/managers.ts';
import { filesOf, trainingCommands } from '../../scaffolds/subject.ts';
import { namedForTraining } from '../../signals/training.ts';
import { say } from '../../text.ts';
import { commandsIn, few, type Ground, ofFolders, passageOn, shown, taskNamed, toldIn } from './ground.ts';
import { perFile, type Sight, type StopRule, sight } from './stop.ts';

/** The line of the first step of a kind in a file. */
const stepIn = ({ subject }: Ground, step: string, path: string) => ({
  path,
  line: subject.steps.find((one) => one.path === path && one.step === step)?.line ?? 1,
});

const lastName = (name: string): string => name.split('.').at(-1) ?? name;

export const data: StopRule = {
  id: 'data',
  title: say`Where the data comes from`,
  practice: 'documentation/data-definition',
  look: (ground) => {
    const { facts, subject } = ground;
    const read = [...subject.datasets, ...subject.data];
    const [firstRead] = read;
    const kept = facts.tracked.filter(({ path }) => path.endsWith('.dvc'));
    const [firstKept] = kept;
    const versions = subject.tools('data-versioning');
    const [store] = subject.tools('feature-store');
    const [firstTool] = versions;
    const files = filesOf(subject, 'data');
    const [file] = files;
    return {
      sights: [
        ...toldIn(
          passageOn(
            ground,
            /^((the|about|getting|get|preparing|prepare|download|downloading|input|training|raw|used) )*(data|datasets?|corpus)( ?sets?| sources?| used| collection| acquisition| preparation| description| download)?$|^((学習|訓練|使用|入力)?データ(セット)?)(の(取得|準備|説明))?$/i,
            ofFolders,
          ),
        ),
        ...(firstRead
          ? [sight(say`The code reads ${few([...new Set(read.map(({ name }) => name))])}.`, firstRead)]
          : file
            ? [sight(say`Data is loaded or prepared in ${few(files)}.`, stepIn(ground, 'data', file))]
            : []),
        ...(firstKept
          ? [sight(say`DVC keeps the versions of ${few(kept.map((one) => one.file))}.`, firstKept)]
          : firstTool
            ? [
                sight(
                  say`Versions of the data are recorded with ${few(versions.map(({ name }) => name))}.`,
                  firstTool,
                ),
              ]
            : []),
        ...(store ? [sight(say`Features come from ${store.name}.`, store)] : []),
      ],
    };
  },
};

const training =
  /^((how to|model|running|run|start|pre-?) ?)*(train(ing)?|fine-?tun(e|ing)|reproduc(e|ing))\b|^(モデルの)?(学習|訓練)/i;

export const train: StopRule = {
  id: 'train',
  title: say`How the model is trained`,
  practice: 'traceability/model-code-versioned',
  look: (ground) => {
    const { facts, subject, project } = ground;
    const files = trainingFiles(ground);
    const [file] = files;
    // Classes of the project itself have no dots; which of them is the model, nobody can tell.
    const models = subject.models.filter(({ name, path }) => name.includes('.') && files.includes(path));
    const told = passageOn(ground, training, ofFolders);
    const task = taskNamed(ground, /(^|[-_:.])(train|fit|repro)([-_:.]|$)/i);
    const documented = commandsIn(told, /(^|[\s/._-])(train|fit|fine|tune|repro|main|run)/im);
    const has = (path: string) => facts.listed.some((one) => one.path === path);
    return {
      sights: [
        ...(file
          ? [
              sight(
                models.length > 0
                  ? say`Training is in ${few(files)}: ${few(models.map(({ name }) => lastName(name)))}.`
                  : say`Training is in ${few(files)}.`,
                stepIn(ground, 'training', file),
              ),
            ]
          : []),
        ...pipelines(ground),
        ...toldIn(told),
        ...facts.schedule
          .filter((one) => one.training && !one.paused)
          .slice(0, 1)
          .map((one) => sight(say`Training starts by itself, too: ${one.note}.`, one)),
      ],
      commands:
        documented.length > 0
          ? documented
          : task
            ? [task.command]
            : trainingCommands(subject, project, { has })
                .filter((command) => /(\.py'?|dvc repro)$/.test(command))
                .slice(0, 1),
    };
  },
};

/** Programs that train come before the code that they call, and that before what only fits something on the way. */
function trainingFiles({ subject, project }: Ground): string[] {
  const all = [...new Set(subject.steps.filter(({ step }) => step === 'training').map(({ path }) => path))];
  const modules = all.filter((path) => !path.endsWith('.ipynb'));
  const files = modules.length > 0 ? modules : all;
  const run = project.scripts.filter((path) => files.includes(path));
  const ranks = [
    (path: string) => namedForTraining.test(path),
    (path: string) => subject.models.some((model) => model.path === path),
    () => true,
  ];
  return [...new Set([...run, ...ranks.flatMap((fits) => files.filter(fits))])];
}

/** Pipelines with their steps in order, one sentence a file. */
const pipelines = ({ facts }: Ground): Sight[] => {
  const steps = [...facts.dvcStep, ...facts.mlProject, ...facts.elyra].map((one) => ({
    ...one,
    note: say`${one.name}`,
  }));
  return perFile(steps)
    .slice(0, 1)
    .map((first) => {
      const names = steps.filter(({ path }) => path === first.path).map(({ name }) => name);
      return sight(say`${first.path} defines the pipeline (${first.pipeline}): ${few(names)}.`, first);
    });
};

export const evaluate: StopRule = {
  id: 'evaluate',
  title: say`How the model is evaluated`,
  practice: 'monitoring/offline-metrics',
  look: (ground) => {
    const { facts, subject } = ground;
    const files = filesOf(subject, 'evaluation');
    const [file] = files;
    const metrics = [...new Set(subject.metrics.map(({ name }) => name))];
    const [metric] = subject.metrics;
    const told = passageOn(
      ground,
      /^((how to|model|offline|experimental|experiment) )*(evaluat(e|ion|ing)|benchmarks?|results?|performance|metrics)\b|^(モデルの)?(評価|精度|実験結果|結果)/i,
      ofFolders,
    );
    const task = taskNamed(ground, /(^|[-_:.])(evaluate|evaluation|eval|benchmark)([-_:.]|$)/i);
    return {
      sights: [
        ...(metric
          ? [sight(say`The code computes ${few(metrics)}.`, metric)]
          : file
            ? [sight(say`The model is evaluated in ${few(files)}.`, stepIn(ground, 'evaluation', file))]
            : []),
        ...facts.qualityGate
          .slice(0, 1)
          .map((one) => sight(say`A metric is held to a bar: ${one.note}.`, one)),
        ...facts.keptMetric
          .slice(0, 1)
          .map((one) => sight(say`Values of metrics are kept in git: ${one.path}.`, one)),
        ...toldIn(told),
        ...shown(ground, 'monitoring/offline-metrics')
          .flatMap(({ found }) => found?.evidence ?? [])
          .slice(0, 1)
          .map((one) => sight(say`Metrics of a run: ${one.note}.`, one)),
      ],
      commands: task ? [task.command] : commandsIn(told, /eval|bench|test|metric/i),
    };
  },
};

export const test: StopRule = {
  id: 'test',
  title: say`How the code is tested`,
  practice: 'code-quality/tests',
  look: (ground) => {
    const { project } = ground;
    const [tests] = shown(ground, 'code-quality/tests');
    const [ci] = shown(ground, 'code-quality/continuous-integration');
    const checks = tests?.found?.evidence ?? [];
    const inTests = checks.find(({ path }) => !path.endsWith('conftest.py')) ?? checks[0];
    const [inCi] = ci?.found?.verdict === 'met' ? ci.found.evidence : [];
    const task = taskNamed(ground, /^(tests?|unit[-_]?tests?)$/i) ?? taskNamed(ground, /^check$/i);
    const there = project.tests !== undefined;
    return {
      sights: [
        ...(inTests
          ? [
              sight(
                there
                  ? say`${project.testRunner} runs the tests, such as those in ${inTests.path.replace(/\/conftest\.py$/, '')}.`
                  : say`Checks stand in ${inTests.path}: ${inTests.note}.`,
                inTests,
              ),
            ]
          : []),
        ...(inCi ? [sight(say`CI runs them: ${inCi.note}.`, inCi)] : []),
        ...toldIn(
          passageOn(
            ground,
            /^((how to|run|running|unit|the|integration|automated) )*test(s|ing)?\b(?! (data|set|split|results?))|^テスト/i,
            ofFolders,
          ),
        ),
      ],
      commands: task ? [task.command] : there ? [`${environmentOf(project).run}${testCommand(project)}`] : [],
    };
  },
};
