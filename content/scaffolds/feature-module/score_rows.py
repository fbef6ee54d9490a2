"""Predicts for a file of rows: `<%run%>score_rows<%end%> MODEL ROWS PREDICTIONS`.

A service calls `predict`, too, so that all answers come from the same inputs.
"""

import argparse
from pathlib import Path

import joblib
import pandas as pd

from <%prefix%>features import prepare_features


def predict(model: object, rows: pd.DataFrame) -> pd.Series:
    """The prediction for each row."""
    inputs = prepare_features(rows)
    values = model.predict(inputs)  # type: ignore[attr-defined]
    return pd.Series(values, index=rows.index, name="prediction")


def main() -> None:
    """Takes the files of the model and of the rows, and the one for the predictions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("predictions", type=Path)
    options = parser.parse_args()
    rows = pd.read_csv(options.rows)
    predictions = predict(joblib.load(options.model), rows)
    rows.assign(prediction=predictions).to_csv(options.predictions, index=False)


if __name__ == "__main__":
    main()
