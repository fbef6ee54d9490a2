<%#classification%>
"""How sure the model is, by split conformal prediction.

Of the sets that `prediction_sets` gives, at least the chosen share holds the truth, as
long as rows come from where the calibration rows came from. A set of one class is an
answer; any other is for a person to look at.

Run `<%run%>conformal<%end%> MODEL ROWS` after training, on rows that the model has not seen.
https://arxiv.org/abs/2107.07511
"""
<%/classification%>
<%#regression%>
"""How sure the model is, by split conformal prediction.

Of the intervals that `prediction_interval` gives, at least the chosen share holds the
truth, as long as rows come from where the calibration rows came from.

Run `<%run%>conformal<%end%> MODEL ROWS` after training, on rows that the model has not seen.
https://arxiv.org/abs/2107.07511
"""
<%/regression%>

import argparse
import json
from pathlib import Path

import joblib
import numpy as np
import pandas as pd

<%constants%>
<%#classification%>
REVIEW = "review"
<%/classification%>


def conformal_limit(scores: np.ndarray, coverage: float) -> float:
    """The score that new rows stay under with the probability `coverage`.

    Raises ValueError where there are too few rows to promise that much.
    """
    rank = int(np.ceil((len(scores) + 1) * coverage))
    if rank > len(scores):
        raise ValueError(f"{len(scores)} rows are too few for {coverage:.0%}.")
    return float(np.sort(scores)[rank - 1])


<%#classification%>
def calibrate(model: object, rows: pd.DataFrame, coverage: float) -> float:
    """The limit of the model, from rows with known outcomes."""
    probabilities = model.predict_proba(rows[FEATURES])  # type: ignore[attr-defined]
    classes = list(model.classes_)  # type: ignore[attr-defined]
    actual = [classes.index(outcome) for outcome in rows[TARGET]]
    return conformal_limit(1 - probabilities[np.arange(len(rows)), actual], coverage)


def prediction_sets(model: object, rows: pd.DataFrame, limit: float) -> list[list]:
    """All classes that are likely enough, for each row."""
    probabilities = model.predict_proba(rows[FEATURES])  # type: ignore[attr-defined]
    classes = np.asarray(model.classes_)  # type: ignore[attr-defined]
    return [classes[row >= 1 - limit].tolist() for row in probabilities]


def predict_or_abstain(model: object, rows: pd.DataFrame, limit: float) -> list:
    """The class of each row, or `review` where the model is not sure of one."""
    sets = prediction_sets(model, rows, limit)
    return [found[0] if len(found) == 1 else REVIEW for found in sets]
<%/classification%>
<%#regression%>
def calibrate(model: object, rows: pd.DataFrame, coverage: float) -> float:
    """The limit of the model, from rows with known outcomes."""
    predicted = model.predict(rows[FEATURES])  # type: ignore[attr-defined]
    return conformal_limit(np.abs(rows[TARGET].to_numpy() - predicted), coverage)


def prediction_interval(
    model: object, rows: pd.DataFrame, limit: float
) -> tuple[np.ndarray, np.ndarray]:
    """The lower and the upper end for each row."""
    predicted = model.predict(rows[FEATURES])  # type: ignore[attr-defined]
    return predicted - limit, predicted + limit
<%/regression%>


def main() -> None:
    """Calibrates a model, and writes its limit beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--coverage", type=float, default=0.9)
    options = parser.parse_args()
    rows = pd.read_csv(options.rows)
    limit = calibrate(joblib.load(options.model), rows, options.coverage)
    output = options.model.with_suffix(".conformal.json")
    output.write_text(json.dumps({"coverage": options.coverage, "limit": limit}) + "\n")
    print(f"{output}: limit {limit:.3f} for {options.coverage:.0%}")


if __name__ == "__main__":
    main()
