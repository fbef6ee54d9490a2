import { listed } from '../listing.ts';
import { derived } from '../signal.ts';
import { type CodeStep, codeStep } from './step.ts';

/** Steps of machine learning in code that git tracks, outside tests. */
export const versionedStep = derived({ codeStep, listed }, ({ codeStep, listed }): CodeStep[] => {
  const tracked = new Set(listed.filter((file) => file.tracked).map(({ path }) => path));
  return codeStep.filter(({ path, test }) => !test && tracked.has(path));
});
