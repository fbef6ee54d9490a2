import { say } from '../text.ts';
import { document } from './document.ts';

export default document({
  id: 'data-dictionary',
  title: say`A data dictionary of the columns that the code names`,
  file: 'data-dictionary.md',
  present:
    /(^|\/)[^/]*(data[-_ ]?dictionary|codebook|feature[-_ ]?(definitions?|catalog(ue)?|dictionary))[^/]*\.\w+$/i,
  asks: ({ columns }) =>
    columns.length > 0
      ? []
      : [
          {
            key: 'columns',
            prompt: say`Columns of the data, with commas between them`,
            choices: [],
            open: true,
          },
        ],
  view: ({ columns }, _found, { choices }) => ({
    columns:
      columns.length > 0
        ? columns
        : (choices['columns'] ?? '')
            .split(',')
            .map((name) => ({ name: name.trim() }))
            .filter(({ name }) => name !== ''),
  }),
  left: say`Write down what each column means, with its unit and the values that it can have.`,
});
