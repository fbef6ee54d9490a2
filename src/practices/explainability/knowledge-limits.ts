import { inferenceGuard } from '../../signals/drift.ts';
import { inRole, toolUse } from '../../signals/tool/use.ts';
import { about, topic } from '../../signals/topic.ts';
import { uncertainty } from '../../signals/uncertainty.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'explainability/knowledge-limits',
  number: 57,
  mode: 'assisted',
  applies: ['ml'],
  signals: { toolUse, uncertainty, topic, inferenceGuard },
  judge: ({ toolUse, uncertainty, topic, inferenceGuard }) => {
    const limits = about(topic, 'limitations').filled;
    const library = inRole(toolUse, 'uncertainty').used;
    return (
      met([...library.filter(({ notebook }) => !notebook), ...uncertainty]) ??
      met(limits, inferenceGuard) ??
      partial(say`a guard in the code: the limits are only written down`, limits) ??
      partial(say`uncertainty outside notebooks, where predictions are made`, library) ??
      unmet()
    );
  },
  scaffolds: ['uncertainty-guard'],
});
