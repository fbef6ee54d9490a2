"""HTTP API of the model: `<%serve%> <%prefix%>serving:app`.

MODEL_PATH is the file of the model, API_KEY what callers send as X-API-Key, and
PREDICTION_LOG the database of what was asked and answered.
"""

import hashlib
import os
import secrets
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import joblib
import pandas as pd
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, Request, Security
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, ConfigDict<%#aliases%>, Field<%/aliases%>

from <%prefix%>metrics import observe
from <%prefix%>prediction_log import log_prediction


class Features(BaseModel):
    """What the model is given."""

    model_config = ConfigDict(extra="forbid"<%#aliases%>, populate_by_name=True<%/aliases%>)

<%#features%>
    <%field%>: <%type%><%#alias%> = Field(alias=<%.%>)<%/alias%><%! the tag keeps the line %>
<%/features%>


class Prediction(BaseModel):
    """What the model answers."""

    # Pydantic keeps names that begin with `model_` for itself.
    model_config = ConfigDict(protected_namespaces=())

    request_id: str
    model_version: str
    prediction: <%answer%>


class Health(BaseModel):
    """Whether the service can answer."""

    status: str


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Loads the model once, before the first request."""
    path = Path(os.environ.get("MODEL_PATH", <%modelPath%>))
    app.state.model = joblib.load(path)
    app.state.version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    yield


def require_key(
    key: str | None = Security(APIKeyHeader(name="X-API-Key", auto_error=False)),
) -> None:
    """Refuses callers without the key, and everybody where no key is set."""
    expected = os.environ.get("API_KEY", "").encode()
    given = (key or "").encode()
    if not expected or not secrets.compare_digest(given, expected):
        raise HTTPException(401, "Send the key of this service as X-API-Key.")


app = FastAPI(title="<%project%>", lifespan=lifespan)
observe(app)


@app.get("/health")
def health(request: Request) -> Health:
    """Answers once the model is loaded."""
    return Health(status=f"model {request.app.state.version} is loaded")


@app.post("/predict", dependencies=[Depends(require_key)])
def predict(
    features: Features, request: Request, background: BackgroundTasks
) -> Prediction:
    """Predicts for one row, and keeps the request and the answer."""
    inputs = features.model_dump(by_alias=True)
    state = request.app.state
    [value] = state.model.predict(pd.DataFrame([inputs])).tolist()
    answer = Prediction(
        request_id=str(uuid.uuid4()), model_version=state.version, prediction=value
    )
    background.add_task(
        log_prediction, answer.request_id, state.version, inputs, answer.prediction
    )
    return answer
