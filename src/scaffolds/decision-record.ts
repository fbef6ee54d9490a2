import { listed } from '../signals/listing.ts';
import { say } from '../text.ts';
import { create, scaffold } from './scaffold.ts';
import { subject } from './subject.ts';

const record = /(^|\/)(adrs?|decisions?|decision[-_]records?)\/[^/]*\d[^/]*\.(md|rst|adoc)$/i;

export default scaffold({
  id: 'decision-record',
  title: say`Records of architecture decisions`,
  signals: { subject, listed },
  templates: ['0001-record-architecture-decisions.md', 'template.md'],
  asks: () => [],
  plan: ({ subject: [about], listed }, ground) => {
    if (!about) return { changes: [] };
    const present = listed.find(({ path }) => record.test(path));
    if (present) return { changes: [], notes: [say`Decisions are recorded already (${present.path}).`] };
    const folder = `${about.folder}/decisions`;
    const names = ['0001-record-architecture-decisions.md', 'template.md'];
    return {
      changes: names.flatMap((name) => create(ground, `${folder}/${name}`, ground.fill(name, { folder }))),
      notes: [
        say`The first record says that decisions are recorded. Copy ${`${folder}/template.md`} for the next; the choice of the model is a good one.`,
      ],
    };
  },
});
