import assert from 'node:assert/strict';
import { seenIn } from '../../jobs.ts';

describe('Bitbucket Pipelines', () => {
  it('reads pipelines, steps, pipes and deployments', async () => {
    const seen = await seenIn({
      'bitbucket-pipelines.yml': `image: python:3.13
definitions:
  steps:
    - step: &test
        name: Test
        script: [uv sync, uv run pytest]
pipelines:
  default:
    - parallel:
        - step: *test
        - step: { name: Lint, script: [ruff check .] }
  pull-requests:
    "**":
      - step: { name: Plan, script: [terraform plan], condition: { changesets: { includePaths: [infra/**] } } }
  branches:
    main:
      - step: { name: Push, script: [docker build ., { pipe: "atlassian/aws-ecr-push-image:2.4.0", variables: { IMAGE_NAME: api } }] }
      - stage:
          name: Production
          deployment: production
          steps: [{ step: { name: Deploy, script: [make deploy] } }]
      - step: { name: Apply, trigger: manual, script: [terraform apply] }
      - step: { name: Smoke, script: [make smoke] }
  custom:
    retrain: [{ step: { name: Train, script: [dvc repro] } }]
  tags:
    v*: [{ step: { name: Release, script: [uv publish] } }]
`,
    });
    assert.deepEqual(seen, {
      Test: { on: ['push [!main]', 'pull-request'], runs: ['uv sync', 'pytest'], uses: [] },
      Lint: { on: ['push [!main]', 'pull-request'], runs: ['ruff check .'], uses: [] },
      Plan: { on: ['pull-request (infra/**)'], runs: ['terraform plan'], uses: [] },
      Push: { on: ['push [main]'], runs: ['docker build .'], uses: ['atlassian/aws-ecr-push-image:2.4.0'] },
      Deploy: { on: ['push [main]'], runs: ['make deploy'], uses: [], environment: 'production' },
      Apply: { on: ['push [main]'], runs: ['terraform apply'], uses: [], manual: true },
      Smoke: { on: ['push [main]'], runs: ['make smoke'], uses: [], manual: true },
      Train: { on: ['manual'], runs: ['dvc repro'], uses: [], manual: true },
      Release: { on: ['tag'], runs: ['uv publish'], uses: [] },
    });
  });
});

describe('Travis CI', () => {
  it('reads phases, jobs and deployments', async () => {
    const seen = await seenIn({
      '.travis.yml': `language: python
branches: { only: [main] }
install: pip install -r requirements.txt
script: pytest
jobs:
  include:
    - stage: plan
      if: type = pull_request
      script: terraform plan
    - stage: apply
      if: type IN (push) AND branch = main
      script: terraform apply
    - stage: nothing
      if: type = api
      script: make
deploy:
  - provider: pypi
    on: { tags: true }
  - provider: script
    script: bash deploy.sh
    on: { branch: main }
`,
      'deploy.sh': 'kubectl apply -f k8s\n',
    });
    assert.deepEqual(seen, {
      script: {
        on: ['push [main]', 'pull-request'],
        runs: ['pip install -r requirements.txt', 'pytest'],
        uses: [],
      },
      deploy: { on: ['tag'], runs: [], uses: ['travis:pypi'] },
      'deploy 2': {
        on: ['push [main]'],
        runs: ['bash deploy.sh', 'kubectl apply -f k8s'],
        uses: ['travis:script'],
      },
      plan: { on: ['pull-request'], runs: ['pip install -r requirements.txt', 'terraform plan'], uses: [] },
      apply: { on: ['push [main]'], runs: ['pip install -r requirements.txt', 'terraform apply'], uses: [] },
    });
  });
});

describe('Cloud Build', () => {
  const file = {
    'cloudbuild.yaml': `steps:
  - name: python:3.13
    entrypoint: bash
    args:
      - -c
      - |
        pip install -r requirements.txt
        pytest
  - name: gcr.io/cloud-builders/docker
    args: [build, -t, api, .]
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk:slim
    entrypoint: gcloud
    args: [run, deploy, api]
  - name: hashicorp/terraform:1.13
    args: [apply, -auto-approve]
  - name: ubuntu
    script: make smoke
images: [europe-docker.pkg.dev/acme/ml/api]
`,
  };
  const runs = [
    'pip install -r requirements.txt',
    'pytest',
    'docker build -t api .',
    'gcloud run deploy api',
    'terraform apply -auto-approve',
    'make smoke',
    'docker push europe-docker.pkg.dev/acme/ml/api',
  ];

  it('reads steps and images; what starts it is elsewhere', async () => {
    assert.deepEqual(await seenIn(file), { 'cloudbuild.yaml': { on: ['elsewhere'], runs, uses: [] } });
  });

  it('is told by what it holds, whatever it is called', async () => {
    const steps = 'steps:\n  - name: gcr.io/cloud-builders/docker\n    args: [push, api]\n';
    assert.deepEqual((await seenIn({ 'deploy/api.yaml': steps }))['deploy/api.yaml']?.runs, [
      'docker push api',
    ]);
    assert.deepEqual(await seenIn({ 'flow.yaml': 'steps:\n  - name: train\n    args: [a]\n' }), {});
  });

  it('finds its trigger in Terraform', async () => {
    const on = async (body: string) =>
      (
        await seenIn({
          ...file,
          'infra/build.tf': `resource "google_cloudbuild_trigger" "api" {\n  filename = "cloudbuild.yaml"\n${body}\n}\n`,
        })
      )['cloudbuild.yaml']?.on;
    assert.deepEqual(await on('  github {\n    push {\n      branch = "^main$"\n    }\n  }'), [
      'push [^main$]',
      'elsewhere',
    ]);
    assert.deepEqual(await on('  github {\n    pull_request {\n      branch = ".*"\n    }\n  }'), [
      'pull-request',
      'elsewhere',
    ]);
    assert.deepEqual(
      await on('  disabled = true\n  github {\n    push {\n      branch = "main"\n    }\n  }'),
      ['elsewhere'],
    );
  });
});

