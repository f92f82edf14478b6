"""The board of requests, the supervisor's view of the units below, and who is shown what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.casework.letters import document
from gongkai.casework.services import answering, handling
from gongkai.typesetting import Paragraph
from gongkai.units.models import Role
from tests.workbench.desk import NAME, TODAY, a_case, do, page, signed_in
from tests.world import World


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = TODAY


def test_personal_data_is_shown_on_a_click_that_is_recorded_and_to_nobody_else(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    address = reverse("cases:reveal", args=[case.pk])
    assert NAME not in page(client, case)
    assert client.get(address).status_code == 405
    assert NAME in client.post(address).content.decode()
    entry = Entry.objects.filter(action="personal_data.read").get()
    assert (entry.actor, entry.object_id) == ("县教育局依申请", str(case.pk))
    for role in (Role.STATISTICIAN, Role.AUDITOR, Role.SUPERVISOR):
        reader = signed_in(world, role)
        assert reader.post(address).status_code == 404
        told = page(reader, case)
        assert case.title in told
        assert case.description not in told


def test_the_board_puts_every_open_case_in_the_column_that_says_what_to_do(world: World) -> None:
    expected = {
        a_case(world, on=date(2026, 10, 9), title="逾期的").title: "today",
        a_case(world, on=date(2026, 10, 29), title="快到期的").title: "soon",
        a_case(world, way="online", title="待确认的").title: "arrived",
        a_case(world, title="办着的").title: "working",
    }
    waiting = a_case(world, title="补正的")
    officer = world.person(world.education, Role.CASE_OFFICER)
    handling.ask_correction(
        waiting, on=date(2026, 11, 4), what="甲", guidance="乙", until=date(2026, 11, 25), by=officer
    )
    answered = a_case(world, title="送审的")
    answering.draft(answered, "granted", stated={"provided": "随信附上"}, by=officer)
    answering.submit(answered, by=officer)
    expected |= {"补正的": "waiting", "送审的": "submitted"}
    board = signed_in(world, Role.CASE_OFFICER).get(reverse("cases:index")).context["columns"]
    found = {card.case.title: lane.id for lane, _, cards in board for card in cards}
    assert found == expected
    assert {lane.id: count for lane, count, _ in board}["approved"] == 0


def test_what_nobody_confirms_stands_on_the_board_with_its_working_days_and_turns_red(world: World) -> None:
    a_case(world, way="online", on=date(2026, 11, 17), title="等了三日的")
    late = a_case(world, way="online", on=date(2026, 11, 16), title="等了四日的")
    client = signed_in(world, Role.CASE_OFFICER)
    board = client.get(reverse("cases:index"))
    cards = {card.case.title: card for lane, _, cards in board.context["columns"] for card in cards}
    assert {title: (card.tone, card.when) for title, card in cards.items()} == {
        "等了三日的": ("soon", "11月17日到达，3个工作日没有确认"), "等了四日的": ("overdue", "11月16日到达，4个工作日没有确认"),
    }  # fmt: skip
    assert "1件已经拖延" in board.context["next"]
    assert "最迟应当在2026年12月14日答复" in page(client, late)
    table = signed_in(world, Role.SUPERVISOR, world.county).get(reverse("case_supervision:index"))
    row = next(row for row in table.context["rows"] if row.unit == world.education)
    assert (row.unconfirmed, row.unconfirmed_late) == (2, 1)
    for role, unit in ((Role.HEAD, world.education), (Role.SUPERVISOR, world.county)):
        home = signed_in(world, role, unit).get(reverse("wagtailadmin_home")).content.decode()
        assert "拖延确认收到的申请" in home
        assert "等了四日的" in home
        assert "等了三日的" not in home


def test_a_board_shows_no_other_units_cases_and_its_filters_take_no_other_unit(world: World) -> None:
    other = a_case(world, unit=world.office)
    client = signed_in(world, Role.CASE_OFFICER)
    for address in (reverse("cases:index"), reverse("cases:list")):
        assert other.number not in client.get(address, {"unit": other.unit_id}).content.decode()
    assert client.get(reverse("cases:page", args=[other.pk])).status_code == 404


def test_the_supervisor_sees_who_is_late_demands_and_reads_the_reply(world: World) -> None:
    case = a_case(world, on=date(2026, 10, 9))
    supervisor = signed_in(world, Role.SUPERVISOR, world.county)
    table = supervisor.get(reverse("case_supervision:index"))
    row = next(row for row in table.context["rows"] if row.unit == world.education)
    assert (row.open, row.overdue, row.average) == (1, 1, None)
    supervisor.post(reverse("cases:demand", args=[case.pk]), {"text": "请三日内答复"})
    officer = signed_in(world, Role.CASE_OFFICER)
    assert "请三日内答复" in officer.get(reverse("wagtailadmin_home")).content.decode()
    demand = case.demands.get()
    officer.post(reverse("cases:reply", args=[case.pk, demand.pk]), {"text": "已经拟好答复"})
    assert "已经拟好答复" in page(supervisor, case)


@pytest.mark.once
def test_average_days_are_those_between_receipt_and_answer(world: World) -> None:
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    for received, days in ((date(2026, 11, 10), 10), (date(2026, 11, 16), 4)):
        case = a_case(world, on=received)
        answering.draft(case, "granted", stated={"provided": "随信附上"}, by=officer)
        answering.submit(case, by=officer)
        answering.approve(case, by=head)
        answering.send(case, way="in_person", sent_on=TODAY, by=officer)
        assert (TODAY - received).days == days
    rows = signed_in(world, Role.SUPERVISOR, world.county).get(reverse("case_supervision:index")).context["rows"]
    row = next(row for row in rows if row.unit == world.education)
    assert (row.answered, row.late, row.average, row.groups["provide"]) == (2, 0, 7, 2)


def test_the_board_asks_the_same_number_of_questions_however_many_cases_there_are(
    world: World, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    for number in range(25):
        a_case(world, title=f"第{number}件")
    with django_assert_max_num_queries(25):
        board = client.get(reverse("cases:index"))
    working = next(each for each in board.context["columns"] if each[0].id == "working")
    assert (working[1], len(working[2])) == (25, 20)


@pytest.mark.once
def test_pages_of_requests_are_kept_by_no_browser(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    for answer in (
        client.get(reverse("cases:page", args=[case.pk])),
        client.post(reverse("cases:reveal", args=[case.pk])),
    ):
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.once
@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "{applicant}{code}", "%s{0}"])
def test_hostile_words_of_an_applicant_stay_words(world: World, words: str) -> None:
    case, client = a_case(world, title=words), signed_in(world, Role.CASE_OFFICER)
    told = page(client, case)
    assert "<script>alert" not in told
    assert NAME not in told
    client.post(reverse("cases:make_letter", args=[case.pk]), {"letter": "receipt"})
    assert client.get(reverse("cases:letter", args=[case.pk, case.letters.get().pk, "pdf"])).status_code == 200


@pytest.mark.once
def test_a_field_that_somebody_types_opens_nothing_that_is_sealed(world: World) -> None:
    case, client = a_case(world), signed_in(world, Role.CASE_OFFICER)
    data = {"kind": "third_party", "name": "云溪县测试公司", "question": "合同{applicant}{code}", "on": "2026-11-04"}
    do(client, case, "consult", **data)
    letter = case.letters.get(kind="third_party")
    said = [block.text for block in document(letter).blocks if isinstance(block, Paragraph)]
    assert any("｛applicant｝" in text for text in said)
    assert not any(NAME in text or case.code.open() in text for text in said)
