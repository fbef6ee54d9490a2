"""Policies of the cluster: every task that fails is told of, whatever its DAG says.

https://airflow.apache.org/docs/apache-airflow/stable/administration-and-deployment/cluster-policies.html
"""

from typing import Any

from airflow.providers.slack.notifications.slack_webhook import send_slack_webhook_notification


def tell_of_failure() -> Any:
    """Makes the callback that writes to the channel of the connection."""
    return send_slack_webhook_notification(
        slack_webhook_conn_id="slack_webhook",
        text="{{ dag.dag_id }}: {{ ti.task_id }} failed for {{ run_id }} ({{ ti.log_url }})",
    )


def task_policy(task: Any) -> None:
    """Adds the callback to a task; those that it has stay."""
    present = task.on_failure_callback or []
    callbacks = list(present) if isinstance(present, (list, tuple)) else [present]
    task.on_failure_callback = [*callbacks, tell_of_failure()]
