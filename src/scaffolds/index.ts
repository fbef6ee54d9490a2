import container from './container.ts';
import continuousDelivery from './continuous-delivery.ts';
import continuousIntegration from './continuous-integration.ts';
import dataValidation from './data-validation.ts';
import dependencyUpdates from './dependency-updates.ts';
import devContainer from './dev-container.ts';
import dvcPipeline from './dvc-pipeline.ts';
import experimentTracking from './experiment-tracking.ts';
import infrastructureCi from './infrastructure-ci.ts';
import lefthook from './lefthook.ts';
import preCommit from './pre-commit.ts';
import retrainingSchedule from './retraining-schedule.ts';
import type { Scaffold } from './scaffold.ts';

/** All scaffolds. */
export const scaffolds: readonly Scaffold[] = [
  continuousIntegration,
  preCommit,
  lefthook,
  container,
  dvcPipeline,
  continuousDelivery,
  infrastructureCi,
  retrainingSchedule,
  devContainer,
  dependencyUpdates,
  dataValidation,
  experimentTracking,
];
