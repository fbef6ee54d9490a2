import assert from 'node:assert/strict';
import { seenIn } from '../../jobs.ts';

describe('CircleCI', () => {
  it('reads workflows, jobs, commands and orbs', async () => {
    const seen = await seenIn({
      '.circleci/config.yml': `version: 2.1
orbs:
  aws-ecr: circleci/aws-ecr@9.5
parameters:
  retrain: { type: boolean, default: false }
commands:
  install:
    parameters: { extra: { type: string, default: dev } }
    steps:
      - run: uv sync --extra << parameters.extra >>
jobs:
  test:
    docker: [{ image: cimg/python:3.13 }]
    steps:
      - checkout
      - install
      - run: uv run pytest
      - run:
          name: Lint
          command: |
            # style
            uv run ruff check .
      - when:
          condition: << pipeline.parameters.retrain >>
          steps: [{ run: make slow }]
  apply:
    docker: [{ image: hashicorp/terraform:1.13 }]
    steps:
      - install: { extra: infra }
      - run: terraform apply -auto-approve
  train: { docker: [{ image: "cimg/python:3.13" }], steps: [{ run: dvc repro }] }
workflows:
  build:
    jobs:
      - test
      - aws-ecr/build_and_push_image:
          repo: api
          filters: { branches: { only: main } }
      - hold: { type: approval, requires: [test] }
      - apply:
          name: apply-production
          requires: [hold]
          filters: { branches: { only: [main] } }
      - apply:
          name: apply-tag
          filters: { tags: { only: "/^v.*/" }, branches: { ignore: "/.*/" } }
  nightly:
    triggers: [{ schedule: { cron: "0 3 * * *", filters: { branches: { only: main } } } }]
    jobs: [{ train: { name: train-nightly } }]
  retrain:
    when: << pipeline.parameters.retrain >>
    jobs: [train]
`,
    });
    assert.deepEqual(seen, {
      test: {
        on: ['push', 'pull-request'],
        runs: ['uv sync --extra dev', 'pytest', 'ruff check .', 'make slow'],
        uses: ['checkout'],
      },
      'aws-ecr/build_and_push_image': {
        on: ['push [main]'],
        runs: [],
        uses: ['aws-ecr/build_and_push_image'],
      },
      'apply-production': {
        on: ['push [main]'],
        runs: ['uv sync --extra infra', 'terraform apply -auto-approve'],
        uses: [],
        manual: true,
      },
      'apply-tag': {
        on: ['tag'],
        runs: ['uv sync --extra infra', 'terraform apply -auto-approve'],
        uses: [],
      },
      'train-nightly': { on: ['schedule'], runs: ['dvc repro'], uses: [] },
      train: { on: ['manual'], runs: ['dvc repro'], uses: [], manual: true },
    });
  });
});
