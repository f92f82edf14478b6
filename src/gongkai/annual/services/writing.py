"""The words of a report: saved part by part, never over what somebody else saved in the meantime."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from gongkai.annual.checking import recheck
from gongkai.annual.models import AnnualReport, PartText
from gongkai.annual.prose.drafting import draft
from gongkai.annual.prose.fields import Figures
from gongkai.annual.rules import check_editable
from gongkai.annual.written import cells_of
from gongkai.audit.log import record
from gongkai.publishing.exchange.checking import CONTROL
from gongkai.units.models import Person
from gongkai.units.problems import NotReady


class Overtaken(NotReady):
    """Somebody saved another version in the meantime; what the two differ in is for people to settle."""


@transaction.atomic
def save_part(report: AnnualReport, position: int, text: str, *, version: int, by: Person) -> AnnualReport:
    """Save the words of one part. `version` is the report's as it was when the editor was opened.

    Raises `Overtaken` where it has another now: nothing is saved, and the caller keeps what was typed.
    """
    report = AnnualReport.objects.select_for_update().get(pk=report.pk)
    check_editable(report, by)
    part, text = report.parts.filter(position=position).first(), _plain(text)
    if part is None:
        raise NotReady("报告没有这一部分，请刷新页面。")
    _check_version(report, version, part.text != text)
    if part.text != text:
        part.text = text
        part.save(update_fields=["text"])
        report.version += 1
        report.save(update_fields=["version"])
        recheck(report)
        record("annual.part_saved", report, by=by, unit=report.unit.code, after={"part": part.heading})
    return report


@transaction.atomic
def save_lead(report: AnnualReport, *, name: str, lead: str, version: int, by: Person) -> AnnualReport:
    """Save the name that the report goes by, and the words before its first part; as `save_part` does."""
    report = AnnualReport.objects.select_for_update().get(pk=report.pk)
    check_editable(report, by)
    name, lead = _plain(name).strip(), _plain(lead)
    most = AnnualReport._meta.get_field("name").max_length
    if not name or len(name) > most:
        raise NotReady(f"请填写机构名称，最多{most}个字。")
    before, after = {"name": report.name, "lead": report.lead}, {"name": name, "lead": lead}
    _check_version(report, version, before != after)
    if before != after:
        report.name, report.lead = name, lead
        report.version += 1
        report.save(update_fields=["name", "lead", "version"])
        recheck(report)
        record("annual.lead_saved", report, by=by, unit=report.unit.code, before=before, after=after)
    return report


def _plain(text: str) -> str:
    """Without what no text has and not every database or file takes; Word's line breaks, as they are pasted, are line breaks."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\x0b", "\n"))


def _check_version(report: AnnualReport, version: int, changed: bool) -> None:
    if changed and report.version != version:
        raise Overtaken(
            "您打开以后，另一个人保存过这份报告。您写的还在下面的框中，没有保存：请与现在的内容对照以后再保存。"
        )


@transaction.atomic
def draft_again(report: AnnualReport, position: int, *, by: Person) -> str:
    """The first draft of a part by the figures of today, to be looked at: nothing is saved."""
    check_editable(report, by)
    return draft(report, position, Figures(report, cells_of(report)))


@transaction.atomic
def keep_as_own(report: AnnualReport, position: int, *, by: Person) -> None:
    """Keep the words of a part, fields and all, as those with which the unit's next report begins."""
    check_editable(report, by)
    text = report.parts.get(position=position).text
    PartText.objects.update_or_create(
        unit=report.unit, form_id=report.form_id, position=position, defaults={"text": text}
    )
    record("annual.words_kept", report, by=by, unit=report.unit.code, after={"part": position})


@transaction.atomic
def forget_own(report: AnnualReport, position: int, *, by: Person) -> None:
    """Throw away the unit's own words for a part: its next report begins with our first draft again."""
    check_editable(report, by)
    for kept in own_words(report, position):
        record(
            "annual.words_dropped", report, by=by, unit=report.unit.code, before={"part": position, "text": kept.text}
        )
        kept.delete()


def own_words(report: AnnualReport, position: int | None) -> QuerySet[PartText]:
    """The unit's own words for a part, at most one row."""
    return PartText.objects.filter(unit=report.unit_id, form_id=report.form_id, position=position)
