import { say, type Text } from '../text.ts';
import codeQualityApiSecurity from './code-quality/api-security.ts';
import codeQualityCodeDocumentation from './code-quality/code-documentation.ts';
import codeQualityContinuousIntegration from './code-quality/continuous-integration.ts';
import codeQualityInfrastructureCi from './code-quality/infrastructure-ci.ts';
import codeQualityInfrastructureReview from './code-quality/infrastructure-review.ts';
import codeQualityLoadTests from './code-quality/load-tests.ts';
import codeQualityPreCommitHooks from './code-quality/pre-commit-hooks.ts';
import codeQualityReleaseNotes from './code-quality/release-notes.ts';
import codeQualityReview from './code-quality/review.ts';
import codeQualityTests from './code-quality/tests.ts';
import documentationApi from './documentation/api.ts';
import documentationArchitecture from './documentation/architecture.ts';
import documentationBusinessGoals from './documentation/business-goals.ts';
import documentationDataDefinition from './documentation/data-definition.ts';
import documentationDataPreparation from './documentation/data-preparation.ts';
import documentationModelChoice from './documentation/model-choice.ts';
import documentationRiskAssessment from './documentation/risk-assessment.ts';
import documentationTeamResponsibilities from './documentation/team-responsibilities.ts';
import experimentationAbTesting from './experimentation/ab-testing.ts';
import experimentationConsistentAssignment from './experimentation/consistent-assignment.ts';
import experimentationPredictionLogging from './experimentation/prediction-logging.ts';
import explainabilityDecisionProcess from './explainability/decision-process.ts';
import explainabilityExplanations from './explainability/explanations.ts';
import explainabilityKnowledgeLimits from './explainability/knowledge-limits.ts';
import explainabilityMeaningful from './explainability/meaningful.ts';
import featuresConfiguration from './features/configuration.ts';
import featuresContribution from './features/contribution.ts';
import featuresDependencies from './features/dependencies.ts';
import featuresFeatureStore from './features/feature-store.ts';
import featuresSharedTransformations from './features/shared-transformations.ts';
import featuresSourcedFeatures from './features/sourced-features.ts';
import featuresUsagePerModel from './features/usage-per-model.ts';
import monitoringApi from './monitoring/api.ts';
import monitoringBatchDelivery from './monitoring/batch-delivery.ts';
import monitoringCost from './monitoring/cost.ts';
import monitoringDataDrift from './monitoring/data-drift.ts';
import monitoringInfrastructureHealth from './monitoring/infrastructure-health.ts';
import monitoringKpiFeedback from './monitoring/kpi-feedback.ts';
import monitoringOfflineMetrics from './monitoring/offline-metrics.ts';
import monitoringOutliers from './monitoring/outliers.ts';
import type { Practice } from './practice.ts';
import traceabilityContinuousDelivery from './traceability/continuous-delivery.ts';
import traceabilityDataCodeVersioned from './traceability/data-code-versioned.ts';
import traceabilityEnvironmentAgnosticCode from './traceability/environment-agnostic-code.ts';
import traceabilityEnvironmentAsCode from './traceability/environment-as-code.ts';
import traceabilityEnvironments from './traceability/environments.ts';
import traceabilityInfrastructureAsCode from './traceability/infrastructure-as-code.ts';
import traceabilityInfrastructureDelivery from './traceability/infrastructure-delivery.ts';
import traceabilityInfrastructurePullRequests from './traceability/infrastructure-pull-requests.ts';
import traceabilityInfrastructureVersioned from './traceability/infrastructure-versioned.ts';
import traceabilityModelArtifacts from './traceability/model-artifacts.ts';
import traceabilityModelCodeVersioned from './traceability/model-code-versioned.ts';
import traceabilityPipelineOnlyDeployment from './traceability/pipeline-only-deployment.ts';
import traceabilityProductionDataAccess from './traceability/production-data-access.ts';
import traceabilityPullRequests from './traceability/pull-requests.ts';
import traceabilityRetrainingStrategy from './traceability/retraining-strategy.ts';
import traceabilityRollbackStrategy from './traceability/rollback-strategy.ts';
import traceabilityRunToCode from './traceability/run-to-code.ts';
import traceabilityRunToEnvironment from './traceability/run-to-environment.ts';
import traceabilityRunToInfrastructure from './traceability/run-to-infrastructure.ts';
import traceabilityTrainingDataVersion from './traceability/training-data-version.ts';

