import { delivery } from '../../signals/delivery.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'traceability/infrastructure-delivery',
  number: 12,
  mode: 'auto',
  applies: ['iac'],
  signals: { delivery, toolUse },
  judge: ({ delivery, toolUse }) => {
    const applied = delivery.filter(({ what }) => what === 'infrastructure');
    const automatic = applied.filter((one) => one.automatic);
    return (
      met([...automatic, ...inRole(toolUse, 'gitops').used]) ??
      partial(say`a trigger: somebody has to start it`, applied) ??
      unmet()
    );
  },
  scaffolds: [],
});
