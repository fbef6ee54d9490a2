"""Trains on the shared features: `<%run%>train_features<%end%> ROWS MODEL`."""

import argparse
from pathlib import Path

import joblib
import pandas as pd
<%imports%>

from <%prefix%>features import TARGET, prepare_features


def train(rows: pd.DataFrame) -> <%class%>:
    """A model that has learnt from the rows."""
    return <%class%>().fit(prepare_features(rows), rows[TARGET])


def main() -> None:
    """Takes the file of the rows, and the one for the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    options.model.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(train(pd.read_csv(options.rows)), options.model)


if __name__ == "__main__":
    main()
