"""The demonstration county's requests and disputes: every state is there, and each record says what its steps come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction

from gongkai.audit.log import verify
from gongkai.casework.counts import table_three
from gongkai.casework.letters import document
from gongkai.casework.models import Answer, Case, Delivery, Letter, Logged, Reminder, State, Step
from gongkai.casework.models import Serial as Numbers
from gongkai.casework.services.clock import clock_of
from gongkai.casework.services.intake import look_alikes
from gongkai.casework.services.status import by_code, remedies_of
from gongkai.config.demo import fill
from gongkai.config.demo.stories import YEARS
from gongkai.remedies.models import Complaint, Decision, Group, Proceeding, Stage
from gongkai.remedies.models import Reminder as Reminded
from gongkai.remedies.rules import doubts
from gongkai.statute.outcomes import outcomes
from gongkai.statute.remedies import route
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Unit

pytestmark = pytest.mark.usefixtures("county", "db")
REQUESTS = 260


@pytest.fixture(scope="module")
def county(request: pytest.FixtureRequest) -> Iterator[None]:
    """The county, made once for all tests here and gone afterwards."""
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock(), transaction.atomic():
        fill(units=8, items=100, requests=REQUESTS, seed=3)
        yield
        transaction.set_rollback(True)


def test_there_are_as_many_as_asked_for_in_every_state_some_late_and_some_overdue() -> None:
    assert Case.objects.count() == REQUESTS
    assert set(Case.objects.values_list("state", flat=True)) == set(State.values)
    assert Case.objects.filter(late=True).exists()
    assert Case.objects.open().filter(due_on__lt=today()).exists()
    assert Logged.objects.exists()
    assert Reminder.objects.exists()
    assert Case.objects.exclude(joined_to=None).exists()
    assert Case.objects.exclude(split_from=None).exists()
    assert set(Answer.objects.values_list("state", flat=True)) == set(Answer.State.values)
    assert len(set(Case.objects.exclude(answer_kind="").values_list("answer_kind", flat=True))) > 10
    assert min(Case.objects.values_list("arrived_on", flat=True)).year == today().year - YEARS + 1


@pytest.mark.once
def test_each_record_says_what_its_steps_come_to() -> None:
    known = workdays()
    for case in Case.objects.prefetch_related("steps"):
        clock = clock_of(case, known)
        if clock is None:
            assert (case.state, case.due_on) == (State.ARRIVED, None)
            continue
        assert (case.due_on, case.waiting_until) == (clock.due, clock.waiting_until)
        assert (case.state == State.CLOSED) == (clock.answered is not None)
        if not case.reopened_on:
            assert (case.closed_on, case.late, case.extended) == (clock.answered, clock.late, clock.extended)


@pytest.mark.once
def test_nothing_happened_after_today_and_every_answer_has_its_letter_and_its_delivery() -> None:
    assert not Step.objects.filter(on__gt=today()).exists()
    assert not Delivery.objects.filter(received_on__gt=today()).exists()
    for answer in Answer.objects.filter(state=Answer.State.SENT).select_related("case", "letter"):
        assert answer.letter.number
        assert answer.kind == "withdrawn" or answer.letter.signed_on <= answer.answered_on
        assert hasattr(answer.letter, "delivery") == (answer.kind != "withdrawn")
    assert all(document(letter).title for letter in Letter.objects.select_related("case__unit")[:40])
    refused = Case.objects.filter(answer_kind__startswith="denied_", state=State.CLOSED)
    assert all(remedies_of(case).paths for case in refused)


@pytest.mark.once
def test_there_are_disputes_of_every_group_at_every_stage_and_with_every_outcome() -> None:
    assert set(Proceeding.objects.values_list("stage", flat=True)) == set(Stage.values)
    assert set(Proceeding.objects.values_list("group", flat=True)) == set(Group.values)
    said = set(Decision.objects.values_list("outcome", flat=True))
    assert said == set(outcomes()) - {"suit.upheld"}  # no court has upheld anything so since 2015
    assert {(each.stage, each.column) for each in Proceeding.objects.filter(group="review")} >= {
        ("trial", ""), ("ended", "upheld"), ("ended", "corrected"), ("ended", "other"),
    }  # fmt: skip
    assert Complaint.objects.open().filter(due_on__lt=today()).exists()
    assert set(Complaint.objects.values_list("result", flat=True)) == {"", *Complaint.Result.values}
    assert Complaint.objects.exclude(case=None).exists()
    assert Complaint.objects.filter(case=None).exists()
    assert min(Proceeding.objects.values_list("filed_on", flat=True)).year < today().year - 1


@pytest.mark.once
def test_a_dispute_about_an_answer_says_what_came_of_it() -> None:
    reopened = Proceeding.objects.select_related("case", "answer").get(reopened_on__isnull=False)
    assert reopened.outcome == "review.revoked_anew"
    assert (reopened.case.state, reopened.case.reopened_on) == (State.OPEN, reopened.reopened_on)
    suit = Proceeding.objects.get(group="suit_after_review", contested="answer")
    assert route(suit.answer.kind, suit.answer.answered_on) == "review_first"
    assert doubts(suit, workdays()) == []
    at_once = Proceeding.objects.get(group="suit", contested="answer")
    assert "应当先申请行政复议" in doubts(at_once, workdays())[0]


@pytest.mark.once
def test_nothing_of_a_dispute_happened_after_today_and_what_is_due_was_reminded_of() -> None:
    days = ("filed_on", "accepted_on", "copy_received_on", "answered_on", "extended_on")
    assert not any(Proceeding.objects.filter(**{f"{name}__gt": today()}).exists() for name in days)
    assert not Decision.objects.filter(decided_on__gt=today()).exists()
    assert Reminded.objects.exclude(proceeding=None).exists()
    assert Reminded.objects.exclude(complaint=None).exists()


@pytest.mark.once
def test_numbers_are_given_once_and_go_on_where_they_ended() -> None:
    assert len(set(Case.objects.values_list("number", flat=True))) == REQUESTS
    given = Counter((unit, year) for unit, year in Case.objects.values_list("unit_id", "arrived_on__year"))
    kept = {(row.unit_id, row.year): row.last for row in Numbers.objects.filter(series="case")}
    assert kept == given


@pytest.mark.once
def test_applicants_come_again_and_find_their_requests_by_code() -> None:
    assert any(look_alikes(case) for case in Case.objects.select_related("applicant")) or (
        Case.objects.values("applicant__same").distinct().count() < REQUESTS
    )
    case = Case.objects.order_by("pk")[5]
    assert by_code(case.code.open()) == case
    assert "某" in Case.objects.filter(applicant_kind="person")[0].applicant.masked


@pytest.mark.once
def test_the_years_are_counted_without_a_gap() -> None:
    units = Unit.objects.all()
    for year in range(today().year - YEARS + 2, today().year + 1):
        before, now = table_three(units, year - 1, "2021"), table_three(units, year, "2021")
        for unit in units:
            left = before.get(unit.pk, {}).get("t3.carried_out.total", 0)
            assert now.get(unit.pk, {}).get("t3.carried_in.total", 0) == left


@pytest.mark.once
def test_the_audit_log_holds() -> None:
    assert verify()[1] is None
