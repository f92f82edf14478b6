"""A report's overview, its check, its preview; the moves: count anew, explain a warning, sign, send back, publish, correct."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from gongkai.annual import rules
from gongkai.annual.checking import Found, check
from gongkai.annual.models import AnnualReport, Edition, State, Step
from gongkai.annual.published import corrected
from gongkai.annual.rules import signing_of
from gongkai.annual.services import counting, publishing, signing
from gongkai.annual.written import written
from gongkai.audit.actions import LABELS
from gongkai.report.writing import FORMATS, body, write
from gongkai.typesetting import UnprintableError
from gongkai.units.access import has_role
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from gongkai.workbench.annual.views import (
    LEAD,
    PUBLISHERS,
    ReportView,
    button,
    cell_label,
    entries_of,
    may_edit,
    page_url,
    remarks_of,
    report_or_404,
)
from gongkai.workbench.cases.papers import download
from gongkai.workbench.cases.views import text_of

PAST_OFFICE_HEAD = (State.REVIEWED, State.SIGNED, State.PUBLISHED)
MOST_SHOWN = 100
"""Entries of the history."""


class OverviewView(ReportView):
    """概况: who signed and who is next, what the office above says, editions, files, history."""

    template_name = "workbench/annual/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, person = self.report, self.request.user
        due = rules.due(report)
        history = entries_of(report)
        signed = {signature.step: signature for signature in report.signatures.select_related("by")}
        remarks = [(remark, *self._place(remark.code, remark.position)) for remark in remarks_of(report, person)]
        checked, why_not = check(report), self._why_not()
        before = report.editions.last() if report.state != State.PUBLISHED else None
        ready = report.state != State.DRAFT or not (checked.errors or checked.open_warnings)
        return super().get_context_data(
            **{
                **kwargs,
                "checked": checked,
                "explained": len(_of(checked.findings, "warning", True)),
                "steps": [(step, signed.get(step), due is not None and due.step == step) for step in Step],
                "skipped": report.state in PAST_OFFICE_HEAD and Step.OFFICE_HEAD not in signed,
                "due": due if due and has_role(person, report.unit_id, due.role) else None,
                "why_not": why_not,
                "may_sign": ready and not why_not,
                "may_publish": report.state == State.SIGNED and has_role(person, report.unit_id, *PUBLISHERS),
                "may_correct": report.state == State.PUBLISHED and has_role(person, report.unit_id, Role.STATISTICIAN),
                "may_answer": has_role(person, report.unit_id, Role.STATISTICIAN),
                "before": before,
                "changed": corrected(before, Edition(content=publishing.content(report, checked.written)))
                if before
                else None,
                "editions": report.editions.select_related("item", "by"),
                "remarks": remarks,
                "drafted": any(remark.draft for remark, *_ in remarks),
                "formats": [ending for ending in FORMATS if ending not in ("html", "json")],
                "history": [(entry, LABELS.get(entry.action, entry.action)) for entry in history[:MOST_SHOWN]],
            }
        )

    def _why_not(self) -> str:
        """Why this person cannot give the signature that is due, '' where they can."""
        try:
            signing_of(self.report, self.request.user)
        except (NotReady, PermissionDenied) as problem:
            return "".join(getattr(problem, "messages", [str(problem)]))
        return ""

    def _place(self, code: str, position: int | None) -> tuple[str, str]:
        """Where a remark stands, in words and as an address."""
        if code:
            return cell_label(self.report, code), page_url(self.report, "cell", code)
        if position is not None:
            part = self.report.parts.filter(position=position).first()
            return (part.heading if part else ""), page_url(self.report, "part", position)
        return "", ""


class CheckView(ReportView):
    """核对: every finding with the way to where it is, errors first."""

    template_name = "workbench/annual/check.html"
    page_title = "核对"
    tab = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        findings = context["checked"].findings
        groups = [
            ("错误", "必须改正，否则不能签署。", [each for each in findings if each.severity == "error"]),
            ("提示", "很可能有问题：改正，或者说明理由。", _of(findings, "warning", False)),
            ("已说明理由", "", _of(findings, "warning", True)),
            ("备忘", "请看一眼。", [each for each in findings if each.severity == "note"]),
        ]
        shown = []
        for title, todo, found in groups:
            rows = [located(self.report, each) for each in found]
            shown += [(title, todo, len(rows), _alike(rows) if title == "提示" else [rows])] if rows else []
        return {**context, "groups": shown}


def _alike(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of each rule together: what may have one reason. First what stands alone."""
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_rule.setdefault(row["found"].rule, []).append(row)
    return sorted(by_rule.values(), key=lambda alike: len(alike) > 1)