/** The practices under one heading of a section. */
export interface Group {
  readonly id: string;
  /** Undefined where the questionnaire has no sub-headings. */
  readonly title: Text | undefined;
  readonly practices: readonly Practice[];
}

export interface Section {
  readonly id: string;
  readonly title: Text;
  readonly groups: readonly Group[];
}

/** The seven sections of the MLOps Maturity Assessment, in its order. */
export const sections: readonly Section[] = [
  {
    id: 'documentation',
    title: say`Documentation`,
    groups: [
      {
        id: 'project',
        title: say`Project documentation`,
        practices: [
          documentationBusinessGoals,
          documentationTeamResponsibilities,
          documentationRiskAssessment,
        ],
      },
      {
        id: 'model',
        title: say`Model documentation`,
        practices: [documentationDataPreparation, documentationDataDefinition, documentationModelChoice],
      },
      {
        id: 'technical',
        title: say`Technical documentation`,
        practices: [documentationApi, documentationArchitecture],
      },
    ],
  },
  {
    id: 'traceability',
    title: say`Traceability and reproducibility`,
    groups: [
      {
        id: 'infrastructure',
        title: say`Infrastructure`,
        practices: [
          traceabilityInfrastructureAsCode,
          traceabilityInfrastructureVersioned,
          traceabilityInfrastructurePullRequests,
          traceabilityInfrastructureDelivery,
          traceabilityPipelineOnlyDeployment,
          traceabilityEnvironments,
          traceabilityProductionDataAccess,
        ],
      },
      {
        id: 'ml-code',
        title: say`ML code`,
        practices: [
          traceabilityDataCodeVersioned,
          traceabilityModelCodeVersioned,
          traceabilityPullRequests,
          traceabilityContinuousDelivery,
          traceabilityEnvironmentAsCode,
          traceabilityEnvironmentAgnosticCode,
          traceabilityRunToCode,
          traceabilityRunToInfrastructure,
          traceabilityRunToEnvironment,
          traceabilityModelArtifacts,
          traceabilityTrainingDataVersion,
          traceabilityRetrainingStrategy,
          traceabilityRollbackStrategy,
        ],
      },
    ],
  },
  {
    id: 'code-quality',
    title: say`Code quality`,
    groups: [
      {
        id: 'infrastructure',
        title: say`Infrastructure code`,
        practices: [codeQualityInfrastructureCi, codeQualityInfrastructureReview],
      },
      {
        id: 'model',
        title: say`Model code`,
        practices: [
          codeQualityPreCommitHooks,
          codeQualityTests,
          codeQualityContinuousIntegration,
          codeQualityReview,
          codeQualityLoadTests,
          codeQualityApiSecurity,
          codeQualityCodeDocumentation,
          codeQualityReleaseNotes,
        ],
      },
    ],
  },
  {
    id: 'monitoring',
    title: say`Monitoring and support`,
    groups: [
      {
        id: 'infrastructure',
        title: say`Infrastructure`,
        practices: [monitoringCost, monitoringInfrastructureHealth],
      },
      { id: 'application', title: say`Application`, practices: [monitoringApi, monitoringBatchDelivery] },
      {
        id: 'performance',
        title: say`KPIs and model performance`,
        practices: [monitoringOfflineMetrics, monitoringKpiFeedback],
      },
      { id: 'drift', title: say`Drift and outliers`, practices: [monitoringDataDrift, monitoringOutliers] },
    ],
  },
  {
    id: 'features',
    title: say`Data pipelines and feature store`,
    groups: [
      {
        id: '',
        title: undefined,
        practices: [
          featuresFeatureStore,
          featuresSharedTransformations,
          featuresSourcedFeatures,
          featuresContribution,
          featuresDependencies,
          featuresUsagePerModel,
          featuresConfiguration,
        ],
      },
    ],
  },
  {
    id: 'explainability',
    title: say`Explainability`,
    groups: [
      {
        id: '',
        title: undefined,
        practices: [
          explainabilityExplanations,
          explainabilityMeaningful,
          explainabilityDecisionProcess,
          explainabilityKnowledgeLimits,
        ],
      },
    ],
  },
  {
    id: 'experimentation',
    title: say`A/B testing and feedback loop`,
    groups: [
      {
        id: '',
        title: undefined,
        practices: [
          experimentationPredictionLogging,
          experimentationAbTesting,
          experimentationConsistentAssignment,
        ],
      },
    ],
  },
];

/** All sixty, in order of their numbers. */
export const practices: readonly Practice[] = sections.flatMap(({ groups }) =>
  groups.flatMap((group) => group.practices),
);
