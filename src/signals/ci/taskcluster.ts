import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import {
  type Event,
  type Job,
  runnable,
  type Trigger,
  trigger,
  type Workflow,
  workflowOf,
} from './workflow.ts';

const all: readonly Event[] = ['pull-request', 'push', 'tag', 'release'];

/** https://docs.taskcluster.net/docs/reference/integrations/github/taskcluster-yml-v1, whose conditions are JSON-e. */
export const taskcluster = fromFiles<Workflow>({
  reads: ['.taskcluster.yml'],
  *parse({ path, yaml }) {
    const [source] = yaml();
    const tasks = source?.get('tasks');
    const jobs = tasks ? [...jobsIn(tasks, path, all)] : [];
    if (source && jobs.length > 0) yield workflowOf('Taskcluster', path, jobs, source);
  },
});

/** The tasks below a value, each with what is left of the events by the conditions around it. */
function* jobsIn(at: Located, path: string, events: readonly Event[]): Generator<Job> {
  const condition = at.get('$if')?.text;
  const asked = condition === undefined ? undefined : eventsOf(condition);
  for (const [key, value] of at.entries) {
    const left =
      asked === undefined || (key !== 'then' && key !== 'else')
        ? events
        : events.filter((event) => asked.includes(event) === (key === 'then'));
    if (key === 'payload') {
      const words = value.get('command')?.texts ?? [];
      if (words.length > 0) yield jobOf(at, value, words, path, events);
    } else yield* jobsIn(value, path, left);
  }
  for (const item of at.items) yield* jobsIn(item, path, events);
}

/** The events that a condition speaks of; undefined where it speaks of none. */
function eventsOf(condition: string): readonly Event[] | undefined {
  const found = new Set<Event>();
  if (/github-pull-request/.test(condition)) found.add('pull-request');
  if (/github-release/.test(condition)) found.add('release');
  if (/github-push/.test(condition)) {
    const tagged = /refs\/tags/.test(condition);
    if (tagged || !/refs\/heads/.test(condition)) found.add('tag');
    if (!tagged) found.add('push');
  }
  return found.size > 0 ? [...found] : undefined;
}

function jobOf(
  task: Located,
  payload: Located,
  words: readonly string[],
  path: string,
  events: readonly Event[],
): Job {
  const text = words.join(' ').replace(/^(\/\S*\/)?(ba|)sh -\w*c\w* /, '');
  const line = payload.get('command')?.line ?? task.line;
  const image = payload.get('image')?.text;
  return {
    name: task.get('metadata', 'name')?.text ?? 'task',
    line: task.line,
    commands: runnable([{ text, line, path }]),
    uses: [],
    triggers: events.map((on): Trigger => trigger(on, task)),
    ...(image !== undefined && { image }),
  };
}
