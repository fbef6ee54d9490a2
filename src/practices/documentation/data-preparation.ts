import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'documentation/data-preparation',
  number: 4,
  mode: 'auto',
  applies: ['ml'],
  signals: { topic },
  judge: ({ topic }) => {
    const source = about(topic, 'data-source');
    const processing = about(topic, 'data-processing');
    return (
      met(source.filled, processing.filled) ??
      partial(say`how the data is cleaned and prepared, and why`, source.filled) ??
      partial(say`where the data comes from`, processing.filled) ??
      partial(say`text: the sections are still those of a template`, source.unfilled, processing.unfilled) ??
      unmet()
    );
  },
  scaffolds: ['data-card'],
});