def _of(findings: list[Found], severity: str, settled: bool) -> list[Found]:
    return [each for each in findings if each.severity == severity and bool(each.reason) == settled]


def located(report: AnnualReport, found: Found) -> dict[str, Any]:
    """A finding with the places that it speaks of."""
    places = [
        (cell_label(report, code), page_url(report, "cell", code)) for code in found.cells if code in report.form.cells
    ]
    part = report.parts.filter(position=found.position).first() if found.position is not None else None
    if part:
        places.append((part.heading, page_url(report, "part", part.position)))
    if found.in_lead:
        places.append((LEAD, page_url(report, "lead")))
    if found.unit:
        places.append(("这个机构的报告", reverse("annual:unit", args=[found.unit])))
    return {"found": found, "places": places}


class PreviewView(ReportView):
    """预览: the report as it will be read."""

    template_name = "workbench/annual/preview.html"
    page_title = "预览"
    tab = "preview"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        printed = context["checked"].written
        return {
            **context,
            "title": printed.title,
            "body": body(printed),
            "formats": [ending for ending in FORMATS if ending not in ("html", "json")],
        }


@require_GET
def draft_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The report as a file; that it is not published yet stands in its name."""
    report = report_or_404(request.user, pk)
    if ending not in FORMATS:
        raise Http404
    printed = written(report)
    try:
        data = write(printed, ending)
    except UnprintableError as problem:
        messages.error(request, str(problem))
        return redirect(page_url(report, "preview"))
    told = "" if report.state == State.PUBLISHED else "（草稿）"
    return download(data, FORMATS[ending], f"{printed.title}{told}.{ending}", "attachment")


@button(Role.STATISTICIAN, back="figures")
def recount(request: HttpRequest, report: AnnualReport) -> str:
    """Count everything anew."""
    if not may_edit(request.user, report):
        raise NotReady("报告已经签署，数据已经固定。")
    changed = counting.recount(report)
    return f"已重新统计，{_names(report, changed)}有变动。" if changed else "已重新统计，数没有变动。"


def _names(report: AnnualReport, codes: list[str]) -> str:
    named = "、".join(f"“{cell_label(report, code)}”" for code in codes[:5])
    return f"{named}等{len(codes)}个数" if len(codes) > 5 else named


@button(Role.STATISTICIAN, back="check")
def explain(request: HttpRequest, report: AnnualReport) -> str:
    """Let warnings stand, with a reason."""
    marks = request.POST.getlist("fingerprint")
    signing.explain(report, marks, reason=text_of(request.POST, "reason", 300), by=request.user)
    return f"已记下{len(marks)}条提示的理由。" if len(marks) > 1 else "已记下理由。"


@button(*PUBLISHERS)
def sign(request: HttpRequest, report: AnnualReport) -> str:
    """Give the signature that is due; of figures that changed since they were looked at nobody signs unseen."""
    if may_edit(request.user, report) and (changed := counting.recount(report)):
        raise NotReady(f"记录有变动，{_names(report, changed)}变了。没有签署：请看过新的数以后再签署。")
    opinion, seen = text_of(request.POST, "opinion", 300), text_of(request.POST, "seen", 64)
    signed = signing.sign(report, opinion=opinion, seen=seen, by=request.user)
    return f"已签署。{'现在可以公布。' if signed.state == State.SIGNED else '已交给下一位。'}"


@button(Role.OFFICE_HEAD, Role.HEAD)
def send_back(request: HttpRequest, report: AnnualReport) -> str:
    """Whoever's signature is due sends the report back."""
    signing.send_back(report, opinion=text_of(request.POST, "opinion", 300), by=request.user)
    return "已退回统计员修改，签署从头开始。"


@button(*PUBLISHERS)
def publish(request: HttpRequest, report: AnnualReport) -> str:
    """Make a signed report public."""
    edition = publishing.publish(report, why=text_of(request.POST, "why", 500), by=request.user)
    return f"已公布{'勘误后的版本' if edition.number > 1 else ''}，公开网站、目录和可下载的文件都已更新。"


@button(Role.STATISTICIAN)
def correct(request: HttpRequest, report: AnnualReport) -> str:
    """Open a published report for a correction."""
    publishing.correct(report, why=text_of(request.POST, "why", 500), by=request.user)
    return "可以更正了。改好、签署以后再公布；原来的版本一直公开。"


__all__ = [
    "CheckView",
    "OverviewView",
    "PreviewView",
    "correct",
    "draft_file",
    "explain",
    "located",
    "publish",
    "recount",
    "send_back",
    "sign",
]
