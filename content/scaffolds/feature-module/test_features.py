"""Training and answers see the same inputs."""

import pandas as pd
import pytest

from <%prefix%>features import FEATURES, prepare_features

ROWS = pd.DataFrame(
    {
<%#features%>
        <%literal%>: <%#text%>["a", "b"]<%/text%><%^text%>[1.0, 2.0]<%/text%>,
<%/features%>
    }
)


def test_columns_come_in_one_order() -> None:
    """A model that takes columns by their place must not see them swapped."""
    swapped = ROWS.assign(another=1)[[*reversed(FEATURES), "another"]]
    pd.testing.assert_frame_equal(prepare_features(swapped), prepare_features(ROWS))


def test_a_row_alone_is_prepared_as_among_others() -> None:
    """What a service sees one by one is what training saw together."""
    alone = pd.concat([prepare_features(ROWS[:1]), prepare_features(ROWS[1:])])
    pd.testing.assert_frame_equal(alone, prepare_features(ROWS))


def test_missing_columns_are_named() -> None:
    """It says what is missing, before the model is asked."""
    with pytest.raises(KeyError, match="missing"):
        prepare_features(ROWS.drop(columns=FEATURES[0]))
