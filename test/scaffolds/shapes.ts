import type { History } from '../../src/files/files.ts';

/** Repositories as people have them, each small, none with anything that a scaffold makes. */
export interface Shape {
  readonly files: Readonly<Record<string, string>>;
  readonly history: History;
}

const history = (remote: string): History => ({
  commits: [
    {
      subject: 'Train a first model',
      merge: false,
      paths: [],
      author: { name: 'Jane Roe', email: '7+jane-roe@users.noreply.github.com' },
    },
  ],
  tags: [],
  branch: 'main',
  remote,
});
const github = history('https://github.com/x/y.git');

const train = `"""Trains the model."""

import argparse

import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression


def train(path: str, rate: float) -> LogisticRegression:
    """Fits on the prepared rows."""
    rows = pd.read_csv("data/prepared.csv")
    model = LogisticRegression(C=rate).fit(rows[["age", "income"]], rows["churned"])
    joblib.dump(model, "models/model.joblib")
    return model


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=0.5)
    train("data/prepared.csv", parser.parse_args().rate)
`;
const prepare = `"""Prepares the data."""

import pandas as pd

if __name__ == "__main__":
    raw = pd.read_csv("data/raw.csv").dropna()
    raw.to_csv("data/prepared.csv")
`;
const test = `from churn.train import train


def test_train():
    assert train
`;
const api = `"""Serves the model."""

import joblib
from fastapi import FastAPI

app = FastAPI()
model = joblib.load("models/model.joblib")


@app.get("/health")
def health() -> dict:
    return {}


@app.post("/predict")
def predict(row: dict) -> dict:
    return {"risk": float(model.predict_proba([[row["age"], row["income"]]])[0, 1])}
`;
const dag = `"""Trains the model every week."""

from airflow.sdk import dag, task


@dag(schedule="@weekly")
def churn():
    @task
    def fit():
        from train import train

        train("data/prepared.csv", 0.5)

    fit()


churn()
`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: churn-api
spec:
  selector:
    matchLabels: { app: churn-api }
  template:
    metadata:
      labels: { app: churn-api }
    spec:
      containers:
        - name: api
          image: ghcr.io/x/y:1.0.0
          ports: [{ containerPort: 8000 }]
`;
const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: churn-train
spec:
  schedule: "0 4 * * 1"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: train
              image: ghcr.io/x/y:1.0.0
              command: [python, train.py]
`;
const dependencies = '["scikit-learn>=1.6", "pandas>=2.2", "joblib>=1.4"]';
const project = (rest: string) =>
  `[project]\nname = "churn"\nversion = "1.0.0"\nrequires-python = ">=3.12"\ndependencies = ${dependencies}\n${rest}`;