describe('CodeBuild', () => {
  const file = {
    'buildspec.yml': `version: 0.2
phases:
  install: { commands: [pip install uv] }
  build:
    commands:
      - uv run pytest
      - |
        docker build -t api .
        docker push api
    finally: [echo done]
`,
  };

  it('reads phases; what starts it is elsewhere', async () => {
    assert.deepEqual(await seenIn(file), {
      'buildspec.yml': {
        on: ['elsewhere'],
        runs: ['pip install uv', 'pytest', 'docker build -t api .', 'docker push api', 'echo done'],
        uses: [],
      },
    });
  });

  it('finds its trigger in CodePipeline and in webhooks', async () => {
    const on = async (path: string, text: string) =>
      (await seenIn({ ...file, [path]: text }))['buildspec.yml']?.on;
    assert.deepEqual(
      await on(
        'pipeline.yaml',
        'Resources:\n  Pipeline:\n    Type: AWS::CodePipeline::Pipeline\n    Properties: { Stages: [] }\n',
      ),
      ['push', 'elsewhere'],
    );
    assert.deepEqual(
      await on(
        'ci.tf',
        'resource "aws_codebuild_webhook" "ci" {\n  filter_group {\n    filter {\n      type    = "EVENT"\n      pattern = "PULL_REQUEST_CREATED,PULL_REQUEST_UPDATED"\n    }\n  }\n}\n',
      ),
      ['pull-request', 'elsewhere'],
    );
  });
});

describe('Prow', () => {
  it('reads presubmits, postsubmits and periodics', async () => {
    const seen = await seenIn({
      '.prow.yaml': `presubmits:
  - name: unit
    always_run: true
    spec:
      containers:
        - image: python:3.13
          command: [bash, -c]
          args: ["uv sync && uv run pytest"]
  - name: slow
    always_run: false
    spec: { containers: [{ image: "python:3.13", command: [make, slow] }] }
postsubmits:
  - name: image
    branches: [main]
    spec: { containers: [{ image: "kaniko", command: [/kaniko/executor, --context=.] }] }
periodics:
  - name: train
    cron: "0 3 * * *"
    spec: { containers: [{ image: "python:3.13", command: [dvc, repro] }] }
`,
    });
    assert.deepEqual(seen, {
      unit: { on: ['pull-request'], runs: ['uv sync', 'pytest'], uses: [] },
      slow: { on: ['manual'], runs: ['make slow'], uses: [], manual: true },
      image: { on: ['push [main]'], runs: ['/kaniko/executor --context=.'], uses: [] },
      train: { on: ['schedule'], runs: ['dvc repro'], uses: [] },
    });
  });
});

describe('Buildkite', () => {
  it('reads steps, groups, plugins, branches and conditions', async () => {
    const seen = await seenIn({
      '.buildkite/pipeline.yml': `steps:
  - label: Test
    commands: [uv sync, uv run pytest]
    plugins:
      - docker#v5.13.0: { image: "python:3.13" }
  - wait
  - group: Images
    if: build.branch == pipeline.default_branch
    steps:
      - label: Push
        command: docker push acme/api
  - label: Plan
    command: terraform plan
    if: build.pull_request.id != null
  - label: Release
    command: uv publish
    if: build.tag =~ /^v/
  - label: Staging
    command: make staging
    branches: main release/*
  - block: Ship it?
  - label: Production
    command: make production
    branches: main
`,
    });
    assert.deepEqual(seen, {
      Test: { on: ['push', 'pull-request'], runs: ['uv sync', 'pytest'], uses: ['docker@v5.13.0'] },
      Push: { on: ['push [main, master]', 'pull-request'], runs: ['docker push acme/api'], uses: [] },
      Plan: { on: ['pull-request'], runs: ['terraform plan'], uses: [] },
      Release: { on: ['tag'], runs: ['uv publish'], uses: [] },
      Staging: { on: ['push [main, release/*]'], runs: ['make staging'], uses: [] },
      Production: { on: ['push [main]'], runs: ['make production'], uses: [], manual: true },
    });
  });
});

