import assert from 'node:assert/strict';
import type { PythonCode } from '../../src/formats/python/code.ts';
import { readPython } from '../../src/formats/python/read.ts';

const read = (...lines: string[]): PythonCode => readPython(`${lines.join('\n')}\n`);
const names = ({ calls }: PythonCode) => calls.map(({ name }) => name);
const call = (code: PythonCode, name: string) => {
  const found = code.calls.find((one) => one.name === name);
  assert.ok(found, `${name} is called; seen: ${names(code).join(', ')}`);
  return found;
};

describe('Python: imports', () => {
  it('knows modules, aliases and names', () => {
    const { imports } = read(
      'import numpy as np, os.path',
      'from sklearn.linear_model import Ridge as R',
      'from .data import load',
      'from .. import config',
      'from torch import *',
    );
    assert.deepEqual(imports, [
      { module: 'numpy', local: 'np', line: 1 },
      { module: 'os.path', line: 1 },
      { module: 'sklearn.linear_model', name: 'Ridge', local: 'R', line: 2 },
      { module: '.data', name: 'load', local: 'load', line: 3 },
      { module: '..', name: 'config', local: 'config', line: 4 },
      { module: 'torch', name: '*', local: '*', line: 5 },
    ]);
  });

  it('reads `from` imports over several lines, with comments and a last comma', () => {
    const code = read(
      'from sklearn.ensemble import (',
      '    RandomForestClassifier,  # the baseline',
      '    # and what it is held against',
      '    GradientBoostingClassifier as Boosted,',
      ')',
      'Boosted()',
    );
    assert.deepEqual(
      code.imports.map(({ name, local }) => [name, local]),
      [
        ['RandomForestClassifier', 'RandomForestClassifier'],
        ['GradientBoostingClassifier', 'Boosted'],
      ],
    );
    assert.deepEqual(names(code), ['sklearn.ensemble.GradientBoostingClassifier']);
  });

  it('leaves out what only a type checker imports, and what stands under `if False`', () => {
    const { imports, calls } = read(
      'import typing as t',
      'from typing import TYPE_CHECKING',
      'if TYPE_CHECKING:',
      '    import mlflow',
      'elif t.TYPE_CHECKING:',
      '    import wandb',
      'else:',
      '    import os',
      'if False:',
      '    os.remove("x")',
      'if not TYPE_CHECKING:',
      '    import sys',
    );
    assert.deepEqual(
      imports.map(({ module }) => module),
      ['typing', 'typing', 'os', 'sys'],
    );
    assert.deepEqual(calls, []);
  });

  it('follows a module that may not be installed', () => {
    const code = read('try:', '    import wandb', 'except ImportError:', '    wandb = None', 'wandb.init()');
    assert.equal(call(code, 'wandb.init').imported, true);
  });
});

