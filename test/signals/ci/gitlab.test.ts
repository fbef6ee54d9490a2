import assert from 'node:assert/strict';
import { jobsIn, seenIn } from '../../jobs.ts';

const at = (text: string) => ({ '.gitlab-ci.yml': text });

describe('GitLab CI', () => {
  it('reads triggers, jobs, commands and images', async () => {
    const seen = await seenIn(
      at(`image: python:3.13-slim
stages: [test, deploy]
variables:
  UV_FROZEN: "1"
before_script:
  - uv sync
.deploy:
  stage: deploy
  image: google/cloud-sdk:501.0.0
  before_script: []
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
test:
  stage: test
  script:
    - uv run ruff check .
    - |
      # unit first
      uv run pytest \\
        --cov
deploy:
  extends: .deploy
  needs: [test]
  environment:
    name: production
  script: gcloud run deploy api --image $IMAGE
pages:
  script: [mkdocs build]
  only: [tags]
`),
    );
    assert.deepEqual(seen, {
      test: { on: ['push', 'pull-request'], runs: ['uv sync', 'ruff check .', 'pytest --cov'], uses: [] },
      deploy: {
        on: ['push [main]'],
        runs: ['gcloud run deploy api --image $IMAGE'],
        uses: [],
        environment: 'production',
      },
      pages: { on: ['tag'], runs: ['uv sync', 'mkdocs build'], uses: [] },
    });
  });

  const rules: readonly (readonly [rules: string, wanted: readonly string[]])[] = [
    ['[{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]', ['pull-request']],
    ['[{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]', ['push [main]']],
    ['[{ if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH }]', ['push [!main]', 'pull-request']],
    ['[{ if: $CI_COMMIT_BRANCH == "production" }]', ['push [production]']],
    ["[{ if: '$CI_COMMIT_REF_NAME =~ /^release\\/.*$/' }]", ['push [release/1]']],
    ['[{ if: $CI_COMMIT_TAG }]', ['tag']],
    ["[{ if: '$CI_COMMIT_TAG =~ /^v\\d+/' }]", ['tag']],
    ['[{ if: $CI_COMMIT_BRANCH }]', ['push', 'pull-request']],
    ['[{ if: $CI_PIPELINE_SOURCE == "schedule" }]', ['schedule']],
    ['[{ if: $CI_PIPELINE_SOURCE == "web" }]', ['manual']],
    ['[{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: manual }]', ['manual']],
    [
      '[{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: never }, { when: on_success }]',
      ['push [!main]', 'pull-request'],
    ],
    ['[{ when: never }]', []],
    [
      '[{ if: $CI_PIPELINE_SOURCE == "merge_request_event", when: manual }, { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]',
      ['push [main]', 'manual'],
    ],
    [
      '[{ if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == $CI_DEFAULT_BRANCH }]',
      ['pull-request'],
    ],
    [
      '[{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, changes: [infra/**/*] }]',
      ['push [main] (infra/**/*)'],
    ],
    // Somebody, or another pipeline, has to set the variable.
    ['[{ if: $DEPLOY_MODEL == "true" }]', ['elsewhere']],
    ['[{ if: $HERE == "yes" && $CI_COMMIT_BRANCH == "main" }]', ['push [main]']],
  ];
  for (const [rule, wanted] of rules) {
    it(`starts by ${wanted.join(' and ') || 'nothing'}: ${rule}`, async () => {
      const seen = await seenIn(
        at(`variables: { HERE: "yes" }\njob:\n  script: make\n  rules: ${quoted(rule)}\n`),
      );
      assert.deepEqual([...(seen['job']?.on ?? [])].sort(), [...wanted].sort());
    });
  }

  const olds: readonly (readonly [only: string, wanted: readonly string[]])[] = [
    ['only: [main]', ['push [main]']],
    ['only: { refs: [main], changes: [infra/**] }', ['push [main] (infra/**)']],
    ['only: [merge_requests, tags]', ['pull-request', 'tag']],
    ['except: [main]', ['push [!main]', 'pull-request']],
    ['only: [schedules]', ['schedule']],
  ];
  for (const [only, wanted] of olds) {
    it(`starts by ${wanted.join(' and ')}: ${only}`, async () => {
      assert.deepEqual((await seenIn(at(`job:\n  script: make\n  ${only}\n`)))['job']?.on, wanted);
    });
  }

  it('holds the rules of jobs against those of the whole pipeline', async () => {
    const seen = await seenIn(
      at(`workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_TAG
all: { script: make all }
main: { script: make main, rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }] }
tag: { script: make tag, rules: [{ if: $CI_COMMIT_TAG }] }
`),
    );
    assert.deepEqual(
      Object.entries(seen).map(([name, { on }]) => [name, on]),
      [
        ['all', ['pull-request', 'tag']],
        ['tag', ['tag']],
      ],
    );
  });

  it('reads jobs that wait for somebody', async () => {
    const seen = await seenIn(at('apply:\n  script: terraform apply\n  when: manual\n'));
    assert.equal(seen['apply']?.manual, true);
  });

  it('joins the files that it includes', async () => {
    const files = {
      ...at(`include:
  - local: /ci/base.yml
  - template: Jobs/SAST.gitlab-ci.yml
  - component: gitlab.com/components/opentofu/validate-plan@4.0.0
deploy:
  extends: .kubectl
  script:
    - !reference [.kubectl, before]
    - kubectl apply -f k8s
`),
      'ci/base.yml': `include: ci/rules.yml
.kubectl:
  extends: .on-main
  before: [kubectl config use-context prod]
train:
  script: [make train]
`,
      'ci/rules.yml': '.on-main:\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n',
    };
    const seen = await seenIn(files);
    assert.deepEqual(seen['deploy'], {
      on: ['push [main]'],
      runs: ['kubectl config use-context prod', 'kubectl apply -f k8s'],
      uses: [],
    });
    assert.deepEqual(seen['train']?.runs, ['make train']);
    assert.deepEqual(
      Object.keys(seen).filter((name) => name.includes('/')),
      ['Jobs/SAST.gitlab-ci.yml', 'gitlab.com/components/opentofu/validate-plan@4.0.0'],
    );
    const train = (await jobsIn(files)).find(({ name }) => name === 'train');
    assert.deepEqual([train?.path, train?.line, train?.runs[0]?.line], ['ci/base.yml', 5, 6]);
  });

  it('follows child pipelines', async () => {
    const seen = await seenIn({
      ...at(
        'models:\n  trigger:\n    include:\n      - local: ci/models.yml\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n',
      ),
      'ci/models.yml': 'train:\n  script: dvc repro\n',
    });
    assert.deepEqual(seen, {
      models: { on: ['push [main]'], runs: ['dvc repro'], uses: ['/ci/models.yml'] },
    });
  });

  it('has a job for each environment of a matrix', async () => {
    const seen = await seenIn(
      at(
        'deploy:\n  script: make\n  environment: $STAGE\n  parallel:\n    matrix:\n      - STAGE: [staging, production]\n',
      ),
    );
    assert.deepEqual(
      Object.values(seen).map(({ environment }) => environment),
      ['staging', 'production'],
    );
  });
});

/** Flow YAML with the conditions in quotes. */
const quoted = (rules: string) =>
  rules.replace(/if: ([^'][^}]*?)(?=, (?:when|changes)| \})/g, (_, text) => `if: '${text}'`);
