import { namedEnvironment } from '../../signals/environment.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

/** One fact for each environment, where there are at least two. */
function several<T extends { readonly environment: string }>(found: readonly T[]): T[] {
  const each = new Map([...found].reverse().map((one) => [one.environment, one]));
  return each.size >= 2 ? [...each.values()].reverse() : [];
}

export default practice({
  id: 'traceability/environments',
  number: 14,
  mode: 'auto',
  applies: ['iac'],
  signals: { namedEnvironment },
  judge: ({ namedEnvironment }) => {
    const infrastructure = namedEnvironment.filter((one) => one.of === 'infrastructure');
    // Parts of a data set have such names, too: dev and test.
    const real = namedEnvironment.some(({ environment }) => /production|staging/.test(environment));
    return (
      met(several(infrastructure)) ??
      partial(
        say`environments of the infrastructure; only the application names them`,
        several(real ? namedEnvironment : []),
      ) ??
      unmet()
    );
  },
  scaffolds: ['terraform', 'kubernetes'],
});
