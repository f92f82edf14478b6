"""Reading and using the screens of annual reports as their users do."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from gongkai.annual.models import AnnualReport
from gongkai.units.models import Role
from tests.annual.desk import Desk


def signed_in(desk: Desk, role: Role = Role.STATISTICIAN, unit: Any = None) -> Client:
    client = Client()
    client.force_login(desk.world.person(unit or desk.unit, role))
    return client


def url(report: AnnualReport, name: str = "page", *args: Any) -> str:
    return reverse(f"annual:{name}", args=[report.pk, *args])


def text(client: Client, address: str) -> str:
    """The page as it is read, without its tags and spaces."""
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", "", html.fromstring(response.content).text_content())


def sent(client: Client, address: str, **data: Any) -> str:
    """What the page that follows a sent form says."""
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return re.sub(r"\s+", "", html.fromstring(response.content).text_content())