describe('Python: names', () => {
  it('resolves aliases and instances that variables hold', () => {
    const code = read(
      'import sklearn.ensemble as e',
      'model = e.RandomForestClassifier()',
      'same: object = model',
      'same.fit(x, y)',
    );
    assert.deepEqual(names(code), [
      'sklearn.ensemble.RandomForestClassifier',
      'sklearn.ensemble.RandomForestClassifier().fit',
    ]);
    assert.deepEqual(code.instances, [
      { name: 'model', of: 'sklearn.ensemble.RandomForestClassifier()' },
      { name: 'same', of: 'sklearn.ensemble.RandomForestClassifier()' },
    ]);
  });

  it('follows attributes of self from one method to another, not to another class', () => {
    const code = read(
      'from mlflow import MlflowClient',
      'class Registry:',
      '    def __init__(self):',
      '        self.client = MlflowClient()',
      '    def promote(self):',
      '        self.client.set_registered_model_alias("m", "champion", 1)',
      'class Other:',
      '    def promote(self):',
      '        self.client.set_registered_model_alias("m", "champion", 1)',
    );
    assert.deepEqual(
      code.calls.filter(({ name }) => name.endsWith('alias')).map(({ name, imported }) => [name, imported]),
      [
        ['mlflow.MlflowClient().set_registered_model_alias', true],
        ['self.client.set_registered_model_alias', false],
      ],
    );
  });

  it('follows `with … as`, to a name, an attribute, and in brackets', () => {
    const code = read(
      'import mlflow, wandb',
      'class Job:',
      '    def run(self):',
      '        with mlflow.start_run() as run, wandb.init() as self.run:',
      '            run.log(1)',
      '            self.run.log(2)',
      'with (',
      '    mlflow.start_run() as one,',
      '    wandb.init() as two,',
      '):',
      '    one.log(3)',
      '    two.log(4)',
    );
    assert.deepEqual(
      names(code).filter((name) => name.endsWith('.log')),
      ['mlflow.start_run().log', 'wandb.init().log', 'mlflow.start_run().log', 'wandb.init().log'],
    );
  });

  it('follows walrus targets, parameters with a type, and globals', () => {
    const code = read(
      'import joblib, wandb',
      'from mlflow import MlflowClient',
      'model = None',
      'def load():',
      '    global model',
      '    model = joblib.load("model.joblib")',
      'def predict(x, client: MlflowClient | None = None):',
      '    if (run := wandb.init()):',
      '        run.log(x)',
      '    client.log_param("a", 1)',
      '    return model.predict(x)',
    );
    assert.deepEqual(names(code), [
      'joblib.load',
      'wandb.init',
      'wandb.init().log',
      'mlflow.MlflowClient().log_param',
      'joblib.load().predict',
    ]);
  });

  it('forgets an import that a parameter or another value hides', () => {
    const code = read(
      'import mlflow',
      'def f(mlflow):',
      '    mlflow.log_metric("a", 1)',
      'mlflow = Stub()',
      'mlflow.log_metric("b", 1)',
    );
    assert.deepEqual(
      code.calls.map(({ imported }) => imported),
      [false, false, false],
    );
  });

  it('sees through await, calls of calls and chains', () => {
    const code = read('import httpx as h', 'async def f():', '    (await h.AsyncClient().get("/x")).json()');
    assert.ok(names(code).includes('httpx.AsyncClient().get().json'));
    const twice = read('from transformers import pipeline', 'pipeline("ner")(texts)');
    assert.deepEqual(names(twice).sort(), ['transformers.pipeline', 'transformers.pipeline()']);
  });
});

describe('Python: calls', () => {
  it('keeps arguments, the function around, and the line', () => {
    const code = read(
      'import wandb',
      'class Run:',
      '    def start(self):',
      '        wandb.init(project="churn", mode=None, config=self.config, tags=["a"])',
    );
    const on = (column: number, endColumn: number) => ({ line: 4, column, endLine: 4, endColumn });
    assert.deepEqual(call(code, 'wandb.init'), {
      name: 'wandb.init',
      imported: true,
      line: 4,
      range: on(9, 79),
      within: 'Run.start',
      arguments: [
        { keyword: 'project', kind: 'string', text: 'churn', range: on(28, 35) },
        { keyword: 'mode', kind: 'constant', text: 'None', range: on(42, 46) },
        { keyword: 'config', kind: 'name', text: 'self.config', range: on(55, 66) },
        { keyword: 'tags', kind: 'other', text: '["a"]', values: ['a'], range: on(73, 78) },
      ],
    });
  });

  it('knows where a call of several lines ends', () => {
    const code = read('from a import f', 'f(', '    1,', '    b=2,', ')');
    assert.deepEqual(call(code, 'a.f')?.range, { line: 2, column: 1, endLine: 5, endColumn: 2 });
  });

  it('sees calls in format strings, and not in other strings, docstrings and comments', () => {
    const code = read(
      '"""Use mlflow.start_run() first."""',
      'import mlflow',
      '# mlflow.log_param("a", 1)',
      'x = "mlflow.log_metric(1)"',
      'def f():',
      "    '''mlflow.autolog()'''",
      'print(f"run {mlflow.active_run().info.run_id!r:>10} {x}")',
    );
    assert.deepEqual(names(code), ['print', 'mlflow.active_run']);
  });

  it('knows decorators with their arguments, in order', () => {
    const { definitions } = read(
      'import fastapi, functools',
      'app = fastapi.FastAPI()',
      '@app.post("/predict", response_model=Answer)',
      '@functools.cache',
      'async def predict(body: Body) -> Answer:',
      '    """Scores."""',
    );
    assert.deepEqual(
      definitions.map(({ name, documented, returns, decorators }) => ({
        name,
        documented,
        returns,
        decorators: decorators.map(({ name, arguments: given }) => [name, ...given.map(({ text }) => text)]),
      })),
      [
        {
          name: 'predict',
          documented: true,
          returns: 'Answer',
          decorators: [['fastapi.FastAPI().post', '/predict', 'Answer'], ['functools.cache']],
        },
      ],
    );
  });

  it('sees calls in defaults and annotations of parameters', () => {
    const code = read(
      'from fastapi import Depends, Security',
      'def f(a: Annotated[str, Security(key)], b=Depends(user)): ...',
    );
    assert.deepEqual(names(code), ['fastapi.Security', 'fastapi.Depends']);
    assert.deepEqual(code.definitions[0]?.parameters, [
      { name: 'a', type: 'Annotated[str, Security(key)]' },
      { name: 'b', default: 'Depends(user)' },
    ]);
  });
});

