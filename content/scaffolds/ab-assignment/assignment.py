"""Which version of the model answers whom, in an A/B test.

A user stays on one version for the whole of an experiment: the version follows from a
hash of the user and of the experiment's salt. A new experiment with a new salt shuffles
anew. Keep `version` with each prediction, so that outcomes can be compared by it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Experiment:
    """Versions of the model and their shares of the users, which add up to one."""

    name: str
    salt: str
    shares: Mapping[str, float]

    def __post_init__(self) -> None:
        """Refuses shares that do not add up."""
        if abs(sum(self.shares.values()) - 1) > 1e-9:
            raise ValueError(f"The shares of {self.name} do not add up to 1.")


EXPERIMENT = Experiment(
    name="<%project%>-champion-challenger",
    salt="<%salt%>",
    shares={"champion": 0.9, "challenger": 0.1},
)


def bucket(experiment: Experiment, user_id: str) -> float:
    """A number from 0 up to 1 that is always the same for a user of an experiment."""
    digest = hashlib.sha256(f"{experiment.salt}:{user_id}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


def assign_version(experiment: Experiment, user_id: str) -> str:
    """The version that answers this user."""
    position = bucket(experiment, user_id)
    upper = 0.0
    for version, share in experiment.shares.items():
        upper += share
        if position < upper:
            return version
    return version