describe('Woodpecker and Drone', () => {
  it('reads steps, plugins and what starts them', async () => {
    const seen = await seenIn({
      '.woodpecker/ci.yaml': `when:
  - event: [push, pull_request, tag]
steps:
  - name: test
    image: python:3.13
    commands: [uv sync, uv run pytest]
  - name: image
    image: woodpeckerci/plugin-docker-buildx
    settings: { repo: acme/api }
    when:
      - event: push
        branch: main
  - name: train
    image: python:3.13
    commands: [dvc repro]
    when: { event: cron }
`,
      '.drone.yml': `kind: pipeline
type: docker
name: default
trigger:
  branch: { exclude: [experiments/*] }
  event: [push]
steps:
  - name: publish
    image: plugins/docker
    settings: { repo: acme/api }
---
kind: pipeline
name: promote
trigger: { event: [promote] }
steps:
  - { name: apply, image: "hashicorp/terraform:1.13", commands: [terraform apply] }
`,
    });
    assert.deepEqual(seen, {
      test: { on: ['push', 'pull-request', 'tag'], runs: ['uv sync', 'pytest'], uses: [] },
      image: { on: ['push [main]'], runs: [], uses: ['woodpeckerci/plugin-docker-buildx'] },
      publish: { on: ['push [!experiments/*]'], runs: [], uses: ['plugins/docker'] },
      apply: { on: ['manual'], runs: ['terraform apply'], uses: [], manual: true },
    });
  });
});

describe('Jenkins', () => {
  it('reads stages with their conditions', async () => {
    const seen = await seenIn({
      Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('Test') {
      steps {
        // sh 'terraform apply'
        sh '''
          uv sync
          uv run pytest
        '''
      }
    }
    stage('Plan') {
      when { changeRequest() }
      steps { sh "terraform plan" }
    }
    stage('Ship') {
      when { branch 'main' }
      stages {
        stage('Image') {
          steps {
            script { docker.build("acme/api").push() }
          }
        }
        stage('Apply') {
          input { message 'Sure?' }
          steps { sh 'terraform apply -auto-approve' }
        }
      }
    }
    stage('Never') {
      when { expression { false } }
      steps { sh 'make never' }
    }
    stage('Chosen') {
      when { expression { params.DEPLOY } }
      steps { sh 'make chosen' }
    }
  }
}
`,
    });
    assert.deepEqual(seen, {
      Test: { on: ['elsewhere'], runs: ['uv sync', 'pytest'], uses: [] },
      Plan: { on: ['pull-request'], runs: ['terraform plan'], uses: [] },
      Ship: { on: ['push [main]'], runs: [], uses: [] },
      Image: { on: ['push [main]'], runs: ['docker push'], uses: [] },
      Apply: { on: ['push [main]'], runs: ['terraform apply -auto-approve'], uses: [], manual: true },
      Chosen: { on: ['manual'], runs: ['make chosen'], uses: [], manual: true },
    });
  });

  it('reads a scripted pipeline, and what the file says of its start', async () => {
    const seen = await seenIn({
      'ci/Jenkinsfile':
        "properties([pipelineTriggers([githubPush(), cron('H 4 * * *')])])\nnode {\n  sh 'make test'\n}\n",
    });
    assert.deepEqual(seen, {
      'ci/Jenkinsfile': { on: ['elsewhere', 'push', 'schedule'], runs: ['make test'], uses: [] },
    });
  });
});

describe('Taskcluster', () => {
  it('reads the tasks below conditions on events', async () => {
    const seen = await seenIn({
      '.taskcluster.yml': `version: 1
tasks:
  $let:
    ref: { $if: 'tasks_for == "github-push"', then: "\${event.ref}", else: "" }
  in:
    $if: 'tasks_for in ["github-push", "github-pull-request"]'
    then:
      - metadata: { name: test }
        payload: { image: "python:3.13", command: [/bin/bash, -cx, uv sync && uv run pytest] }
      - $if: 'tasks_for == "github-push" && ref[:10] == "refs/tags/"'
        then:
          metadata: { name: release }
          payload: { image: "python:3.13", command: [uv, publish] }
      - $if: 'tasks_for == "github-push"'
        then: { metadata: { name: report }, payload: { command: [/bin/sh, -c, make report] } }
        else: { metadata: { name: preview }, payload: { command: [/bin/sh, -c, make preview] } }
`,
    });
    const on = Object.fromEntries(Object.entries(seen).map(([name, one]) => [name, one.on]));
    assert.deepEqual(on, {
      test: ['pull-request', 'push', 'tag'],
      release: ['tag'],
      report: ['push', 'tag'],
      preview: ['pull-request'],
    });
    assert.deepEqual(seen['test']?.runs, ['uv sync', 'pytest']);
  });
});
