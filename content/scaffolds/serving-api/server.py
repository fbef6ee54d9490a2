"""The application of <%module%>, watched: `<%serve%> <%prefix%>server:app`.

It answers as before; requests are counted at /metrics, and what is predicted is kept.
"""

import hashlib
import json
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from <%module%> import <%application%><%#renamed%> as app<%/renamed%>
from <%prefix%>metrics import observe
from <%prefix%>prediction_log import log_prediction

MODEL = Path(<%modelPath%>)
ROUTES = {<%routes%>}

observe(app)


def model_version() -> str:
    """A hash of the file of the model, or `unknown` where it comes from elsewhere."""
    if not MODEL.exists():
        return "unknown"
    return hashlib.sha256(MODEL.read_bytes()).hexdigest()[:12]


VERSION = model_version()


@app.middleware("http")
async def keep_predictions(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Writes down what was asked and answered, and names the request in a header."""
    asked = await request.body()
    response = await call_next(request)
    if request.url.path not in ROUTES or response.status_code >= 400:
        return response
    answered = b"".join([part async for part in response.body_iterator])
    request_id = str(uuid.uuid4())
    await run_in_threadpool(
        log_prediction, request_id, VERSION, read(asked), read(answered)
    )
    headers = {**response.headers, "X-Request-ID": request_id}
    return Response(answered, response.status_code, headers)


def read(body: bytes) -> object:
    """JSON where it is JSON, else text."""
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
