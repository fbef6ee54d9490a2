import { iac } from '../../signals/flag.ts';
import { history, listed } from '../../signals/listing.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/infrastructure-versioned',
  number: 10,
  mode: 'auto',
  applies: ['iac'],
  signals: { iac, listed, history },
  judge: ({ iac, listed, history }) => {
    const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
    const untracked = history.length > 0 ? iac.filter(({ path }) => !tracked.has(path)) : [];
    const versioned = iac
      .filter(({ path }) => tracked.has(path))
      .map((one) => ({ ...one, note: say`is tracked by git` }));
    return partial(say`a commit: git does not track these files`, untracked) ?? met(versioned) ?? unmet();
  },
  scaffolds: [],
});
