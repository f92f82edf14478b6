"""The Django app of publishing."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_save

from gongkai.publishing import freshness


class PublishingConfig(AppConfig):
    name = "gongkai.publishing"
    label = "publishing"
    verbose_name = "信息公开"

    def ready(self) -> None:
        post_save.connect(_unit_changed, sender="units.Unit", dispatch_uid="publishing.unit_changed")


def _unit_changed(**kwargs: Any) -> None:
    """A unit's name and contact facts stand on public pages."""
    transaction.on_commit(freshness.touch)
