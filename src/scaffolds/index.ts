import abAssignment from './ab-assignment.ts';
import container from './container.ts';
import continuousDelivery from './continuous-delivery.ts';
import continuousIntegration from './continuous-integration.ts';
import dataValidation from './data-validation.ts';
import dependencyUpdates from './dependency-updates.ts';
import devContainer from './dev-container.ts';
import driftReport from './drift-report.ts';
import dvcPipeline from './dvc-pipeline.ts';
import experimentTracking from './experiment-tracking.ts';
import explanation from './explanation.ts';
import feedbackCollection from './feedback-collection.ts';
import infrastructureCi from './infrastructure-ci.ts';
import lefthook from './lefthook.ts';
import modelQualityGate from './model-quality-gate.ts';
import modelRegistry from './model-registry.ts';
import preCommit from './pre-commit.ts';
import retrainingSchedule from './retraining-schedule.ts';
import type { Scaffold } from './scaffold.ts';
import uncertaintyGuard from './uncertainty-guard.ts';

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
  explanation,
  uncertaintyGuard,
  abAssignment,
  driftReport,
  feedbackCollection,
  modelRegistry,
  modelQualityGate,
];
