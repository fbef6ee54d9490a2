import { namedEnvironment } from '../../signals/environment.ts';
import { onePerFile } from '../../signals/flag.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const several = <T extends { readonly environment: string }>(found: readonly T[]) =>
  new Set(found.map(({ environment }) => environment)).size >= 2 ? found : [];

export default practice({
  id: 'traceability/environments',
  number: 14,
  mode: 'auto',
  applies: ['iac'],
  signals: { namedEnvironment },
  judge: ({ namedEnvironment }) => {
    const infrastructure = namedEnvironment.filter((one) => one.of === 'infrastructure');
    return (
      met(onePerFile(several(infrastructure))) ??
      partial(
        say`environments of the infrastructure; only the application names them`,
        onePerFile(several(namedEnvironment)),
      ) ??
      unmet()
    );
  },
  scaffolds: [],
});
