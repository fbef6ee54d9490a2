import { manifest } from '../../signals/manifest.ts';
import { ownershipSignals, ownerTable } from '../../signals/ownership.ts';
import { isNobody, namesSomebody } from '../../signals/person.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const { codeOwners, prowOwners } = ownershipSignals;
export default practice({
  id: 'documentation/team-responsibilities',
  number: 2,
  mode: 'assisted',
  applies: ['ml'],
  signals: { codeOwners, prowOwners, ownerTable, topic, manifest },
  judge: ({ codeOwners, prowOwners, ownerTable, topic, manifest }) => {
    const owners = [...codeOwners, ...prowOwners]
      .filter(({ owners }) => !owners.every(isNobody))
      .map((rule) => ({ ...rule, note: say`${rule.owners.join(' ')} own ${rule.pattern}` }));
    const tables = ownerTable
      .filter(({ owners }) => !owners.every(isNobody))
      .map((table) => ({ ...table, note: say`names ${table.owners.slice(0, 3).join(', ')} as owners` }));
    const team = about(topic, 'team');
    const authors = manifest
      .flatMap(({ authors }) => authors)
      .map((author) => ({ ...author, note: say`names ${author.name} as author` }));
    return (
      met([...owners, ...tables, ...team.filled.filter(({ passage }) => namesSomebody(passage))]) ??
      partial(
        say`who answers for what; a list of authors says little`,
        authors,
        about(topic, 'authors').filled,
      ) ??
      partial(say`names: the section is still that of a template`, team.unfilled) ??
      unmet()
    );
  },
  scaffolds: ['codeowners'],
});
