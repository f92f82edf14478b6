"""Signing a report, sending it back, and what the office above makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongkai.annual import rules
from gongkai.annual.checking import Checked, check, recheck
from gongkai.annual.models import READERS, AnnualReport, Reason, Remark, Signature, State, Step
from gongkai.annual.rules import check_above, check_editable, signing_of
from gongkai.annual.services.counting import store
from gongkai.audit.log import record
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady


@dataclass(frozen=True)
class Comment:
    """A remark of the office above on a cell (`code`), on a part (`position`), or on the whole."""

    text: str
    code: str = ""
    position: int | None = None


@transaction.atomic
def sign(report: AnnualReport, *, opinion: str = "", seen: str = "", by: Person) -> AnnualReport:
    """Give the signature that is due. The first one counts everything a last time and fixes it; errors and unexplained warnings bar it.

    `seen` is the `mark` of what `by` looked at: what somebody changed since then, nobody signs unseen.
    """
    report = _locked(report)
    due = signing_of(report, by)
    if report.state == State.DRAFT:
        store(report)
    checked = check(report)
    _as_seen(checked, seen)
    if report.state == State.DRAFT:
        if checked.errors or checked.open_warnings:
            raise NotReady(
                [found.message for found in checked.errors]
                + [f"{found.message}（请改正，或者说明理由）" for found in checked.open_warnings]
            )
        report.fixed = checked.figures.asked
    Signature.objects.create(report=report, step=due.step, opinion=opinion, by=by)
    report.state, report.errors = rules.after(report, due), 0
    if due.to == State.SIGNED:
        report.signed_on, report.returned_at = today(), None
    report.save()
    record("annual.signed", report, by=by, unit=report.unit.code, after={"step": due.step, "opinion": opinion})
    return report


@transaction.atomic
def send_back(report: AnnualReport, *, opinion: str, by: Person) -> AnnualReport:
    """Whoever's signature is due sends the report back to its writer; all signatures fall away."""
    report = _locked(report)
    due = rules.due(report)
    if due is None or report.state == State.DRAFT:
        raise NotReady("报告没有在等待签署，不能退回。")
    if not has_role(by, report.unit_id, due.role):
        raise PermissionDenied(f"这一步由{due.step.label}办理。")
    _reopen(report, opinion)
    record("annual.sent_back", report, by=by, unit=report.unit.code, after={"opinion": opinion})
    return report


@transaction.atomic
def return_(report: AnnualReport, comments: Sequence[Comment], *, by: Person) -> AnnualReport:
    """The government's office above returns a report that was handed in, with remarks at cells and parts."""
    report = _locked(report)
    check_above(report, by)
    if report.state not in (State.SIGNED, State.PUBLISHED) or report.returned_at:
        raise NotReady("报告还没有报送，或者已经退回。")
    comments = [comment for comment in comments if comment.text.strip()]
    if not comments:
        raise NotReady("退回要写明意见，可以写在有问题的数或者段落旁边。")
    for comment in comments:
        if comment.code and comment.code not in report.form.cells:
            raise NotReady(f"报告没有“{comment.code}”这一格。")
        Remark.objects.create(
            report=report, code=comment.code, position=comment.position, text=comment.text.strip(), by=by
        )
    published = report.state == State.PUBLISHED
    _reopen(report, "；".join(comment.text for comment in comments))
    report.returned_at, report.accepted_at = timezone.now(), None
    report.save()
    record("annual.returned", report, by=by, unit=report.unit.code, after={"published": published})
    return report


@transaction.atomic
def accept(report: AnnualReport, *, seen: str = "", by: Person) -> AnnualReport:
    """The government's office above takes the report as it is; what it `seen` says is as in `sign`."""
    report = _locked(report)
    check_above(report, by)
    if report.state not in (State.SIGNED, State.PUBLISHED) or report.returned_at:
        raise NotReady("报告还没有报送，不能采纳。")
    if seen:
        _as_seen(check(report), seen)
    report.accepted_at = timezone.now()
    report.save(update_fields=["accepted_at"])
    record("annual.accepted", report, by=by, unit=report.unit.code)
    return report


@transaction.atomic
def answer(remark: Remark, *, text: str, by: Person) -> None:
    """What the unit did about a remark."""
    if not has_role(by, remark.report.unit_id, Role.STATISTICIAN):
        raise PermissionDenied("只有本机构的统计员可以回复意见。")
    if not text.strip():
        raise NotReady("请写明怎样办理的。")
    remark.reply, remark.replied_at = text.strip()[:500], timezone.now()
    remark.save(update_fields=["reply", "replied_at"])
    record("annual.remark_answered", remark.report, by=by, unit=remark.report.unit.code, after={"text": text})


@transaction.atomic
def explain(report: AnnualReport, fingerprints: Sequence[str], *, reason: str, by: Person) -> None:
    """Let warnings stand, all for the same `reason`, which stays on record with each of them."""
    report = _locked(report)
    check_editable(report, by)
    found = {each.fingerprint: each for each in check(report).findings if each.fingerprint in fingerprints}
    if not fingerprints:
        raise NotReady("请勾选要说明理由的提示。")
    if set(found) != set(fingerprints):
        raise NotReady("有的提示已经不在了，没有记下理由，请刷新页面。")
    if any(each.severity == "error" for each in found.values()):
        raise NotReady("错误必须改正，不能只说明理由。")
    reason = reason.strip()[:300]
    if not reason:
        raise NotReady("请写明理由。")
    for mark, each in found.items():
        facts = {"message": each.message[:500], "reason": reason, "by": by}
        Reason.objects.update_or_create(report=report, fingerprint=mark, defaults=facts)
        after = {"message": each.message, "reason": reason}
        record("annual.explained", report, by=by, unit=report.unit.code, after=after)


def _reopen(report: AnnualReport, opinion: str) -> None:
    if not opinion.strip():
        raise NotReady("退回要写明意见。")
    report.signatures.all().delete()
    report.state, report.signed_on, report.fixed = State.DRAFT, None, None
    report.save()
    recheck(report)


def _as_seen(checked: Checked, seen: str) -> None:
    if seen and seen != checked.mark:
        raise NotReady("您打开以后，报告的数据或者正文有改动，这一次没有办理：请看过现在的内容以后再办。")


def _locked(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)


__all__ = ["READERS", "Comment", "Step", "accept", "answer", "explain", "return_", "send_back", "sign"]
