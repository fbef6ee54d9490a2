import type { Located } from '../../formats/located.ts';
import { fromFiles } from '../signal.ts';
import { type Job, runnable, type Trigger, trigger, type Workflow, workflowOf } from './workflow.ts';

/** https://docs.prow.k8s.io/docs/jobs/ */
export const prow = fromFiles<Workflow>({
  reads: ['.prow.yaml', '.prow/**/*.{yml,yaml}', '**/prow/**/*.{yml,yaml}', '**/prow_config.yaml'],
  mentions: /presubmits|postsubmits|periodics/,
  *parse({ path, yaml }) {
    const [source] = yaml();
    const kinds = ['presubmits', 'postsubmits', 'periodics'] as const;
    const jobs = kinds.flatMap((kind) =>
      [...(source?.get(kind)?.walk() ?? [])].flatMap(([, job]): Job[] => {
        const containers = job.get('spec', 'containers')?.items;
        if (!job.get('name') || !containers) return [];
        const image = containers[0]?.get('image')?.text;
        return [
          {
            name: job.get('name')?.text ?? kind,
            line: job.line,
            commands: containers.flatMap((container) => commandsOf(container, path)),
            uses: [],
            triggers: [startOf(kind, job)],
            ...(image !== undefined && { image }),
          },
        ];
      }),
    );
    if (source && jobs.length > 0) yield workflowOf('Prow', path, jobs, source);
  },
});

function commandsOf(container: Located, path: string) {
  const words = [...(container.get('command')?.texts ?? []), ...(container.get('args')?.texts ?? [])];
  const text = words.join(' ').replace(/^(\/\S*\/)?(ba|)sh -l?e?c /, '');
  const { line } = container;
  return runnable(text.split('\n').map((one) => ({ text: one.trim(), line, path })));
}

function startOf(kind: 'presubmits' | 'postsubmits' | 'periodics', job: Located): Trigger {
  const branches = job.get('branches')?.texts ?? [];
  if (kind === 'periodics') return trigger('schedule', job);
  if (kind === 'postsubmits') return trigger('push', job, { branches });
  // One that never starts by itself waits for `/test` in a comment.
  const asked =
    job.get('always_run')?.value !== true &&
    !['run_if_changed', 'skip_if_only_changed'].some((key) => job.get(key)) &&
    (job.get('always_run')?.value === false || job.get('trigger') !== undefined);
  return trigger(asked ? 'manual' : 'pull-request', job, { branches });
}
