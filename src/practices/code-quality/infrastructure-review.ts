import { iac } from '../../signals/flag.ts';
import { ownershipSignals } from '../../signals/ownership.ts';
import { ownerOf, requiredReview } from '../../signals/review.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const { codeOwners, prowOwners } = ownershipSignals;

export default practice({
  id: 'code-quality/infrastructure-review',
  number: 30,
  mode: 'assisted',
  applies: ['iac'],
  signals: { iac, codeOwners, prowOwners, requiredReview },
  judge: ({ iac, codeOwners, prowOwners, requiredReview }) => {
    const rules = [...prowOwners, ...codeOwners];
    const covering = [...new Set(iac.flatMap(({ path }) => ownerOf(path, rules) ?? []))];
    const evidence = (owners: typeof rules) =>
      owners.map((rule) => ({ ...rule, note: say`${rule.owners.join(' ')} own ${rule.pattern}` }));
    return (
      met([...evidence(covering), ...requiredReview]) ??
      partial(say`owners of the infrastructure: no rule covers it`, evidence(rules)) ??
      unmet()
    );
  },
  scaffolds: [],
});
