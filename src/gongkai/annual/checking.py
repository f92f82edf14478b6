"""What cannot be right in a report, while it is written: the rules of `gongkai check`, and what only the workplace knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.annual.figures import number
from gongkai.annual.found import Found, fingerprinted
from gongkai.annual.models import AnnualReport, Figure, Source
from gongkai.annual.prose.fields import Figures
from gongkai.annual.prose.rendering import problems, typed_figures
from gongkai.annual.regional import in_sum, made
from gongkai.annual.sources import known_in
from gongkai.annual.written import cells_of, written
from gongkai.publishing.counts import normative_made
from gongkai.report import checking
from gongkai.report.reading import read_bytes
from gongkai.report.writing import Written, page
from gongkai.report.writing.grid import printed
from gongkai.statute.articles import cite
from gongkai.statute.bodies import same_body
from gongkai.units.models import Unit


@dataclass(frozen=True)
class Checked:
    """A report as it would be printed, with the figures in its words, and what is found in it."""

    written: Written
    figures: Figures
    findings: list[Found]

    @property
    def errors(self) -> list[Found]:
        """What blocks the signature."""
        return [found for found in self.findings if found.severity == "error"]

    @property
    def mark(self) -> str:
        """What whoever signs has seen: with another figure or word it is another."""
        said = (self.written.title, self.written.lead, self.written.parts, sorted(self.written.cells.items()))
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def open_warnings(self) -> list[Found]:
        """The warnings without a reason."""
        return [found for found in self.findings if found.severity == "warning" and not found.reason]


def check(report: AnnualReport) -> Checked:
    """Check `report` as it stands."""
    figures = Figures(report, cells_of(report))
    would_be = written(report, figures)
    reasons = dict(report.reasons.values_list("fingerprint", "reason"))
    found = [fingerprinted(each) for each in (*_own(report, figures), *_engine(report, would_be, figures))]
    once = {each.fingerprint: each for each in found}  # the same words twice in a part are one finding
    told = [replace(each, reason=reasons.get(mark, "")) for mark, each in once.items()]
    return Checked(would_be, figures, told)


def recheck(report: AnnualReport) -> Checked:
    """Check `report` as it is stored now, and keep how many errors there are for the lists."""
    report.refresh_from_db()
    checked = check(report)
    report.errors = len(checked.errors)
    report.save(update_fields=["errors"])
    return checked


def _engine(report: AnnualReport, would_be: Written, figures: Figures) -> Iterator[Found]:
    read = read_bytes(page(would_be).encode(), "report.html")
    last = [figures.last.read(report.name, report.year - 1)] if figures.last else []
    texts = [part.text for part in would_be.parts]
    for finding in checking.check(read, last):
        if finding.rule == "blank" and finding.severity == "warning":
            continue  # `not-entered` names each of the cells
        quote = finding.quote or ""
        position = next((index for index, text in enumerate(texts) if quote and quote.strip() in text), None)
        in_lead = position is None and bool(quote) and quote.strip() in would_be.lead
        cells, severity, message = tuple(finding.cells), finding.severity, finding.message
        if finding.rule == "carry" and severity == "error" and _others_in_it(report):
            severity = "warning"
            message += "机构撤并、上年有机构没有计入等可以造成差额：请写明由哪个机构造成。"
        yield Found(finding.rule, severity, message, finding.basis, cells, position, in_lead, quote)


def _others_in_it(report: AnnualReport) -> bool:
    """Whether other bodies' figures can lawfully part it from last year's: it adds them up, or one beside it was closed."""
    unit, year = report.unit, report.year
    beside = Unit.objects.filter(path__startswith=unit.path[: -Unit.steplen], depth=unit.depth).exclude(pk=unit.pk)
    return report.rolled or beside.filter(closed_on__range=(date(year - 1, 1, 1), date(year, 12, 31))).exists()


def _own(report: AnnualReport, figures: Figures) -> Iterator[Found]:
    yield from _words("引言", report.lead, figures, in_lead=True)
    for part in report.parts.all():
        yield from _words(part.heading, part.text, figures, position=part.position)
    yield from _blanks(report, figures)
    yield from _made_by_others(report)
    yield from in_sum(report, figures)
    name = report.unit.name_on(date(report.year, 12, 31))
    if report.name != name:
        message = f"报告中的名称是“{report.name}”，机构在{report.year}年末的名称是“{name}”：请改正，或者说明理由。"
        yield Found("own-name", "warning", message, in_lead=True)
    new = report.unit.opened_on is not None and report.unit.opened_on.year == report.year
    if (
        not new
        and not report.rolled
        and known_in([report.unit], report.year) - known_in([report.unit], report.year - 1)
    ):
        message = (
            f"平台上本机构最早的记录在{report.year}年：开始使用以前的公开、申请、复议诉讼没有统计在内。"
            "请补录，或者在数据中调整，或者在这里说明。"
        )
        yield Found("begins-here", "warning", message)
    if figures.last is None and not new:
        message = (
            f"没有公布的{report.year - 1}年度报告，结转的数和各项增减都无法核对："
            "在这里编写的，请先公布；在别处公布的，请上传；没有的，说明为什么没有。"
        )
        yield Found("last-year", "warning", message)


def _words(heading: str, text: str, figures: Figures, **where: Any) -> Iterator[Found]:
    """What of the fields in `text` cannot be filled, and what is typed that they should say; it stands at `where`."""
    for problem in problems(text, figures):
        yield Found("field", "error", f"“{heading}”：{problem}", **where)
    for typed in typed_figures(text):
        message = f"“{heading}”中的“{typed}”是手写的数，没有统计来源：请换成花括号中的名称，或者说明它从哪里来。"
        yield Found("typed-figure", "warning", message, quote=typed, **where)


def _blanks(report: AnnualReport, figures: Figures) -> Iterator[Found]:
    for code, cell in report.form.cells.items():
        if figures.cells[code] is None:
            message = f"“{cell.label}”还没有填报：没有发生的填0，不能留空。"
            yield Found("not-entered", "error", message, cells=(code,))
    yield from adjusted(report)


def adjusted(report: AnnualReport) -> Iterator[Found]:
    """The figures that somebody adjusted. Why was said with each (see `services.counting`), but of the count that there was then."""
    for figure in Figure.objects.filter(report=report, source=Source.ADJUSTED):
        label = report.form.cells[figure.code].label
        counted, value = (printed(number(each)) for each in (figure.counted, figure.value))
        message = (
            f"“{label}”由人工调整：统计为{counted}，报告为{value}。调整以后统计数变了的，请核对报告的数要不要跟着变。"
        )
        yield Found("adjusted", "warning", message, cells=(figure.code,))


def _made_by_others(report: AnnualReport) -> Iterator[Found]:
    """Normative documents of the unit's pages that bear another body's name: the lead of a joint document counts it, and it alone."""
    unit, names = report.unit, [report.name, report.unit.name, *report.unit.former_names.values_list("name", flat=True)]
    bodies = normative_made(unit, report.year).values_list("issuing_body", "title").order_by("pk")
    others = [(body, title) for body, title in bodies if all(same_body(body, name) is False for name in names)]
    if others:
        body, title = others[0]
        message = (
            f"制发的规范性文件中有{len(others)}件的发文机关不是本机构，例如{body}的《{title}》：联合发文由牵头机关统计，"
            "转发别的机关的文件不统计。请更正文件的发文机关，或者调减件数，或者说明理由。"
        )
        yield Found("made-by-others", "warning", message, cite("r2019.10"), cells=made(report.form))
