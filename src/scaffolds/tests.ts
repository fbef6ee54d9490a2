import { isHealth } from '../signals/code/endpoint.ts';
import type { Module } from '../signals/code/module.ts';
import { say } from '../text.ts';
import { takenBy } from './call.ts';
import { dependencyFiles } from './dependency.ts';
import { moduleName } from './layout.ts';
import { filesOf, type Learning, learning } from './learning.ts';
import { testCommand } from './managers.ts';
import { type Project, project } from './project.ts';
import { featuresQuestion, fold, literal, planPython, targetQuestion, type View, viewOf } from './python.ts';
import { scaffold } from './scaffold.ts';
import { testPath } from './testFile.ts';

/** One test: what it is called, what it says, and its lines. */
interface Test {
  readonly name: string;
  readonly says: string;
  readonly body: readonly string[];
}

/** A file of tests, and the code that it needs. */
interface TestFile {
  readonly name: string;
  readonly title: string;
  readonly tests: readonly Test[];
  readonly own: readonly string[];
  /** Modules whose files have to be there. */
  readonly modules: readonly Module[];
  readonly standard?: readonly string[];
  readonly third?: readonly string[];
}

export default scaffold({
  id: 'tests',
  title: say`Tests of the data, training and API code`,
  signals: { project, learning },
  templates: ['test_code.py', 'test_notebooks.py'],
  merges: dependencyFiles,
  asks: ({ learning: [found] }) =>
    found && (found.training || found.preparing.length > 0)
      ? [featuresQuestion(found), targetQuestion(found)]
      : [],
  plan: ({ project: [found], learning: [learned] }, ground) => {
    if (!found || !learned) return { changes: [] };
    const view = viewOf(found, learned, ground);
    const up = '.parent'.repeat(testPath(found, 'x').split('/').length - 1);
    const files = [
      dataTests(found, learned, view),
      trainingTests(found, learned, view),
      apiTests(found, learned, view),
    ].flatMap((file) => (file && file.tests.length > 0 ? [file] : []));
    const notebooks = files.length === 0 ? learned.notebooks.slice(0, 3) : [];
    const views = new Map<string, object>([
      ...files.map((file) => [`test_${file.name}.py`, viewOfFile(file, found, learned, view, up)] as const),
      ['test_notebooks.py', { up, tests: testText(found, 'Notebooks', notebooks.map(notebookTest)) }],
    ]);
    const fill = (template: string, file: object) =>
      ground.fill(template === 'test_notebooks.py' ? template : 'test_code.py', views.get(template) ?? file);
    return planPython(
      found,
      learned,
      { ...ground, fill },
      {
        files: [
          ...files.map(({ name }) => [`test_${name}.py`, testPath(found, name)] as const),
          ...(notebooks.length > 0 ? [['test_notebooks.py', testPath(found, 'notebooks')] as const] : []),
        ],
        view,
        packages: [],
        testPackages:
          notebooks.length > 0
            ? ['nbclient', 'ipykernel']
            : files.some(({ name }) => name === 'api')
              ? ['httpx']
              : [],
        notes: [
          say`Run them by \`${testCommand(found)}\`. The rows are made up: add the cases that your data really has.`,
        ],
      },
    );
  },
});

const notebookTest = (path: string): Test => ({
  name: `${(path.split('/').at(-1) ?? '')
    .replace(/\.ipynb$/, '')
    .replace(/\W+/g, '_')
    .toLowerCase()}_runs`,
  says: `${path} has no error.`,
  body: [
    'result = subprocess.run(',
    `    [sys.executable, "-m", "jupyter", "execute", ${literal(path)}],`,
    '    cwd=ROOT,',
    '    capture_output=True,',
    '    check=False,',
    '    text=True,',
    ')',
    'assert result.returncode == 0, result.stderr',
  ],
});

/** Scripts that prepare data are run, and what they write is looked at. */
function dataTests({ scripts }: Project, learned: Learning, _: View): TestFile | undefined {
  const runnable = learned.preparing.filter(
    ({ path }) => scripts.includes(path) && tablesOf(filesOf(path_(learned, path)).writes).length > 0,
  );
  const modules = runnable.slice(0, 3);
  return {
    name: 'data',
    title: 'Data code writes rows that can be used.',
    modules,
    own: [],
    standard: ['import runpy'],
    tests: modules.map((module) => {
      const [output = ''] = tablesOf(filesOf(module).writes);
      const clean = module.calls.some(({ name }) => /(dropna|fillna)$/.test(name));
      return {
        name: `${nameOf(module)}_writes_rows`,
        says: `What ${module.path} writes has rows${clean ? ', and no value is missing' : ''}.`,
        body: [
          'with workspace():',
          `    runpy.run_path(str(ROOT / ${literal(module.path)}), run_name="__main__")`,
          `    written = pd.${readerOf(output)}(${literal(output)})`,
          'assert len(written) > 0',
          ...(clean ? ['assert not written.isna().any(axis=None)'] : []),
        ],
      };
    }),
  };
}

