import { dataSchema } from '../../signals/schema.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const listed = /^\s*[-*]?\s*\S.*([:–—-]|\s{2,})\s*\S/m;

export default practice({
  id: 'documentation/data-definition',
  number: 5,
  mode: 'auto',
  applies: ['ml'],
  signals: { topic, dataSchema },
  judge: ({ topic, dataSchema }) => {
    const definition = about(topic, 'data-definition');
    const dictionary = definition.filled.filter(
      ({ passage }) =>
        passage.tables.some(({ rows, header }) => rows >= 2 && header.length >= 2) ||
        (passage.text.match(new RegExp(listed, 'gm'))?.length ?? 0) >= 3,
    );
    const schemas = dataSchema.map((schema) => ({
      ...schema,
      note: schema.described ? say`describes its columns` : say`defines columns without descriptions`,
    }));
    return (
      met([...schemas.filter(({ described }) => described), ...dictionary]) ??
      partial(say`what each column means`, schemas) ??
      partial(say`text: the section is still that of a template`, definition.unfilled) ??
      unmet()
    );
  },
  scaffolds: [],
});
