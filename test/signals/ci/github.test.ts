// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of CI systems are written so.
import assert from 'node:assert/strict';
import { jobsIn, seenIn } from '../../jobs.ts';

const at = (text: string) => ({ '.github/workflows/ci.yml': text });

describe('GitHub Actions', () => {
  it('reads triggers, jobs, commands and uses', async () => {
    const seen = await seenIn(
      at(`name: CI
on:
  push:
    branches: [main]
    paths-ignore: ["docs/**"]
  pull_request:
    paths: ["src/**", "tests/**"]
  schedule:
    - cron: "0 4 * * 1"
  workflow_dispatch:
jobs:
  test:
    runs-on: ubuntu-24.04
    container: ghcr.io/acme/ci:1.4
    steps:
      - uses: actions/checkout@v5
      - uses: astral-sh/setup-uv@v7
        with:
          enable-cache: true
      - run: uv sync --frozen
      - name: Test
        run: |
          # slow ones come later
          uv run pytest \\
            --cov=churn
  publish:
    needs: test
    if: github.event_name == 'push'
    environment: production
    runs-on: ubuntu-24.04
    steps:
      - run: echo nothing
        if: false
      - run: make publish
`),
    );
    assert.deepEqual(seen, {
      test: {
        on: ['push [main] (!docs/**)', 'pull-request (src/**, tests/**)', 'schedule', 'manual'],
        runs: ['uv sync --frozen', 'pytest --cov=churn'],
        uses: ['actions/checkout@v5', 'astral-sh/setup-uv@v7'],
      },
      publish: {
        on: ['push [main] (!docs/**)'],
        runs: ['make publish'],
        uses: [],
        environment: 'production',
      },
    });
  });

  it('knows the lines', async () => {
    const [job] = await jobsIn(
      at('on: push\njobs:\n  a:\n    steps:\n      - run: |\n          true\n          pytest\n'),
    );
    assert.deepEqual([job?.line, job?.triggers[0]?.line, job?.runs.map(({ line }) => line)], [3, 1, [6, 7]]);
  });

  const triggers: readonly (readonly [on: string, wanted: readonly string[], condition?: string])[] = [
    ['[push, pull_request]', ['push', 'pull-request']],
    ['{ push: { tags: ["v*"] } }', ['tag']],
    ['{ push: { branches: [main], tags: ["v*"] } }', ['push [main]', 'tag']],
    ['{ push: { branches-ignore: [main] } }', ['push [!main]']],
    ['{ release: { types: [published] } }', ['release']],
    ['{ pull_request: { types: [closed], branches: [main] } }', ['push [main]']],
    ['{ pull_request: { types: [opened, closed] } }', ['pull-request']],
    ['{ issue_comment: { types: [created] } }', ['manual']],
    ['{ repository_dispatch: { types: [new-data] } }', ['event']],
    // Conditions of a job.
    ['[push, pull_request]', [], 'false'],
    ['[push, pull_request]', [], '${{ false }}'],
    ['[push, pull_request]', ['push'], "github.event_name == 'push'"],
    ['[push, pull_request]', ['push'], "github.event_name != 'pull_request'"],
    ['[push, pull_request]', ['push [main]'], "github.ref == 'refs/heads/main'"],
    [
      '[push, pull_request]',
      ['push [main]'],
      "${{ github.ref == 'refs/heads/main' && github.event_name == 'push' }}",
    ],
    ['[push, pull_request]', ['push [!main]', 'pull-request'], "github.ref != 'refs/heads/main'"],
    [
      '[push, pull_request]',
      ['push [main, master]'],
      'github.ref_name == github.event.repository.default_branch',
    ],
    ['[push, pull_request]', ['tag'], "startsWith(github.ref, 'refs/tags/v')"],
    ['{ push: { branches: [main] } }', [], "startsWith(github.ref, 'refs/tags/')"],
    ['{ push: { branches: [dev, main] } }', ['push [main]'], "contains(github.ref, 'main')"],
    ['{ push: { branches: ["**"] } }', ['push [main]'], "endsWith(github.ref, '/main')"],
    [
      '{ push: { branches: [main] }, workflow_dispatch: {} }',
      ['manual'],
      "github.event_name == 'workflow_dispatch'",
    ],
    ['{ push: { branches: [main] }, workflow_dispatch: {} }', ['manual'], 'inputs.deploy'],
    [
      '{ push: { branches: [main] }, workflow_dispatch: {} }',
      ['manual'],
      "${{ github.event.inputs.apply == 'true' }}",
    ],
    [
      '{ push: { branches: [main] }, workflow_dispatch: {} }',
      ['push [main]', 'manual'],
      "github.event_name == 'push' || inputs.deploy",
    ],
    ['{ push: {}, schedule: [{ cron: "0 0 * * *" }] }', ['schedule'], "github.event_name == 'schedule'"],
    ['{ pull_request: { types: [opened, closed] } }', ['push'], 'github.event.pull_request.merged == true'],
    ['[push, pull_request]', ['push', 'pull-request'], "github.repository == 'acme/churn' && !cancelled()"],
    ['[push, pull_request]', ['push', 'pull-request'], "always() && needs.test.result == 'success'"],
    ['[push, pull_request]', ['push', 'pull-request'], 'this is (not a condition'],
  ];
  for (const [on, wanted, condition] of triggers) {
    it(`starts by ${wanted.join(' and ') || 'nothing'}: ${on}${condition ? `, if ${condition}` : ''}`, async () => {
      const text = `on: ${on}\njobs:\n  a:\n    if: ${JSON.stringify(condition ?? 'always()')}\n    steps:\n      - run: make\n`;
      assert.deepEqual((await seenIn(at(text)))['a']?.on ?? [], wanted);
    });
  }

  it('keeps steps apart that other events start', async () => {
    const seen = await seenIn(
      at(`on: [push, workflow_dispatch]
jobs:
  infra:
    steps:
      - run: terraform plan
      - run: terraform apply
        if: inputs.apply
      - run: terraform output
`),
    );
    assert.deepEqual(seen['infra'], {
      on: ['push', 'manual'],
      runs: ['terraform plan', 'terraform output'],
      uses: [],
    });
    assert.deepEqual(seen['infra 2'], { on: ['manual'], runs: ['terraform apply'], uses: [], manual: true });
  });

  it('reads the scripts that actions are given', async () => {
    const seen = await seenIn(
      at(`on: push
jobs:
  deploy:
    steps:
      - uses: azure/cli@v2
        with:
          inlineScript: |
            az ml online-deployment update --file blue.yml
      - uses: nick-fields/retry@v3
        with: { command: make smoke, max_attempts: 3 }
      - uses: actions/github-script@v8
        with: { script: "terraform.apply()" }
`),
    );
    assert.deepEqual(seen['deploy']?.runs, ['az ml online-deployment update --file blue.yml', 'make smoke']);
  });

  it('follows reusable workflows, with their inputs', async () => {
    const seen = await seenIn({
      ...at(`on: { push: { branches: [main] }, pull_request: {} }
jobs:
  staging:
    uses: ./.github/workflows/deploy.yml
    with: { environment: staging }
  production:
    needs: staging
    if: github.ref == 'refs/heads/main'
    uses: ./.github/workflows/deploy.yml
    with: { environment: production }
`),
      '.github/workflows/deploy.yml': `on:
  workflow_call:
    inputs:
      environment: { type: string, required: true }
jobs:
  deploy:
    environment: \${{ inputs.environment }}
    steps:
      - run: helm upgrade api chart -f values.\${{ inputs.environment }}.yaml
`,
    });
    assert.deepEqual(Object.keys(seen), ['staging', 'production']);
    assert.deepEqual(seen['staging']?.on, ['push [main]', 'pull-request']);
    assert.equal(seen['staging']?.environment, 'staging');
    assert.deepEqual(seen['staging']?.runs, ['helm upgrade api chart -f values.staging.yaml']);
    assert.deepEqual(seen['production']?.on, ['push [main]']);
    assert.equal(seen['production']?.environment, 'production');
  });

  it('follows composite actions, wherever they are', async () => {
    const seen = await seenIn({
      ...at(
        'on: push\njobs:\n  test:\n    steps:\n      - uses: ./.github/actions/setup\n      - uses: ./ci/lint\n',
      ),
      '.github/actions/setup/action.yaml':
        'name: Setup\nruns:\n  using: composite\n  steps:\n    - uses: astral-sh/setup-uv@v7\n    - run: uv sync\n      shell: bash\n',
      'ci/lint/action.yml':
        'name: Lint\nruns:\n  using: composite\n  steps:\n    - run: ruff check .\n      shell: bash\n',
    });
    assert.deepEqual(seen, {
      test: {
        on: ['push'],
        runs: ['uv sync', 'ruff check .'],
        uses: ['./.github/actions/setup', './ci/lint', 'astral-sh/setup-uv@v7'],
      },
    });
  });

  it('starts a workflow that follows another with the push that starts that', async () => {
    const deploy = (filter: string) => `on:
  workflow_run:
    workflows: [CI]
    types: [completed]
${filter}jobs:
  deploy:
    if: github.event.workflow_run.conclusion == 'success'
    steps:
      - run: make deploy
`;
    const ci = at('name: CI\non: [push, pull_request]\njobs:\n  test:\n    steps:\n      - run: pytest\n');
    const on = async (filter: string, others: Record<string, string> = ci) =>
      (await seenIn({ ...others, '.github/workflows/deploy.yml': deploy(filter) }))['deploy']?.on;
    assert.deepEqual(await on(''), ['push []']);
    assert.deepEqual(await on('    branches: [main]\n'), ['push [main]']);
    assert.deepEqual(await on('', {}), ['event']);
  });

  it('has a job for each environment of a matrix, or of a choice', async () => {
    const seen = await seenIn(
      at(`on:
  push:
  workflow_dispatch:
    inputs:
      target: { type: choice, options: [dev, prod] }
jobs:
  rollout:
    strategy:
      matrix: { stage: [staging, production] }
    environment: \${{ matrix.stage }}
    steps: [{ run: make deploy }]
  chosen:
    environment: \${{ inputs.target }}
    steps: [{ run: make deploy }]
  told:
    environment: \${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}
    steps: [{ run: make deploy }]
`),
    );
    assert.deepEqual(
      Object.values(seen).map(({ environment }) => environment),
      ['staging', 'production', 'dev', 'prod', 'production', 'staging'],
    );
  });

  it('keeps a reusable workflow that nobody here calls on, for other repositories', async () => {
    const seen = await seenIn({
      ...at('on: workflow_call\njobs:\n  a:\n    steps:\n      - run: pytest\n'),
      'action.yml': 'runs:\n  using: node24\n  main: x.js\n',
    });
    assert.deepEqual(seen, { a: { on: ['call'], runs: ['pytest'], uses: [] } });
  });
});