export const shapes: Readonly<Record<string, Shape>> = {
  'bare scripts with pip': {
    files: { 'train.py': train, 'prepare.py': prepare, 'requirements.txt': 'scikit-learn\npandas\njoblib\n' },
    history: github,
  },
  'uv in a src layout, with an API': {
    files: {
      'src/churn/__init__.py': '',
      'src/churn/train.py': train,
      'src/churn/prepare.py': prepare,
      'src/churn/api.py': api,
      'tests/test_train.py': test,
      'pyproject.toml': project(
        '\n[dependency-groups]\ndev = ["pytest>=8", "ruff>=0.14"]\n\n[tool.uv]\npackage = true\n',
      ),
      'uv.lock': 'version = 1\n',
    },
    history: github,
  },
  'Poetry on GitLab': {
    files: {
      'churn/__init__.py': '',
      'churn/train.py': train,
      'tests/test_train.py': test,
      'pyproject.toml':
        '[tool.poetry]\nname = "churn"\nversion = "1.0.0"\n\n[tool.poetry.dependencies]\npython = "^3.12"\nscikit-learn = "^1.6"\npandas = "^2.2"\n\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\nblack = "^25"\n',
      'poetry.lock': '',
    },
    history: history('git@gitlab.com:x/y.git'),
  },
  'conda on Azure DevOps': {
    files: {
      'train.py': train,
      'environment.yml':
        'name: churn\nchannels: [conda-forge]\ndependencies:\n  - python=3.12\n  - scikit-learn\n  - pandas\n  - joblib\n',
    },
    history: history('https://dev.azure.com/x/y/_git/z'),
  },
  pdm: {
    files: {
      'src/churn/train.py': train,
      'tests/test_train.py': test,
      'pyproject.toml': project('\n[tool.pdm]\ndistribution = true\n'),
      'pdm.lock': '',
    },
    history: github,
  },
  pixi: {
    files: {
      'train.py': train,
      'tests/test_train.py': test,
      'pixi.toml':
        '[workspace]\nname = "churn"\nchannels = ["conda-forge"]\nplatforms = ["linux-64"]\n\n[dependencies]\npython = "3.12.*"\nscikit-learn = ">=1.6"\npytest = "*"\n',
      'pixi.lock': 'version: 6\n',
    },
    history: github,
  },
  'unittest and setup.py, with a function that takes the rows': {
    files: {
      'pipeline/__init__.py': '',
      'pipeline/train.py': `import joblib
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

FEATURES = ["floor_area", "rooms"]


def fit(rows: pd.DataFrame, trees: int = 100) -> RandomForestRegressor:
    return RandomForestRegressor(trees).fit(rows[FEATURES], rows["price"])


if __name__ == "__main__":
    joblib.dump(fit(pd.read_csv("data/prices.csv")), "models/prices.joblib")
`,
      'tests/test_pipeline.py':
        'import unittest\n\nfrom pipeline import train\n\n\nclass PipelineTest(unittest.TestCase):\n    def test_fit(self):\n        self.assertTrue(train.fit)\n',
      'setup.py':
        'from setuptools import setup\n\nsetup(name="prices", version="1.0", packages=["pipeline"], python_requires=">=3.12", install_requires=["pandas", "scikit-learn"])\n',
    },
    history: github,
  },
  'notebooks only': {
    files: {
      'churn.ipynb': JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: [
          {
            cell_type: 'code',
            metadata: {},
            outputs: [],
            execution_count: null,
            source: ['from sklearn.svm import SVC\n', 'SVC().fit(x, y)'],
          },
        ],
      }),
    },
    history: github,
  },
  'GitHub with a workflow that only lints': {
    files: {
      'train.py': train,
      'requirements.txt': 'scikit-learn==1.7.2\npandas==2.3.3\njoblib==1.5.2\n',
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ruff check .\n',
    },
    history: github,
  },
  'GitHub with checks of pull requests, hooks and ignore files of its own': {
    files: {
      'train.py': train,
      'tests/test_train.py': 'from train import train\n\n\ndef test_train():\n    assert train\n',
      'requirements.txt': '# kept by hand\nscikit-learn==1.7.2\npandas==2.3.3\njoblib==1.5.2',
      '.github/workflows/checks.yml':
        '# Asked for by the security team.\nname: Checks\n"on":\n    pull_request:\n        branches: [main]   # and no other\n\njobs:\n    secrets:\n        runs-on: ubuntu-24.04\n        steps:\n            - uses: gitleaks/gitleaks-action@ff98106e4c7b2bc287b24eaf42907196329070c7 # v2.3.9\n\n# the end\n',
      '.pre-commit-config.yaml':
        '# Hooks of the team.\nrepos:\n-   repo: https://github.com/pre-commit/pre-commit-hooks\n    rev: v4.4.0  # held back\n    hooks:\n    -   id: check-yaml\n        args: [--unsafe]\n',
      '.dockerignore': '# secrets\n/.env\n!outputs/\n',
      'params.yaml': '# tuned in March\nfeatures: [age, income]\n',
    },
    history: github,
  },
  'GitLab with stages of its own': {
    files: {
      'train.py': train,
      'requirements.txt': 'scikit-learn\r\npandas\r\njoblib\r\n',
      '.gitlab-ci.yml':
        'stages:\r\n  - check\r\n  - deploy\r\n\r\nlint:\r\n  stage: check\r\n  script:\r\n    - ruff check .\r\n',
    },
    history: history('git@gitlab.com:x/y.git'),
  },
  'Azure Pipelines with stages': {
    files: {
      'train.py': train,
      'environment.yml':
        'name: churn\nchannels: [conda-forge]\ndependencies:\n- python=3.12\n- scikit-learn\n- pandas\n- joblib\n',
      'azure-pipelines.yml':
        'trigger: [main]\npr: [main]\n\nstages:\n- stage: Check # style\n  jobs:\n  - job: lint\n    steps:\n    - script: flake8 .\n',
    },
    history: history('https://dev.azure.com/x/y/_git/z'),
  },
  Lefthook: {
    files: {
      'train.py': train,
      'requirements.txt': 'scikit-learn\npandas\njoblib\nblack\n',
      'lefthook.yml':
        '# https://lefthook.dev\npre-commit:\n  parallel: true\n  jobs:\n    - name: secrets\n      run: gitleaks protect --staged\n',
    },
    history: github,
  },
  'a project in a folder of a monorepo': {
    files: {
      'README.md': '# Services\n',
      'web/package.json': '{"name": "web", "private": true}\n',
      'services/churn/pyproject.toml': project('\n[dependency-groups]\ndev = ["pytest>=8"]\n'),
      'services/churn/uv.lock': 'version = 1\n',
      'services/churn/src/churn/__init__.py': '',
      'services/churn/src/churn/train.py': train,
      'services/churn/src/churn/api.py': api,
      'services/churn/tests/test_train.py': test,
    },
    history: github,
  },
  'Airflow and Terraform on AWS': {
    files: {
      'train.py': train,
      'dags/churn.py': dag,
      'requirements.txt': 'scikit-learn==1.7.2\npandas==2.3.3\njoblib==1.5.2\napache-airflow==3.1.0\n',
      'infrastructure/main.tf':
        'provider "aws" {\n  region = "eu-central-1"\n}\n\nresource "aws_s3_bucket" "models" {\n  bucket = "churn-models"\n}\n',
    },
    history: github,
  },
  'an API and a CronJob on Kubernetes': {
    files: {
      'train.py': train,
      'api.py': api,
      'requirements.txt': 'scikit-learn==1.7.2\npandas==2.3.3\njoblib==1.5.2\nfastapi==0.121.0\n',
      'k8s/api.yaml': deployment,
      'k8s/train.yaml': cronJob,
    },
    history: github,
  },
  'a scheduled workflow and Bicep on Azure': {
    files: {
      'train.py': train,
      'requirements.txt': 'scikit-learn==1.7.2\npandas==2.3.3\njoblib==1.5.2\n',
      'infra/main.bicep':
        "resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' = {\n  name: 'churnmodels'\n  location: resourceGroup().location\n  kind: 'StorageV2'\n  sku: {\n    name: 'Standard_LRS'\n  }\n}\n",
      '.github/workflows/train.yml':
        "name: Train\non:\n  schedule:\n    - cron: '0 4 * * 1'\njobs:\n  train:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python train.py\n",
    },
    history: github,
  },
};
