"""Two who act at once: real threads, real transactions. One of them wins, the other is told, nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from gongkai.audit.log import verify
from gongkai.casework.models import Answer, Case, State
from gongkai.casework.services import answering, handling, intake, reminding
from gongkai.units.problems import NotReady
from tests.casework.office import STATED, WHAT, Office, day
from tests.world import make_world


@pytest.fixture
def desk(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[Office]:
    """An office whose records are really committed."""
    del transactional_db  # asked for by its name
    settings.MEDIA_ROOT = tmp_path
    office = Office(make_world(), settings)
    office.on("2026-05-29")
    office.officer, office.head  # noqa: B018  both are made before two ask for them
    yield office
    assert verify()[1] is None


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What came of each, or how it was refused."""
    barrier, came = Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        try:
            barrier.wait(timeout=10)
            came[place] = acts[place]()
        except NotReady as refused:
            came[place] = refused  # type: ignore[assignment]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return came


def refused(came: list[Any]) -> int:
    return sum(isinstance(each, NotReady) for each in came)


def test_two_who_send_the_answer_send_it_once(desk: Office) -> None:
    case = desk.request()
    desk.approved(case)
    officer = desk.officer
    came = at_once(
        *[lambda: answering.send(case, way="in_person", sent_on=day("2026-05-29"), by=officer)] * 2,
    )
    assert refused(came) == 1
    case = desk.now(case)
    assert (case.state, case.steps.filter(kind="answered").count(), case.answers.count()) == (State.CLOSED, 1, 1)


def test_two_who_draft_leave_one_draft_of_the_round(desk: Office) -> None:
    case, officer = desk.request(), desk.officer
    came = at_once(
        lambda: answering.draft(case, "granted", stated=STATED, by=officer),
        lambda: answering.draft(case, "not_ours", stated=STATED, by=officer),
    )
    assert refused(came) == 0
    answer = Answer.objects.get(case=case)
    assert answer.letter.kind == f"answer.{answer.kind}"
    assert case.letters.count() == 1


def test_a_withdrawal_and_a_delivery_at_once_end_the_case_once(desk: Office) -> None:
    case = desk.request()
    desk.approved(case)
    officer = desk.officer
    came = at_once(
        lambda: answering.withdraw(case, on=day("2026-05-29"), by=None),
        lambda: answering.send(case, way="in_person", sent_on=day("2026-05-29"), by=officer),
    )
    assert refused(came) == 1
    assert desk.now(case).steps.filter(kind="answered").count() == 1
    assert Answer.objects.filter(case=case, state=Answer.State.SENT).count() == 1


def test_two_who_ask_for_a_correction_ask_once(desk: Office) -> None:
    case, officer = desk.request(), desk.officer

    def ask() -> object:
        return handling.ask_correction(
            case, on=day("2026-03-04"), what="年份", guidance="写明", until=day("2026-03-20"), by=officer
        )

    assert refused(at_once(ask, ask)) == 1
    assert case.steps.count() == 1


def test_serial_numbers_are_never_given_twice_and_none_is_left_out(desk: Office) -> None:
    officer, unit, who = desk.officer, desk.unit, desk.who()

    def register() -> object:
        return intake.register(unit, who, WHAT, way="in_person", arrived_on=day("2026-03-02"), by=officer)

    came = at_once(*[register] * 6)
    assert not refused(came)
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"{unit.code}-2026-{number:04d}" for number in range(1, 7)]


def test_reminders_that_are_made_twice_at_once_are_made_once(desk: Office) -> None:
    case = desk.request()
    desk.on("2026-03-31")
    made = at_once(reminding.remind, reminding.remind)
    assert sum(made) == 1
    assert case.reminders.count() == 1
