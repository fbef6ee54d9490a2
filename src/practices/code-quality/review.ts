import { ownershipSignals } from '../../signals/ownership.ts';
import { requiredReview } from '../../signals/review.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const { codeOwners, prowOwners, requestTemplate } = ownershipSignals;

export default practice({
  id: 'code-quality/review',
  number: 34,
  mode: 'assisted',
  applies: ['ml'],
  signals: { codeOwners, prowOwners, requestTemplate, requiredReview },
  judge: ({ codeOwners, prowOwners, requestTemplate, requiredReview }) => {
    const owners = [...codeOwners, ...prowOwners]
      .filter(({ optional }) => !optional)
      .map((rule) => ({ ...rule, note: say`${rule.owners.join(' ')} own ${rule.pattern}` }));
    const checklists = requestTemplate
      .filter(({ forReviewer }) => forReviewer.length > 0)
      .map((template) => ({
        ...template,
        note: say`has a checklist of ${template.forReviewer.length} items for the reviewer`,
      }));
    return (
      met([...owners, ...requiredReview]) ??
      partial(say`somebody who has to approve; a checklist only reminds`, checklists) ??
      unmet()
    );
  },
  scaffolds: ['codeowners', 'branch-ruleset', 'pull-request-template'],
});
