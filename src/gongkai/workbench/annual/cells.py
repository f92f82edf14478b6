"""The statutory tables with the source of every figure, and the page of one figure: what is behind it, who entered it and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from wagtail.admin import messages

from gongkai.annual.checking import Checked, check
from gongkai.annual.figures import drift, newest, number
from gongkai.annual.last import last_year
from gongkai.annual.models import AnnualReport, Figure, Source, State
from gongkai.annual.prose.fields import cell_of, drifted, vouched
from gongkai.annual.services import counting
from gongkai.publishing.services.files import store
from gongkai.report.writing.grid import printed
from gongkai.report.writing.into_html import table_html
from gongkai.units.access import has_role
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from gongkai.workbench.acting import ActForm
from gongkai.workbench.annual.behind import records_behind, shares_behind
from gongkai.workbench.annual.blanks import BlanksForm
from gongkai.workbench.annual.page import located
from gongkai.workbench.annual.views import (
    OnReport,
    ReportView,
    cell_label,
    frame,
    may_edit,
    page_url,
    remarks_of,
)
from gongkai.workbench.cases.views import LinesField

SHORT = {
    Source.COUNTED: "统计",
    Source.ENTERED: "填报",
    Source.ADJUSTED: "调整",
    Source.CARRIED: "上年",
    Source.ROLLED: "汇总",
    Source.NONE: "不适用",
}
"""A source in the two characters that fit beside a figure."""
FIXED = "没有保存：报告已经签署，数据已经固定。要修改，请先退回。"


class FiguresView(ReportView):
    """数据: the tables as they are printed, every figure a link to what is behind it."""

    template_name = "workbench/annual/figures.html"
    page_title = "数据"
    tab = "figures"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fill in what is blank."""
        if not has_role(request.user, self.report.unit_id, Role.STATISTICIAN):
            raise Http404
        if self.report.state != State.DRAFT:
            messages.error(request, FIXED)
            return redirect(page_url(self.report, "figures"))
        form = BlanksForm(request.POST, report=self.report)
        for told in form.taken():
            messages.warning(request, told)
        try:
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(blank_form=form))
            messages.success(request, f"已保存{form.save(request.user)}个数。")
        except NotReady as problem:
            messages.error(request, problem.messages[0])
        return redirect(page_url(self.report, "figures"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        report, checked = self.report, context["checked"]
        if context["may_edit"] and "blank_form" not in context:
            context["blank_form"] = BlanksForm(report=report)
        figures = {figure.code: figure for figure in report.figures.all()}
        usual = _usual(figures.values())
        found = _findings_by_cell(checked)
        remarked = {remark.code for remark in remarks_of(report, self.request.user) if remark.code}

        def mark(code: str, text: str) -> str:
            figure = figures.get(code)
            source = Source(figure.source) if figure else Source.ENTERED
            told = found.get(code, "")
            blank = not text
            tone = "blank" if blank else source.value
            words = "待填" if blank else "" if source == usual else SHORT[source]
            return format_html(
                '<a class="gk-figure gk-figure--{}{}" href="{}" title="{}">{}{}{}{}</a>',
                tone,
                " gk-figure--wrong" if told else "",
                page_url(report, "cell", code),
                f"{cell_label(report, code)}：{source.label}。{told}",
                text,
                format_html('<span class="gk-figure__source">{}</span>', words) if words else "",
                format_html('<span class="gk-figure__mark">{}</span>', "错") if told else "",
                format_html('<span class="gk-figure__mark">{}</span>', "意见") if code in remarked else "",
            )

        return {
            **context,
            "tables": [table_html(table, checked.written.cells, mark) for table in report.form.tables],
            "usual": usual.label if usual else "",
            "legend": [
                (source.value, SHORT[source], source.label, count)
                for source in SHORT
                if (count := sum(figure.source == source and figure.value is not None for figure in figures.values()))
            ],
            "blanks": sum(figure.value is None for figure in figures.values()),
            "named": [
                (name, page_url(report, "cell", name), printed(value)) for name, value in vouched(report).items()
            ],
            "drift": [
                (
                    cell_label(report, each.code),
                    page_url(report, "cell", each.code) if cell_of(report, each.code) else "",
                    printed(each.signed),
                    printed(each.now),
                )
                for each in ([*drift(report), *drifted(report)] if report.state != State.DRAFT else [])
            ],
        }


def _usual(figures: Iterable[Figure]) -> Source | None:
    """The source of most figures: it is named once and not at each of them."""
    common = Counter(figure.source for figure in figures if figure.value is not None).most_common(1)
    return Source(common[0][0]) if common else None


def _findings_by_cell(checked: Checked) -> dict[str, str]:
    """What is wrong at each cell; a blank one says so by itself."""
    found: dict[str, str] = {}
    for each in checked.errors:
        for code in each.cells if each.rule != "not-entered" else ():
            found[code] = found.get(code, "") + each.message
    return found


class EnterForm(ActForm):
    """A figure with its source or the reason, and what bears it out."""

    button = "保存"
    value = forms.DecimalField(label="数值", help_text="没有发生的填0。")
    why = LinesField("来源或者理由", rows=2, max_length=300)
    evidence = forms.FileField(
        label="佐证材料（选填）", required=False, help_text="台账、批准文件、统计表等，一个文件。"
    )

    def act(self, values: Mapping[str, Any]) -> str:
        report, code = self.of
        file = store(values["evidence"], unit=report.unit, by=self.person) if values["evidence"] else None
        counting.enter(report, code, values["value"], why=values["why"], evidence=file, by=self.person)
        return f"已保存“{cell_label(report, code)}”。"


class TakeBackForm(ActForm):
    """Back to what the records say."""

    button = "恢复"
    why = LinesField("理由", rows=2, max_length=300)

    def prepare(self) -> None:
        self.auto_id = "take-back-%s"  # the other form of the page has a reason too

    def act(self, values: Mapping[str, Any]) -> str:
        report, code = self.of
        counting.enter(report, code, None, why=values["why"], by=self.person)
        return f"已恢复“{cell_label(report, code)}”，由记录统计；统计不出来的，等待填报。"


class CellView(OnReport):
    """One figure: what it is, where it is from, the records behind it, who entered it when and why; the form to enter it."""

    template_name = "workbench/annual/cell.html"
    roles = ()
    form_class = EnterForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.code = kwargs["cell"]
        cell = cell_of(self.report, self.code)
        if cell is None:
            raise Http404
        self.cell = cell
        self.object = (self.report, self.code)

    @property
    def page_title(self) -> str:  # type: ignore[override]
        return self.cell.label

    @property
    def taking_back(self) -> bool:
        """Whether what was sent takes an entry back."""
        return "take_back" in self.request.POST

    def get_form_class(self) -> type[ActForm]:
        return TakeBackForm if self.taking_back else EnterForm

    def get_form(self, form_class: Any = None) -> Any:
        """No form for who only reads, or once the figures are fixed."""
        return super().get_form(form_class) if may_edit(self.request.user, self.report) else None

    def get_initial(self) -> dict[str, Any]:
        value = self._value()
        return {} if value is None else {"value": number(value)}

    @property
    def named(self) -> bool:
        """Whether it is no cell of the tables but a name that words use."""
        return self.code not in self.report.form.cells

    def _value(self) -> Decimal | None:
        if self.named:
            entry = newest(self.report).get(self.code)
            return entry.value if entry else None
        return self.report.figures.filter(code=self.code).values_list("value", flat=True).first()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not has_role(request.user, self.report.unit_id, Role.STATISTICIAN):
            raise Http404
        if self.report.state != State.DRAFT:
            messages.error(request, FIXED)
            return redirect(self.get_success_url())
        return super().post(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.report)

    def get_success_url(self) -> str:
        return page_url(self.report, "cell", self.code)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, code, person = self.report, self.code, self.request.user
        figure = report.figures.filter(code=code).first()
        last = last_year(report)
        counts = figure is not None and figure.counted is not None
        behind = records_behind(report, code, person, self.request.GET.get("page")) if counts else None
        checked = check(report)
        form = kwargs.pop("form", None) or self.get_form()
        entered = newest(report).get(code)
        entering = form if isinstance(form, EnterForm) else self._blank(EnterForm, initial=self.get_initial())
        shown = {
            **frame(report, person, "figures", checked),
            "form": form,
            "entering": entering,
            "take_back": form if isinstance(form, TakeBackForm) else self._blank(TakeBackForm),
            "may_take_back": form is not None and entered is not None and entered.value is not None,
            "cell": self.cell,
            "code": code,
            "figure": figure,
            "named": self.named,
            "value": _print(self._value()),
            "counted": _print(figure and figure.counted),
            "drifted": _drifted(report, code),
            "last": last,
            "last_value": printed(last.cells.get(code)) if last else "",
            "entered": [(each, _print(each.value)) for each in self._entered()],
            "behind": behind,
            "shares": [] if self.named else shares_behind(report, code, person),
            "findings": [
                located(report, replace(each, cells=tuple(other for other in each.cells if other != code)))
                for each in checked.findings
                if code in each.cells
            ],
            "remarks": [(remark, "", "") for remark in remarks_of(report, person) if remark.code == code],
            "may_answer": may_edit(person, report),
            "back": page_url(report, "figures"),
        }
        return super().get_context_data(**{**kwargs, **shown})

    def _blank(self, form: type[ActForm], **kwargs: Any) -> ActForm:
        return form(of=self.object, person=self.request.user, **kwargs)

    def _entered(self) -> QuerySet:
        return self.report.entered.filter(code=self.code).select_related("by", "evidence").order_by("-id")


def _print(value: Decimal | None) -> str:
    return "" if value is None else printed(number(value))


def _drifted(report: AnnualReport, code: str) -> str:
    """What the records say now of a figure that is fixed, '' where they say the same."""
    if report.state == State.DRAFT:
        return ""
    return next((printed(each.now) or "没有数" for each in drift(report) if each.code == code), "")
