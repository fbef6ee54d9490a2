import assert from 'node:assert/strict';
import { jobsIn } from '../../jobs.ts';

/** What a command of CI comes to run, itself left out. */
async function led(command: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const jobs = await jobsIn({
    ...files,
    '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    steps:\n      - run: ${JSON.stringify(command)}\n`,
  });
  return jobs.flatMap(({ runs }) => runs.map(({ text }) => text)).slice(1);
}

const runners: readonly {
  readonly runner: string;
  readonly files: Readonly<Record<string, string>>;
  readonly commands: readonly (readonly [command: string, wanted: readonly string[]])[];
}[] = [
  {
    runner: 'make',
    files: {
      Makefile: `PYTHON := uv run python
IMAGE ?= acme/api
define HELP
deploy: terraform apply
endef
.PHONY: all test lint
all: lint test ## everything
lint test: sync
test:
\t@echo "terraform apply"
\t-$(PYTHON) -m pytest \\
\t\t--cov
lint: ; ruff check .
sync:
\t@uv sync
image-%:
\tdocker build -t $(IMAGE):$* .
release: image-api
\t$(MAKE) push
push:
\tdocker push \${IMAGE}:$$TAG
VERSION = 1
`,
      'infra/Makefile': 'apply:\n\tterraform apply\n',
    },
    commands: [
      ['make test', ['uv sync', 'echo terraform apply', 'pytest --cov']],
      ['make', ['uv sync', 'ruff check .', 'echo terraform apply', 'pytest --cov']],
      ['make -j4 lint VERBOSE=1', ['uv sync', 'ruff check .']],
      ['make release', ['make push', 'docker push acme/api:$TAG', 'docker build -t acme/api:$* .']],
      ['make -C infra apply', ['terraform apply']],
      ['make -C docs test', []],
      ['make unknown', []],
    ],
  },
  {
    runner: 'just',
    files: {
      justfile: `set shell := ["bash", "-c"]
image := "acme/api"
alias t := test

default: lint test

# Runs the tests
[group('ci')]
test *args: sync
    uv run pytest {{args}}

lint:
    @ruff check .

sync:
    uv sync

deploy env="staging": (build "api") && notify
    docker push {{image}}
build name:
    docker build .
notify:
    ./notify.sh
`,
    },
    commands: [
      ['just', ['ruff check .', 'pytest {{args}}', 'uv sync']],
      ['just test -x', ['pytest {{args}}', 'uv sync']],
      ['just t', ['pytest {{args}}', 'uv sync']],
      ['just deploy production', ['docker push acme/api', 'docker build .', './notify.sh']],
    ],
  },
  {
    runner: 'Taskfile',
    files: {
      'Taskfile.yml': `version: "3"
includes: { infra: ./infra }
tasks:
  default: { deps: [lint] }
  lint: ruff check .
  test:
    deps: [{ task: sync }]
    cmds:
      - cmd: uv run pytest
      - task: lint
      - |
        # both
        make x
  sync: [uv sync]
`,
      'infra/Taskfile.yml': 'version: "3"\ntasks:\n  apply: { cmds: [terraform apply] }\n',
    },
    commands: [
      ['task', ['ruff check .']],
      ['task test', ['pytest', 'make x', 'uv sync', 'ruff check .']],
      ['task infra:apply', ['terraform apply']],
    ],
  },
  {
    runner: 'tox',
    files: {
      'tox.ini': `[tox]
env_list = py3{12,13}, lint
[testenv]
commands_pre = uv sync
commands =
    py312: pytest --cov \\
        tests
[testenv:{lint,format}]
commands = ruff check .
[testenv:release]
commands_pre =
commands = - twine upload dist/*
[testenv:again]
commands = {[testenv:lint]commands}
`,
    },
    commands: [
      ['tox', ['uv sync', 'pytest --cov tests', 'uv sync', 'ruff check .']],
      ['tox run -e release', ['twine upload dist/*']],
      ['tox -e py313,lint', ['uv sync', 'pytest --cov tests', 'uv sync', 'ruff check .']],
      ['python -m tox -e again', ['uv sync', '{[testenv:lint]commands}', 'uv sync', 'ruff check .']],
    ],
  },
  {
    runner: 'tox in TOML',
    files: {
      'pyproject.toml': `[tool.tox]
env_list = ["3.13", "lint"]
[tool.tox.env_run_base]
commands = [["pytest", "tests"]]
[tool.tox.env.lint]
commands = [["ruff", "check", "."]]
[tool.tox.env.release]
commands = [["twine", "upload", "dist/*"]]
`,
    },
    commands: [['tox', ['pytest tests', 'ruff check .']]],
  },
  {
    runner: 'nox',
    files: {
      'noxfile.py': `import nox

@nox.session(python=["3.12", "3.13"], tags=["ci"])
def tests(session):
    session.install(".")
    session.run("pytest", "tests", *session.posargs)

@nox.session(name="lint", tags=["ci"])
def check_style(session: nox.Session) -> None:
    session.run("ruff", "check", ".")

@nox.session(default=False)
def release(session):
    session.run("twine", "upload", "dist/*")
`,
    },
    commands: [
      ['nox', ['pytest tests', 'ruff check .']],
      ['nox -s tests-3.13', ['pytest tests']],
      ['nox -s "tests-$PYTHON(pandas=\'2.3\')"', ['pytest tests']],
      ['nox -s lint release', ['ruff check .']],
      ['nox --session=release', ['twine upload dist/*']],
      ['nox -t ci', ['pytest tests']],
    ],
  },
  {
    runner: 'npm',
    files: {
      'package.json':
        '{ "scripts": { "test": "vitest && npm run lint", "lint": "eslint .", "predeploy": "npm run build", "build": "vite build", "deploy": "cdk deploy", "ci": "cdk destroy" } }',
    },
    commands: [
      ['npm test', ['vitest', 'npm run lint', 'eslint .']],
      ['npm run deploy', ['npm run build', 'vite build', 'cdk deploy']],
      ['npm ci', []],
      ['yarn deploy', ['npm run build', 'vite build', 'cdk deploy']],
      ['pnpm run lint', ['eslint .']],
    ],
  },
  {
    runner: 'mise',
    files: {
      'mise.toml':
        '[tasks]\nlint = "ruff check ."\n[tasks.test]\ndepends = ["lint"]\nrun = ["uv sync", "uv run pytest"]\n',
      'mise-tasks/deploy': '#!/usr/bin/env bash\n#MISE description="Deploy"\nkubectl apply -f k8s\n',
    },
    commands: [
      ['mise run test', ['uv sync', 'pytest', 'ruff check .']],
      ['mise run deploy', ['kubectl apply -f k8s']],
      ['mise install', []],
    ],
  },
  {
    runner: 'poe',
    files: {
      'pyproject.toml': `[tool.poe.tasks]
test = "pytest"
lint.shell = "ruff check . && ruff format --check ."
train.script = "churn.train:main"
check = ["lint", "test"]
all = { sequence = [{ ref = "lint" }, { cmd = "make all" }] }
[tool.poe.tasks.ship]
cmd = "docker push acme/api"
deps = ["test"]
`,
    },
    commands: [
      ['uv run poe test', ['pytest']],
      ['poe check', ['lint', 'test', 'ruff check .', 'ruff format --check .', 'pytest']],
      ['poe train', ['churn.train']],
      ['poe all', ['lint', 'make all', 'ruff check .', 'ruff format --check .']],
      ['poetry run poe ship --fast', ['docker push acme/api', 'pytest']],
    ],
  },
  {
    runner: 'hatch',
    files: {
      'pyproject.toml': `[tool.hatch.envs.default.scripts]
lint = "ruff check ."
[tool.hatch.envs.test.scripts]
cov = ["run-all", "coverage report"]
run-all = "pytest {args}"
`,
    },
    commands: [
      ['hatch run lint', ['ruff check .']],
      ['hatch run test:cov', ['run-all', 'coverage report', 'pytest {args}']],
      ['hatch -e test run run-all', ['pytest {args}']],
      ['hatch run pytest', []],
    ],
  },
  {
    runner: 'pdm, rye and Pipenv',
    files: {
      'pyproject.toml':
        '[tool.pdm.scripts]\nlint = "ruff check ."\ntest = { shell = "pytest -q" }\nall = { composite = ["lint", "test"] }\n[tool.rye.scripts]\nfit = { chain = ["prepare"] }\nprepare = "dvc pull"\n',
      Pipfile: '[scripts]\nserve = "uvicorn app:api"\n',
    },
    commands: [
      ['pdm run all', ['lint', 'test', 'ruff check .', 'pytest -q']],
      ['rye run fit', ['prepare', 'dvc pull']],
      ['pipenv run serve', ['uvicorn app:api']],
      // A program of the shell is no script of the project.
      ['test -f x', []],
    ],
  },
  {
    runner: 'pixi',
    files: {
      'pixi.toml': `[tasks]
lint = "ruff check ."
train = { cmd = "python train.py", depends-on = ["data"] }
data = { cmd = "dvc pull" }
ci = [{ task = "lint" }, { task = "test" }]
[feature.test.tasks]
test = "pytest"
`,
    },
    commands: [
      ['pixi run train', ['python train.py', 'dvc pull']],
      ['pixi run -e test test', ['pytest']],
      ['pixi run ci', ['lint', 'test', 'ruff check .', 'pytest']],
      ['pixi run pytest', []],
    ],
  },
  {
    runner: 'invoke',
    files: {
      'tasks.py': `from invoke import task

@task
def clean(c):
    c.run("rm -rf dist")

@task(pre=[clean])
def build_image(c):
    c.run("docker build .")
    c.run("docker push acme/api")
`,
    },
    commands: [
      ['inv build-image', ['docker build .', 'docker push acme/api', 'rm -rf dist']],
      ['invoke clean', ['rm -rf dist']],
    ],
  },
  {
    runner: 'commands of the package',
    files: {
      'pyproject.toml':
        '[project.scripts]\nchurn-train = "churn.train:main"\n[tool.poetry.scripts]\nscore = "churn.score:main"\n',
      'setup.cfg': '[options.entry_points]\nconsole_scripts =\n    fit = churn.fit:main\n',
    },
    commands: [
      ['uv run churn-train --epochs 3', ['churn.train']],
      ['poetry run score', ['churn.score']],
      ['fit', ['churn.fit']],
    ],
  },
  {
    runner: 'shell scripts',
    files: {
      'scripts/deploy.sh':
        '#!/bin/bash\nset -euo pipefail\ncd "$(dirname "$0")"\nsource ./env.sh\nterraform apply\n',
      'scripts/env.sh': 'export A=$(pwd)\n',
      '.buildkite/run-tests': '#!/usr/bin/env bash\nPORT=80 \\\n  pytest tests\n',
      'bin/release': '#!/bin/sh\nuv publish\n',
      'ci/job.yaml': 'base_image: x\nentrypoint: python train.py\n',
    },
    commands: [
      [
        'bash scripts/deploy.sh prod',
        [
          'set -euo pipefail',
          'cd $(dirname "$0")',
          'dirname $0',
          'source ./env.sh',
          'pwd',
          'terraform apply',
        ],
      ],
      ['./bin/release', ['uv publish']],
      ['./.buildkite/run-tests', ['pytest tests']],
      ['chmod +x scripts/deploy.sh', []],
      ['shellcheck scripts/deploy.sh', []],
      ['cp scripts/deploy.sh /tmp', []],
      ['anyscale job submit ci/job.yaml', ['python train.py']],
      ['cat ci/job.yaml', []],
    ],
  },
];

describe('what commands lead to', () => {
  for (const { runner, files, commands } of runners) {
    for (const [command, wanted] of commands) {
      it(`${runner}: ${command}`, async () => {
        const runs = await led(command, files);
        const [, ...carried] = command.split(' && ');
        assert.deepEqual(
          runs.filter((run) => !carried.includes(run)),
          wanted,
        );
      });
    }
  }

  it('ends where tasks call each other', async () => {
    assert.deepEqual(await led('make a', { Makefile: 'a:\n\tmake b\nb:\n\tmake a\n' }), ['make b']);
  });
});
