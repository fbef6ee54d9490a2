import { iac } from '../../signals/flag.ts';
import { ownershipSignals } from '../../signals/ownership.ts';
import { requiredReview } from '../../signals/review.ts';
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
    const rules = [...codeOwners, ...prowOwners].filter(({ optional }) => !optional);
    const covering = rules.filter(({ owns }) => iac.some(({ path }) => owns(path)));
    const bare = iac.find(({ path }) => !rules.some(({ owns }) => owns(path)));
    const evidence = (owners: typeof rules) =>
      owners.map((rule) => ({ ...rule, note: say`${rule.owners.join(' ')} own ${rule.pattern}` }));
    return (
      met(requiredReview) ??
      (bare
        ? partial(say`owners of ${bare.path}`, evidence(covering.length > 0 ? covering : rules))
        : met(evidence(covering))) ??
      unmet()
    );
  },
  scaffolds: ['codeowners', 'branch-ruleset'],
});
