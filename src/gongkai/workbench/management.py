"""The menus “管理” and “监督”: the screens of those who keep the platform and of those who watch over it."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail.admin.viewsets.base import ViewSetGroup

from gongkai.workbench.audit import EntryViewSet
from gongkai.workbench.calendars import CalendarViewSet
from gongkai.workbench.chains import ChainViewSet
from gongkai.workbench.channels import ChannelViewSet, DeliveryViewSet
from gongkai.workbench.imports import ImportViewSet
from gongkai.workbench.overview import OverviewViewSet
from gongkai.workbench.people import PersonViewSet
from gongkai.workbench.tokens import TokenViewSet
from gongkai.workbench.units import UnitViewSet
from gongkai.workbench.words import WordViewSet


class Management(ViewSetGroup):
    """What administrators keep."""

    items = (
        UnitViewSet,
        PersonViewSet,
        ChainViewSet,
        ChannelViewSet,
        DeliveryViewSet,
        ImportViewSet,
        TokenViewSet,
        CalendarViewSet,
        WordViewSet,
    )
    menu_label = "管理"
    menu_name = "management"
    menu_icon = "cogs"
    menu_order = 800


class Oversight(ViewSetGroup):
    """What supervisors and auditors look at."""

    items = (OverviewViewSet, EntryViewSet)
    menu_label = "监督"
    menu_name = "oversight"
    menu_icon = "view"
    menu_order = 700


def styles() -> str:
    """The style sheet of these screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("workbench/management.css"))
