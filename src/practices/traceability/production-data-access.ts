import { practice, unanswered } from '../practice.ts';

export default practice({
  id: 'traceability/production-data-access',
  number: 15,
  mode: 'attest',
  applies: ['iac'],
  signals: {},
  judge: () => unanswered(),
  scaffolds: [],
});
