"""While a review or a lawsuit runs: our answer, extension, procedure, hearings."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.audit.log import record
from gongkai.remedies import rules
from gongkai.remedies.models import Note, Proceeding
from gongkai.remedies.services.course import locked, refresh
from gongkai.remedies.services.filing import check_step
from gongkai.remedies.services.notes import keep_note
from gongkai.units.models import Person
from gongkai.units.problems import NotReady


@transaction.atomic
def answer(proceeding: Proceeding, *, on: date, by: Person) -> Proceeding:
    """Our answer or defence, with evidence and legal basis, went out. Without one the act counts as without evidence."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "answer", by)
    check_step(proceeding, on)
    if proceeding.copy_received_on and on < proceeding.copy_received_on:
        raise NotReady(f"提交答复（答辩）的日期{on}早于收到副本的{proceeding.copy_received_on}，请核对。")
    proceeding.answered_on = on
    refresh(proceeding)
    late = bool(proceeding.answer_due and on > proceeding.answer_due)
    record("remedy.answered", proceeding, by=by, unit=proceeding.unit.code, after={"on": on, "late": late})
    return proceeding


@transaction.atomic
def extend(proceeding: Proceeding, *, on: date, by: Person) -> Proceeding:
    """The reviewing body told that it extends its term, once, by at most thirty days (行政复议法 Art. 62)."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "extend", by)
    check_step(proceeding, on)
    proceeding.extended_on = on
    refresh(proceeding)
    record("remedy.extended", proceeding, by=by, unit=proceeding.unit.code, after={"on": on})
    return proceeding


@transaction.atomic
def make_ordinary(proceeding: Proceeding, *, by: Person) -> Proceeding:
    """The summary procedure turned into the ordinary one, with its terms (行政复议法 Art. 55, 行政诉讼法 Art. 84)."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "ordinary", by)
    proceeding.simple = False
    refresh(proceeding)
    record("remedy.ordinary", proceeding, by=by, unit=proceeding.unit.code)
    return proceeding


@transaction.atomic
def note(proceeding: Proceeding, *, on: date, kind: str, text: str, by: Person) -> Note:
    """A hearing, a stay or something else of a day; coming hearings too."""
    proceeding = locked(proceeding)
    rules.check(proceeding, "note", by)
    return keep_note(proceeding, on=on, kind=kind, text=text, by=by)
