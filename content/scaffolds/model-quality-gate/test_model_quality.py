"""A model is released only if it is good enough, and no worse than the one in use.

CI runs this after `<%run%>evaluate<%end%> MODEL ROWS`, which writes metrics.json.
"""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent<%up%>
METRICS = ROOT / "metrics.json"
CHAMPION = ROOT / "champion-metrics.json"
# What chance does to a figure from one training to the next.
TOLERANCE = 0.01


def read(path: Path) -> dict[str, float]:
    """The figures of a model; the test is skipped where it has not been evaluated."""
    if not path.exists():
        pytest.skip(f"There is no {path.name}.")
    return json.loads(path.read_text())


def test_model_beats_the_baseline() -> None:
    """A model that knows nothing but the outcomes must not be as good."""
    metrics = read(METRICS)
<%#regression%>
    assert metrics["rmse"] < metrics["baseline_rmse"]
<%/regression%>
<%^regression%>
    assert metrics["f1"] > metrics["baseline_f1"]
<%/regression%>


def test_model_is_no_worse_than_the_champion() -> None:
    """The new model holds against the one that is in use."""
    metrics, champion = read(METRICS), read(CHAMPION)
<%#regression%>
    assert metrics["rmse"] <= champion["rmse"] * (1 + TOLERANCE)
<%/regression%>
<%^regression%>
    assert metrics["f1"] >= champion["f1"] - TOLERANCE
<%/regression%>
