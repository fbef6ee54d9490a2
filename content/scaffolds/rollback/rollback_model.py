"""Gives the alias that serving reads to another version of the registered model."""

import argparse

from mlflow import MlflowClient


def previous(client: MlflowClient, name: str, current: int) -> str:
    """Finds the newest version before the current one."""
    versions = [int(one.version) for one in client.search_model_versions(f"name = '{name}'")]
    older = [version for version in versions if version < current]
    if not older:
        raise SystemExit(f"There is no version of {name} before {current}.")
    return str(max(older))


def rollback(name: str, alias: str, version: str) -> str:
    """Moves the alias, and returns the version that has it now."""
    client = MlflowClient()
    current = int(client.get_model_version_by_alias(name, alias).version)
    target = version.strip() or previous(client, name, current)
    client.set_registered_model_alias(name, alias, target)
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="<%name%>", help="name of the registered model")
    parser.add_argument("--alias", default="champion", help="alias that serving reads")
    parser.add_argument("--version", default="", help="version to restore; empty for the one before")
    given = parser.parse_args()
    print(f"{given.name}@{given.alias} is version {rollback(given.name, given.alias, given.version)}")
