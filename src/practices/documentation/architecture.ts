import { type Diagram, diagram, folderTree, ofTheModelAlone, partsOfSystem } from '../../signals/diagram.ts';
import { passage } from '../../signals/passage.ts';
import { about, topic } from '../../signals/topic.ts';
import { say } from '../../text.ts';
import { met, partial, practice, unmet } from '../practice.ts';

const decisionRecord =
  /(^|\/)((adrs?|decisions?|decision[-_]records?)\/[^/]*\d|(adrs?|decision[-_]records?)\/(?!readme|index)[^/])[^/]*\.(md|rst|adoc)$/i;
/** What tools that manage decision records write by themselves. */
const boilerplate = /template|record-architecture-decisions/i;
/** Headings that leave no doubt; “How it works” may be about an algorithm. */
const explicit = /architecture|\b(system|software|solution|infrastructure)\b|アーキテクチャ|システム/i;
/** Headings that often stand over something else. */
const weak = /^(infrastructure|services|.*\bpipeline( overview)?|.*flow|under the hood)\W*$/i;

export default practice({
  id: 'documentation/architecture',
  number: 8,
  mode: 'auto',
  applies: ['ml'],
  signals: { topic, passage, diagram },
  judge: ({ topic, passage, diagram }) => {
    const { filled, unfilled } = about(topic, 'architecture');
    const sections = filled.filter(
      ({ passage: { whole, title, text, fences } }) =>
        partsOfSystem(
          [text, ...fences.filter((one) => !folderTree.test(one.text)).map((one) => one.text)].join('\n'),
        ) >= (weak.test(title) ? 4 : whole || explicit.test(title) ? 1 : 3),
    );
    const modelAlone = [
      ...filled.filter(({ passage: { text } }) => ofTheModelAlone(text)),
      ...about(topic, 'model-architecture').filled,
    ];
    const records = passage
      .filter(({ whole, filled, path }) => whole && filled && decisionRecord.test(path))
      .map((one) => ({ ...one, note: say`is an architecture decision record` }));
    const decisions = records.filter(({ path }) => !boilerplate.test(path));
    const trees = passage
      .filter(({ whole, fences }) => whole && fences.some(({ text }) => folderTree.test(text)))
      .map((one) => ({ ...one, note: say`lists the folders` }));
    const drawing = (of: Diagram['of']) => diagram.filter((one) => one.of === of);
    return (
      met([...sections, ...decisions, ...drawing('system')]) ??
      partial(say`the system around the model`, modelAlone, drawing('model')) ??
      partial(
        say`how the parts work together`,
        filled.filter(({ passage: { title } }) => explicit.test(title)),
      ) ??
      partial(
        say`how the parts work together; a listing of folders does not say it`,
        about(topic, 'layout').filled,
        trees,
      ) ??
      partial(say`a decision about this system; the record says only that decisions are recorded`, records) ??
      partial(say`text: the section is still that of a template`, unfilled) ??
      unmet()
    );
  },
  scaffolds: ['architecture-document', 'decision-record'],
});
