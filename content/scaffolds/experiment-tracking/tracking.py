"""Runs that can be traced back: to code, data, packages and machine.

MLFLOW_TRACKING_URI says where runs are kept; without it they stay on this machine.
"""

import contextlib
import hashlib
import platform
import subprocess
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

import mlflow
import pandas as pd


def git_commit() -> str:
    """The commit of the code, marked `-dirty` where files differ from it."""
    described = subprocess.run(
        ["git", "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*"],
        capture_output=True,
        check=False,
        text=True,
    )
    return described.stdout.strip() or "unknown"


def data_version(path: Path) -> str:
    """A hash of a data file: the same bytes are the same version."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def environment() -> str:
    """All installed packages and their versions, in the format of requirements."""
    installed = {f"{one.name}=={one.version}" for one in metadata.distributions()}
    return "\n".join(sorted(installed, key=str.lower))


@contextlib.contextmanager
def tracked_run(
    experiment: str,
    params: Mapping[str, object],
    data: Path | None = None,
    autolog_models: bool = True,
) -> Iterator[mlflow.ActiveRun]:
    """A run of MLflow that keeps its parameters and where it came from.

    `data` is the file that the model learns from. Autologging adds what the library
    tells of training: metrics, and the model unless `log_model` is called for it.
    """
    mlflow.set_experiment(experiment)
    mlflow.autolog(log_models=autolog_models)
    with mlflow.start_run(log_system_metrics=True) as run:
        mlflow.log_params(dict(params))
        mlflow.set_tags(
            {
                "git.commit": git_commit(),
                "machine": platform.platform(),
                "python": platform.python_version(),
            }
        )
        mlflow.log_text(environment(), "environment.txt")
        if data is not None:
            log_data(data)
        yield run


def log_data(path: Path) -> None:
    """Ties the current run to the version of its data."""
    mlflow.set_tag("data.version", data_version(path))
    if path.suffix in {".csv", ".parquet"}:
        rows = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
        dataset = mlflow.data.from_pandas(rows, source=str(path), name=path.stem)
        mlflow.log_input(dataset, context="training")


def log_model(model: object) -> None:
    """Keeps the model with the run, and what it needs to be loaded again."""
    mlflow.<%flavor%>.log_model(model, name="model")
