import ignore from 'ignore';

/** Folders whose files are never evidence: dependencies, vendored and generated code, caches, example data. */
export const neverEvidence = [
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  '.venv',
  'venv',
  '.conda',
  '.tox',
  '.nox',
  '.direnv',
  'site-packages',
  'dist-packages',
  '__pycache__',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.eggs',
  '*.egg-info',
  'third_party',
  'third-party',
  'thirdparty',
  '3rdparty',
  'vendor',
  'vendored',
  '_vendor',
  'htmlcov',
  '_build',
  'mlruns',
  '.terraform',
  'cdk.out',
  '.next',
  '.cache',
  '.gradle',
  '.idea',
  'testdata',
  'test_data',
  'fixtures',
  '__fixtures__',
  'sample_data',
  'example_data',
];

/** Build output: evidence nowhere, unless git tracks it on purpose (a `build/` of scripts, a Helm `target/`). */
const buildOutput = ['build', 'dist', 'target', 'out', 'site'];

/**
 * A test for paths that can be evidence.
 * @param excluded the team's own patterns from `.mlops-guide.yaml`, in the syntax of `.gitignore`
 */
export function evidencePaths(excluded: readonly string[] = []): (path: string, tracked: boolean) => boolean {
  const always = ignore().add([...neverEvidence.map((name) => `${name}/`), ...excluded]);
  const untracked = ignore().add(buildOutput.map((name) => `${name}/`));
  return (path, tracked) => !always.ignores(path) && (tracked || !untracked.ignores(path));
}
