import { container } from '../../signals/container.ts';
import { pinnedEnvironment } from '../../signals/dependencies.ts';
import { manifest } from '../../signals/manifest.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/environment-as-code',
  number: 20,
  mode: 'auto',
  applies: ['ml'],
  signals: { pinnedEnvironment, manifest, container },
  judge: ({ pinnedEnvironment, manifest, container }) => {
    const declared = manifest
      .filter(({ dependencies }) => dependencies.length > 0)
      .map((one) => ({
        ...one,
        note: say`declares ${one.dependencies.length} dependencies, not all pinned`,
      }));
    const images = container
      .flatMap(({ bases }) => bases)
      .map((base) => ({ ...base, note: say`builds on ${base.reference}` }));
    return (
      met(pinnedEnvironment) ?? partial(say`pinned versions, or a lock file`, declared, images) ?? unmet()
    );
  },
  scaffolds: ['container'],
});
