"""The schema takes rows as they should be, and no others."""

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from schema import validate

ROW = {
    "age": 1.0,
    "income": 1.0,
    "churned": 1.0,
}


def test_a_complete_row_is_valid() -> None:
    """What the schema describes passes."""
    assert len(validate(pd.DataFrame([ROW]))) == 1


@pytest.mark.parametrize("column", ROW)
def test_a_missing_column_is_refused(column: str) -> None:
    """A file without one of the columns is told apart at once."""
    with pytest.raises(SchemaErrors):
        validate(pd.DataFrame([ROW]).drop(columns=column))


@pytest.mark.parametrize("column", ROW)
def test_an_empty_value_is_refused(column: str) -> None:
    """No value may be missing."""
    with pytest.raises(SchemaErrors):
        validate(pd.DataFrame([{**ROW, column: None}]))
