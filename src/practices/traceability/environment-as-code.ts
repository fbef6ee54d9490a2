import { container, devContainerImage } from '../../signals/container.ts';
import { looseInstall, pinnedEnvironment, projectManifest } from '../../signals/dependencies.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/environment-as-code',
  number: 20,
  mode: 'auto',
  applies: ['ml'],
  signals: { pinnedEnvironment, projectManifest, container, devContainerImage, looseInstall },
  judge: ({ pinnedEnvironment, projectManifest, container, devContainerImage, looseInstall }) => {
    const declared = projectManifest.flatMap(({ dependencies }) => {
      const open = dependencies.filter(({ pinned }) => !pinned);
      const [first] = open;
      const names = open.slice(0, 3).map(({ name }) => name);
      return first ? [{ ...first, note: say`leaves versions open: ${names.join(', ')}` }] : [];
    });
    const images = [...container.flatMap(({ bases }) => bases), ...devContainerImage].map((base) => ({
      ...base,
      note: say`builds on ${base.reference}`,
    }));
    return (
      met(pinnedEnvironment) ??
      partial(say`pinned versions, or a lock file`, declared, images, looseInstall) ??
      unmet()
    );
  },
  scaffolds: ['container', 'dev-container', 'dependency-updates', 'lock-file'],
});
