import { listed } from '../../signals/listing.ts';
import { passage } from '../../signals/passage.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const diagramFile = /\.(puml|plantuml|drawio|dio|c4|dsl|excalidraw|mmd|mermaid)$/i;
const picture =
  /(^|[/_-])[^/]*(architecture|system|deployment|workflow|flow|overview|infrastructure|pipeline)[^/]*\.(png|jpe?g|svg|gif|webp|pdf)$/i;
const layers =
  /\b(layers?|attention|convolution\w*|encoder|decoder|hidden|embedding|head|backbone|parameters|activation|dropout)\b/i;
const system =
  /\b(service|api|database|queue|bucket|storage|deploy\w*|server|client|pipeline|container|kubernetes|lambda|endpoint|registry|scheduler|component|module|data flow|サービス|データベース)\b/i;

export default practice({
  id: 'documentation/architecture',
  number: 8,
  mode: 'auto',
  applies: ['ml'],
  signals: { topic, passage, listed },
  judge: ({ topic, passage, listed }) => {
    const architecture = about(topic, 'architecture');
    const ofTheModel = ({ passage: { text } }: (typeof topic)[number]) =>
      layers.test(text) && !system.test(text);
    const sections = architecture.filled.filter((one) => !ofTheModel(one));
    const decisions = listed
      .filter(({ path }) =>
        /(^|\/)(adrs?|decisions?|decision[-_]records?)\/[^/]*\d[^/]*\.(md|rst)$/i.test(path),
      )
      .map((one) => ({ ...one, note: say`is an architecture decision record` }));
    const diagrams = passage
      .filter(({ notebook }) => !notebook)
      .flatMap(({ path, fences }) =>
        fences
          .filter(
            ({ language, text }) =>
              /^(mermaid|plantuml|puml|c4)$/.test(language) && !/^\s*(pie|gantt|gitGraph|xychart)/.test(text),
          )
          .map(({ line }) => ({ path, line, note: say`draws a diagram` })),
      );
    const files = listed
      .filter(
        ({ path }) =>
          diagramFile.test(path) ||
          (picture.test(path) && !/model[-_ ]?(architecture|overview)|network[-_ ]?arch/i.test(path)),
      )
      .map((one) => ({ ...one, note: say`is a diagram` }));
    const modelAlone = architecture.filled.filter(ofTheModel);
    const layout = about(topic, 'layout').filled;
    return (
      met([...sections, ...decisions, ...diagrams, ...files]) ??
      partial(say`how the parts work together; a listing of folders does not say it`, layout) ??
      partial(say`the system around the model`, modelAlone) ??
      partial(say`text: the section is still that of a template`, architecture.unfilled) ??
      unmet()
    );
  },
  scaffolds: [],
});
