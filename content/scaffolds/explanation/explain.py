"""Explains predictions: what each column adds to one, and which count most overall.

Run it by `<%run%>explain<%end%> MODEL ROWS`.
"""

import argparse
from pathlib import Path

import joblib
import pandas as pd
import shap

<%list%>
# Rows that a prediction is compared with: more are slower, and steadier.
BACKGROUND = 100


def explain(
    model: object, rows: pd.DataFrame, background: pd.DataFrame
) -> pd.DataFrame:
    """One line for each row: what each column adds to its prediction.

    For a model that gives probabilities, it is the probability of the last class.
    """
    known = background[FEATURES].head(BACKGROUND)

    def predict(values: pd.DataFrame) -> object:
        frame = pd.DataFrame(values, columns=FEATURES)
        if hasattr(model, "predict_proba"):
            return model.predict_proba(frame)[:, -1]
        return model.predict(frame)  # type: ignore[attr-defined]

    explanation = shap.Explainer(predict, known)(rows[FEATURES])
    return pd.DataFrame(explanation.values, columns=FEATURES, index=rows.index)


def most_important(contributions: pd.DataFrame) -> pd.Series:
    """How much each column moves a prediction on average, the most important first."""
    return contributions.abs().mean().sort_values(ascending=False)


def main() -> None:
    """Writes the contributions for each row, and prints what counts most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--output", type=Path, default="explanations.csv")
    options = parser.parse_args()
    rows = pd.read_csv(options.rows)
    contributions = explain(joblib.load(options.model), rows, background=rows)
    contributions.to_csv(options.output, index=False)
    print(most_important(contributions).to_string())


if __name__ == "__main__":
    main()
