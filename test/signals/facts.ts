import type { FileSignal } from '../../src/signals/signal.ts';
import { sourceFile } from '../../src/signals/source.ts';

/** The facts that a signal finds in the text of one file. */
export const factsOf = <Fact>(signal: FileSignal<Fact>, path: string, ...lines: string[]): Fact[] => {
  const file = sourceFile(path, `${lines.join('\n')}\n`);
  return signal.mentions?.test(file.text) === false ? [] : [...signal.parse(file)];
};
