import ciWithoutTests from './ci-without-tests.ts';
import debugServer from './debug-server.ts';
import type { Hint } from './hint.ts';
import largeFile from './large-file.ts';
import machineBoundPath from './machine-bound-path.ts';
import movingAction from './moving-action.ts';
import notebookOutputs from './notebook-outputs.ts';
import openCors from './open-cors.ts';
import printedMetric from './printed-metric.ts';
import secret from './secret.ts';
import unpinnedBaseImage from './unpinned-base-image.ts';
import unpinnedRequirement from './unpinned-requirement.ts';
import unsafeLoad from './unsafe-load.ts';
import unseededSplit from './unseeded-split.ts';
import unseededTraining from './unseeded-training.ts';
import untrackedTraining from './untracked-training.ts';

/** All hints, in the order in which they are documented. */
export const hints: readonly Hint[] = [
  machineBoundPath,
  secret,
  unpinnedRequirement,
  unpinnedBaseImage,
  movingAction,
  ciWithoutTests,
  unseededSplit,
  unseededTraining,
  untrackedTraining,
  printedMetric,
  notebookOutputs,
  largeFile,
  unsafeLoad,
  openCors,
  debugServer,
];
