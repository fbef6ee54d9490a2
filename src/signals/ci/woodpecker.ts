import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import {
  type Event,
  everyBranch,
  except,
  type Job,
  script,
  type Trigger,
  trigger,
  type Workflow,
  workflowOf,
} from './workflow.ts';

const events: Readonly<Record<string, Event>> = {
  pull_request: 'pull-request',
  push: 'push',
  tag: 'tag',
  release: 'release',
  cron: 'schedule',
  manual: 'manual',
  // Drone: somebody promotes a build.
  promote: 'manual',
  rollback: 'manual',
};

/** Woodpecker and Drone. https://woodpecker-ci.org/docs/usage/workflow-syntax */
export const woodpecker = fromFiles<Workflow>({
  reads: ['.woodpecker.{yml,yaml}', '.woodpecker/**/*.{yml,yaml}', '.drone.{yml,yaml}'],
  *parse({ path, yaml }) {
    for (const source of yaml()) {
      const steps = source.get('steps') ?? source.get('pipeline');
      const list: (readonly [string, Located])[] = steps?.isList
        ? steps.items.map((step) => [step.get('name')?.text ?? 'step', step] as const)
        : [...(steps?.entries ?? [])];
      const whole = source.get('when') ?? source.get('trigger');
      const jobs = list.flatMap(([name, step]): Job[] => {
        const outer = whole ? readWhen(whole) : everyBranch(source);
        const own = step.get('when');
        const triggers = own ? together(outer, readWhen(own)) : outer;
        const image = step.get('image')?.text;
        const options = step.get('settings');
        const plugin = image && (options || !step.get('commands'));
        return [
          {
            name,
            line: step.line,
            commands: script(step.get('commands'), path),
            uses: plugin ? [{ text: image, line: step.line, path, ...(options && { with: options }) }] : [],
            triggers,
            ...(image !== undefined && { image }),
          },
        ];
      });
      const live = jobs.filter(({ triggers }) => triggers.length > 0);
      if (live.length > 0) yield workflowOf('Woodpecker', path, live, source);
    }
  },
});

/** What is named as a value, a list, or what to include and exclude. */
function named(at: Located | undefined): string[] {
  if (!at?.isMap) return at?.texts ?? [];
  return [...(at.get('include')?.texts ?? []), ...except(at.get('exclude')?.texts)];
}

/** One condition, or a list of which any holds. */
function readWhen(when: Located): Trigger[] {
  return (when.isList ? when.items : [when]).flatMap((one) => {
    const branches = named(one.get('branch') ?? one.get('branches'));
    const paths = named(one.get('path'));
    const found = named(one.get('event')).filter((name) => !name.startsWith('!'));
    const kinds: readonly Event[] =
      found.length > 0 ? found.map((name) => events[name] ?? 'event') : ['push', 'pull-request'];
    return kinds.map((on) => trigger(on, when, { branches: on === 'push' ? branches : [], paths }));
  });
}

/** What starts a step of a workflow: both have to hold. */
const together = (outer: readonly Trigger[], inner: readonly Trigger[]): Trigger[] =>
  inner.flatMap((one) => {
    const matching = outer.find(({ on }) => on === one.on);
    return matching ? [{ ...matching, ...one }] : [];
  });
