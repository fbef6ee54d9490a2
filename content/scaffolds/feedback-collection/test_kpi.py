"""KPIs count what has an outcome, by day and by version of the model."""

from pathlib import Path

import pandas as pd
import pytest

from <%prefix%>kpi import join_outcomes, keep, online_performance

PREDICTIONS = pd.DataFrame(
    {
        "request_id": ["a", "b", "c"],
        "at": ["2026-01-01T08:00", "2026-01-01T09:00", "2026-01-02T08:00"],
        "model_version": ["1", "1", "2"],
        "prediction": [1, 0, 1],
    }
)
OUTCOMES = pd.DataFrame({"request_id": ["a", "b"], "outcome": [1, 1]})


def test_predictions_without_an_outcome_wait() -> None:
    """They are neither right nor wrong yet."""
    joined = join_outcomes(PREDICTIONS, OUTCOMES)
    assert joined["request_id"].tolist() == ["a", "b"]


def test_two_outcomes_of_one_request_are_refused() -> None:
    """Counting both would count the prediction twice."""
    with pytest.raises(pd.errors.MergeError):
        join_outcomes(PREDICTIONS, pd.concat([OUTCOMES, OUTCOMES]))


def test_each_day_is_kept_once(tmp_path: Path) -> None:
    """Running it again brings a day up to date and adds none."""
    kpis = online_performance(join_outcomes(PREDICTIONS, OUTCOMES))
    keep(kpis, tmp_path / "kpi.csv")
    keep(kpis, tmp_path / "kpi.csv")
    kept = pd.read_csv(tmp_path / "kpi.csv")
    assert kept["predictions"].tolist() == [2]
    assert kept["<%kpi%>"].tolist() == [0.5]
