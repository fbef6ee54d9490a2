"""Creates the automation that tells of failed and crashed runs. https://docs.prefect.io/v3/concepts/automations"""

from datetime import timedelta

from prefect.automations import Automation
from prefect.blocks.notifications import SlackWebhook
from prefect.events.actions import SendNotification
from prefect.events.schemas.automations import EventTrigger, Posture


def main() -> None:
    """Creates the automation for all flows."""
    block = SlackWebhook.load("batch-alerts")
    automation = Automation(
        name="<%name%>: runs that fail",
        trigger=EventTrigger(
            expect={"prefect.flow-run.Failed", "prefect.flow-run.Crashed", "prefect.flow-run.TimedOut"},
            match={"prefect.resource.id": "prefect.flow-run.*"},
            posture=Posture.Reactive,
            threshold=1,
            within=timedelta(0),
        ),
        actions=[
            SendNotification(
                block_document_id=block._block_document_id,
                subject="{{ flow.name }} did not finish",
                body="{{ flow_run.name }} is {{ flow_run.state.name }}: {{ flow_run|ui_url }}",
            )
        ],
    )
    automation.create()


if __name__ == "__main__":
    main()