describe('Python: guards', () => {
  const when = (...lines: string[]) => call(read('import wandb', ...lines), 'wandb.init').when;

  it('knows the condition that a call stands under', () => {
    assert.equal(when('wandb.init()'), undefined);
    assert.equal(when('if args.wandb:', '    wandb.init()'), 'args.wandb');
    assert.equal(when('if a:', '    pass', 'elif b:', '    wandb.init()'), 'not a and b');
    assert.equal(when('if not a:', '    pass', 'else:', '    wandb.init()'), 'a');
    assert.equal(when('if a:', '    if b or c:', '        wandb.init()'), 'a and (b or c)');
  });

  it('knows conditions that are no statements', () => {
    assert.equal(when('run = wandb.init() if use_wandb else None'), 'use_wandb');
    assert.equal(when('use_wandb and wandb.init()'), 'use_wandb');
    assert.equal(when('def f():', '    if not track:', '        return', '    wandb.init()'), 'track');
  });

  it('does not take the entry of a script for a condition', () => {
    const code = read('import wandb', 'if __name__ == "__main__":', '    wandb.init()');
    assert.equal(call(code, 'wandb.init').when, undefined);
    assert.equal(code.entry, 2);
  });
});

describe('Python: values', () => {
  it('keeps literals and lists of literals that names are given', () => {
    const { assignments } = read(
      'THRESHOLD = 0.5',
      'features = ["age",  # years',
      '            "plan"]',
      'class Config:',
      '    track: bool = False',
      'a, b = 1, 2',
      'c = f(1)',
    );
    assert.deepEqual(assignments, [
      { name: 'THRESHOLD', line: 1, values: ['0.5'], list: false },
      { name: 'features', line: 2, values: ['age', 'plan'], list: true },
      { name: 'track', line: 5, values: ['False'], list: false },
    ]);
  });

  it('keeps dictionaries, with the lines of their keys', () => {
    const { dictionaries } = read(
      'config = {',
      '    # off',
      '    "wandb": False,',
      '    key: 1, **rest,',
      '}',
    );
    assert.deepEqual(dictionaries, [
      { name: 'config', line: 1, keys: [{ name: 'wandb', value: 'False', line: 3 }] },
    ]);
  });

  it('keeps dictionaries that attributes are given', () => {
    const { dictionaries } = read('endpoint.traffic = {"blue": 90, "green": 10}', 'f(x).y = {"a": 1}');
    assert.deepEqual(
      dictionaries.map(({ name, keys }) => [name, ...keys.map(({ value }) => value)]),
      [['endpoint.traffic', '90', '10']],
    );
  });

  it('keeps comparisons, and what follows from them', () => {
    const { comparisons } = read('assert score >= 0.9', 'def f():', '    if p < LIMIT:', '        raise E');
    assert.deepEqual(
      comparisons.map(({ left, operator, right, in: where, within }) => [
        left,
        operator,
        right,
        where,
        within,
      ]),
      [
        ['score', '>=', '0.9', 'assert', undefined],
        ['p', '<', 'LIMIT', 'if', 'f'],
      ],
    );
    assert.match(comparisons[1]?.consequence ?? '', /raise E/);
  });

  it('keeps the columns of frames', () => {
    const { columns } = read('import pandas as pd', 'd = pd.read_csv("x")', 'd["a"] = d[["b", "c"]].sum()');
    assert.deepEqual(
      columns.map(({ of, name }) => [of, name]),
      [
        ['pandas.read_csv()', 'a'],
        ['pandas.read_csv()', 'b'],
        ['pandas.read_csv()', 'c'],
      ],
    );
  });

  it('keeps references to what is imported, and none that are given a value', () => {
    const { references } = read(
      'import os',
      'os.environ["A"] = "1"',
      'x = os.environ["B"]',
      'os.path.sep = ""',
    );
    assert.deepEqual(references, [{ name: 'os.environ', line: 3 }]);
  });

  it('keeps paths, those of defaults too, but none of docstrings', () => {
    const { paths } = read(
      '"""/home/bob/data"""',
      'def load(path="/home/bob/train.csv"):',
      '    """C:\\data"""',
      '    return open("no path here, a/b")',
      'x = r"C:\\My data\\x.csv"',
      'y = f"/home/{user}/x.csv"',
    );
    assert.deepEqual(
      paths.map(({ text }) => text),
      ['/home/bob/train.csv', 'C:\\My data\\x.csv', '/home/{user}/x.csv'],
    );
  });
});

