"""Load test: fails where requests fail, or where 95 % of them take longer than the target."""

<%#posts%>
import json
import random
from pathlib import Path
from typing import Any

<%/posts%>
from locust import HttpUser, between, events, task
from locust.env import Environment

LATENCY_TARGET_MS = <%latency%>
FAILURES_ALLOWED = 0.01
<%#posts%>
REQUESTS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("requests.json").read_text())
<%/posts%>


class Client(HttpUser):
    """Somebody who asks the API, and waits a little between requests."""

    wait_time = between(0.5, 2)
<%#targets%>

    @task
    def <%name%>(self) -> None:
        """Asks the endpoint as a client does."""
        self.client.<%method%>("<%route%>"<%#body%>, json=random.choice(REQUESTS)<%/body%>, timeout=10)
<%/targets%>


@events.quitting.add_listener
def hold_to_target(environment: Environment, **_: object) -> None:
    """Ends with an error where the target is missed, so that a pipeline can tell."""
    total = environment.stats.total
    late = total.get_response_time_percentile(0.95) > LATENCY_TARGET_MS
    if late or total.num_requests == 0 or total.fail_ratio > FAILURES_ALLOWED:
        environment.process_exit_code = 1
