/** Programs that run the Python file that they are given; a linter, `cp` or `git add` only takes its name. */
const launchers =
  /^(python[\d.]*|py|ipython|\$\{?PYTHON\w*\}?|torchrun|accelerate|deepspeed|colossalai|horovodrun|mpirun|mpiexec|srun|sbatch|spark-submit|ray|sky|modal|dstack|anyscale|gcloud|az|aws|databricks|kubectl|docker|podman|prefect|dagster|flyte|pyflyte|wandb|streamlit|marimo|ssh)$/;

/** Whether a command runs one of some files: by its path, or as a module. */
export function launches(words: readonly string[], files: ReadonlySet<string>): boolean {
  const [first = ''] = words;
  const program = first.split('/').at(-1) ?? '';
  if (words.some((word) => /^--?(help|version)$/.test(word))) return false;
  const named = (path: string) => {
    const wanted = path.replace(/^(\$\{?\w+\}?\/|\$\([\w.]+\)\/|\$\{\{[^}]*\}\}\/|\.\/)+/, '');
    // `$(System.ArtifactsDirectory)/code/mlops/train.py`: the repository lies in a folder that CI made.
    const placed = wanted !== path && /^[^./]/.test(path);
    return [...files].some(
      (file) =>
        file === wanted ||
        file.endsWith(`/${wanted}`) ||
        (placed && file.includes('/') && wanted.endsWith(`/${file}`)),
    );
  };
  const paths = /\.py$/.test(program) ? [first] : launchers.test(program) ? words.slice(1) : [];
  if (paths.some((word) => /\.py$/.test(word) && named(word))) return true;
  // `run-pipeline --module-name churn.pipeline`: the command of a project that takes a module of it.
  const given = words.flatMap((word, index) =>
    /^--?[\w-]*(module|pipeline|flow|entry-?point)[\w-]*$/.test(words[index - 1] ?? '') &&
    /^\w+(\.\w+)+$/.test(word)
      ? [word.replaceAll('.', '/')]
      : [],
  );
  if (given.some((path) => named(`${path}.py`))) return true;
  // `python -m churn.train` comes as `churn.train`.
  const flag = words.indexOf('-m');
  const module = launchers.test(program) && flag > 0 ? words[flag + 1] : first;
  if (!module || !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(module)) return false;
  const path = module.replaceAll('.', '/');
  if (!path.includes('/'))
    return [`${path}.py`, `src/${path}.py`, `${path}/__main__.py`, `src/${path}/__main__.py`].some((file) =>
      files.has(file),
    );
  return named(`${path}.py`) || named(`${path}/__main__.py`);
}
