import type { Practice } from '../practices/practice.ts';
import abAssignment from './ab-assignment.ts';
import alertRules from './alert-rules.ts';
import apiDefinition from './api-definition.ts';
import apiDocument from './api-document.ts';
import architectureDocument from './architecture-document.ts';
import batchAlerts from './batch-alerts.ts';
import branchRuleset from './branch-ruleset.ts';
import changelog from './changelog.ts';
import codeowners from './codeowners.ts';
import configuration from './configuration.ts';
import container from './container.ts';
import continuousDelivery from './continuous-delivery.ts';
import continuousIntegration from './continuous-integration.ts';
import contributing from './contributing.ts';
import costBudget from './cost-budget.ts';
import dataCard from './data-card.ts';
import dataDictionary from './data-dictionary.ts';
import dataValidation from './data-validation.ts';
import decisionRecord from './decision-record.ts';
import dependencyUpdates from './dependency-updates.ts';
import devContainer from './dev-container.ts';
import driftReport from './drift-report.ts';
import dvcPipeline from './dvc-pipeline.ts';
import experimentTracking from './experiment-tracking.ts';
import explanation from './explanation.ts';
import featureModule from './feature-module.ts';
import featureRepository from './feature-repository.ts';
import feedbackCollection from './feedback-collection.ts';
import infrastructureCi from './infrastructure-ci.ts';
import kubernetes from './kubernetes.ts';
import lefthook from './lefthook.ts';
import loadTest from './load-test.ts';
import lockFile from './lock-file.ts';
import mlflowServer from './mlflow-server.ts';
import modelCard from './model-card.ts';
import modelQualityGate from './model-quality-gate.ts';
import modelRegistry from './model-registry.ts';
import preCommit from './pre-commit.ts';
import pullRequestTemplate from './pull-request-template.ts';
import retrainingSchedule from './retraining-schedule.ts';
import retrainingStrategy from './retraining-strategy.ts';
import riskAssessment from './risk-assessment.ts';
import rollback from './rollback.ts';
import rollbackRunbook from './rollback-runbook.ts';
import rollout from './rollout.ts';
import type { Scaffold } from './scaffold.ts';
import servingApi from './serving-api.ts';
import terraform from './terraform.ts';
import tests from './tests.ts';
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
  kubernetes,
  terraform,
  rollout,
  rollback,
  loadTest,
  alertRules,
  batchAlerts,
  costBudget,
  mlflowServer,
  featureRepository,
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
  codeowners,
  branchRuleset,
  pullRequestTemplate,
  contributing,
  modelCard,
  riskAssessment,
  dataCard,
  dataDictionary,
  decisionRecord,
  architectureDocument,
  apiDocument,
  retrainingStrategy,
  rollbackRunbook,
  changelog,
  configuration,
  lockFile,
  servingApi,
  tests,
  featureModule,
  apiDefinition,
];

/** The scaffolds that a practice names, in its order: the first is what helps most. */
export const scaffoldsOf = ({ scaffolds: ids }: Pick<Practice, 'scaffolds'>): readonly Scaffold[] =>
  ids.flatMap((id) => scaffolds.find((one) => one.id === id) ?? []);
