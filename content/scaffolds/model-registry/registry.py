"""Versions of the model, and which of them answers.

The challenger is the newest version, the champion the one in use. To go back to an
earlier version is to give it the name of champion again:

    <%run%>registry<%end%> register RUN_ID
    <%run%>registry<%end%> promote
    <%run%>registry<%end%> rollback VERSION
"""

import argparse
import sys

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

NAME = "<%project%>"
METRIC = "<%metric%>"
HIGHER_IS_BETTER = <%higher%>


def register(run_id: str) -> str:
    """Makes the model of a run the challenger, and returns its version."""
    version = mlflow.register_model(f"runs:/{run_id}/model", NAME).version
    MlflowClient().set_registered_model_alias(NAME, "challenger", version)
    return str(version)


def metric_of(alias: str) -> float | None:
    """The metric of the version with that alias; None where there is no such version."""
    client = MlflowClient()
    try:
        version = client.get_model_version_by_alias(NAME, alias)
    except MlflowException:
        return None
    return client.get_run(str(version.run_id)).data.metrics[METRIC]


def is_better(challenger: float, champion: float) -> bool:
    """Whether the challenger beats the champion; a draw is no reason for a change."""
    return challenger > champion if HIGHER_IS_BETTER else challenger < champion


def promote() -> bool:
    """Makes the challenger the champion where it is better, and tells whether it is."""
    challenger, champion = metric_of("challenger"), metric_of("champion")
    if challenger is None:
        raise LookupError(f"{NAME} has no challenger: register one first.")
    if champion is not None and not is_better(challenger, champion):
        return False
    version = MlflowClient().get_model_version_by_alias(NAME, "challenger").version
    make_champion(str(version))
    return True


def make_champion(version: str) -> None:
    """From now on this version is loaded; the one before it stays in the registry."""
    MlflowClient().set_registered_model_alias(NAME, "champion", version)


def load_champion() -> mlflow.pyfunc.PyFuncModel:
    """The model that answers."""
    return mlflow.pyfunc.load_model("models:/<%project%>@champion")


def main() -> int:
    """Takes a command, and returns an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("register").add_argument("run_id")
    commands.add_parser("promote")
    commands.add_parser("rollback").add_argument("version")
    options = parser.parse_args()
    if options.command == "register":
        print(f"Version {register(options.run_id)} is the challenger.")
    elif options.command == "rollback":
        make_champion(options.version)
        print(f"Version {options.version} is the champion.")
    elif promote():
        print("The challenger is the champion now.")
    else:
        print(f"The champion stays: its {METRIC} is not beaten.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
