"""What of Wagtail's furniture a clerk sees: only what there is something to do with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail.admin.menu import MenuItem

from gongkai.audit.log import record
from gongkai.units.models import Person
from gongkai.workbench.files import open_file
from gongkai.workbench.home import panels_for

WAGTAILS = {"explorer", "images", "documents", "reports", "settings", "help", "snippets"}
"""Wagtail's own entries; their addresses are closed in `urls`."""


def only_ours(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take Wagtail's entries out of the menu."""
    items[:] = [item for item in items if item.name not in WAGTAILS]


def to_portal() -> MenuItem:
    """The way to what the public sees."""
    return MenuItem(
        "公开网站",
        f"{settings.BASE_URL}/",
        name="portal",
        icon_name="site",
        order=900,
        attrs={"target": "_blank", "rel": "noopener"},
    )


def our_panels(request: HttpRequest, panels: list[Any]) -> None:
    """The to-dos instead of Wagtail's panels."""
    panels[:] = panels_for(request)


def urls() -> list[URLPattern]:
    """Addresses that belong to no view set."""
    return [path("attachments/<int:pk>/", open_file, name="workbench_file")]


def style() -> str:
    """Our few rules beside Wagtail's."""
    return format_html('<link rel="stylesheet" href="{}">', static("workbench/workbench.css"))


@receiver(user_logged_in)
def note_sign_in(sender: Any, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Who signed in, and from where, is on record."""
    record("person.signed_in", user, by=user)
