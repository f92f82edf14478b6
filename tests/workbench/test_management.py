"""The screens of administrators, supervisors and auditors: what they show, what they do, what they refuse."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.audit.models import Entry
from gongkai.publishing.models import Channel, ImportJob, Item, UnitChain, Word
from gongkai.publishing.services import chain
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Calendar, Person, Role, Unit
from gongkai.units.sealing import unseal
from gongkai.workbench.calendars import read_days, write_days
from gongkai.workbench.overview import rows
from tests.world import FACTS, World

pytestmark = pytest.mark.once


@pytest.fixture
def keeper(world: World) -> Client:
    """A browser in which the county's administrator is signed in."""
    client = Client()
    client.force_login(world.person(world.county, Role.ADMINISTRATOR))
    return client


def test_a_new_person_gets_a_link_that_sets_a_password_once(world: World, keeper: Client) -> None:
    given = {"name": "周某", "username": "zhou", "unit": world.education.pk, "roles": ["author"]}
    answer = keeper.post(reverse("people:add"), given, follow=True)
    person = Person.objects.get(username="zhou")
    shown = [str(message) for message in answer.context["messages"]]
    link = next(part for told in shown for part in told.split("：") if "/workbench/password/" in part)
    path = "/workbench/" + link.split("/workbench/")[1].split("<")[0].strip()
    visitor = Client()
    form = visitor.get(path, follow=True)
    new = {"new_password1": "一个足够长的新口令吧", "new_password2": "一个足够长的新口令吧"}
    assert visitor.post(form.request["PATH_INFO"], new).status_code == 302
    assert Person.objects.get(pk=person.pk).check_password("一个足够长的新口令吧")
    assert "new_password1" not in Client().get(path, follow=True).content.decode()


def test_a_refusal_of_the_service_stands_at_the_form(world: World, keeper: Client) -> None:
    answer = keeper.post(reverse("people:disable", args=[world.person(world.county, Role.ADMINISTRATOR).pk]))
    assert "最后一名管理员" in answer.content.decode()
    assert Person.objects.get(pk=world.person(world.county, Role.ADMINISTRATOR).pk).is_active


def test_roles_are_granted_and_revoked_on_the_page_of_a_person(world: World, keeper: Client) -> None:
    author = world.person(world.education, Role.AUTHOR)
    keeper.post(reverse("people:grant", args=[author.pk]), {"unit": world.township.pk, "role": "statistician"})
    post = author.posts.get(unit=world.township)
    assert "云溪县青石镇人民政府" in keeper.get(reverse("people:edit", args=[author.pk])).content.decode()
    keeper.post(reverse("people:revoke", args=[author.pk, post.pk]))
    assert not author.posts.filter(unit=world.township).exists()


def test_who_administers_sees_on_the_home_page_what_units_lack(world: World, keeper: Client) -> None:
    for unit in world.units[1:]:
        world.staff(unit)
    Unit.objects.filter(pk=world.township.pk).update(fax="")
    home = keeper.get(reverse("wagtailadmin_home")).content.decode()
    assert "指南缺：传真号码" in home
    assert home.count("环节没有人，请管理员指定") == 4  # those of the county itself
    assert f"{reverse('people:index')}?unit={world.county.pk}" in home


def test_whoever_leaves_a_gap_in_a_review_chain_is_told_at_once(world: World, keeper: Client) -> None:
    world.staff(world.education)
    leaving = world.person(world.education, Role.SECRECY_REVIEWER)
    gap = "云溪县教育局：“保密审查”环节没有人"
    assert gap in keeper.post(reverse("people:disable", args=[leaving.pk]), follow=True).content.decode()
    assert gap not in keeper.post(reverse("people:disable", args=[leaving.pk]), follow=True).content.decode()
    post = leaving.posts.get()
    assert gap in keeper.post(reverse("people:revoke", args=[leaving.pk, post.pk]), follow=True).content.decode()


@pytest.mark.parametrize(
    ("query", "found"), [("unit={jyj}&role=author", 1), ("unit={jyj}&role=auditor", 0), ("is_active=0", 0)]
)
def test_people_are_found_by_unit_and_role(world: World, keeper: Client, query: str, found: int) -> None:
    for unit, role in ((world.education, Role.AUTHOR), (world.education, Role.HEAD), (world.township, Role.AUDITOR)):
        world.person(unit, role)
    listed = keeper.get(f"{reverse('people:index')}?{query.format(jyj=world.education.pk)}").context["object_list"]
    assert len(listed) == found


