"""A part: its text with the fields, what it looks like filled in, the names one can use, last year's text beside it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from gongkai.annual.checking import Checked, Found, check, recheck
from gongkai.annual.models import AnnualReport, Part, Remark
from gongkai.annual.prose.fields import Figures
from gongkai.annual.services import signing, writing
from gongkai.annual.written import cells_of
from gongkai.report.writing.into_html import table_html
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady
from gongkai.workbench.annual.page import located
from gongkai.workbench.annual.views import ReportView, button, may_edit, page_url, remarks_of, report_or_404
from gongkai.workbench.annual.words import names, rendered
from gongkai.workbench.cases.views import text_of

LONGEST = 50_000
"""Characters of a part that are taken."""
PROMISES = "问题"
"""What stands in the heading of the part in which a unit promises to do better."""


class PartView(ReportView):
    """A part: read by everybody who may see the report, written by its statistician."""

    template_name = "workbench/annual/part.html"
    typed: str | None = None
    """What was typed and could not be saved, or a new draft that is not saved yet."""
    beside: tuple[str, str] | None = None
    """A text to hold against what is in the editor, and which one it is."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.part = self.stored()

    @property
    def page_title(self) -> str:  # type: ignore[override]
        return self.part.heading

    @property
    def tab(self) -> str:  # type: ignore[override]
        return f"part{self.part.position}"

    def address(self, name: str = "part") -> str:
        """The address of this page, or of what is looked at while one types."""
        return page_url(self.report, name, self.part.position)

    def stored(self) -> Part:
        """The part as it is stored."""
        return part_or_404(self.report, self.kwargs["position"])

    def saved(self) -> str:
        """What is stored of all that the form changes."""
        return self.part.text

    def draft_again(self) -> str:
        """A new first draft."""
        return writing.draft_again(self.report, self.part.position, by=self.request.user)

    def save(self, typed: str, version: int) -> None:
        """Store what was typed."""
        writing.save_part(self.report, self.part.position, typed, version=version, by=self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role(request.user, self.report.unit_id, Role.STATISTICIAN):
            raise Http404
        typed = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
        try:
            if "draft" in request.POST:
                return self._beside(self.draft_again(), "您刚才写的，没有保存", typed)
            self.save(typed, self._version())
        except writing.Overtaken as problem:
            messages.error(request, problem.messages[0])
            self.part = self.stored()
            return self._beside(typed, "现在保存着的", self.saved())
        except NotReady as problem:  # signed in the meantime, for instance: what was typed stays on the page
            for message in problem.messages:
                messages.error(request, message)
            return self._beside(typed, "您刚才写的，没有保存", typed)
        checked = recheck(self.report)
        open_ = sum(is_in(self.part, each) for each in [*checked.errors, *checked.open_warnings])
        messages.success(request, f"已保存。{self._kept()}{f'这一部分还有{open_}处要处理。' if open_ else ''}")
        return redirect(self.address())

    def _kept(self) -> str:
        """Keep what was saved for next year, or throw away what was kept, as was asked; what came of it."""
        if self.part.position is None:
            return ""
        if "keep" in self.request.POST:
            writing.keep_as_own(self.report, self.part.position, by=self.request.user)
            return "明年的报告从这段文字开始写，名称会换成明年的数。"
        if "forget" in self.request.POST:
            writing.forget_own(self.report, self.part.position, by=self.request.user)
            return "底稿已删去，明年的报告从平台的初稿开始写。"
        return ""

    def _beside(self, typed: str, title: str, other: str) -> HttpResponse:
        """The page with `typed` in the editor, not saved, and another text beside it."""
        self.typed, self.beside = typed, (title, other)
        return self.render_to_response(self.get_context_data())

    def _version(self) -> int:
        """The version that the form was opened with; that somebody saved another part in the meantime does not matter."""
        sent = self.request.POST.get("version", "")
        if self.request.POST.get("was") == digest(self.saved()):
            return AnnualReport.objects.values_list("version", flat=True).get(pk=self.report.pk)
        return int(sent) if sent.isdigit() else 0

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, part, person, was = self.report, self.part, self.request.user, digest(self.saved())
        checked, figures, text = looked_at(report, part, self.typed)
        last = figures.last
        lasts = [(heading, words) for heading, words in (last.sections if last else ()) if _same(heading, part.heading)]
        tables = [
            table for each, tables in checked.written.laid_out() if each.heading == part.heading for table in tables
        ]
        return super().get_context_data(
            **{
                **kwargs,
                "checked": checked,
                "part": part,
                "text": text,
                "was": was,
                "look": self.address("look"),
                "beside": self.beside,
                "own": writing.own_words(report, part.position).first() if may_edit(person, report) else None,
                "unsaved": self.typed is not None,
                "rendered": rendered(text, figures),
                "findings": _findings(report, checked, part),
                "names": names(figures) if may_edit(person, report) else [],
                "last": last,
                "last_texts": lasts,
                "promises": PROMISES in part.heading,
                "tables": [table_html(table, checked.written.cells) for table in tables],
                "remarks": [(remark, "", "") for remark in self.remarks(person)],
                "may_answer": may_edit(person, report),
            }
        )

    def remarks(self, person: Person) -> list[Remark]:
        """What the office above said of this part."""
        return [remark for remark in remarks_of(self.report, person) if remark.position == self.part.position]


def part_or_404(report: AnnualReport, position: int) -> Part:
    """The part of the report at `position`."""
    found = Part.objects.filter(report=report, position=position).first()
    if found is None:
        raise Http404
    return found


def digest(text: str) -> str:
    """By which a form says which text it was opened with."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]


def looked_at(report: AnnualReport, part: Part, typed: str | None) -> tuple[Checked, Figures, str]:
    """The report checked as if `typed` stood in the part (`None`: as it is stored), its figures, and the part's text."""
    prefetch_related_objects([report], "parts")
    text = part.text if typed is None else typed
    if part.position is None:
        report.lead = text
    for each in report.parts.all():  # those that `check` reads as well
        if each.position == part.position:
            each.text = text
    return check(report), Figures(report, cells_of(report)), text


def _findings(report: AnnualReport, checked: Checked, part: Part) -> list[dict[str, Any]]:
    order = {"error": 0, "warning": 1, "note": 2}
    here = [found for found in checked.findings if is_in(part, found)]
    here.sort(key=lambda found: (order[found.severity], bool(found.reason)))
    return [located(report, replace(found, position=None, in_lead=False)) for found in here]


def is_in(part: Part, found: Found) -> bool:
    """Whether a finding is about `part`; one without a position is the lead."""
    return found.in_lead if part.position is None else found.position == part.position


def _same(one: str, other: str) -> bool:
    """Whether two headings name the same part, whatever their number and wording: their first different words aside."""
    plain = [heading.partition("、")[2] or heading for heading in (one, other)]
    plain = [heading.replace("政府信息公开工作", "").replace("政府信息公开", "") for heading in plain]
    return plain[0] == plain[1] or (PROMISES in plain[0] and PROMISES in plain[1])


@require_POST
def look(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """What a text that is being typed looks like and what is found in it; nothing is saved."""
    report = report_or_404(request.user, pk, Role.STATISTICIAN)
    return looked(request, report, part_or_404(report, position))


def looked(request: HttpRequest, report: AnnualReport, part: Part) -> HttpResponse:
    """The same of any part of the report, the lead too."""
    checked, figures, text = looked_at(report, part, request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST])
    shown = {
        "rendered": rendered(text, figures),
        "findings": _findings(report, checked, part),
        "report": report,
        "may_edit": False,
        "live": True,
    }
    return JsonResponse({"html": mark_safe(render_to_string("workbench/annual/look.html", shown, request))})  # noqa: S308 -- our own template


@button(Role.STATISTICIAN)
def answer_remark(request: HttpRequest, report: AnnualReport, remark: int) -> str:
    """What the unit did about a remark."""
    found = report.remarks.filter(pk=remark, draft=False).first()
    if found is None:
        raise NotReady("这条意见已经不在了，请刷新页面。")
    signing.answer(found, text=text_of(request.POST, "text", 500), by=request.user)
    return "已回复。"


__all__ = ["PartView", "answer_remark", "look"]
