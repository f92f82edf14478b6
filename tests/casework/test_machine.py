"""Whatever people do, in whatever order, lawful or not: what must always hold of a request holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gongkai.audit.log import verify
from gongkai.audit.models import Entry
from gongkai.casework.counts import table_three
from gongkai.casework.models import Answer, Case, Consultation, Letter, SearchRecord, State, Step
from gongkai.casework.services import answering, fees, handling, intake
from gongkai.casework.services.clock import clock_of
from gongkai.statute import answers
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady
from tests.casework.office import STATED, WHAT, Office

BEGIN = date(2026, 3, 2)
DAYS = st.integers(-3, 12)
"""How long after the last thing that happened; negative: before it, which is often refused."""
ROLES = st.sampled_from(
    [None, Role.CASE_OFFICER, Role.CASE_OFFICER, Role.HEAD, Role.HEAD, Role.SUPERVISOR, Role.AUTHOR]
)
KINDS = st.sampled_from([kind.id for kind in answers.kinds_of("request")])


class Requests(RuleBasedStateMachine):
    """One office with a few requests; `office` is put here by the test."""

    office: Office

    @initialize(way=st.sampled_from(["in_person", "online"]))
    def begin(self, way: str) -> None:
        self.point = transaction.atomic()  # every history begins with an empty desk
        self.point.__enter__()
        self.day = BEGIN
        self.office.settings.TODAY = BEGIN + timedelta(300)
        self.first_answers: dict[int, tuple[Any, ...]] = {}
        self.moves = 0
        case, _ = intake.register(
            self.office.unit, self.office.who(), WHAT, way=way, arrived_on=BEGIN, by=self.office.officer
        )
        self.pk = case.pk

    def teardown(self) -> None:
        if hasattr(self, "point"):
            try:
                count, broken = verify()
                assert broken is None
                assert count == Entry.objects.count()
            finally:
                transaction.set_rollback(True)
                self.point.__exit__(None, None, None)

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.pk)

    def person(self, role: Role | None) -> Person | None:
        return self.office.world.person(self.office.unit, role) if role else None

    def attempt(self, days: int, act: Callable[[Case, date], Any]) -> None:
        """Do it a while after the last thing, or be refused with nothing left behind."""
        on, before = self.day + timedelta(days), _everything()
        try:
            with transaction.atomic():
                act(self.case, on)
        except (NotReady, PermissionDenied):
            assert _everything() == before
        else:
            assert _everything() != before
            self.day, self.moves = max(self.day, on), self.moves + 1

    @rule(days=DAYS, role=ROLES)
    def confirm(self, days: int, role: Role | None) -> None:
        self.attempt(days, lambda case, on: intake.confirm(case, on=on, by=self.person(role)))

    @rule(days=DAYS, role=ROLES, more=st.integers(-1, 20))
    def ask_correction(self, days: int, role: Role | None, more: int) -> None:
        self.attempt(
            days,
            lambda case, on: handling.ask_correction(
                case,
                on=on,
                what="年份",
                guidance="写明年份",
                until=on + timedelta(more),
                by=self.person(role),  # type: ignore[arg-type]
            ),
        )

    @rule(days=DAYS, role=ROLES)
    def correct(self, days: int, role: Role | None) -> None:
        self.attempt(
            days, lambda case, on: handling.receive_correction(case, on=on, text="2026年", by=self.person(role))
        )

    @rule(days=DAYS, role=ROLES, kind=st.sampled_from(["third_party", "joint", "internal"]))
    def consult(self, days: int, role: Role | None, kind: str) -> None:
        self.attempt(
            days,
            lambda case, on: handling.consult(
                case,
                kind,
                name="云溪县某施工单位",
                question="报价表",
                on=on,
                by=self.person(role),  # type: ignore[arg-type]
            ),
        )

    @rule(
        days=DAYS, role=ROLES, opinion=st.sampled_from(["agrees", "disagrees", "silent", ""]), which=st.integers(0, 3)
    )
    def hear(self, days: int, role: Role | None, opinion: str, which: int) -> None:
        asked = list(Consultation.objects.filter(case=self.pk))
        if asked:
            self.attempt(
                days,
                lambda _case, on: handling.hear(
                    asked[which % len(asked)],
                    on=on,
                    opinion=opinion,
                    reasons="商业秘密",
                    by=self.person(role),  # type: ignore[arg-type]
                ),
            )

    @rule(days=DAYS, role=ROLES, more=st.integers(0, 21))
    def extend(self, days: int, role: Role | None, more: int) -> None:
        self.attempt(
            days,
            lambda case, on: handling.extend(case, on=on, days=more, reason="材料较多", by=self.person(role)),  # type: ignore[arg-type]
        )

    @rule(days=DAYS, role=ROLES)
    def ask_reasons(self, days: int, role: Role | None) -> None:
        self.attempt(days, lambda case, on: handling.ask_reasons(case, on=on, figures="120件", by=self.person(role)))  # type: ignore[arg-type]

    @rule(days=DAYS, role=ROLES)
    def set_later_date(self, days: int, role: Role | None) -> None:
        self.attempt(
            days,
            lambda case, on: handling.set_later_date(
                case,
                on=on,
                until=on + timedelta(60),
                reason="件数多",
                by=self.person(role),  # type: ignore[arg-type]
            ),
        )

    @rule(days=DAYS, role=ROLES, pages=st.sampled_from([0, 30, 68]))
    def notice_fee(self, days: int, role: Role | None, pages: int) -> None:
        self.attempt(
            days,
            lambda case, on: fees.notice_fee(
                case,
                "pages",
                pages=pages,
                on=on,
                received_on=on,
                way="大厅",
                by=self.person(role),  # type: ignore[arg-type]
            ),
        )

    @rule(days=DAYS, role=ROLES, waived=st.booleans())
    def pay(self, days: int, role: Role | None, waived: bool) -> None:
        if waived:
            self.attempt(days, lambda case, on: fees.waive_fee(case, reason="家庭困难", on=on, by=self.person(role)))  # type: ignore[arg-type]
        else:
            self.attempt(days, lambda case, on: fees.pay_fee(case, on=on, voucher="1", by=self.person(role)))  # type: ignore[arg-type]

    @rule(days=DAYS, role=ROLES)
    def search(self, days: int, role: Role | None) -> None:
        self.attempt(
            days,
            lambda case, on: handling.record_search(
                case,
                on=on,
                place="档案室",
                words="校车",
                period="2026年",
                result="没有",
                by=self.person(role),  # type: ignore[arg-type]
            ),
        )

    @rule(kind=KINDS, role=ROLES, complete=st.booleans())
    def draft(self, kind: str, role: Role | None, complete: bool) -> None:
        grounds = answers.kind(kind).allowed_grounds
        self.attempt(
            0,
            lambda case, _: answering.draft(
                case,
                kind,
                ground=grounds[0] if grounds and complete else "",
                stated=STATED if complete else {},
                by=self.person(role),  # type: ignore[arg-type]
            ),
        )

    @rule(role=ROLES)
    def submit(self, role: Role | None) -> None:
        self.attempt(0, lambda case, _: answering.submit(case, by=self.person(role)))  # type: ignore[arg-type]

    @rule(role=ROLES, back=st.integers(0, 3))
    def decide(self, role: Role | None, back: int) -> None:
        def act(case: Case, on: date) -> None:
            self.office.settings.TODAY = max(on, BEGIN)
            try:
                if back == 0:
                    answering.send_back(case, opinion="请补充", by=self.person(role))  # type: ignore[arg-type]
                else:
                    answering.approve(case, by=self.person(role))  # type: ignore[arg-type]
            finally:
                self.office.settings.TODAY = BEGIN + timedelta(300)

        self.attempt(1, act)

    @rule(days=DAYS, role=ROLES)
    def send(self, days: int, role: Role | None) -> None:
        self.attempt(days, lambda case, on: answering.send(case, way="in_person", sent_on=on, by=self.person(role)))  # type: ignore[arg-type]

    @rule(days=DAYS)
    @precondition(lambda self: self.moves > 3)
    def withdraw(self, days: int) -> None:
        self.attempt(days, lambda case, on: answering.withdraw(case, on=on, by=None))

    @rule(days=DAYS, role=ROLES)
    def reopen(self, days: int, role: Role | None) -> None:
        self.attempt(days, lambda case, on: answering.reopen(case, on=on, why="复议决定", by=self.person(role)))  # type: ignore[arg-type]

    @rule(days=st.integers(1, 40))
    def time_goes_by(self, days: int) -> None:
        self.day = min(self.day + timedelta(days), BEGIN + timedelta(250))

    @invariant()
    def what_lists_keep_is_what_the_steps_come_to(self) -> None:
        case = self.case
        clock = clock_of(case)
        if clock is None:
            assert (case.state, case.due_on, case.received_on) == (State.ARRIVED, None, None)
            return
        assert (case.due_on, case.due_provisional, case.waiting_until) == (
            clock.due,
            clock.provisional,
            clock.waiting_until,
        )
        assert (case.state == State.CLOSED) == (clock.answered is not None)
        assert (case.state == State.CORRECTING) <= (clock.waiting == "correction")

    @invariant()
    def what_is_closed_has_one_counted_answer(self) -> None:
        case = self.case
        rounds = list(case.answers.order_by("round").values_list("round", "state", "kind", "answered_on"))
        sent = [each for each in rounds if each[1] == Answer.State.SENT]
        assert [each[0] for each in rounds] == list(range(1, len(rounds) + 1))
        assert len(sent) == case.steps.filter(kind="answered").count()
        assert len(rounds) - len(sent) <= 1
        if case.state == State.CLOSED:
            assert len(sent) == len(rounds) >= 1
        if sent:
            first = (case.closed_on, case.answer_kind)
            assert first == (sent[0][3], sent[0][2])
            assert (
                self.first_answers.setdefault(case.pk, first) == first
            )  # what was counted once is counted so for ever
        else:
            assert (case.closed_on, case.answer_kind) == (None, "")

    @invariant()
    def it_is_counted_once(self) -> None:
        if self.moves % 5:
            return
        case, cells = self.case, table_three([self.office.unit.pk], 2026, "2021").get(self.office.unit.pk, {})
        received = int(case.received_on is not None)
        handled = int(case.closed_on is not None and case.closed_on.year == 2026)
        assert cells.get("t3.received.total", 0) == received
        assert cells.get("t3.handled.total", 0) == handled
        assert cells.get("t3.carried_out.total", 0) == received - handled

    @invariant()
    def numbers_are_given_once_and_an_approved_draft_is_somebody_elses(self) -> None:
        numbers = list(Letter.objects.exclude(number="").values_list("number", flat=True))
        assert len(set(numbers)) == len(numbers)
        for answer in Answer.objects.exclude(approved_by=None):
            assert answer.approved_by_id != answer.drafted_by_id


def _everything() -> tuple[Any, ...]:
    """All that could be left behind."""
    models = (Case, Step, Consultation, Answer, Letter, SearchRecord)
    return (*(list(model.objects.order_by("pk").values_list()) for model in models), Entry.objects.count())


@pytest.mark.long
@pytest.mark.once
@pytest.mark.once
def test_whatever_people_do_what_must_hold_holds(office: Office) -> None:
    for role in (Role.CASE_OFFICER, Role.HEAD, Role.SUPERVISOR, Role.AUTHOR):
        office.world.person(office.unit, role)
    Requests.office = office
    run_state_machine_as_test(
        Requests,
        settings=settings(
            max_examples=40,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a history costs minutes
        ),
    )
