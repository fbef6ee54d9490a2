import { documentationSite } from '../../signals/documentationSite.ts';
import { documented } from '../../signals/documented.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'code-quality/code-documentation',
  number: 37,
  mode: 'auto',
  applies: ['ml'],
  signals: { documented, documentationSite, toolUse },
  judge: ({ documented, documentationSite, toolUse }) => {
    const generated = [...documentationSite, ...inRole(toolUse, 'api-reference').used];
    return (
      met([...generated, ...documented.filter(({ share }) => share >= 0.6)]) ??
      partial(
        say`docstrings on at least 60 % of the public functions and classes`,
        documented.filter(({ share }) => share >= 0.1),
      ) ??
      unmet()
    );
  },
  scaffolds: [],
});
