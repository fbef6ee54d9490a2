import assert from 'node:assert/strict';
import { readNotebook } from '../../src/formats/notebook.ts';
import { notebookPython } from '../../src/signals/python.ts';
import { sourceFile } from '../../src/signals/source.ts';

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs?: readonly unknown[];
}

const code = (...lines: string[]): Cell => ({
  cell_type: 'code',
  source: lines.map((line, index) => (index + 1 < lines.length ? `${line}\n` : line)),
  outputs: [],
});
const prose = (source: string): Cell => ({ cell_type: 'markdown', source });
const write = (cells: readonly Cell[], metadata: object = {}) =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1);
const read = (...cells: Cell[]) => readNotebook(write(cells));
const factsOf = (text: string) => [...notebookPython.parse(sourceFile('eda.ipynb', text))];

describe('notebooks', () => {
  it('joins the code of all cells, and the prose of all others', () => {
    const notebook = read(prose('# EDA'), code('import pandas as pd', 'x = 1'), prose('Text'), code('y = 2'));
    assert.equal(notebook.code, 'import pandas as pd\nx = 1\ny = 2');
    assert.equal(notebook.prose, '# EDA\n\nText');
    assert.equal(notebook.language, 'python');
  });

  it('knows the line of the file for each line of code', () => {
    const text = write([
      { ...code('x'), outputs: [{ output_type: 'stream', text: ['import mlflow\n', 'x'] }] },
      code('import mlflow', 'print("é \\"quoted\\"")', 'x', 'x'),
      code('x'),
    ]);
    const rows = text.split('\n');
    const { lines, code: joined } = readNotebook(text);
    assert.deepEqual(
      lines.map((line) => JSON.parse((rows[line - 1] ?? '').trim().replace(/,$/, '')).trimEnd()),
      joined.split('\n'),
    );
    assert.equal(new Set(lines).size, lines.length, 'the same text in two places has two lines');
    assert.deepEqual(
      [...lines],
      [...lines].sort((a, b) => a - b),
    );
  });

  it('knows the line of sources that are one string, and of characters that are written as escapes', () => {
    const text =
      '{"cells": [\n{"cell_type": "code",\n"source": "x = 1\\ny = \\u00e9"},\n{"source": ["z\\u00e9()"], "cell_type": "code"}], "metadata": {}}';
    assert.deepEqual(readNotebook(text).lines, [3, 3, 4]);
  });

  it('places facts at lines of the file, those of decorators and keys too', () => {
    const text = write([
      prose('# Title'),
      code('import mlflow', '@mlflow.trace', 'def f():', '    pass'),
      code('c = {', '  "a": 1}'),
    ]);
    const [facts] = factsOf(text);
    const row = (line: number | undefined) => text.split('\n')[(line ?? 0) - 1] ?? '';
    assert.match(row(facts?.imports[0]?.line), /import mlflow/);
    assert.match(row(facts?.definitions[0]?.line), /def f/);
    assert.match(row(facts?.definitions[0]?.decorators[0]?.line), /@mlflow/);
    assert.match(row(facts?.dictionaries[0]?.keys[0]?.line), /\\"a\\"/);
  });

  it('never reads stored outputs', () => {
    const outputs = [
      { output_type: 'stream', name: 'stdout', text: ['import shap\n', 'shap.Explainer(m)\n'] },
    ];
    const text = write([{ ...code('import pandas'), outputs }]);
    const notebook = readNotebook(text);
    assert.equal(notebook.code, 'import pandas');
    assert.ok(notebook.outputSize > 0);
    assert.deepEqual(
      factsOf(text).flatMap(({ imports, calls }) =>
        [...imports, ...calls].map(({ line: _, ...rest }) => rest),
      ),
      [{ module: 'pandas', local: 'pandas' }],
    );
  });

  it('keeps shell commands apart from code', () => {
    const notebook = read(
      code('!pip install mlflow', '%pip install -q "wandb"', 'files = !ls data', 'import mlflow'),
      code('!dvc add \\', '    data/train.csv', 'x != 1'),
      code('%%bash', 'dvc pull', '', 'dvc repro'),
    );
    assert.deepEqual(
      notebook.commands.map(({ text }) => text),
      [
        'pip install mlflow',
        'pip install -q "wandb"',
        'ls data',
        'dvc add data/train.csv',
        'dvc pull',
        'dvc repro',
      ],
    );
    assert.equal(notebook.code.replace(/\n+/g, '\n').trim(), 'import mlflow\nx != 1');
    assert.equal(notebook.lines.length, notebook.code.split('\n').length);
  });

  it('reads the Python file that a cell writes', () => {
    const notebook = read(code('%%writefile src/train.py', 'import wandb'));
    assert.equal(notebook.code.trim(), 'import wandb');
    assert.deepEqual(notebook.commands, []);
  });

  it('leaves magics out, and keeps what they time', () => {
    const notebook = read(
      code('%matplotlib inline', '%load_ext autoreload', 'model.fit?', '?model', '%time model.fit(X, y)'),
      code('%%time', 'model.score(X, y)'),
      code('%%sql', 'select * from mlflow.runs'),
      code('%%writefile config.yaml', 'import: wandb'),
      code('print(', '    "%s"', '    % x)'),
    );
    assert.equal(
      notebook.code.replace(/\n+/g, '\n').trim(),
      'model.fit(X, y)\nmodel.score(X, y)\nprint(\n    "%s"\n    % x)',
    );
  });

  it('leaves a statement where a block held a magic or a command only', () => {
    const [facts] = factsOf(
      write([code('if colab:', '    !pip install wandb', 'else:', '    %cd src', 'f()')]),
    );
    assert.deepEqual(
      facts?.calls.map(({ name, when }) => [name, when]),
      [['f', undefined]],
    );
  });

  it('reads nbformat 3', () => {
    const notebook = readNotebook(
      JSON.stringify({
        metadata: { name: 'old' },
        nbformat: 3,
        worksheets: [
          {
            cells: [
              { cell_type: 'heading', level: 2, source: ['Data'] },
              { cell_type: 'markdown', source: ['From the warehouse.'] },
              { cell_type: 'code', language: 'python', input: ['import numpy\n', 'x = 1'], outputs: [] },
            ],
          },
        ],
      }),
    );
    assert.equal(notebook.code, 'import numpy\nx = 1');
    assert.equal(notebook.prose, '## Data\n\nFrom the warehouse.');
  });

  it('does not read other languages as Python', () => {
    const library = code('library(randomForest)', 'fit <- randomForest(y ~ x)');
    const kernels = [
      { language_info: { name: 'R' } },
      { kernelspec: { name: 'ir', display_name: 'R' } },
      { kernelspec: { name: 'julia-1.11', language: 'julia' } },
    ];
    for (const metadata of kernels) assert.deepEqual(factsOf(write([library], metadata)), []);
    assert.equal(factsOf(write([code('x = 1')], { kernelspec: { name: 'conda_python3' } })).length, 1);
  });

  it('refuses what is not a notebook', () => {
    assert.throws(() => readNotebook('{"cells": ['), /not valid JSON/);
    assert.throws(() => readNotebook('{"name": "x"}'), /has no cells/);
    assert.throws(() => readNotebook(''), /not valid JSON/);
  });
});
