"""Numbers for Prometheus: how many requests, how long they took, how they ended."""

import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from prometheus_client import Histogram, make_asgi_app

LATENCY = Histogram(
    "http_request_duration_seconds",
    "How long requests took, by route and status.",
    ["method", "route", "status"],
)


def observe(app: FastAPI) -> None:
    """Counts the requests of an application, and offers the numbers at /metrics."""
    app.mount("/metrics", make_asgi_app())

    @app.middleware("http")
    async def measure(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        start = time.perf_counter()
        status = 500
        try:
            response = await call_next(request)
            status = response.status_code
        finally:
            # The pattern of the route: a label for each address would have no end.
            route = getattr(request.scope.get("route"), "path", "unknown")
            labels = LATENCY.labels(request.method, route, status)
            labels.observe(time.perf_counter() - start)
        return response
