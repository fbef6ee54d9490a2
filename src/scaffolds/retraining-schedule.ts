import { module } from '../signals/code/module.ts';
import { codeStep } from '../signals/code/step.ts';
import { schedule } from '../signals/schedule.ts';
import { say, UserError } from '../text.ts';
import { stageOf } from './dvc-pipeline.ts';
import { type Environment, pin, runtimeOf, setupView } from './managers.ts';
import { type Project, project } from './project.ts';
import { ciQuestion, pythonQuestion, scheduleQuestion, scriptQuestion, setupTemplates } from './questions.ts';
import { scaffold } from './scaffold.ts';
import { createWorkflow, workflowFiles } from './workflow.ts';

export default scaffold({
  id: 'retraining-schedule',
  title: say`Training on a schedule`,
  signals: { project, module, codeStep, schedule },
  templates: ['github.yml', 'gitlab.yml', 'azure.yml', ...setupTemplates],
  merges: workflowFiles,
  asks: ({ project: [found], module, codeStep }) => {
    if (!found) return [];
    const notebooks = module
      .filter(
        ({ notebook, path }) =>
          notebook && codeStep.some((one) => one.path === path && one.step === 'training'),
      )
      .map(({ path }) => path);
    const training = found.scripts.filter((path) =>
      found.steps.some((one) => one.path === path && one.step === 'training'),
    );
    const pipeline = found.pipeline ? ['dvc repro'] : [];
    const likely = [...pipeline, ...training, ...notebooks];
    const entry = scriptQuestion('entry', say`What trains the model`, [
      ...new Set([...likely, ...found.scripts]),
    ]);
    return [
      ciQuestion(found),
      pythonQuestion(found),
      { ...entry, ...(likely[0] !== undefined && { value: likely[0] }) },
      scheduleQuestion,
    ];
  },
  plan: ({ project: [found], schedule }, ground) => {
    if (!found) return { changes: [] };
    const present = schedule.find(({ training, paused }) => training && !paused);
    if (present) return { changes: [], notes: [say`Training runs by itself already (${present.path}).`] };
    const entry = ground.choices['entry'] ?? '';
    if (entry !== 'dvc repro' && !ground.has(entry))
      throw new UserError(say`There is no file ${entry} in the repository.`);
    const environment = runtimeOf(found);
    const { command, install } = commandOf(entry, found, environment);
    const view = {
      ...setupView(found, ground.choices['python'] ?? '', {
        ...environment,
        install: [...environment.install, ...install],
      }),
      branch: found.branch,
      cron: ground.choices['schedule'],
      command,
      run: environment.run,
      pipeline: entry === 'dvc repro',
      outputs: outputsOf(entry, found),
    };
    const { changes, notes } = createWorkflow(ground, 'retrain', view);
    const remains = [
      ...(ground.choices['ci'] === 'gitlab'
        ? [say`Create the schedule under Build → Pipeline schedules: GitLab keeps it outside of the file.`]
        : []),
      ...(entry === 'dvc repro' && !found.declares('dvc')
        ? [say`Add dvc to the dependencies, so that the workflow can run it.`]
        : []),
      say`Give the workflow access to the training data: files that git ignores are not there.`,
    ];
    return { changes, notes: changes.length > 0 ? [...notes, ...remains] : notes };
  },
});

/** Puts something more into the environment of a project, without a change to its files. */
const extra = ({ manager }: Project, { run }: Environment, packages: readonly string[]): readonly string[] =>
  manager === 'uv' || manager === 'pixi' ? [] : [`${run}python -m pip install ${packages.join(' ')}`];

function commandOf(entry: string, found: Project, environment: Environment) {
  const { run } = environment;
  if (entry === 'dvc repro') return { command: `${run}dvc repro --pull`, install: [] };
  if (!entry.endsWith('.ipynb')) return { command: `${run}python ${entry}`, install: [] };
  const packages = [`papermill==${pin['papermill']}`, `ipykernel==${pin['ipykernel']}`];
  const brought = packages.map((one) => `--with ${one} `).join('');
  return {
    command: `${run}${found.manager === 'uv' ? brought : ''}papermill ${entry} ${entry
      .split('/')
      .at(-1)
      ?.replace(/\.ipynb$/, '.run.ipynb')}`,
    install: extra(found, environment, packages),
  };
}

/** What the run leaves behind: the files that the script names, or the notebook with its results. */
function outputsOf(entry: string, found: Project): readonly string[] {
  const script = found.modules.find(({ path }) => path === entry);
  if (script) return stageOf('train', script).writes;
  return entry.endsWith('.ipynb') ? [(entry.split('/').at(-1) ?? '').replace(/\.ipynb$/, '.run.ipynb')] : [];
}
