"""What all screens of annual reports share: a report looked up among what somebody may see, what is next with it, its tabs, its buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from gongkai.annual.calendar import last_day
from gongkai.annual.checking import Checked, check
from gongkai.annual.models import AnnualReport, Remark, State
from gongkai.annual.prose.drafting import OPEN
from gongkai.annual.rules import due as signature_due
from gongkai.audit.models import Entry
from gongkai.units.access import has_role, posts_of
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Post, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.workbench.acting import FormActs
from gongkai.workbench.clock import Days, days_to
from gongkai.workbench.saving import ActView

PUBLISHERS = (Role.STATISTICIAN, Role.OFFICE_HEAD, Role.HEAD)
"""Who of a unit writes or signs its reports; each of them may publish what is signed."""
LEAD = "引言"
"""What stands before the first part, by name."""


def report_or_404(person: Person, pk: int, *roles: str) -> AnnualReport:
    """The report among those that `person` may see, or may in one of `roles`."""
    reports = AnnualReport.objects.visible_to(person, *roles)
    return get_object_or_404(reports.select_related("unit"), pk=pk)


def is_above(person: Person, unit: Unit) -> bool:
    """Whether `person` supervises `unit` from a body above it."""
    return any(
        role == Role.SUPERVISOR and unit.path.startswith(path) and unit.pk != unit_id
        for role, unit_id, path in posts_of(person)
    )


def may_edit(person: Person, report: AnnualReport) -> bool:
    """Whether `person` may change figures and words of `report` now."""
    return report.state == State.DRAFT and has_role(person, report.unit_id, Role.STATISTICIAN)


def may_review(person: Person, report: AnnualReport) -> bool:
    """Whether `person` may return or accept `report` now."""
    return report.state in (State.SIGNED, State.PUBLISHED) and is_above(person, report.unit)


def remarks_of(report: AnnualReport, person: Person) -> list[Remark]:
    """What the office above said of the report; what it only drafts it alone sees."""
    said = report.remarks.select_related("by")
    return list(said if is_above(person, report.unit) else said.filter(draft=False))


def days_left(report: AnnualReport) -> tuple[Days, str] | None:
    """How long it is to the day by which the report must be out, and whose day that is; `None` once it is, or where no day is set."""
    last = last_day(report.unit, report.year) if not report.editions.exists() else None
    return (days_to(last.day, workdays()), last.ground) if last else None


def page_url(report: AnnualReport, name: str = "page", *args: Any) -> str:
    """The address of a screen of the report."""
    return reverse(f"annual:{name}", args=[report.pk, *args])


def cell_label(report: AnnualReport, code: str) -> str:
    """A cell by the names of its row and column, a name that words use by itself."""
    cell = report.form.cells.get(code)
    return cell.label if cell else code


def entries_of(report: AnnualReport) -> QuerySet[Entry]:
    """What was done with the report, the newest first."""
    return Entry.objects.filter(object_type="annual.annualreport", object_id=str(report.pk)).order_by("-number")


def sent_back(report: AnnualReport) -> Entry | None:
    """Who of the unit sent the report back to its writer, with why, where nobody signed it since."""
    moves = entries_of(report).filter(action__in=("annual.sent_back", "annual.returned", "annual.signed"))
    last = moves.first() if report.state == State.DRAFT else None
    return last if last and last.action == "annual.sent_back" else None


def correcting(report: AnnualReport) -> str:
    """What is to be corrected in the published report, '' where no correction is under way."""
    last = entries_of(report).filter(action__in=("annual.correcting", "annual.published")).first()
    return last.after["why"] if last and last.action == "annual.correcting" else ""


def next_step(report: AnnualReport, checked: Checked, person: Person) -> str:
    """What is to be done with the report now, and by whom."""
    if report.state == State.DRAFT:
        if not has_role(person, report.unit_id, Role.STATISTICIAN):
            return f"由{_who(report, Role.STATISTICIAN)}编写，编好以后依次签署。"
        return _to_write(report, checked)
    if due := signature_due(report):
        if has_role(person, report.unit_id, due.role):
            return "看过数据、正文和核对结果，在“概况”中签署，或者写明意见退回。"
        return f"等{_who(report, due.role)}签署。"
    if may_review(person, report) and (drafted := report.remarks.filter(draft=True).count()):
        return f"起草的{drafted}条意见还没有发出：看完以后在“概况”中点“退回”，一并发出。"
    if may_review(person, report) and not report.accepted_at:
        return "看过数据和正文，有意见的写在格子或者段落旁边，然后在“概况”中退回；没有意见的点“采纳”。"
    if report.state == State.SIGNED:
        if has_role(person, report.unit_id, *PUBLISHERS):
            return "已经签署，在“概况”中点“公布”。"
        return "等编写、签署的人员公布。"
    told = "已经公布，上级已经采纳。" if report.accepted_at else "已经公布。"
    if has_role(person, report.unit_id, Role.STATISTICIAN):
        told += "发现差错的，在“概况”中点“勘误”，更正后重新签署、公布，两个版本都公开。"
    return told


def _to_write(report: AnnualReport, checked: Checked) -> str:
    unanswered = report.remarks.filter(draft=False, replied_at=None).count()
    blanks = sum(found.rule == "not-entered" for found in checked.findings)
    if unanswered:
        return f"上级退回了报告：还有{unanswered}条意见没有回复，逐条改好、回复，再重新签署。"
    if blanks:
        return f"在“数据”中填报标着“待填”的{blanks}个数：记录里统计不出来，没有发生的填0。"
    if open_ := [part.heading for part in report.parts.all() if OPEN.search(part.text)]:
        return f"写好正文中标着“请写”的地方，在{'、'.join(f'“{heading}”' for heading in open_)}。"
    if checked.errors:
        return f"在“核对”中改正{len(checked.errors)}个错误，有错误不能签署。"
    if missing := sum(found.rule == "missing-unit" for found in checked.open_warnings):
        return (
            f"还有{missing}个机构的数没有计入：在“概况”中打开“下级各机构的报告”，催报、审看，到齐以后在“数据”中点“重新统计”；"
            "确实不计入的，在“核对”中说明理由。"
        )
    if checked.open_warnings:
        return f"在“核对”中逐条看{len(checked.open_warnings)}个提示：改正，或者说明理由。"
    if today() <= date(report.year, 12, 31):
        return f"统计期限到{report.year}年12月31日，以后才能签署；现在可以先写正文。"
    first = "先改好要勘误的数和文字，再" if report.editions.exists() and not report.returned_at else ""
    if sent_back(report):
        first = "先按退回的意见改好，再"
    if report.counted_at is None or timezone.localdate(report.counted_at) < timezone.localdate():
        return f"{first}在“数据”中点“重新统计”，看过最新的数以后签署。"
    return f"核对通过，{first}在“概况”中签署，交给下一位。"


def _who(report: AnnualReport, role: str) -> str:
    posts = Post.objects.filter(unit=report.unit_id, role=role, person__is_active=True).select_related("person")
    names = "、".join(post.person.name for post in posts[:3])
    return f"{Role(role).label}{names}" if names else f"{Role(role).label}（还没有这个角色的人员，请管理员设置）"


def frame(report: AnnualReport, person: Person, tab: str, checked: Checked | None = None) -> dict[str, Any]:
    """What stands around every screen of a report: what is next, how long there is, the tabs with `tab` as the one shown."""
    checked, edits = checked or check(report), may_edit(person, report)
    return {
        "report": report,
        "checked": checked,
        "next": next_step(report, checked, person),
        "left": days_left(report),
        "tabs": _tabs(report, checked, tab),
        "may_edit": edits,
        "sent_back": sent_back(report) if edits else None,
        "correcting": correcting(report),
        "may_review": may_review(person, report),
        "is_draft": report.state == State.DRAFT,
    }


def _tabs(report: AnnualReport, checked: Checked, shown: str) -> list[tuple[str, str, bool, int]]:
    """Label, address, whether it is the one shown, and how much in it waits."""
    waiting = [*checked.errors, *checked.open_warnings]
    tabs = [("page", "概况", page_url(report), 0)]
    tabs.append(("figures", "数据", page_url(report, "figures"), sum(bool(found.cells) for found in checked.errors)))
    tabs.append(("lead", LEAD, page_url(report, "lead"), sum(found.in_lead for found in waiting)))
    for part in report.parts.all():
        here = sum(found.position == part.position for found in waiting)
        tabs.append((f"part{part.position}", part.heading, page_url(report, "part", part.position), here))
    tabs.append(("check", "核对", page_url(report, "check"), len(waiting)))
    tabs.append(("preview", "预览", page_url(report, "preview"), 0))
    return [(label, url, name == shown, count) for name, label, url, count in tabs]


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """A tab of one report, which is looked up among those that the person may see, or may in one of `roles`."""

    roles: tuple[str, ...] = ()
    header_icon = "doc-full"
    tab = "page"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.report = report_or_404(request.user, kwargs["pk"], *self.roles)

    def get_header_title(self) -> str:
        return str(self.report)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.report, self.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = frame(self.report, self.request.user, self.tab, kwargs.pop("checked", None))
        return super().get_context_data(**{**shown, **kwargs})


class OnReport(FormActs):
    """A form that does one thing with a report, and goes back to its page."""

    model = AnnualReport
    template_name = "workbench/annual/act.html"
    roles: tuple[str, ...] = PUBLISHERS
    header_icon = "doc-full"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super(ActView, self).setup(request, *args, **kwargs)
        self.object = self.report = report_or_404(request.user, kwargs["pk"], *self.roles)

    def get_page_subtitle(self) -> str:
        return str(self.report)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.report, self.page_title)]

    def get_success_url(self) -> str:
        return page_url(self.report)


def crumbs(report: AnnualReport, last: str) -> list[dict[str, Any]]:
    """The way from the unit's reports to this one and what is done with it."""
    year = f"{report.year}年度"
    way = [
        {"url": reverse("annual:index"), "label": "年度报告"},
        {"url": reverse("annual:unit", args=[report.unit.code]), "label": report.unit.short_name},
    ]
    if last:
        way.append({"url": page_url(report), "label": year})
    return [*way, {"url": "", "label": last or year}]


