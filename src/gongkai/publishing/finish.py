"""What Wagtail calls when the last step of a review chain is signed.

A module of its own that imports nothing: Wagtail loads it while its own models are still being made.
"""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what `workflow_state` was about, now or at its time: see `services.publication`."""
    from gongkai.publishing.services import publication

    publication.publish_approved(workflow_state, user)
