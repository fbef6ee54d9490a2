import { changelog } from '../../signals/changelog.ts';
import { ciJob } from '../../signals/ci/job.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/release-notes',
  number: 38,
  mode: 'auto',
  applies: ['ml'],
  signals: { changelog, toolUse, ciJob },
  judge: ({ changelog, toolUse, ciJob }) => {
    const versioned = changelog
      .filter(({ versions }) => versions > 0)
      .map((one) => ({ ...one, note: say`has notes for ${one.versions} releases` }));
    const generated = ciJob.flatMap(({ runs, uses }) => [
      ...runs
        .filter(({ text }) => /--generate-notes/.test(text))
        .map((run) => ({ ...run, note: say`runs ${run.text.slice(0, 60)}` })),
      ...uses
        .filter((use) =>
          /^true$/.test(
            use.with?.get('generate_release_notes')?.text ??
              use.with?.get('generateReleaseNotes')?.text ??
              '',
          ),
        )
        .map((use) => ({ ...use, note: say`generates notes by ${use.text}` })),
    ]);
    const unversioned = changelog.map((one) => ({ ...one, note: say`names no version` }));
    return (
      met([...versioned, ...inRole(toolUse, 'release-notes').used, ...generated]) ??
      partial(say`an entry for each version`, unversioned) ??
      unmet()
    );
  },
  scaffolds: [],
});
