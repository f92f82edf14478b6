"""Dated notes of one shape, kept with a proceeding or a complaint that the caller has locked."""

from __future__ import annotations

from datetime import date

from gongkai.audit.log import record
from gongkai.casework.services.steps import check_fields
from gongkai.remedies.models import Complaint, Note, Proceeding
from gongkai.remedies.services.people import keeper_of
from gongkai.units.models import Person
from gongkai.units.problems import NotReady


def keep_note(of: Proceeding | Complaint, *, on: date, kind: str, text: str, by: Person) -> Note:
    """Keep a note of the day `on`, which may lie ahead; raises `NotReady` for one before it all began."""
    name, began = ("complaint", of.received_on) if isinstance(of, Complaint) else ("proceeding", of.filed_on)
    if on < began:
        raise NotReady(f"日期{on}早于{'收到' if name == 'complaint' else '申请（起诉）'}的{began}，请核对。")
    made = Note(on=on, kind=kind, text=text, by=by, **{name: of})
    check_fields(made, exclude=["proceeding", "complaint"])
    made.save()
    record("remedy.noted", of, by=by, unit=keeper_of(of).code, after={"on": on, "kind": kind})
    return made
