"""Recording a dated step: checked against the clock before it is kept, and told to the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from gongkai.audit.log import record
from gongkai.casework import rules
from gongkai.casework.models import Case, Consultation, Step
from gongkai.casework.services.clock import clock_of, refresh
from gongkai.units.calendars import today
from gongkai.units.models import Person
from gongkai.units.problems import NotReady


def locked(case: Case) -> Case:
    """`case` as it is now, locked until the transaction ends: two who act at once act one after the other."""
    return Case.objects.select_for_update(of=("self",)).select_related("unit", "applicant").get(pk=case.pk)


def check_day(case: Case, on: date, what: str = "日期") -> None:
    """Raise `NotReady` for a day that has not come yet, or is before the request arrived."""
    if on > today():
        raise NotReady(f"{what}{on}还没有到，只能登记已经发生的事，请核对。")
    if on < case.arrived_on:
        raise NotReady(f"{what}{on}早于申请到达的日期{case.arrived_on}，请核对。")


def check_fields(made: models.Model, exclude: Iterable[str] = ()) -> None:
    """Raise `NotReady` with each field that cannot be as it is, by its Chinese name."""
    try:
        made.full_clean(exclude=set(exclude))
    except ValidationError as error:
        raise NotReady([f"{_label(made, name)}{text}" for name, texts in error for text in texts]) from None


def _label(made: models.Model, name: str) -> str:
    known = {field.name: str(field.verbose_name) for field in made._meta.concrete_fields}
    return f"“{known[name]}”：" if name in known else ""


def take(
    case: Case,
    move: str,
    kind: str,
    *,
    on: date,
    by: Person | None,
    consultation: Consultation | None = None,
    **fields: Any,
) -> Step:
    """Do the `move` on the locked `case` by a step of `kind` on the day `on`.

    Raises `PermissionDenied` or `NotReady` where the move is not lawful now, or the day cannot be.
    """
    rules.check(case, move, by)
    check_day(case, on)
    step = Step(case=case, kind=kind, on=on, by=by, consultation=consultation, **fields)
    check_fields(step, exclude=["by"])  # nobody of ours where the applicant does it
    step.save()
    clock_of(case)
    refresh(case)
    record(f"case.{kind}", case, by=by, unit=case.unit.code, after={"on": on, **_told(fields)})
    return step


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "facts" and value not in (None, "")}
