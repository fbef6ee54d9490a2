import { pinnedImage } from '../../signals/container.ts';
import { pinnedEnvironment } from '../../signals/dependencies.ts';
import { resourceSignals } from '../../signals/resource.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const { kubernetes, azureMl, computeRequest } = resourceSignals;

export default practice({
  id: 'traceability/run-to-environment',
  number: 24,
  mode: 'auto',
  applies: ['ml'],
  signals: { toolUse, pinnedEnvironment, kubernetes, azureMl, computeRequest },
  judge: ({ toolUse, pinnedEnvironment, kubernetes, azureMl, computeRequest }) => {
    const saved = inRole(toolUse, 'run-environment');
    const jobs = [
      ...kubernetes.filter(({ type }) => /\/(Job|CronJob|\w*Workflow\w*|\w+Job)$/.test(type)),
      ...azureMl,
      ...computeRequest,
    ];
    const images = jobs.flatMap(({ source, path }) =>
      [...(source?.walk() ?? [])]
        .filter(
          ([key, { text }]) =>
            (key === 'image' || key === 'image_id' || key === 'base_image' || key === 'environment') &&
            text !== undefined &&
            (pinnedImage(text) || /^azureml:[\w-]+[:@][\w.]+$/.test(text)),
        )
        .map(([, { line, text }]) => ({ path, line, note: say`runs in ${text ?? ''}` })),
    );
    return (
      met([...saved.used, ...images]) ??
      partial(say`a link from runs to the pinned environment`, pinnedEnvironment) ??
      partial(say`a tracker that is on by default`, saved.off) ??
      unmet()
    );
  },
  scaffolds: [],
});
