"""Somebody asks for a record of themselves to be corrected (Art. 41): handled as a request is, without a term, counted in no form."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.casework import counts, rules
from gongkai.casework.letters import document
from gongkai.casework.models import Case, State
from gongkai.casework.services import answering, handling, letters
from gongkai.casework.services.intake import What
from gongkai.casework.services.status import remedies_of
from gongkai.statute import answers
from gongkai.units.problems import NotReady
from tests.casework.office import STATED, Office, day

ASKED = What(
    "学籍登记表中的出生日期", "登记表写的是2021年3月8日，请更正为2012年3月8日，附户口簿复印件", matter="record"
)


@pytest.fixture
def case(office: Office) -> Case:
    office.on("2026-03-10")
    return office.request(way="email", what=ASKED)


def test_it_is_received_on_arrival_and_has_no_term(case: Case) -> None:
    assert (case.state, case.received_on, case.due_on) == (State.OPEN, day("2026-03-02"), None)
    case.state = State.SUBMITTED
    assert rules.refusal(case, rules.MOVES["extend"]).startswith("更正申请没有这一步")


def test_only_its_own_moves_are_offered_and_the_others_refused(office: Office, case: Case) -> None:
    offered = {move.id for move, _ in rules.offered(case, office.officer)}
    assert {"draft", "search", "withdraw", "supplement"} <= offered
    assert offered.isdisjoint({"ask_correction", "consult", "notice_fee", "split", "join", "log", "ask_reasons"})
    with pytest.raises(NotReady, match="第四十一条"):
        office.ask_correction(case, "2026-03-05", "2026-03-20")
    with pytest.raises(NotReady, match="没有这一类答复"):
        office.draft(case, "granted")


def test_a_request_is_not_answered_as_a_correction(office: Office) -> None:
    office.on("2026-03-10")
    with pytest.raises(NotReady, match="没有这一类答复"):
        office.draft(office.request(), "record_corrected")


@pytest.mark.parametrize("kind", answers.kinds_of("record"), ids=lambda kind: kind.id)
def test_it_is_answered_by_a_letter_of_its_own_and_counted_nowhere(
    office: Office, case: Case, kind: answers.Kind
) -> None:
    answer = office.approved(case, kind.id)
    assert office.now(case).state == State.APPROVED
    answering.send(case, way="in_person", sent_on=day("2026-03-10"), by=office.officer)
    closed = office.now(case)
    assert (closed.state, closed.closed_on, closed.answer_kind) == (State.CLOSED, date(2026, 3, 10), kind.id)
    paper = document(answer.letter)
    text = "\n".join(answer.letter.words.values())
    assert paper.title == kind.letter
    assert "更正政府信息的申请" in text
    assert "公开申请" not in paper.title + text
    assert [STATED[statement.id] in text for statement, _ in kind.statements] == [True] * len(kind.statements)
    assert bool(remedies_of(closed).paths) == (kind.id == "record_refused")
    for form in ("2019", "2021"):
        assert counts.table_three([office.unit.pk], 2026, form) == {}
    assert counts.form_2014(office.unit, 2026)["s.received"] == 0


def test_its_receipt_promises_no_day(office: Office, case: Case) -> None:
    words = "".join(letters.make(case, "record_receipt", {}, by=office.officer).words.values())
    assert "受理" in document(case.letters.get()).title
    assert "第三十三条" not in words
    assert "更正政府信息的申请" in words


def test_taken_back_or_reopened_it_stands_where_it_should(office: Office, case: Case) -> None:
    other = office.request(what=ASKED)
    answering.withdraw(other, on=day("2026-03-05"), by=None)
    assert office.now(other).state == State.CLOSED
    office.approved(case, "record_refused")
    answering.send(case, way="in_person", sent_on=day("2026-03-10"), by=office.officer)
    office.on("2026-06-01")
    answering.reopen(office.now(case), on=day("2026-05-20"), why="复议决定撤销", by=office.officer)
    assert office.now(case).state == State.OPEN
    handling.supplement(case, on=day("2026-05-21"), text="补充户籍证明", by=None)
    office.approved(office.now(case), "record_corrected")
    assert office.now(case).state == State.APPROVED
