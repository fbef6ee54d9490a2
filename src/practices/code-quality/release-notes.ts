import { changelog, newsSection } from '../../signals/changelog.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/release-notes',
  number: 38,
  mode: 'auto',
  applies: ['ml'],
  signals: { changelog, newsSection, toolUse },
  judge: ({ changelog, newsSection, toolUse }) => {
    const versioned = changelog
      .filter(({ versions }) => versions > 0)
      .map((one) => ({ ...one, note: say`has notes for ${one.versions} versions` }));
    const unversioned = [...changelog, ...newsSection].map((one) => ({
      ...one,
      note: say`says nothing of any version`,
    }));
    return (
      met([...versioned, ...inRole(toolUse, 'release-notes').used]) ??
      partial(say`an entry for each version`, unversioned) ??
      unmet()
    );
  },
  scaffolds: ['changelog'],
});
