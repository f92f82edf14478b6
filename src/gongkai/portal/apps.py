"""The Django app of the portal."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_save


class PortalConfig(AppConfig):
    name = "gongkai.portal"
    label = "portal"
    verbose_name = "门户"

    def ready(self) -> None:
        """What pages show beside items: when one of these changes, kept pages are made anew."""
        from gongkai.annual.models import LocalDay, Reading
        from gongkai.casework.models import Logged
        from gongkai.units.models import FormerName, Unit

        for sender in (Unit, FormerName, Logged, Reading, LocalDay):
            for signal in (post_save, post_delete):
                signal.connect(_changed, sender=sender, dispatch_uid=f"portal-{sender.__name__}-{id(signal)}")


def _changed(**kwargs: Any) -> None:
    from gongkai.publishing import freshness

    transaction.on_commit(freshness.touch)