Act = Callable[..., str]


def button(*roles: str, back: str = "page") -> Callable[[Act], Callable[..., HttpResponse]]:
    """Make `act(request, report, **kwargs)` a POST that does one thing: what it returns is told, what stands against it too.

    `back` names the screen that follows, unless the form that was sent names a place on our own pages in `back`.
    """

    def decorate(act: Act) -> Callable[..., HttpResponse]:
        @wraps(act)
        def view(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
            report = report_or_404(request.user, pk, *roles)
            try:
                if told := act(request, report, **kwargs):
                    messages.success(request, told)
            except NotReady as problem:
                for message in problem.messages[:MOST_TOLD]:
                    messages.error(request, message)
                if len(problem.messages) > MOST_TOLD:
                    messages.error(request, f"另有{len(problem.messages) - MOST_TOLD}条，见“核对”。")
                _give_back(request)
            except PermissionDenied as problem:
                if not str(problem):
                    raise
                messages.error(request, str(problem))
                _give_back(request)
            wanted = request.POST.get("back", "")
            return redirect(wanted if wanted.startswith(page_url(report)) else page_url(report, back))

        return require_POST(view)

    return decorate


def _give_back(request: HttpRequest) -> None:
    """Tell what was typed and is not stored, so that nobody has to think of it again."""
    for name in ("opinion", "text", "reason", "why"):
        if typed := request.POST.get(name, "").strip():
            messages.warning(request, f"没有保存您写的：{typed[:500]}")


MOST_TOLD = 5
"""Messages of one refusal that are shown above the page."""
