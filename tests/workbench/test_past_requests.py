"""Past requests taken over from a file, and entries of the disclosure log made into items."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.casework.models import Case, Logged
from gongkai.publishing.models import Item
from gongkai.units.models import Role
from tests.workbench.contested import TODAY, answered
from tests.workbench.desk import signed_in
from tests.world import World

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _today(settings: Any, tmp_path: Any) -> None:
    settings.TODAY = TODAY
    settings.MEDIA_ROOT = tmp_path


HEADER = "登记编号,申请人类别,收到申请日期,申请内容摘要,答复日期,答复类型\n"
GOOD = "2023-7,自然人,2023-05-08,某校招生方案,2023-06-01,予以公开\n"
BAD = "2023-8,外星人,2023-05-08,某校食堂合同,,\n"


def imported(client: Client, world: World, text: str, button: str, name: str = "申请.csv") -> Any:
    file = SimpleUploadedFile(name, text.encode("utf-8-sig"))
    return client.post(reverse("case_imports:index"), {"unit": world.education.pk, "file": file, button: ""})


def test_past_requests_are_checked_before_they_are_taken_over_and_bad_rows_are_told(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = signed_in(world, Role.CASE_OFFICER)
    assert "还没有检查过" in imported(client, world, HEADER + GOOD, "write").content.decode()
    told = imported(client, world, HEADER + GOOD + BAD, "check").content.decode()
    assert "没有“外星人”这一项" in told
    assert "申请人类别" in told
    assert not Case.objects.exists()
    kept = Path(settings.MEDIA_ROOT)
    assert [b"2023-7" in path.read_bytes() for path in kept.rglob("*.sealed")] == [False]
    assert "检查以后改动过" in imported(client, world, HEADER + BAD + GOOD, "write").content.decode()
    assert not Case.objects.exists()
    told = client.post(reverse("case_imports:index"), {"unit": world.education.pk, "write": ""})  # without the file
    assert "已经导入" in told.content.decode()
    assert Case.objects.get().origin_id == "2023-7"
    assert not list(kept.rglob("*.sealed"))
    assert "没有可以导入的新申请" in imported(client, world, HEADER + GOOD, "check").content.decode()
    assert "只能导入" in imported(client, world, "甲", "check", "甲.txt").content.decode()


def test_only_officers_and_administrators_import_and_only_into_their_own_unit(world: World) -> None:
    address = reverse("case_imports:index")
    for role in Role:
        expected = 200 if role in (Role.CASE_OFFICER, Role.ADMINISTRATOR) else 302
        assert signed_in(world, role).get(address).status_code == expected
    other = signed_in(world, Role.CASE_OFFICER, world.office)
    imported(other, world, HEADER + GOOD, "check")
    imported(other, world, HEADER + GOOD, "write")
    assert not Case.objects.exists()
    template = signed_in(world, Role.CASE_OFFICER).get(reverse("case_imports:template"))
    assert load_workbook(io.BytesIO(template.getvalue())).active["A1"].value == "登记编号*"


def test_an_author_turns_an_entry_of_the_log_into_an_item_once_without_seeing_the_request(
    world: World, settings: Any
) -> None:
    case = answered(world, settings)
    officer = world.person(world.education, Role.CASE_OFFICER)
    Logged.objects.create(case=case, title="校车采购情况", asked="校车采购", answered="甲<b>\n乙", by=officer)
    author, index, button = (
        signed_in(world, Role.AUTHOR),
        reverse("case_log:index"),
        reverse("cases:publish", args=[case.pk]),
    )
    assert button in author.get(index).content.decode()
    assert button not in signed_in(world, Role.CASE_OFFICER).get(index).content.decode()
    assert "校车采购情况" not in signed_in(world, Role.AUTHOR, world.office).get(index).content.decode()
    assert signed_in(world, Role.AUTHOR, world.office).post(button).status_code == 404
    answer = author.post(button)
    item = Item.objects.get()
    assert answer.url == reverse("items:edit", args=[item.pk])
    assert (item.title, item.node, item.formed_on) == ("校车采购情况", "20.15", case.closed_on)
    assert "甲&lt;b&gt;" in str(item.body)
    author.post(button)
    assert (Item.objects.count(), Logged.objects.get().item_id) == (1, item.pk)
    assert reverse("items:inspect", args=[item.pk]) in author.get(index).content.decode()
    told = "已拟成一条信息"
    assert told in signed_in(world, Role.CASE_OFFICER).get(reverse("cases:page", args=[case.pk])).content.decode()
    item.delete()
    assert told not in signed_in(world, Role.CASE_OFFICER).get(reverse("cases:page", args=[case.pk])).content.decode()
    assert button in author.get(index).content.decode()  # a draft that was thrown away can be begun anew
    assert author.get(reverse("cases:page", args=[case.pk])).status_code == 404
