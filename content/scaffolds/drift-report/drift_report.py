"""Compares new rows with those that the model was trained on.

Run it on a schedule by `<%run%>drift_report<%end%> REFERENCE CURRENT`. It writes
drift.html, and outliers.csv for somebody to look at; it fails where too much has
drifted, so that the schedule tells somebody.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset
from sklearn.ensemble import IsolationForest

<%list%>
<%#numbers%>
<%.%>
<%/numbers%>


def drifted_share(reference: pd.DataFrame, current: pd.DataFrame, page: Path) -> float:
    """The share of the columns whose distribution has changed; the page shows each."""
    report = Report([DataDriftPreset()])
    result = report.run(current[FEATURES], reference[FEATURES])
    result.save_html(str(page))
    counts = [metric["value"] for metric in result.dict()["metrics"]]
    return next(
        float(count["share"])
        for count in counts
        if isinstance(count, dict) and "share" in count
    )


def outliers(reference: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """The new rows that are unlike all that the model was trained on."""
    detector = IsolationForest(random_state=0).fit(reference[NUMBERS])
    return current[detector.predict(current[NUMBERS]) == -1]


def main() -> int:
    """Writes both reports, and returns an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reference", type=Path)
    parser.add_argument("current", type=Path)
    parser.add_argument("--page", type=Path, default="drift.html")
    parser.add_argument("--outliers", type=Path, default="outliers.csv")
    parser.add_argument("--limit", type=float, default=0.3)
    options = parser.parse_args()
    reference, current = pd.read_csv(options.reference), pd.read_csv(options.current)
    outliers(reference, current).to_csv(options.outliers, index=False)
    share = drifted_share(reference, current, options.page)
    print(f"{share:.0%} of the columns have drifted: {options.page}")
    return 1 if share > options.limit else 0


if __name__ == "__main__":
    sys.exit(main())