def test_a_unit_is_renamed_and_its_former_name_shows_in_the_tree(world: World, keeper: Client) -> None:
    page = keeper.get(reverse("units:edit", args=[world.education.pk]))
    values = {name: value or "" for name, value in page.context["form"].initial.items()}
    keeper.post(
        reverse("units:edit", args=[world.education.pk]), {**values, "name": "云溪县教育体育局", "telephone": ""}
    )
    assert Unit.objects.get(pk=world.education.pk).facts_changed_on == today()
    listing = keeper.get(reverse("units:index")).content.decode()
    assert "曾用名：云溪县教育局" in listing
    assert "缺：联系电话" in listing


def test_a_former_name_is_recorded_and_struck_on_the_page_of_a_unit(world: World, keeper: Client) -> None:
    page = reverse("units:edit", args=[world.education.pk])
    keeper.post(reverse("units:former", args=[world.education.pk]), {"name": "云溪县文教局", "until": "2019-03-20"})
    assert "云溪县文教局（用至2019年3月20日）" in keeper.get(page).content.decode()
    former = world.education.former_names.get()
    assert keeper.get(reverse("units:drop_former", args=[world.township.pk, former.pk])).status_code == 404
    keeper.post(reverse("units:drop_former", args=[world.education.pk, former.pk]))
    assert "云溪县文教局" not in keeper.get(page).content.decode()


def test_a_chain_is_set_for_a_unit_and_problems_are_told(world: World, keeper: Client) -> None:
    two = chain.Workflow.objects.get(name="二审")
    keeper.post(reverse("chains:set", args=[world.county.pk]), {"workflow": two.pk})
    assert chain.workflow_of(world.education) == two
    listing = keeper.get(reverse("chains:index")).content.decode()
    assert "沿用云溪县" in listing
    assert "“初审”环节没有人" in listing
    keeper.post(reverse("chains:set", args=[world.county.pk]), {"workflow": ""})
    assert not UnitChain.objects.exists()
    assert [entry.after["chain"] for entry in Entry.objects.filter(action="chain.changed")] == [None, "二审"]


def test_a_calendar_moves_due_days_and_the_page_says_which(world: World, keeper: Client) -> None:
    year = max(workdays().calendars) + 1
    item = world.draft(formed_on=date(year, 3, 1))
    assert item.due_provisional
    lines = f"{year}-03-04至{year}-03-10\n{year}-5-1"
    answer = keeper.post(
        reverse("calendars:add"), {"year": year, "notice": "通知", "off": lines, "worked": ""}, follow=True
    )
    moved = Item.objects.get(pk=item.pk)
    assert moved.due_on > item.due_on
    assert not moved.due_provisional
    assert f"《{item.title}》{moved.due_on}" in answer.content.decode()
    assert len(Calendar.objects.get(year=year).off) == 8


@pytest.mark.parametrize(("month", "asked"), [(10, False), (11, True)])
def test_who_enters_calendars_is_asked_for_the_next_year_once_it_is_announced(
    world: World, keeper: Client, settings: Any, month: int, asked: bool
) -> None:
    year = max(workdays().calendars)
    settings.TODAY = date(year, month, 2)
    home = reverse("wagtailadmin_home")
    assert (f"{year + 1}年的工作日历还没有录入" in keeper.get(home).content.decode()) is asked
    keeper.force_login(world.person(world.education, Role.ADMINISTRATOR))
    assert "工作日历还没有录入" not in keeper.get(home).content.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2027-02-30", "第1行"),
        ("2027-01-01\n明天", "第2行"),
        ("2027-01-03至2027-01-01", "早于"),
        ("2027-01-01至2028-01-01", "366天"),
    ],
)
def test_days_that_cannot_be_read_are_told_with_their_line(keeper: Client, text: str, told: str) -> None:
    answer = keeper.post(reverse("calendars:add"), {"year": 2031, "notice": "通知", "off": text})
    assert told in answer.content.decode()
    assert not Calendar.objects.exists()


