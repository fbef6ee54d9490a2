import { ciJob } from '../../signals/ci/job.ts';
import { delivery } from '../../signals/delivery.ts';
import { rollout } from '../../signals/rollout.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const restores = /\brollback\b|rollout undo|previous[-_ ]version|restore[-_ ]model|--to-revision/i;

export default practice({
  id: 'traceability/rollback-strategy',
  number: 28,
  mode: 'assisted',
  applies: ['ml'],
  signals: { rollout, toolUse, ciJob, topic, delivery },
  judge: ({ rollout, toolUse, ciJob, topic, delivery }) => {
    const several = rollout.filter(({ kind }) => kind !== 'single' && kind !== 'shadow');
    const aliases = inRole(toolUse, 'model-alias').used;
    const jobs = ciJob.flatMap(({ name, path, line, runs }) => {
      const run = runs.find(({ text }) => restores.test(text));
      return run
        ? [{ path: run.path, line: run.line, note: say`runs ${run.text.slice(0, 60)}` }]
        : restores.test(name)
          ? [{ path, line, note: say`has the job “${name}”` }]
          : [];
    });
    const versions = [
      ...inRole(toolUse, 'model-registry').used,
      ...delivery.filter(({ what }) => what === 'image'),
    ];
    return (
      met([...several, ...aliases, ...jobs, ...about(topic, 'rollback').filled]) ??
      partial(say`a way back: the versions are kept, but nothing says how one is restored`, versions) ??
      unmet()
    );
  },
  scaffolds: [],
});
