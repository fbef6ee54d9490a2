"""Keeps what the model was asked and what it answered, to watch and to evaluate it.

PREDICTION_LOG is the path of the database: put it on a volume that outlives the service,
or write to the database of your platform here.
"""

import json
import os
import sqlite3
from datetime import UTC, datetime

TABLE = """create table if not exists predictions
(request_id text primary key, at text, model_version text, inputs text, prediction text)"""


def log_prediction(
    request_id: str, model_version: str, inputs: object, prediction: object
) -> None:
    """Adds a line for one request. Personal data in it needs a date to be deleted by."""
    connection = sqlite3.connect(os.environ.get("PREDICTION_LOG", "predictions.db"))
    row = (
        request_id,
        datetime.now(UTC).isoformat(),
        model_version,
        json.dumps(inputs),
        json.dumps(prediction),
    )
    with connection:
        connection.execute(TABLE)
        connection.execute("insert into predictions values (?, ?, ?, ?, ?)", row)
    connection.close()
