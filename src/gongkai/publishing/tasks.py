"""What is done in the background. Each task may run twice without harm: a worker may be killed at any point of it."""

from __future__ import annotations

from django_tasks import task

from gongkai.publishing.exchange import importing
from gongkai.publishing.services import deliveries


@task(priority=10)
def deliver(delivery_id: int) -> None:
    """Send one message of the outbox; what fails is tried again by `deliver_due`."""
    deliveries.deliver(delivery_id)


@task(queue_name="slow")
def run_import(job_id: int) -> None:
    """Import a file of items, or go on where it was interrupted."""
    importing.run(job_id)
