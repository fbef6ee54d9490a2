"""The API answers those who may ask, refuses what it does not know, and keeps a record."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import joblib
import pandas as pd
import pytest
from fastapi.testclient import TestClient
from sklearn.dummy import <%dummy%>

from <%prefix%>serving import app

ROW = {
<%#features%>
    <%literal%>: <%#text%>"a"<%/text%><%^text%>1.0<%/text%>,
<%/features%>
}
KEY = {"X-API-Key": "key-of-the-test"}


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The service with a model that always says the same."""
    model = <%dummy%>(strategy="constant", constant=1)
    joblib.dump(model.fit(pd.DataFrame([ROW]), [1]), tmp_path / "model.joblib")
    monkeypatch.setenv("MODEL_PATH", str(tmp_path / "model.joblib"))
    monkeypatch.setenv("PREDICTION_LOG", str(tmp_path / "predictions.db"))
    monkeypatch.setenv("API_KEY", KEY["X-API-Key"])
    with TestClient(app) as started:
        yield started


def test_health(client: TestClient) -> None:
    """It is healthy once the model is loaded."""
    assert client.get("/health").status_code == 200


def test_a_prediction_is_answered_and_kept(client: TestClient, tmp_path: Path) -> None:
    """The log holds what the answer says."""
    answer = client.post("/predict", json=ROW, headers=KEY).json()
    assert answer["prediction"] == 1
    [logged] = sqlite3.connect(tmp_path / "predictions.db").execute(
        "select request_id, model_version from predictions"
    )
    assert logged == (answer["request_id"], answer["model_version"])


def test_who_has_no_key_is_refused(client: TestClient) -> None:
    """Nobody predicts without the key."""
    assert client.post("/predict", json=ROW).status_code == 401


def test_unknown_columns_are_refused(client: TestClient) -> None:
    """A misspelt column must not be left out silently."""
    unknown = {**ROW, "another": 1.0}
    assert client.post("/predict", json=unknown, headers=KEY).status_code == 422


def test_requests_are_measured(client: TestClient) -> None:
    """Prometheus finds the routes by their patterns."""
    client.get("/health")
    assert 'route="/health"' in client.get("/metrics/").text
