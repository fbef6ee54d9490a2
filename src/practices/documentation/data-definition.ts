import { definesColumns, definesEntries, listsFields } from '../../signals/dictionary.ts';
import { passage } from '../../signals/passage.ts';
import { dataSchema } from '../../signals/schema.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

export default practice({
  id: 'documentation/data-definition',
  number: 5,
  mode: 'auto',
  applies: ['ml'],
  signals: { topic, passage, dataSchema },
  judge: ({ topic, passage, dataSchema }) => {
    const definition = about(topic, 'data-definition');
    const tables = passage
      .filter(({ whole, filled }) => !whole && filled)
      .filter(definesColumns)
      .map((one) => ({ ...one, note: say`has a table of columns and their meaning` }));
    const lists = passage
      .filter((one) => !one.whole && one.filled && listsFields(one))
      .map((one) => ({ ...one, note: say`lists fields and their meaning` }));
    const dictionary = [
      ...definition.filled.filter(({ passage }) => definesEntries(passage)),
      ...tables,
      ...lists,
    ];
    const schemas = dataSchema.map((schema) => ({
      ...schema,
      note: schema.described ? say`describes its columns` : say`defines columns without descriptions`,
    }));
    return (
      met([...schemas.filter(({ described }) => described), ...dictionary]) ??
      partial(
        say`what each column means`,
        schemas,
        definition.filled.filter(({ passage }) => !passage.notebook),
      ) ??
      partial(say`text: the section is still that of a template`, definition.unfilled) ??
      unmet()
    );
  },
  scaffolds: ['data-validation', 'data-dictionary'],
});
