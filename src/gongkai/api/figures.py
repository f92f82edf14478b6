"""Figures of the annual report that other systems know (permits, penalties, charges …): asked for, and entered (年度报告数据)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Schema
from pydantic import ConfigDict, StringConstraints

from gongkai.annual.models import AnnualReport, Source
from gongkai.annual.prose.fields import vouched, vouched_cells
from gongkai.annual.rules import check_editable
from gongkai.annual.services.counting import LONGEST, Entry, enter_all, problem_of
from gongkai.api.access import PUSHING, TokenAuth
from gongkai.api.models import Scope, Token
from gongkai.api.problems import Refused
from gongkai.api.router import router

_figures_only = TokenAuth(Scope.FIGURES)
Year = Annotated[int, Field(ge=1949, le=2200)]
_MOST = 400
"""Figures in one call: more than any form has."""


class FigureIn(Schema):
    """A figure that the responsible statistician vouches for; without a value, what was entered is taken back."""

    model_config = ConfigDict(extra="forbid")
    code: Annotated[str, StringConstraints(max_length=60)]
    value: Annotated[Decimal, Field(allow_inf_nan=False)] | None
    why: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, strip_whitespace=True)]


class FiguresIn(Schema):
    """Figures of one report, all of which are entered or none."""

    model_config = ConfigDict(extra="forbid")
    figures: Annotated[list[FigureIn], Field(min_length=1, max_length=_MOST)]


class FigureOut(Schema):
    """A figure: its value, what was counted beside it, where it is from, and whether somebody has to enter it.

    After the cells come the names outside the tables for which people may vouch, so that words can use them.
    """

    code: str
    label: str
    unit: str
    value: float | None
    counted: float | None
    source: str
    to_enter: bool


class ReportOut(Schema):
    """The figures of a unit's report as they stand; `state` is that of the report, `draft` while figures can be entered."""

    year: int
    form: str
    state: str
    figures: list[FigureOut]


@router.get(
    "/annual/{int:year}/figures",
    auth=_figures_only,
    response=ReportOut,
    throttle=PUSHING,
    tags=["年度报告"],
    summary="年度报告的数据，哪些要填报",
    description=f"本机构该年度报告的各项数据；还没有在工作台开始编写的回答404。{_figures_only}",
)
def figures(request: HttpRequest, year: Path[Year]) -> dict[str, Any]:
    """The figures of the report of the token's unit."""
    return _told(_report(request.auth, year))  # type: ignore[attr-defined]


@router.post(
    "/annual/{int:year}/figures",
    auth=_figures_only,
    response=ReportOut,
    throttle=PUSHING,
    tags=["年度报告"],
    summary="填报年度报告的数据",
    description=f"以令牌责任人（统计员）的名义填报；有一项不能填报的，全部不写入。{_figures_only}",
)
def enter(request: HttpRequest, year: Path[Year], given: FiguresIn) -> dict[str, Any]:
    """Enters figures in the name of the token's responsible statistician; where one of them cannot be, none is."""
    token: Token = request.auth  # type: ignore[attr-defined]
    report = _report(token, year)
    check_editable(report, token.responsible)
    entries = [Entry(each.code, each.value, each.why) for each in given.figures]
    codes = [entry.code for entry in entries]
    problems = [(entry.code, problem) for entry in entries if (problem := problem_of(report, entry))]
    problems += [(code, f"“{code}”写了两次。") for code in sorted({code for code in codes if codes.count(code) > 1})]
    if problems:
        raise Refused(422, "有的数据不能填报，全部没有写入。", problems)
    return _told(enter_all(report, entries, by=token.responsible))


def _report(token: Token, year: int) -> AnnualReport:
    report = AnnualReport.objects.filter(unit=token.unit, year=year).select_related("unit").first()
    if report is None:
        raise Refused(404, f"还没有开始编写{year}年度报告，请先在工作台开始。")
    return report


def _told(report: AnnualReport) -> dict[str, Any]:
    known = {figure.code: figure for figure in report.figures.all()}
    shown = []
    for code, cell in report.form.cells.items():
        if (figure := known.get(code)) is not None:
            value, counted = (None if each is None else float(each) for each in (figure.value, figure.counted))
            to_enter = counted is None and figure.source == Source.ENTERED
            told = {"value": value, "counted": counted, "source": figure.source, "to_enter": to_enter}
            shown.append({"code": code, "label": cell.label, "unit": cell.unit, **told})
    named = vouched_cells(report.form_id)
    for name, value in vouched(report).items():
        told = {"value": value, "counted": None, "source": Source.ENTERED, "to_enter": False}
        shown.append({"code": name, "label": name, "unit": named[name].unit, **told})
    return {"year": report.year, "form": report.form_id, "state": report.state, "figures": shown}
