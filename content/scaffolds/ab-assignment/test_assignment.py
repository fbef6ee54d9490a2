"""Users stay where they are, and versions get their shares."""

import dataclasses
from collections import Counter

import pytest

from <%prefix%>assignment import EXPERIMENT, Experiment, assign_version

USERS = [f"user-{number}" for number in range(10_000)]


def test_a_user_stays_on_one_version() -> None:
    """Asking again gives the same answer."""
    first = [assign_version(EXPERIMENT, user) for user in USERS]
    assert first == [assign_version(EXPERIMENT, user) for user in USERS]


def test_versions_get_their_shares() -> None:
    """Each version answers about as many users as it should."""
    counts = Counter(assign_version(EXPERIMENT, user) for user in USERS)
    for version, share in EXPERIMENT.shares.items():
        assert counts[version] / len(USERS) == pytest.approx(share, abs=0.02)


def test_a_new_salt_shuffles_anew() -> None:
    """Who was in one experiment is not in the next one for that."""
    other = dataclasses.replace(EXPERIMENT, salt="another")
    before = [assign_version(EXPERIMENT, user) for user in USERS]
    assert before != [assign_version(other, user) for user in USERS]


def test_shares_that_do_not_add_up_are_refused() -> None:
    """A tenth of the users cannot be left without a version."""
    with pytest.raises(ValueError, match="add up"):
        Experiment("half", "salt", {"champion": 0.5, "challenger": 0.4})
