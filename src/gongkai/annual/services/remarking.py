"""Remarks of the office above before they go out: written at a cell or part while the report is read, sent all together."""

from __future__ import annotations

from django.db import transaction

from gongkai.annual.models import AnnualReport, Remark, State
from gongkai.annual.rules import check_above
from gongkai.annual.services.signing import Comment, return_
from gongkai.audit.log import record
from gongkai.units.models import Person
from gongkai.units.problems import NotReady


@transaction.atomic
def draft_remark(report: AnnualReport, comment: Comment, *, by: Person) -> Remark:
    """Keep a remark that the unit does not see yet."""
    check_above(report, by)
    if report.state not in (State.SIGNED, State.PUBLISHED):
        raise NotReady("报告还没有报送，等报送以后再提意见。")
    if not comment.text.strip():
        raise NotReady("请写明意见。")
    if comment.code and comment.code not in report.form.cells:
        raise NotReady(f"报告没有“{comment.code}”这一格。")
    if comment.position is not None and not report.parts.filter(position=comment.position).exists():
        raise NotReady("报告没有这一部分，请刷新页面。")
    made = Remark.objects.create(
        report=report, code=comment.code, position=comment.position, text=comment.text.strip()[:500], draft=True, by=by
    )
    record("annual.remark_drafted", report, by=by, unit=report.unit.code, after={"text": made.text})
    return made


@transaction.atomic
def drop_remark(remark: Remark, *, by: Person) -> None:
    """Throw a remark away that did not go out."""
    check_above(remark.report, by)
    if not remark.draft:
        raise NotReady("意见已经发出，不能删去。")
    record("annual.remark_dropped", remark.report, by=by, unit=remark.report.unit.code, before={"text": remark.text})
    remark.delete()


@transaction.atomic
def return_with_drafts(report: AnnualReport, text: str, *, by: Person) -> AnnualReport:
    """Return the report with all drafted remarks, and with `text` on the whole of it."""
    drafts = list(report.remarks.filter(draft=True))
    comments = [Comment(each.text, each.code, each.position) for each in drafts]
    returned = return_(report, [*comments, Comment(text)], by=by)
    Remark.objects.filter(pk__in=[each.pk for each in drafts]).delete()
    return returned
