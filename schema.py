"""What the rows that the model learns from have to look like.

Check a file by `python -m schema FILE`.
"""

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa


class Rows(pa.DataFrameModel):
    """One row for each example. Say what a column means by `description=`."""

    age: float = pa.Field(nullable=False)
    income: float = pa.Field(nullable=False)
    churned: float = pa.Field(nullable=False)

    class Config:
        """Numbers that were read as text are converted, and other columns may stay."""

        coerce = True
        strict = False


def validate(rows: pd.DataFrame) -> pd.DataFrame:
    """Returns the rows with the types of the schema.

    Raises SchemaErrors, which names every column and row that does not fit.
    """
    return Rows.validate(rows, lazy=True)


def main(path: Path) -> int:
    """Checks a file, prints what does not fit, and returns an exit code."""
    rows = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    try:
        validate(rows)
    except pa.errors.SchemaErrors as errors:
        print(errors.failure_cases.to_string(), file=sys.stderr)
        return 1
    print(f"{len(rows)} rows fit the schema.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
