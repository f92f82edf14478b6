"""The list of items, its export, and everybody's home page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.audit.models import Entry
from gongkai.publishing.models import Channel
from gongkai.units.calendars import today
from gongkai.units.models import Post, Role
from gongkai.workbench import listing
from tests.workbench.desk import signed_in
from tests.workbench.forms import filled
from tests.workbench.writing import submitted, to
from tests.world import World

pytestmark = pytest.mark.once


def test_the_export_has_what_the_list_shows_and_no_formulas(world: World) -> None:
    world.draft(title='=HYPERLINK("http://yunxi.invalid")')
    world.draft(world.office, title="别的机构的草稿")
    author = signed_in(world, Role.AUTHOR)

    table = author.get(to("list"), {"export": "xlsx"})
    lines = author.get(to("list"), {"export": "csv"})

    rows = list(load_workbook(io.BytesIO(b"".join(table.streaming_content))).active.iter_rows(values_only=True))
    assert rows[0][1] == "名称"
    assert [row[1] for row in rows[1:]] == ['\'=HYPERLINK("http://yunxi.invalid")']
    assert "别的机构" not in b"".join(lines.streaming_content).decode()
    assert Entry.objects.filter(action="export").count() == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=draft", "甲稿"), ("state=published", "乙文"), ("due=overdue", "甲稿"), ("q=云教〔2026〕5", "乙文"), ("q=甲", "甲稿"),
        ("node=20.13", "甲稿"), ("year=2025", "乙文"), ("normative=true", "乙文"), ("state=withdrawn", ""), ("validity=valid", "乙文"),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(world: World, query: str, found: str) -> None:
    world.draft(title="甲稿", formed_on=date(2020, 1, 6), node="20.13.food")
    world.published(title="乙文", formed_on=date(2025, 6, 3), normative=True, document_number="云教〔2026〕5号")

    page = signed_in(world, Role.AUTHOR).get(f"{to('list')}?{query}")

    assert [item.title for item in page.context["object_list"]] == ([found] if found else [])


def test_the_newest_of_other_units_do_not_crowd_out_what_is_looked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = world.published(title="招生甲通知")
    world.published(world.office, title="招生乙通知")
    asked = listing.search.search
    monkeypatch.setattr(listing.search, "search", lambda query: asked(replace(query, per_page=1)))

    assert _listed(signed_in(world, Role.AUTHOR), "q=招生") == [ours.title]
    assert listing.top_of(world.person(world.county, Role.SUPERVISOR)) == world.county.path
    both = world.person(world.office, Role.AUTHOR)
    Post.objects.create(person=both, unit=world.education, role=Role.AUTHOR)
    assert listing.top_of(world.person(world.office, Role.AUTHOR)) == world.county.path


def test_a_person_sees_on_the_home_page_what_they_have_to_do_and_nothing_of_others(world: World) -> None:
    item = submitted(world)
    world.draft(world.office, title="县政府办的草稿")
    world.draft(title="早该公开的通知", formed_on=date(2020, 1, 6))

    def home(role: Role) -> str:
        return signed_in(world, role).get(reverse("wagtailadmin_home")).content.decode()

    assert item.title in home(Role.FIRST_REVIEWER).partition("已逾期")[0]
    assert "等待初审" in home(Role.AUTHOR)
    assert "没有等您签署" in home(Role.SECOND_REVIEWER)
    assert "早该公开的通知" in home(Role.AUTHOR)
    assert "早该公开的通知" in home(Role.SUPERVISOR)
    assert "县政府办的草稿" not in home(Role.AUTHOR)


def test_what_is_public_and_still_asks_for_something_stands_on_the_home_page_and_in_the_list(world: World) -> None:
    board = Channel.objects.create(unit=world.education, kind="notice-board", name="门前公示栏", by_default=True)
    item = world.published(title="上了公示栏的通知")
    secret = world.published(title="不公开的流程", openness="withheld", ground="workflow", reassess_on=today())
    author = signed_in(world, Role.AUTHOR)
    author.post(to("edit", item.pk), {**filled(world.education, item, title="改到一半的通知"), "action-edit": "1"})

    home = author.get(reverse("wagtailadmin_home")).content.decode()
    titles = {left: _listed(author, f"left={left}") for left in ("unrecorded", "reassess", "failed", "dead_link")}

    assert "渠道发布待登记" in home
    assert "链接打不开" not in home, "what there is nothing of is not shown"
    assert "改到一半的通知" in home.partition("草稿")[2]
    assert titles == {"unrecorded": [item.title], "reassess": [secret.title], "failed": [], "dead_link": []}
    assert "已审定（不主动公开）" in author.get(to("inspect", secret.pk)).content.decode()
    author.post(to("drop_release", item.pk, item.releases.get(channel=board).pk))
    assert _listed(author, "left=unrecorded") == []


def _listed(client: Client, query: str) -> list[str]:
    return [item.title for item in client.get(f"{to('list')}?{query}").context["object_list"]]
