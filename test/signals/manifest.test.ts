import assert from 'node:assert/strict';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { type Manifest, manifest } from '../../src/signals/manifest.ts';

async function read(path: string, text: string): Promise<Manifest | undefined> {
  const snapshot = await takeSnapshot(memoryFiles({ [path]: text }), [manifest]);
  assert.deepEqual(snapshot.unread, []);
  return snapshot.facts({ manifest }).manifest[0];
}

/** `name specifier`, with `!` where it is pinned and `?` where it is optional, and its line. */
const seen = (one: Manifest | undefined) =>
  one?.dependencies.map(
    ({ name, specifier, pinned, optional, line }) =>
      `${line}: ${name} ${specifier}${pinned ? ' !' : ''}${optional ? ' ?' : ''}`,
  );

describe('manifests', () => {
  const files: readonly (readonly [about: string, path: string, text: string, wanted: readonly string[]])[] =
    [
      [
        'PEP 621 with extras and dependency groups',
        'pyproject.toml',
        `[project]
name = "churn"
dependencies = [
  "scikit-learn==1.7.2",
  "pandas>=2.2,<3",
  "torch==2.9.*",
  "mlflow[extras] ~= 3.1 ; python_version > '3.10'",
  "Flask_Cors",
]
[project.optional-dependencies]
gpu = ["cupy==13.4.1"]
[dependency-groups]
dev = ["pytest>=9", { include-group = "lint" }]
lint = ["ruff==0.14.5"]
[tool.uv]
dev-dependencies = ["mypy"]
`,
        [
          '4: scikit-learn ==1.7.2 !',
          '5: pandas >=2.2,<3',
          '6: torch ==2.9.*',
          '7: mlflow ~= 3.1',
          '8: flask-cors ',
          '13: pytest >=9 ?',
          '14: ruff ==0.14.5 ! ?',
          '11: cupy ==13.4.1 ! ?',
          '16: mypy  ?',
        ],
      ],
      [
        'direct references',
        'pyproject.toml',
        `[project]
dependencies = [
  "a @ https://example.org/a-1.0-py3-none-any.whl",
  "b @ git+https://github.com/acme/b@8f3a2c1d9e",
  "c @ git+https://github.com/acme/c@v1.4.0",
  "d @ git+https://github.com/acme/d@main",
  "e @ git+ssh://git@github.com/acme/e.git",
  "f @ file:///home/me/f-1.0-py3-none-any.whl",
]
`,
        [
          '3: a @ https://example.org/a-1.0-py3-none-any.whl !',
          '4: b @ git+https://github.com/acme/b@8f3a2c1d9e !',
          '5: c @ git+https://github.com/acme/c@v1.4.0 !',
          '6: d @ git+https://github.com/acme/d@main',
          '7: e @ git+ssh://git@github.com/acme/e.git',
          '8: f @ file:///home/me/f-1.0-py3-none-any.whl',
        ],
      ],
      [
        'Poetry',
        'pyproject.toml',
        `[tool.poetry]
name = "churn"
[tool.poetry.dependencies]
python = "^3.12"
scikit-learn = "1.7.2"
pandas = "^2.2"
numpy = "==2.3.5"
torch = [{ version = "2.9.1", markers = "sys_platform == 'linux'" }, { version = "^2.8", markers = "sys_platform == 'darwin'" }]
shap = { version = "0.50.0", optional = true }
ours = { git = "https://github.com/acme/ours", rev = "8f3a2c1d9e" }
branch = { git = "https://github.com/acme/branch", branch = "main" }
local = { path = "../local" }
[tool.poetry.group.dev.dependencies]
pytest = "*"
[tool.poetry.dev-dependencies]
black = "25.11.0"
`,
        [
          '5: scikit-learn 1.7.2 !',
          '6: pandas ^2.2',
          '7: numpy ==2.3.5 !',
          '8: torch 2.9.1 | ^2.8',
          '9: shap 0.50.0 ! ?',
          '10: ours  !',
          '11: branch ',
          '12: local  !',
          '16: black 25.11.0 ! ?',
          '14: pytest * ?',
        ],
      ],
      [
        'PDM, Hatch, Rye and Flit',
        'pyproject.toml',
        `[tool.pdm.dev-dependencies]
test = ["pytest==9.0.1"]
[tool.hatch.envs.lint]
dependencies = ["ruff"]
extra-dependencies = ["mypy"]
[tool.rye]
dev-dependencies = ["nox"]
[tool.flit.metadata]
requires = ["requests >=2.6"]
`,
        ['2: pytest ==9.0.1 ! ?', '4: ruff  ?', '5: mypy  ?', '7: nox  ?', '9: requests >=2.6'],
      ],
      [
        'pixi',
        'pixi.toml',
        `[dependencies]
python = "3.13.*"
numpy = "2.3.5"
pandas = ">=2.2"
[pypi-dependencies]
mlflow = "==3.6.0"
[feature.test.dependencies]
pytest = "*"
[target.linux-64.dependencies]
pytorch-gpu = { version = "2.9.1", channel = "conda-forge" }
`,
        [
          '3: numpy 2.3.5 !',
          '4: pandas >=2.2',
          '6: mlflow ==3.6.0 !',
          '10: pytorch-gpu 2.9.1 !',
          '8: pytest * ?',
        ],
      ],
      [
        'Pipfile',
        'Pipfile',
        '[packages]\nflask = "*"\npandas = "==2.3.3"\n[dev-packages]\npytest = "~=9.0"\n[requires]\npython_version = "3.13"\n',
        ['2: flask *', '3: pandas ==2.3.3 !', '5: pytest ~=9.0 ?'],
      ],
      [
        'requirements with options and hashes',
        'requirements.txt',
        `# compiled by uv
--index-url https://pypi.org/simple
-r base.txt
-c constraints.txt
-e .
-e git+https://github.com/acme/tools@1f2e3d4c5b#egg=acme-tools
numpy==2.3.5 \\
    --hash=sha256:aaaa \\
    --hash=sha256:bbbb
    # via pandas
pandas == 2.3.3 ; python_version >= "3.11"  # frames
torch==2.9.1+cu128 --no-binary :all:
scipy
git+https://github.com/acme/churn.git@v2.0.1
git+https://github.com/acme/live.git@develop
https://download.pytorch.org/whl/torchvision-0.24.1-cp313-linux_x86_64.whl
./wheels/ours-1.0-py3-none-any.whl
`,
        [
          '6: acme-tools @ git+https://github.com/acme/tools@1f2e3d4c5b#egg=acme-tools !',
          '7: numpy ==2.3.5 !',
          '11: pandas == 2.3.3 !',
          '12: torch ==2.9.1+cu128 !',
          '13: scipy ',
          '14: churn @ git+https://github.com/acme/churn.git@v2.0.1 !',
          '15: live @ git+https://github.com/acme/live.git@develop',
          '16: torchvision @ https://download.pytorch.org/whl/torchvision-0.24.1-cp313-linux_x86_64.whl !',
          '17: ours @ ./wheels/ours-1.0-py3-none-any.whl !',
        ],
      ],
      ['requirements for development', 'requirements/test.txt', 'pytest==9.0.1\n', ['1: pytest ==9.0.1 ! ?']],
      [
        'setup.py with its lists inside, however long',
        'setup.py',
        `from setuptools import find_packages, setup
setup(
    name="churn",
    author="Ada Lovelace",
    python_requires=">=3.11",
    packages=find_packages(),
    install_requires=[
        ${Array.from({ length: 20 }, (_, index) => `"package-${index}==1.${index}.0"`).join(', ')}
    ],
    tests_require=["pytest"],
)
`,
        [...Array.from({ length: 20 }, (_, index) => `2: package-${index} ==1.${index}.0 !`), '2: pytest  ?'],
      ],
      [
        'setup.py with its lists in variables',
        'setup.py',
        'from setuptools import setup\nREQUIREMENTS = ["pandas>=2", "mlflow"]\nTEST_REQUIRES = ["pytest"]\nsetup(name="churn", install_requires=REQUIREMENTS)\n',
        ['2: pandas >=2', '2: mlflow ', '3: pytest  ?'],
      ],
      ['a script that is called setup.py', 'setup.py', 'print("hello")\n', []],
      [
        'setup.cfg',
        'setup.cfg',
        `[metadata]
name = churn
author = Ada Lovelace
[options]
install_requires =
    # frames
    pandas>=2
    scikit-learn==1.7.2
[options.extras_require]
dev = pytest
[tool:pytest]
testpaths = tests
`,
        ['5: pandas >=2', '5: scikit-learn ==1.7.2 !', '10: pytest  ?'],
      ],
      [
        'conda',
        'environment.yml',
        `name: churn
channels: [conda-forge]
dependencies:
  - python=3.13
  - pip
  - numpy=2.3.5
  - pandas=2.3
  - conda-forge::scikit-learn==1.7.2
  - lightgbm=4.6.0=cpu_py313h0
  - xgboost>=3
  - shap
  - pip:
      - mlflow==3.6.0
      - -r requirements.txt
      - wandb
`,
        [
          '6: numpy =2.3.5 !',
          '7: pandas =2.3',
          '8: scikit-learn ==1.7.2 !',
          '9: lightgbm =4.6.0=cpu_py313h0 !',
          '10: xgboost >=3',
          '11: shap ',
          '13: mlflow ==3.6.0 !',
          '15: wandb ',
        ],
      ],
      [
        'R',
        'DESCRIPTION',
        `Package: churn
Authors@R: person("Ada", "Lovelace")
Depends: R (>= 4.4)
Imports:
    dplyr (>= 1.1.0),
    tidymodels
Suggests: testthat (>= 3.0.0)
`,
        ['5: dplyr >= 1.1.0', '6: tidymodels ', '7: testthat >= 3.0.0 ?'],
      ],
      ['a description of something else', 'DESCRIPTION', 'Imports: nothing\n', []],
      [
        'Julia',
        'Project.toml',
        'name = "Churn"\n[deps]\nFlux = "587475ba"\nMLJ = "add582a8"\n[compat]\nFlux = "=0.16.5"\nMLJ = "0.22"\n',
        ['3: flux =0.16.5 !', '4: mlj 0.22'],
      ],
      [
        'Node',
        'package.json',
        '{\n  "dependencies": { "react": "19.2.0" },\n  "devDependencies": { "vite": "^7" }\n}\n',
        ['2: react 19.2.0 !', '3: vite ^7 ?'],
      ],
    ];
  for (const [about, path, text, wanted] of files) {
    it(`of ${about}`, async () => {
      assert.deepEqual([...(seen(await read(path, text)) ?? [])].sort(), [...wanted].sort());
    });
  }

  it('know their name, their Python, their authors and the tools that they configure', async () => {
    const one = await read(
      'pyproject.toml',
      '[project]\nname = "churn"\nrequires-python = ">=3.12"\nauthors = [{ name = "Ada Lovelace" }, { name = "Your Name" }]\n[tool.ruff]\n[tool.mypy]\n',
    );
    assert.equal(one?.name, 'churn');
    assert.equal(one?.requiresPython, '>=3.12');
    assert.deepEqual(
      one?.authors.map(({ name, line }) => [name, line]),
      [['Ada Lovelace', 4]],
    );
    assert.deepEqual(
      one?.tools.map(({ name, line }) => [name, line]),
      [
        ['ruff', 5],
        ['mypy', 6],
      ],
    );
  });

  it('are read in templates, too', async () => {
    const one = await read(
      '{{cookiecutter.slug}}/requirements.txt',
      'pandas==2.3.3\n{% if cookiecutter.shap %}shap{% endif %}\n',
    );
    assert.deepEqual(seen(one), ['1: pandas ==2.3.3 !', '2: shap ']);
  });
});
