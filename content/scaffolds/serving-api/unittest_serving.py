"""The API answers those who may ask, and refuses the others."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import joblib
import pandas as pd
from fastapi.testclient import TestClient
from sklearn.dummy import <%dummy%>

from <%prefix%>serving import app

ROW = {
<%#features%>
    <%literal%>: <%#text%>"a"<%/text%><%^text%>1.0<%/text%>,
<%/features%>
}
KEY = {"X-API-Key": "key-of-the-test"}


class ServingTest(unittest.TestCase):
    """A service with a model that always says the same."""

    def setUp(self) -> None:
        """Starts it in a folder of its own."""
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        model = <%dummy%>(strategy="constant", constant=1)
        joblib.dump(model.fit(pd.DataFrame([ROW]), [1]), folder / "model.joblib")
        settings = {
            "MODEL_PATH": str(folder / "model.joblib"),
            "PREDICTION_LOG": str(folder / "predictions.db"),
            "API_KEY": KEY["X-API-Key"],
        }
        self.enterContext(mock.patch.dict(os.environ, settings))
        self.client = self.enterContext(TestClient(app))

    def test_a_prediction_is_answered(self) -> None:
        """It says what the model says."""
        answer = self.client.post("/predict", json=ROW, headers=KEY)
        self.assertEqual(answer.json()["prediction"], 1)

    def test_who_has_no_key_is_refused(self) -> None:
        """Nobody predicts without the key."""
        self.assertEqual(self.client.post("/predict", json=ROW).status_code, 401)

    def test_unknown_columns_are_refused(self) -> None:
        """A misspelt column must not be left out silently."""
        unknown = {**ROW, "another": 1.0}
        answer = self.client.post("/predict", json=unknown, headers=KEY)
        self.assertEqual(answer.status_code, 422)
