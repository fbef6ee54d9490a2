// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of CI systems are written so.
import assert from 'node:assert/strict';
import { Located } from '../../../src/formats/located.ts';
import { isOpen, readCommands, simpleCommands } from '../../../src/signals/ci/shell.ts';
import { script } from '../../../src/signals/ci/workflow.ts';

const commands = (line: string) => simpleCommands(line).map((words) => words.join(' '));

describe('shell', () => {
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['pytest tests && ruff check .', ['pytest tests', 'ruff check .']],
    ['make lint; make test || exit 1', ['make lint', 'make test', 'exit 1']],
    ['cat log | tee out.txt', ['cat log', 'tee out.txt']],
    ['(cd infra && terraform apply -auto-approve)', ['cd infra', 'terraform apply -auto-approve']],
    // Quotes and comments.
    ['echo "run terraform apply; then leave"', ['echo run terraform apply; then leave']],
    ["echo 'a && b'", ['echo a && b']],
    ['pytest # then terraform apply; kubectl apply', ['pytest']],
    ['pip install "torch==2.9.1" mlflow[extras]', ['pip install torch==2.9.1 mlflow[extras]']],
    ['docker build -t a#b .', ['docker build -t a#b .']],
    ["echo it\\'s fine", ["echo it's fine"]],
    // Redirections.
    ['pytest > report.txt 2>&1', ['pytest']],
    ['python train.py 2> err.log >>out.log', ['python train.py']],
    ['envsubst < k8s/api.yaml | kubectl apply -f -', ['envsubst', 'kubectl apply -f -']],
    ['make test &> all.log', ['make test']],
    ['pip install "numpy>=2"', ['pip install numpy>=2']],
    // Substitution.
    ['TAG=$(git describe --tags)', ['git describe --tags']],
    [
      'docker push "$REGISTRY/api:$(git rev-parse HEAD)"',
      ['docker push $REGISTRY/api:$(git rev-parse HEAD)', 'git rev-parse HEAD'],
    ],
    ['echo `whoami`', ['echo `whoami`', 'whoami']],
    // Expressions of CI systems are one word.
    [
      "docker push ${{ github.event_name == 'push' && 'a' || 'b' }}",
      ["docker push ${{ github.event_name == 'push' && 'a' || 'b' }}"],
    ],
    // What carries another command.
    ['sudo -E make deploy', ['make deploy']],
    ['sudo -u ci pytest', ['pytest']],
    ['CUDA_VISIBLE_DEVICES=0 python -u -m churn.train', ['churn.train']],
    ['env A=1 B=2 pytest', ['pytest']],
    ['timeout 10m pytest -x', ['pytest -x']],
    ['xvfb-run -a pytest', ['pytest']],
    ['python -m pytest tests', ['pytest tests']],
    ['python3.13 -W error -m pytest', ['pytest']],
    ['python train.py -m small', ['python train.py -m small']],
    ['coverage run --source churn -m pytest', ['pytest']],
    ['uv run pytest', ['pytest']],
    ['uv run --frozen --with pytest-cov -m pytest tests', ['pytest tests']],
    ['uv run --group dev python -m pytest', ['pytest']],
    ['uv --directory app run pytest', ['pytest']],
    ['uv sync --frozen', ['uv sync --frozen']],
    ['uvx ruff@0.14.5 check', ['ruff check']],
    ['uvx --from dvc dvc repro', ['dvc repro']],
    ['pipx run --spec twine twine upload dist/*', ['twine upload dist/*']],
    ['npx --yes @biomejs/biome ci', ['@biomejs/biome ci']],
    ['poetry run python -m pytest', ['pytest']],
    ['poetry run pytest -- -x', ['pytest -- -x']],
    ['pdm run pytest', ['pytest']],
    ['pipenv run pytest', ['pytest']],
    ['pixi run -e test pytest', ['pytest']],
    ['hatch run test:cov', ['test:cov']],
    ['hatch -e test run cov', ['test:cov']],
    ['hatch test', ['hatch test']],
    ['conda run --no-capture-output -n ml pytest', ['pytest']],
    ['micromamba run -n ml python -m pytest', ['pytest']],
    ['mise exec python@3.13 -- pytest', ['pytest']],
    ['mise run test', ['mise run test']],
    ['op run --env-file=.env -- terraform plan', ['terraform plan']],
    ['aws-vault exec prod -- terraform plan', ['terraform plan']],
    ['bash -c "cd app && pytest"', ['cd app', 'pytest']],
    ["sh -ec 'make a; make b'", ['make a', 'make b']],
    ['bash scripts/deploy.sh', ['bash scripts/deploy.sh']],
    ['docker compose run --rm app pytest', ['pytest']],
    ['docker run -v $PWD:/w image:1 bash -c "pytest -q"', ['pytest -q']],
    ['docker run image:1', ['docker run image:1']],
    ['for f in a b; do pytest $f; done', ['for f in a b', 'pytest $f', 'done']],
    ['if [ -f x ]; then make x; else make y; fi', ['[ -f x ]', 'make x', 'make y', 'fi']],
    ['! grep -q x y', ['grep -q x y']],
    ['export A=b', []],
    ['', []],
  ];
  for (const [line, wanted] of lines) {
    it(line || 'an empty line', () => assert.deepEqual(commands(line), wanted));
  }

  it('knows who carries a command', () => {
    assert.deepEqual(readCommands('pdm run -v lint'), [{ words: ['lint'], carrier: 'pdm' }]);
    assert.deepEqual(readCommands('lint'), [{ words: ['lint'] }]);
  });

  it('knows whether quotes are open', () => {
    assert.ok(isOpen('python -c "'));
    assert.ok(!isOpen('echo "it\'s"'));
    assert.ok(!isOpen("true # it's fine"));
  });

  const ran = (text: string) => script(new Located(1, text), 'run.yml').map(({ text, line }) => [line, text]);

  it('joins lines that end in a backslash, and those in the same quotes', () => {
    assert.deepEqual(ran('uv run pytest \\\n  --cov\nssh host "\ndocker compose pull\n"\nmake'), [
      [2, 'uv run pytest --cov'],
      [4, 'ssh host "\ndocker compose pull\n"'],
      [7, 'make'],
    ]);
  });

  it('leaves out comments and here-documents', () => {
    assert.deepEqual(ran('# terraform apply\ncat <<EOF > notes.md\nterraform apply\nEOF\nterraform plan'), [
      [3, 'cat <<EOF > notes.md'],
      [6, 'terraform plan'],
    ]);
  });

  it('reads a here-document that a shell runs', () => {
    assert.deepEqual(
      ran("ssh host <<'END'\ndocker compose up -d\nEND\n").map(([, text]) => text),
      ["ssh host <<'END'", 'docker compose up -d', 'END'].slice(0, 2),
    );
  });

  it('takes a lone apostrophe for one', () => {
    assert.deepEqual(
      ran("echo it's\npytest\n").map(([, text]) => text),
      ["echo it's", 'pytest'],
    );
  });
});
