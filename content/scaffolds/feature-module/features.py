"""The inputs of the model, made in one place for training and for answers."""

import pandas as pd

<%constants%>


def prepare_features(rows: pd.DataFrame) -> pd.DataFrame:
    """The inputs of the model from rows as they come; derived columns belong here.

    Raises KeyError, which names the columns that are missing.
    """
    missing = [name for name in FEATURES if name not in rows]
    if missing:
        raise KeyError(f"Columns are missing: {', '.join(missing)}")
    return rows[FEATURES].copy()