/** The training function is called, or its script is run; the model has to beat one that knows nothing. */
function trainingTests({ scripts }: Project, learned: Learning, _: View): TestFile | undefined {
  const { training, trainer } = learned;
  if (!training) return undefined;
  const parameters = trainer && takenBy(trainer.definition.parameters);
  const [saved] = learned.model ? [learned.model] : [];
  const base = {
    name: 'training',
    title: 'Training runs, and learns from what it is given.',
    modules: [training],
  };
  const saves = saved ? [`    assert Path(${literal(saved)}).exists()`] : [];
  if (trainer && parameters) {
    const { name, returns } = trainer.definition;
    const values: Readonly<Record<string, string>> = {
      rows: 'rows',
      inputs: 'rows[FEATURES]',
      outcome: 'rows[TARGET]',
      path: literal(learned.data ?? 'rows.csv'),
      int: '1',
      float: '0.5',
      str: '"a"',
    };
    const given = parameters
      .filter((one) => one.default === undefined)
      .map(
        (one) =>
          `${one.name}=${one.kind === 'path' && !one.text ? `Path(${values['path']})` : values[one.kind]}`,
      );
    const scores =
      /^(sklearn|xgboost|lightgbm|catboost)\./.test(learned.estimator ?? '') &&
      returns !== undefined &&
      !/None|tuple|dict|float/i.test(returns);
    const body = [
      'rows = example_rows()',
      'with workspace():',
      fold(`    ${scores ? 'model = ' : ''}${name}(`, given, ')'),
      ...saves,
      ...(scores
        ? [
            'baseline = Dummy().fit(rows[FEATURES], rows[TARGET])',
            'score = model.score(rows[FEATURES], rows[TARGET])',
            'assert score > baseline.score(rows[FEATURES], rows[TARGET])',
          ]
        : []),
    ];
    const lines = body.some((line) => /\brows\b/.test(line.replace('rows = example_rows()', '')))
      ? body
      : body.slice(1);
    return {
      ...base,
      own: [`from ${moduleName(learned, training)} import ${name}`],
      third: scores
        ? [`from sklearn.dummy import ${learned.regression ? 'DummyRegressor' : 'DummyClassifier'} as Dummy`]
        : [],
      tests: [
        {
          name: 'training_learns',
          says: scores
            ? 'The model beats one that knows nothing but the outcomes.'
            : 'Training comes to its end and leaves a model.',
          body: lines,
        },
      ],
    };
  }
  if (!scripts.includes(training.path)) return undefined;
  return {
    ...base,
    own: [],
    standard: ['import runpy', 'import sys', 'from unittest import mock'],
    tests: [
      {
        name: 'training_runs',
        says: `${training.path} comes to its end${saved ? ' and leaves a model' : ''}.`,
        body: [
          `script = ROOT / ${literal(training.path)}`,
          'with workspace(), mock.patch.object(sys, "argv", [str(script)]):',
          '    runpy.run_path(str(script), run_name="__main__")',
          ...saves,
        ],
      },
    ],
  };
}

