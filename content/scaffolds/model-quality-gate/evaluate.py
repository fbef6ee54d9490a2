"""Measures the model on rows that it was not trained on, and keeps the figures.

Run it by `<%run%>evaluate<%end%> MODEL ROWS`; it writes metrics.json. When a model is
released, its figures become those to beat: `cp metrics.json champion-metrics.json`.
"""

import argparse
import json
from pathlib import Path

import joblib
import pandas as pd
from sklearn.dummy import <%dummy%>
from sklearn.metrics import <%metrics%>

<%constants%>


def evaluate(model: object, rows: pd.DataFrame) -> dict[str, float]:
    """The metrics of a model, and of one that knows nothing but the outcomes."""
    actual = rows[TARGET]
    predicted = model.predict(rows[FEATURES])  # type: ignore[attr-defined]
    baseline = <%dummy%>().fit(rows[FEATURES], actual).predict(rows[FEATURES])
    return {
<%#regression%>
        "rmse": float(root_mean_squared_error(actual, predicted)),
        "mae": float(mean_absolute_error(actual, predicted)),
        "baseline_rmse": float(root_mean_squared_error(actual, baseline)),
<%/regression%>
<%^regression%>
        "accuracy": float(accuracy_score(actual, predicted)),
        "f1": float(f1_score(actual, predicted, average="macro")),
        "baseline_f1": float(f1_score(actual, baseline, average="macro")),
<%/regression%>
    }


def main() -> None:
    """Takes the files of the model and of the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--metrics", type=Path, default="metrics.json")
    options = parser.parse_args()
    metrics = evaluate(joblib.load(options.model), pd.read_csv(options.rows))
    options.metrics.write_text(json.dumps(metrics, indent=2) + "\n")
    print(json.dumps(metrics))


if __name__ == "__main__":
    main()
