"""The clock of a request, folded from its recorded steps, and what lists keep of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.casework.models import Answer, Case, Matter, State, Step, StepKind
from gongkai.statute.clock import LABELS, Clock, ClockError, Event, fold
from gongkai.statute.workdays import Workdays
from gongkai.units.calendars import workdays as known_workdays
from gongkai.units.problems import NotReady


def events_of(steps: Iterable[Step]) -> list[Event]:
    """The steps that the clock knows. A fee notice is one of the day on which the applicant received it; until then the term runs on."""
    known = [step for step in steps if step.kind in LABELS]
    answered = min((step.on for step in known if step.kind == "answered"), default=date.max)
    return [
        Event(step.received_on, step.kind)
        if step.kind == "fee_noticed" and step.received_on
        else Event(step.on, step.kind, step.received_on, step.days, step.until, str(step.consultation_id or ""))
        for step in known
        if step.kind != "fee_noticed" or (step.received_on and step.received_on <= answered)
    ]


def clock_of(case: Case, workdays: Workdays | None = None, more: Iterable[Event] = ()) -> Clock | None:
    """The clock of `case`, after `more` events that are not recorded yet; `None` while receipt is not confirmed.

    The correction of a record (Art. 41) has none: the regulation sets no term for it.

    Raises `NotReady` (in Chinese) where the events cannot be.
    """
    if case.received_on is None or case.matter == Matter.RECORD:
        return None
    try:
        return fold(case.start, [*events_of(_of_this_round(case)), *more], workdays or known_workdays())
    except ClockError as error:
        raise NotReady(str(error)) from None


def _of_this_round(case: Case) -> list[Step]:
    """The steps since a review or court had the case opened again: what belongs to the first round has its own, ended term."""
    steps = list(case.steps.all())
    if not case.reopened_on:
        return steps
    reopened = next(step.pk for step in reversed(steps) if step.kind == StepKind.REOPENED)
    return [step for step in steps if step.pk > reopened]


def refresh(case: Case, workdays: Workdays | None = None) -> Clock | None:
    """Fold the clock anew and write what lists show of it into `case`, which the caller has locked."""
    clock = clock_of(case, workdays)
    answer = case.answers.order_by("-round").first()
    if case.matter == Matter.RECORD:
        answered = any(step.kind == "answered" for step in _of_this_round(case))
        case.state = State.CLOSED if answered else _waiting_for(answer) or State.OPEN
    elif clock is None:
        case.state, case.due_on, case.due_provisional, case.waiting_until = State.ARRIVED, None, False, None
    else:
        case.due_on, case.due_provisional = clock.due, clock.provisional
        case.waiting_until, case.state = clock.waiting_until, _state(clock, answer)
        if not case.reopened_on:
            case.extended, case.late = clock.extended, clock.late
    case.save()
    return clock


def recompute_open(workdays: Workdays | None = None) -> list[tuple[Case, date | None, date | None]]:
    """After a new calendar: fold every open case's clock anew; those whose last day moved, with the day before and now."""
    known, moved = workdays or known_workdays(), []
    for case in Case.objects.open().prefetch_related("steps").iterator(chunk_size=500):
        before = case.due_on, case.due_provisional
        clock = clock_of(case, known)
        if clock is None or before == (clock.due, clock.provisional):
            continue
        case.due_on, case.due_provisional = clock.due, clock.provisional
        Case.objects.filter(pk=case.pk).update(
            due_on=clock.due, due_provisional=clock.provisional, waiting_until=clock.waiting_until
        )
        if before[0] != clock.due:
            moved.append((case, before[0], clock.due))
    return moved


def _state(clock: Clock, answer: Answer | None) -> str:
    if clock.answered:
        return State.CLOSED
    waiting = {"correction": State.CORRECTING, "payment": State.PAYING}
    return _waiting_for(answer) or waiting.get(clock.waiting, State.OPEN)


def _waiting_for(answer: Answer | None) -> str:
    """The state that an answer on its way out makes; '' for none."""
    return {Answer.State.SUBMITTED: State.SUBMITTED, Answer.State.APPROVED: State.APPROVED}.get(
        answer.state if answer else "", ""
    )