/** The routes of a FastAPI or Flask application are asked. */
function apiTests({ endpoints }: Project, learned: Learning, view: View): TestFile | undefined {
  const [first] = endpoints;
  const application = first?.module.instances.find(({ of }) =>
    /^(fastapi\.FastAPI|flask\.Flask)\(\)$/.test(of),
  );
  if (!first || !application) return undefined;
  const flask = application.of.startsWith('flask');
  const client = `importlib.import_module(${literal(moduleName(learned, first.module))}).${application.name}`;
  const row = `{${view.features.map((one) => `${one.literal}: ${one.text ? '"a"' : '1.0'}`).join(', ')}}`;
  const asked = endpoints.filter(({ path, route }) => path === first.path && !/[{<]/.test(route));
  const checks = asked.flatMap(({ method, route, typed, ...rest }) => {
    if (method === 'GET' && isHealth({ method, route, typed, ...rest }))
      return [`    assert client.get(${literal(route)}).status_code == 200`];
    if (method !== 'POST') return [];
    return typed && !flask
      ? [`    assert client.post(${literal(route)}, json="no object").status_code == 422`]
      : [`    answer = client.post(${literal(route)}, json=row)`, '    assert answer.status_code == 200'];
  });
  if (checks.length === 0) return undefined;
  return {
    name: 'api',
    title: 'The API answers.',
    modules: [first.module],
    own: [],
    standard: ['import importlib'],
    third: [
      ...(flask ? [] : ['from fastapi.testclient import TestClient']),
      ...(modelsOf(first.module).length > 0
        ? [
            `from sklearn.dummy import ${learned.regression ? 'DummyRegressor' : 'DummyClassifier'}`,
            'import joblib',
          ]
        : []),
    ],
    tests: [
      {
        name: 'api_answers',
        says: `The routes of ${first.path} answer, with a model that knows nothing.`,
        body: [
          ...(checks.some((line) => line.includes('json=row')) ? [`row = ${row}`] : []),
          'with workspace():',
          `    client = ${flask ? `${client}.test_client()` : `TestClient(${client})`}`,
          ...checks,
        ],
      },
    ],
  };
}

const path_ = ({ preparing }: Learning, path: string) => preparing.find((one) => one.path === path) as Module;
const nameOf = ({ path }: Module) => (path.split('/').at(-1) ?? '').replace(/\.py$/, '').replace(/\W+/g, '_');
const tablesOf = (paths: readonly string[]) => paths.filter((path) => /\.(csv|parquet)$/.test(path));
const modelsOf = (module: Module) =>
  filesOf(module).reads.filter((path) => /\.(joblib|pkl|pickle)$/.test(path));
const readerOf = (path: string) => (path.endsWith('.csv') ? 'read_csv' : 'read_parquet');
const writerOf = (path: string) =>
  path.endsWith('.csv') ? `to_csv(${literal(path)}, index=False)` : `to_parquet(${literal(path)})`;

function viewOfFile(file: TestFile, project: Project, learned: Learning, view: View, up: string) {
  const files = file.modules.map(filesOf);
  const tables = [
    ...new Set([
      ...tablesOf(files.flatMap(({ reads }) => reads)),
      ...(file.name === 'training' ? [learned.data ?? 'rows.csv'] : []),
    ]),
  ];
  const models = file.name === 'api' ? file.modules.flatMap(modelsOf) : [];
  const paths = [...tables, ...models, ...files.flatMap(({ writes }) => writes)];
  const folders = [
    ...new Set(paths.flatMap((path) => (path.includes('/') ? [path.slice(0, path.lastIndexOf('/'))] : []))),
  ].sort();
  const first = view.features[0];
  const outcome = first?.text
    ? `(rows[${first.literal}] == "a").astype(int)`
    : view.regression
      ? `2 * rows[${first?.literal}] + 1`
      : `(rows[${first?.literal}] > 0).astype(int)`;
  const rooted = file.tests.some(({ body }) => body.some((line) => line.includes('ROOT /')));
  const constant = [view.constants];
  const usesPath =
    folders.length > 0 ||
    rooted ||
    file.tests.some(({ body }) => body.some((line) => line.includes('Path(')));
  const standard = [
    'import contextlib',
    'import tempfile',
    'from collections.abc import Iterator',
    ...(usesPath ? ['from pathlib import Path'] : []),
    ...(project.testRunner === 'unittest' ? ['import unittest'] : []),
    ...(file.standard ?? []),
  ];
  return {
    ...view,
    title: file.title,
    standard: sortImports(standard),
    third: sortImports(['import numpy as np', 'import pandas as pd', ...(file.third ?? [])]),
    own: file.own.join('\n'),
    root: rooted ? `ROOT = Path(__file__).parent${up}` : undefined,
    constants: constant.join('\n'),
    outcome,
    folders: folders.map(literal),
    tables: tables.map((path) => ({ write: writerOf(path) })),
    models: models.map(literal),
    dummy: learned.regression ? 'DummyRegressor' : 'DummyClassifier',
    tests: testText(project, file.name[0]?.toUpperCase() + file.name.slice(1), file.tests),
  };
}

/** `import a` before `from a import b`, each by its name. */
const sortImports = (lines: readonly string[]) =>
  [...new Set(lines)]
    .sort((a, b) => Number(a.startsWith('from')) - Number(b.startsWith('from')) || (a < b ? -1 : 1))
    .join('\n');

/** Functions for pytest; methods of a class for unittest. */
function testText({ testRunner }: Project, name: string, tests: readonly Test[]): string {
  const indent = (text: string, by: string) =>
    text
      .split('\n')
      .map((line) => by + line)
      .join('\n');
  const texts = tests.map(({ name, says, body }) => {
    const self = testRunner === 'unittest' ? 'self' : '';
    return [
      `def test_${name}(${self}) -> None:`,
      `    """${says}"""`,
      ...body.map((line) => indent(line, '    ')),
    ].join('\n');
  });
  return testRunner === 'pytest'
    ? texts.join('\n\n\n')
    : `class ${name}Test(unittest.TestCase):\n    """${name}."""\n\n${texts.map((text) => indent(text, '    ')).join('\n\n')}`;
}