describe('Python: the language', () => {
  const valid: Record<string, string> = {
    'match statements': [
      'match event:',
      '    case {"type": "train", **rest} if rest: f()',
      '    case (A() | B()) as node: pass',
      '    case ast.Name(id=name) | None: pass',
      '    case [] | [1, *_]: pass',
      'match a, b:',
      '    case 1, -1: pass',
    ].join('\n'),
    'match and case as names': 'match = 1\ncase = match.group(1)\nprint(match)',
    'type parameters': 'def first[T: int = bool](xs: list[T]) -> T: ...\nclass Box[*Ts, **P](Base[P]): pass',
    'type aliases': 'type Pair[T] = tuple[T, T]\ntype = 3',
    walrus: 'while chunk := read(): pass\ny = [z for x in q if (z := f(x))]',
    'parenthesised with': 'with (open("a") as a, open("b") as b):\n    pass',
    'parenthesised with over lines': 'with (\n    open("a") as a,\n    open("b") as b,\n):\n    pass',
    'with targets': 'with f() as (a, b), g() as [c, d], h() as self.x:\n    pass',
    'async with': 'async def f():\n    async with (a() as b, c() as d):\n        pass',
    'floats that end in a point': 'x = 2.\ny = [1., 2.*3, -1.]\nf(lr=1.e-3)',
    'bare yields': 'def f():\n    x = yield\n    yield\n    return (yield)',
    'positional-only parameters': 'def f(a, /, b, *, c): pass\ng = lambda x, /: x',
    'exception groups': 'try: pass\nexcept* (A, B) as e: pass',
    'exceptions without brackets': 'try: pass\nexcept A, B: pass',
    'starred targets': 'x = [f(*p) for c, *p in y]\ny = *a, *b\na[*b]',
    'format strings in format strings': 'x = f"{a!r:>{w}} {b=} {d["k"]} {", ".join(x)}"',
    'template strings': "x = t'hello {name}'",
    'names in other scripts': '学習率 = 0.1\nmodel.学習(学習率)',
    'form feeds': 'import os\n\f\ndef f(): pass\n\fclass A: pass',
    'Windows line ends': 'if x:\r\n    y()\r\nelse:\r\n    z()\r\n',
    tabs: 'def f():\n\tif x:\n\t\ty()',
    semicolons: 'x = 1; y = 2;\nclass A: pass',
    nothing: '',
    'a comment only': '# nothing yet',
    'print statements of Python 2': 'print "epoch", i\nprint >>log, "x"\nprint x.y % z',
    'other Python 2': 'try: pass\nexcept E, e: raise E, "m"\nif a <> 0777: pass',
  };
  for (const [name, text] of Object.entries(valid))
    it(`takes ${name}`, () => assert.doesNotThrow(() => readPython(`${text}\n`)));

  it('still sees what stands around something it does not know', () => {
    const code = read(
      'import mlflow',
      'print "start", 1',
      'exec "x = 1"',
      ...'abcdefgh'.split(''),
      'mlflow.autolog()',
    );
    assert.equal(call(code, 'mlflow.autolog').line, 12);
  });

  it('refuses what is not Python', () => {
    assert.throws(() => read('def broken(:', '    = = 3', ']] oops'), /is not valid Python \(line 1\)/);
    assert.throws(() => read('<html>', '<body>no code</body>', '</html>'), /is not valid Python/);
    assert.throws(() => read('This is a letter, not a program.', 'It has two lines.'), /is not valid Python/);
  });
});
