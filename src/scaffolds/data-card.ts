import { say } from '../text.ts';
import { document } from './document.ts';

export default document({
  id: 'data-card',
  title: say`A data card`,
  file: 'data-card.md',
  present: /(^|\/)[^/]*(data[-_ ]?(set)?[-_ ]?card|datasheet)[^/]*\.(md|rst)$/i,
  view: (about, _found, ground) => ({
    data: about.data.slice(0, 30),
    preparation: about.preparation.slice(0, 30),
    versioned: about
      .tools('data-versioning')
      .map(({ name }) => name)
      .join(', '),
    dictionary: ground.has(`${about.folder}/data-dictionary.md`),
  }),
  left: say`Fill in what “to be written” stands for: where the data comes from, what is done to it, and why.`,
});
