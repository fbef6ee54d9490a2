// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of Azure Pipelines are written so.
import assert from 'node:assert/strict';
import { seenIn } from '../../jobs.ts';

const at = (text: string) => ({ 'azure-pipelines.yml': text });

describe('Azure Pipelines', () => {
  it('reads triggers, jobs, commands and tasks', async () => {
    const seen = await seenIn(
      at(`name: churn
trigger:
  branches: { include: [main], exclude: [experiments/*] }
  paths: { include: [src], exclude: [docs] }
pr:
  branches: { include: [main] }
schedules:
  - cron: "0 3 * * *"
    branches: { include: [main] }
pool: { vmImage: ubuntu-24.04 }
stages:
  - stage: Build
    jobs:
      - job: test
        displayName: Tests
        steps:
          - task: UsePythonVersion@0
            inputs: { versionSpec: "3.13" }
          - script: |
              pip install -r requirements.txt
              pytest
          - task: Docker@2
            inputs: { command: build, repository: api }
          - bash: make lint
            enabled: false
  - stage: Deploy
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs:
      - deployment: production
        environment: production
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureCLI@2
                  inputs:
                    azureSubscription: churn
                    scriptType: bash
                    scriptLocation: inlineScript
                    inlineScript: |
                      az ml online-deployment update --file blue.yml
                - task: Docker@2
                  inputs: { command: push }
                - task: HelmDeploy@1
                  inputs: { command: upgrade, chartName: api }
                - task: TerraformTaskV4@4
                  inputs: { command: apply }
                - task: Bash@3
                  inputs: { targetType: filePath, filePath: scripts/smoke.sh }
`),
    );
    assert.deepEqual(seen, {
      Tests: {
        on: ['push [main, !experiments/*] (src, !docs)', 'pull-request [main]', 'schedule'],
        runs: ['pip install -r requirements.txt', 'pytest', 'docker build'],
        uses: ['UsePythonVersion@0', 'Docker@2'],
      },
      production: {
        on: ['push [main, !experiments/*] (src, !docs)', 'schedule'],
        runs: [
          'az ml online-deployment update --file blue.yml',
          'docker push',
          'helm upgrade',
          'terraform apply',
          'scripts/smoke.sh',
        ],
        uses: ['AzureCLI@2', 'Docker@2', 'HelmDeploy@1', 'TerraformTaskV4@4', 'Bash@3'],
        environment: 'production',
      },
    });
  });

  const triggers: readonly (readonly [head: string, wanted: readonly string[], condition?: string])[] = [
    ['trigger: [main, release/*]\npr: none', ['push [main, release/*]']],
    ['trigger: none\npr: [main]', ['pull-request [main]']],
    // Whether pull requests start it, Azure Repos knows.
    ['trigger: none', ['manual']],
    ['trigger: [main]', ['push [main]', 'elsewhere']],
    ['trigger: { tags: { include: [v*] } }\npr: none', ['push', 'tag']],
    [
      'trigger: none\npr: none\nresources: { pipelines: [{ pipeline: ci, source: ci, trigger: { branches: [main] } }] }',
      ['event', 'push [main]'],
    ],
    ['trigger: none\npr: none\nresources: { pipelines: [{ pipeline: ci, source: ci }] }', ['manual']],
    ['trigger: [main]\npr: [main]', [], 'false'],
    ['trigger: [main]\npr: [main]', ['push [main]'], "ne(variables['Build.Reason'], 'PullRequest')"],
    ['trigger: [main]\npr: [main]', ['pull-request [main]'], "eq(variables['Build.Reason'], 'PullRequest')"],
    ['trigger: ["*"]\npr: none', ['push [main]'], "eq(variables['Build.SourceBranchName'], 'main')"],
    [
      'trigger: ["*"]\npr: none',
      ['push [release/]'],
      "startsWith(variables['Build.SourceBranch'], 'refs/heads/release/')",
    ],
    [
      'trigger: [main]\npr: none\nparameters: [{ name: deploy, type: boolean, default: false }]',
      [],
      'eq(parameters.deploy, true)',
    ],
    ['trigger: [main]\npr: none', ['push [main]'], "and(succeeded(), not(eq(variables.skip, 'yes')))"],
  ];
  for (const [head, wanted, condition] of triggers) {
    it(`starts by ${wanted.join(' and ') || 'nothing'}: ${head.replaceAll('\n', ', ')}${condition ? `, ${condition}` : ''}`, async () => {
      const text = `${head}\njobs:\n  - job: a\n    condition: ${condition ?? 'succeeded()'}\n    steps:\n      - script: make\n`;
      assert.deepEqual((await seenIn(at(text)))['a']?.on ?? [], wanted);
    });
  }

  it('follows templates of steps, jobs and stages, with their parameters', async () => {
    const seen = await seenIn({
      'pipelines/main.yml': `trigger: [main]
pr: none
stages:
  - template: stages/deploy.yml
    parameters: { environment: staging }
  - \${{ if eq(variables['Build.SourceBranch'], 'refs/heads/main') }}:
      - template: stages/deploy.yml
        parameters: { environment: production }
`,
      'pipelines/stages/deploy.yml': `parameters:
  - name: environment
    type: string
stages:
  - stage: deploy_\${{ parameters.environment }}
    jobs:
      - deployment: deploy
        environment: \${{ parameters.environment }}
        strategy: { runOnce: { deploy: { steps: [{ template: ../steps/helm.yml }] } } }
`,
      'pipelines/steps/helm.yml': 'steps:\n  - script: helm upgrade api chart\n',
    });
    assert.deepEqual(
      Object.values(seen).map(({ environment, runs, on }) => [environment, runs, on]),
      [
        ['staging', ['helm upgrade api chart'], ['push [main]']],
        ['production', ['helm upgrade api chart'], ['push [main]']],
      ],
    );
  });

  it('follows the template that a pipeline extends', async () => {
    const seen = await seenIn({
      ...at('trigger: [main]\npr: none\nextends:\n  template: /templates/ci.yml\n'),
      'templates/ci.yml':
        'stages:\n  - stage: test\n    jobs:\n      - job: test\n        steps:\n          - bash: pytest\n',
    });
    assert.deepEqual(
      Object.values(seen).flatMap(({ runs }) => runs),
      ['pytest'],
    );
  });

  it('leaves out templates that nobody includes, and definitions of other systems', async () => {
    assert.deepEqual(
      await seenIn({
        'templates/steps.yml': 'steps:\n  - script: terraform apply\n',
        'mlpipeline.yml': 'steps:\n  - name: train\n    run: python train.py\n',
      }),
      {},
    );
  });

  it('knows jobs that wait for somebody', async () => {
    const seen = await seenIn(
      at(`trigger: [main]
pr: none
jobs:
  - job: wait
    pool: server
    steps: [{ task: ManualValidation@1 }]
  - job: apply
    dependsOn: wait
    steps: [{ script: terraform apply }]
`),
    );
    assert.equal(seen['apply']?.manual, true);
  });
});