def test_days_are_written_as_they_are_read() -> None:
    text = "2027-01-01至2027-01-03\n2027-05-01"
    assert write_days(read_days(text)) == text


def test_the_first_own_word_keeps_the_words_that_came_along(keeper: Client) -> None:
    keeper.post(reverse("words:add"), {"wrong": "云西县", "right": "云溪县", "kind": "错别字", "note": ""})
    assert set(Word.objects.filter(wrong__in=["云西县", "布署"]).values_list("wrong", flat=True)) == {"云西县", "布署"}
    again = keeper.post(reverse("words:add"), {"wrong": "布署", "right": "部署", "kind": "错别字", "note": ""})
    assert "已经有“布署”" in again.content.decode()
    word = Word.objects.get(wrong="云西县")
    keeper.post(reverse("words:remove", args=[word.pk]))
    assert not Word.objects.filter(pk=word.pk).exists()


def test_the_secret_of_a_channel_goes_in_and_never_comes_out(world: World, keeper: Client) -> None:
    values = {
        "unit": world.education.pk, "name": "推送", "kind": "site", "adapter": "webhook",
        "address": "https://office.invalid/in", "webhook_secret": "不告诉别人的密钥",
    }  # fmt: skip
    keeper.post(reverse("channels:add"), values)
    channel = Channel.objects.get(name="推送")
    assert "不告诉别人的密钥" in unseal(channel.sealed_secret)
    assert "不告诉别人的密钥" not in keeper.get(reverse("channels:edit", args=[channel.pk])).content.decode()
    keeper.post(
        reverse("channels:edit", args=[channel.pk]), {**values, "name": "推送二", "webhook_secret": "", "active": "on"}
    )
    kept = Channel.objects.get(pk=channel.pk)
    assert (kept.name, kept.sealed_secret) == ("推送二", channel.sealed_secret)


def test_a_token_shows_its_secret_once(world: World, keeper: Client) -> None:
    author = world.person(world.education, Role.AUTHOR)
    values = {
        "unit": world.education.pk, "name": "办公系统", "scopes": ["items:push"], "responsible": author.pk,
        "expires_on": today() + timedelta(days=30),
    }  # fmt: skip
    answer = keeper.post(reverse("tokens:add"), values)
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert "/api/v1/openapi.json" in answer.content.decode()
    assert secret not in keeper.get(reverse("tokens:index")).content.decode()


def test_an_import_refreshes_its_page_until_it_ends_and_tells_each_problem(world: World, keeper: Client) -> None:
    from gongkai.publishing.exchange.importing import run

    file = SimpleUploadedFile(
        "旧信息.csv",
        "索引号,标题,发文机关,成文日期,发布日期,目录\n000000003-2020-00001,甲,云溪县教育局,不是日期,2020-01-02,20.1\n".encode(),
    )
    started = keeper.post(reverse("imports:add"), {"unit": world.education.pk, "file": file, "dry_run": "on"})
    page = keeper.get(started["Location"])
    assert page["Refresh"] == "3"
    job = ImportJob.objects.get()
    run(job.pk)
    page = keeper.get(started["Location"])
    assert "Refresh" not in page
    told = page.content.decode()
    assert "成文日期" in told
    assert "不是日期" in told
    sheet = load_workbook(io.BytesIO(keeper.get(reverse("imports:problems", args=[job.pk])).getvalue())).active
    assert [cell.value for cell in sheet[1]] == ["行", "列", "填写的内容", "问题", "建议"]
    assert sheet.max_row > 1


def test_an_auditor_sees_only_the_entries_of_their_units(world: World, client: Client) -> None:
    from gongkai.units import services

    services.change_unit(world.office, by=None, telephone="0000-7654321")
    services.change_unit(world.education, by=None, telephone="0000-7654322")
    client.force_login(world.person(world.education, Role.AUDITOR))
    listing = client.get(reverse("audit:index")).content.decode()
    assert "云溪县教育局" in listing
    assert "云溪县人民政府办公室" not in listing
    other = Entry.objects.get(unit=world.office.code)
    assert client.get(reverse("audit:inspect", args=[other.pk])).status_code == 404
    own = Entry.objects.get(unit=world.education.code)
    detail = client.get(reverse("audit:inspect", args=[own.pk])).content.decode()
    assert "联系电话" in detail
    assert "0000-7654322" in detail


