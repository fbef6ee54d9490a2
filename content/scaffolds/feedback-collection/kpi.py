"""How good the predictions turned out to be: joins them with what happened.

Run it on a schedule by `<%run%>kpi<%end%> PREDICTIONS OUTCOMES`. PREDICTIONS has the columns
request_id, at, model_version and prediction; OUTCOMES has request_id and outcome. The
KPIs of each day and version are added to kpi.csv.
"""

import argparse
from pathlib import Path

import pandas as pd

KEYS = ["day", "model_version"]


def join_outcomes(predictions: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Each prediction with its outcome; those whose outcome is not known yet are left out.

    Raises MergeError where a request has several outcomes.
    """
    return predictions.merge(outcomes, on="request_id", how="inner", validate="m:1")


def online_performance(joined: pd.DataFrame) -> pd.DataFrame:
    """The KPIs of each day and version of the model."""
    rows = joined.assign(
        day=pd.to_datetime(joined["at"]).dt.date.astype(str),
        model_version=joined["model_version"].astype(str),
<%#regression%>
        error=(joined["prediction"] - joined["outcome"]).abs(),
<%/regression%>
<%^regression%>
        correct=joined["prediction"] == joined["outcome"],
<%/regression%>
    )
    groups = rows.groupby(KEYS)
<%#regression%>
    return groups.agg(predictions=("error", "size"), error=("error", "mean"))
<%/regression%>
<%^regression%>
    return groups.agg(predictions=("correct", "size"), accuracy=("correct", "mean"))
<%/regression%>


def keep(kpis: pd.DataFrame, path: Path) -> None:
    """Adds the figures to those of earlier days; a day that is there is brought up to date."""
    if path.exists():
        known = pd.read_csv(path, dtype=dict.fromkeys(KEYS, str)).set_index(KEYS)
        kpis = pd.concat([known[~known.index.isin(kpis.index)], kpis])
    kpis.sort_index().to_csv(path)


def main() -> None:
    """Takes the files of predictions and outcomes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("outcomes", type=Path)
    parser.add_argument("--kpis", type=Path, default="kpi.csv")
    options = parser.parse_args()
    predictions = pd.read_csv(options.predictions)
    outcomes = pd.read_csv(options.outcomes)
    joined = join_outcomes(predictions, outcomes)
    if joined.empty:
        raise SystemExit("No prediction has an outcome yet.")
    keep(online_performance(joined), options.kpis)
    print(f"{len(joined)} of {len(predictions)} predictions have an outcome.")


if __name__ == "__main__":
    main()
