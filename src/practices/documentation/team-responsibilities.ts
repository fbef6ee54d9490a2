import { manifest } from '../../signals/manifest.ts';
import { ownershipSignals } from '../../signals/ownership.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const { codeOwners, prowOwners } = ownershipSignals;
const namesSomebody =
  /@\w|\[[^\]]+\]\(|\b[\w.+-]+@[\w-]+\.\w+|\b\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|\bteam\b|slack|[一-鿿]{2,}/u;

export default practice({
  id: 'documentation/team-responsibilities',
  number: 2,
  mode: 'assisted',
  applies: ['ml'],
  signals: { codeOwners, prowOwners, topic, manifest },
  judge: ({ codeOwners, prowOwners, topic, manifest }) => {
    const owners = [...codeOwners, ...prowOwners].map((rule) => ({
      ...rule,
      note: say`${rule.owners.join(' ')} own ${rule.pattern}`,
    }));
    const team = about(topic, 'team');
    const named = team.filled.filter(({ passage }) => namesSomebody.test(passage.text));
    const authors = manifest
      .flatMap(({ authors }) => authors)
      .map((author) => ({ ...author, note: say`names ${author.name} as author` }));
    return (
      met([...owners, ...named]) ??
      partial(say`who answers for what; an author in the package metadata says little`, authors) ??
      partial(say`names: the section is still that of a template`, team.unfilled) ??
      unmet()
    );
  },
  scaffolds: [],
});
