import { dvcModel } from '../../signals/artifact.ts';
import { delivery } from '../../signals/delivery.ts';
import { modelAlias } from '../../signals/modelAlias.ts';
import { ownImage } from '../../signals/ownImage.ts';
import { restoringJob } from '../../signals/restoringJob.ts';
import { rollout } from '../../signals/rollout.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/rollback-strategy',
  number: 28,
  mode: 'assisted',
  applies: ['ml'],
  signals: { rollout, modelAlias, restoringJob, topic, toolUse, dvcModel, delivery, ownImage },
  judge: ({ rollout, modelAlias, restoringJob, topic, toolUse, dvcModel, delivery, ownImage }) => {
    const several = rollout.filter(({ kind }) => kind !== 'single' && kind !== 'shadow');
    const { filled, unfilled } = about(topic, 'rollback', 'runbook');
    const versions = [
      ...inRole(toolUse, 'model-registry').used,
      ...dvcModel,
      ...delivery.filter(({ what }) => what === 'image'),
      ...ownImage,
    ];
    return (
      met([...several, ...modelAlias, ...restoringJob, ...filled]) ??
      partial(say`a way back: the versions are kept, but nothing says how one is restored`, versions) ??
      partial(say`text: the section is still that of a template`, unfilled) ??
      unmet()
    );
  },
  scaffolds: ['rollback', 'rollout', 'model-registry', 'rollback-runbook'],
});
