import type { Call } from '../formats/python/code.ts';
import { module } from '../signals/code/module.ts';
import { codeStep } from '../signals/code/step.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { isOwnCode, trainingCalls } from './place.ts';
import { seeded } from './seed.ts';

/** Calls that draw from a generator that the whole process shares. */
const draws =
  /^(random\.(random|randint|randrange|uniform|gauss|choice|choices|sample|shuffle)|numpy\.random\.(rand\w*|normal|uniform|choice|shuffle|permutation|binomial|poisson|beta|gamma)|torch\.randperm)$/;

/** Batches in random order, as networks are trained on. */
const shuffles = ({ name, arguments: given }: Call): boolean =>
  /^torch\.utils\.data\.DataLoader$/.test(name) &&
  given.some(({ keyword, text }) => keyword === 'shuffle' && text === 'True') &&
  !given.some(({ keyword }) => keyword === 'generator');

/** https://docs.pytorch.org/docs/stable/notes/randomness.html */
export default hint({
  id: 'unseeded-training',
  practice: 'traceability/run-to-code',
  title: say`Randomness without a seed in training`,
  signals: { module, codeStep },
  *find({ module, codeStep }) {
    const isSeeded = seeded(module);
    const training = trainingCalls(codeStep);
    for (const file of module.filter((one) => isOwnCode(one) && training.has(one.path))) {
      const call = file.calls.find((one) => (one.imported && draws.test(one.name)) || shuffles(one));
      const trains = file.calls.find(({ range }) => range === training.get(file.path));
      // Elsewhere in a file that is only called, a draw may have nothing to do with the training.
      const together =
        file.entry !== undefined || trains?.within === undefined || trains.within === call?.within;
      if (!call || !together || isSeeded(file.path)) continue;
      const note = say`${call.name} draws differently in each run, since this training sets no seed.`;
      yield { path: file.path, range: call.range, note };
    }
  },
});
