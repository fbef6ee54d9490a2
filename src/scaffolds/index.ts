import container from './container.ts';
import continuousIntegration from './continuous-integration.ts';
import dvcPipeline from './dvc-pipeline.ts';
import lefthook from './lefthook.ts';
import preCommit from './pre-commit.ts';
import type { Scaffold } from './scaffold.ts';

/** All scaffolds. */
export const scaffolds: readonly Scaffold[] = [
  continuousIntegration,
  preCommit,
  lefthook,
  container,
  dvcPipeline,
];
