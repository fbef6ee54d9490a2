import type { Call } from '../formats/python/code.ts';
import { module } from '../signals/code/module.ts';
import { say } from '../text.ts';
import { hint } from './hint.ts';
import { addArgument, argumentOf, isOwnCode } from './place.ts';
import { seeded } from './seed.ts';

/** Splits that draw at random, and the argument that makes them draw the same again. */
const splits: readonly {
  readonly name: RegExp;
  readonly seed: string;
  readonly value: string;
  readonly shuffles?: true;
}[] = [
  {
    name: /^sklearn\.model_selection\.(train_test_split|(Stratified)?(Group)?ShuffleSplit)$/,
    seed: 'random_state',
    value: '42',
  },
  {
    name: /^sklearn\.model_selection\.(Stratified(Group)?)?KFold$/,
    seed: 'random_state',
    value: '42',
    shuffles: true,
  },
  {
    name: /^torch\.utils\.data\.random_split$/,
    seed: 'generator',
    value: 'torch.Generator().manual_seed(42)',
  },
  { name: /\.randomSplit$/, seed: 'seed', value: '42' },
];

/** https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness */
export default hint({
  id: 'unseeded-split',
  practice: 'traceability/training-data-version',
  title: say`Split of the data without a seed`,
  signals: { module },
  *find({ module }) {
    const isSeeded = seeded(module);
    for (const file of module.filter(isOwnCode)) {
      for (const call of file.calls) {
        const split = splits.find(({ name }) => name.test(call.name));
        const edit = split && isOpen(call, split) && addArgument(call, `${split.seed}=${split.value}`);
        if (!edit || isSeeded(file.path)) continue;
        const name = call.name.split('.').at(-1) ?? '';
        const known =
          !split.value.startsWith('torch.') ||
          file.imports.some(
            ({ module, name, local }) => module === 'torch' && !name && (local ?? 'torch') === 'torch',
          );
        const note = say`${name} without ${split.seed} splits the data differently in each run.`;
        const fix = { title: say`Add ${split.seed}=${split.value}`, edits: [edit] };
        yield { path: file.path, range: call.range, note, ...(known && { fix }) };
      }
    }
  },
});

/** Whether it draws at random, and is given no seed, nor one by its place. */
function isOpen(call: Call, { seed, shuffles }: (typeof splits)[number]): boolean {
  if (argumentOf(call, seed)) return false;
  const shuffle = argumentOf(call, 'shuffle')?.text;
  const places = call.arguments.filter(({ keyword }) => keyword === undefined).length;
  if (seed === 'seed') return places === 1;
  if (seed === 'generator') return places <= 2;
  return shuffles ? shuffle === 'True' && places <= 1 : shuffle !== 'False';
}