def test_the_log_is_exported_without_formulas_and_the_export_is_an_entry(world: World, client: Client) -> None:
    from gongkai.audit.log import record

    record(
        "unit.changed", unit=world.education.code, after={"name": "甲"}, by=world.person(world.education, Role.AUTHOR)
    )
    Person.objects.filter(posts__unit=world.education).update(name="=1+1")
    record("unit.changed", unit=world.education.code, by=world.person(world.education, Role.AUTHOR))
    client.force_login(world.person(world.education, Role.AUDITOR))
    answer = client.get(reverse("audit:export"), {"action": "unit.changed"})
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["'=1+1", "县教育局拟稿人"]
    assert Entry.objects.first().action == "export"


def test_tampering_shows_at_the_button(world: World, keeper: Client) -> None:
    from django.db.models import QuerySet

    from gongkai.units import services

    services.change_unit(world.office, by=None, telephone="0000-7654321")
    assert "记录完整" in keeper.post(reverse("audit:verify"), follow=True).content.decode()
    QuerySet(Entry).filter(number=1).update(actor="别人")
    assert "第1条：" in keeper.post(reverse("audit:verify"), follow=True).content.decode()


def test_the_overview_counts_and_links_to_what_it_counts(world: World, client: Client) -> None:
    late = world.draft(formed_on=today() - timedelta(days=90), title="逾期的通知")
    world.published(world.township, formed_on=today() - timedelta(days=3))
    Unit.objects.filter(pk=world.township.pk).update(fax="")
    client.force_login(world.person(world.county, Role.SUPERVISOR))
    found = {row.unit.code: row for row in rows(Unit.objects.all(), today().year)}
    assert (found["yunxi-jyj"].overdue, found["yunxi-jyj"].published) == (1, 0)
    assert (found["yunxi-qszj"].published, found["yunxi-qszj"].late_share) == (1, "0%")
    assert found["yunxi-qszj"].missing == ("传真号码",)
    assert found["yunxi-qszj"].problems == ()
    assert len(found["yunxi-zfb"].problems) == 4
    page = client.get(reverse("overview:index")).content.decode()
    link = f"{reverse(Item.snippet_viewset.get_url_name('list'))}?unit={world.education.pk}&amp;due=overdue"
    assert link in page
    assert late.title in client.get(link.replace("&amp;", "&")).content.decode()


def test_the_overview_asks_as_often_for_many_units_as_for_few(world: World, client: Client) -> None:
    client.force_login(world.person(world.county, Role.SUPERVISOR))
    client.get(reverse("overview:index"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("overview:index"))
    for number in range(200):
        parent = Unit.objects.get(pk=world.county.pk)
        code = f"u{number}"
        parent.add_child(
            code=code, name=f"第{number}局", short_name=code, kind="department", front="000000001", **FACTS
        )
    with CaptureQueriesContext(connection) as many:
        answer = client.get(reverse("overview:index"))
    assert "第199局" in answer.content.decode()
    assert len(many) <= len(few)


@pytest.mark.parametrize("view", ["units", "people", "chains", "channels", "imports", "tokens", "audit", "overview"])
def test_an_author_has_nothing_to_manage(world: World, client: Client, view: str) -> None:
    client.force_login(world.person(world.education, Role.AUTHOR))
    answer = client.get(reverse(f"{view}:index"))
    if view == "channels":  # authors handle what failed on its way to a channel
        assert answer.status_code == 200
    else:
        assert answer.status_code == 302


def test_everybody_changes_their_own_password_and_nothing_more_on_the_account_page(
    world: World, client: Client
) -> None:
    author = world.person(world.education, Role.AUTHOR)
    client.force_login(author)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "gravatar" not in page
    assert "first_name" not in page
    given = {
        "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
        "password-old_password": "云溪县测试口令", "password-new_password1": "云溪县的另一个口令吧",
        "password-new_password2": "云溪县的另一个口令吧",
    }  # fmt: skip
    assert client.post(reverse("wagtailadmin_account"), given).status_code == 302
    assert Person.objects.get(pk=author.pk).check_password("云溪县的另一个口令吧")
    assert Entry.objects.filter(action="person.password", object_id=str(author.pk)).exists()
