import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { narrow, type Occasion, type Value } from './condition.ts';
import {
  everyBranch,
  type Job,
  script,
  type Trigger,
  type Use,
  type Workflow,
  workflowOf,
} from './workflow.ts';

/** https://buildkite.com/docs/pipelines/configure/step-types/command-step */
export const buildkite = fromFiles<Workflow>({
  reads: ['.buildkite/**/*.{yml,yaml}'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const jobs: Job[] = [];
    let manual = false;
    const collect = (steps: readonly Located[], outer: string | undefined) => {
      for (const step of steps) {
        if (step.get('block')) manual = true;
        const inner = step.get('steps');
        if (inner) collect(inner.items, step.get('if')?.text ?? outer);
        else jobs.push(...readStep(step, path, outer, manual));
      }
    };
    collect((source?.isList ? source : source?.get('steps'))?.items ?? [], undefined);
    if (source && jobs.length > 0) yield workflowOf('Buildkite', path, jobs, source);
  },
});

function readStep(step: Located, path: string, outer: string | undefined, manual: boolean): Job[] {
  const commands = [...script(step.get('command'), path), ...script(step.get('commands'), path)];
  const uses = (step.get('plugins')?.items ?? []).flatMap((plugin): Use[] => {
    const [name, options] = plugin.text === undefined ? (plugin.entries[0] ?? []) : [plugin.text, undefined];
    return name
      ? [{ text: name.replace('#', '@'), line: plugin.line, path, ...(options && { with: options }) }]
      : [];
  });
  const branches = step.get('branches')?.texts.flatMap((text) => text.split(/\s+/)) ?? [];
  const started = branches.length > 0 ? onBranches(step, branches) : everyBranch(step);
  const triggers = narrow(narrow(started, outer, lookup), step.get('if')?.text, lookup);
  if (commands.length + uses.length === 0 || triggers.length === 0) return [];
  return [
    {
      name: step.get('label')?.text ?? step.get('name')?.text ?? step.get('key')?.text ?? 'step',
      line: step.line,
      commands,
      uses,
      triggers,
      ...(manual && { manual }),
    },
  ];
}

function onBranches(step: Located, branches: readonly string[]): Trigger[] {
  const [push, request] = everyBranch(step);
  const limited = branches.some((one) => !one.startsWith('!'));
  return [...(push ? [{ ...push, branches }] : []), ...(request && !limited ? [request] : [])];
}

/** https://buildkite.com/docs/pipelines/configure/conditionals */
const lookup =
  ({ on, branch, tag }: Occasion) =>
  (name: string): Value => {
    switch (name) {
      case 'build.branch':
        return on === 'pull-request' ? undefined : (tag ?? branch);
      case 'build.tag':
        return tag ?? null;
      case 'build.pull_request.id':
        return on === 'pull-request' ? '1' : null;
      case 'build.pull_request.base_branch':
        return on === 'pull-request' ? branch : null;
      case 'pipeline.default_branch':
        return branch === 'master' ? 'master' : 'main';
      default:
        return undefined;
    }
  };
