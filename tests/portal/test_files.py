"""Attachments: who gets them, and how they are served."""

from __future__ import annotations

import pytest

from gongkai.publishing.models import Item
from gongkai.publishing.services import publication
from gongkai.units.models import Role
from tests.portal.conftest import Reader, attach
from tests.world import World

pytestmark = pytest.mark.usefixtures("shelf")
PDF = b"%PDF-1.4 " + b"x" * 3000


@pytest.mark.parametrize(
    ("name", "data", "disposition"),
    [
        ("计划.pdf", PDF, "inline"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"x" * 9, "inline"),
        ("数据.csv", "甲,乙\n".encode(), "attachment"),
        ("说明.txt", "文字".encode(), "attachment"),
    ],
)
def test_a_file_of_a_public_item_is_served_harmlessly(
    world: World, reader: Reader, name: str, data: bytes, disposition: str
) -> None:
    file = attach(world.published(), name, data)
    response = reader.get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == data
    assert response["Content-Disposition"].startswith(disposition)
    assert response["Content-Type"].startswith(file.media_type)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    again = reader.get(file.get_absolute_url(), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_a_file_of_a_draft_is_for_the_units_own_staff_only(world: World, reader: Reader) -> None:
    file = attach(world.draft(), "计划.pdf", PDF)
    assert reader.get(file.get_absolute_url()).status_code == 404
    reader.client.force_login(world.person(world.education, Role.AUTHOR), "django.contrib.auth.backends.ModelBackend")
    response = reader.get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert response["Cache-Control"] == "private, no-store"
    reader.client.force_login(world.person(world.township, Role.AUTHOR), "django.contrib.auth.backends.ModelBackend")
    assert reader.get(file.get_absolute_url()).status_code == 404


def test_a_file_goes_with_its_item(world: World, reader: Reader) -> None:
    item = world.published()
    file = attach(item, "计划.pdf", PDF)
    Item.objects.filter(pk=item.pk).update(openness="withheld")
    assert reader.get(file.get_absolute_url()).status_code == 404
    Item.objects.filter(pk=item.pk).update(openness="proactive")
    publication.withdraw(Item.objects.get(pk=item.pk), by=None, reason="撤下")
    assert reader.get(file.get_absolute_url()).status_code == 404


def test_a_file_is_found_only_under_its_own_name(world: World, reader: Reader) -> None:
    file = attach(world.published(), "计划.pdf", PDF)
    for path in (f"/files/{file.pk}/other.pdf", f"/files/{file.pk + 1}/计划.pdf", f"/files/{'9' * 30}/计划.pdf"):
        assert reader.get(path).status_code == 404


def test_a_file_missing_on_the_disk_is_not_found(world: World, reader: Reader) -> None:
    file = attach(world.published(), "计划.pdf", PDF)
    file.content.storage.delete(file.content.name)
    assert reader.get(file.get_absolute_url()).status_code == 404
