"""What cannot be right in a report, while it is written: the rules of `gongkai check`, and what only the workplace knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.annual import members
from gongkai.annual.figures import number
from gongkai.annual.members import Member
from gongkai.annual.models import AnnualReport, Figure, Source
from gongkai.annual.prose.fields import Figures, fields
from gongkai.annual.prose.rendering import problems, typed_figures
from gongkai.annual.sources import known_in
from gongkai.annual.written import cells_of, written
from gongkai.publishing.counts import normative_made
from gongkai.remedies import counts as remedies
from gongkai.report import checking
from gongkai.report.checking import Severity
from gongkai.report.reading import read_bytes
from gongkai.report.writing import Written, page
from gongkai.report.writing.grid import printed
from gongkai.statute.articles import cite
from gongkai.statute.bodies import same_body
from gongkai.statute.forms import Form
from gongkai.units.models import Unit


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: an `error` blocks the signature, a `warning` needs a `reason`, a `note` deserves a look.

    `cells` are the cells that it is about, `position` the part, or `in_lead` that it is about what stands before the parts; `quote`
    the words; `unit` the code of the body below whose figures it is about.
    """

    rule: str
    severity: Severity
    message: str
    basis: str = ""
    cells: tuple[str, ...] = ()
    position: int | None = None
    in_lead: bool = False
    quote: str = ""
    unit: str = ""
    reason: str = ""
    fingerprint: str = ""


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


def fingerprinted(found: Found) -> Found:
    """`found` with the mark by which its reason is kept."""
    mark = hashlib.sha256(f"{found.rule}\0{found.message}\0{found.quote}".encode()).hexdigest()
    return replace(found, fingerprint=mark)


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
    yield from _region(report, figures)
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
            f"没有{report.year - 1}年度的报告，结转的数和各项增减都无法核对：请上传上年公布的报告，或者说明为什么没有。"
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
        yield Found("made-by-others", "warning", message, cells=_made(report.form))


def _made(form: Form) -> tuple[str, ...]:
    return tuple(code for code in ("t2.normative.made", "s.normative_made") if code in form.cells)


def _region(report: AnnualReport, figures: Figures) -> Iterator[Found]:
    """What is not in a government's sums, or twice."""
    if not report.rolled:
        return
    below = members.board(report.unit, report.year)
    for member in below:
        if not member.counts:
            why = f"：{'；'.join(each.rstrip('。') for each in member.faults[:3])}" if member.faults else ""
            todo = "请它更正以后重新上传" if member.faults else "请催报"
            if member.unit.closed_on:
                todo = f"它已于{member.unit.closed_on}撤销：由它原来的统计员编写，或者由承接职能的机构在自己的报告中并入它的数"
            message = f"{member.unit.name}的数没有计入：{member.label}{why}。{todo}，或者说明为什么不计入。"
            yield Found("missing-unit", "warning", message, cite("r2019.49.2"), unit=member.unit.code)
    for member, codes in members.blanks(below, report.form.cells):
        labels = "、".join(f"“{report.form.cells[code].label}”" for code in codes[:5])
        more = f"等{len(codes)}格" if len(codes) > 5 else ""
        message = f"{member.unit.name}的报告没有填{labels}{more}，汇总数中没有它的这些数。"
        yield Found("blank-below", "warning", message, cells=tuple(codes), unit=member.unit.code)
    added = [report.unit, *(member.unit for member in below if member.counts)]
    yield from _twice(report, added)
    yield from _documents_twice(report, added)
    yield from _other_scope(report, figures, below)


def _other_scope(report: AnnualReport, figures: Figures, below: list[Member]) -> Iterator[Found]:
    """Words count the records of the whole region, tables add the reports: whoever is in one of them alone makes the two differ."""
    counted = [
        name for name in figures.asked["value"] if name in fields() and fields()[name].how(report.form_id) == "counts"
    ]
    known = known_in([member.unit for member in below], report.year)
    in_tables = [member.unit.short_name for member in below if member.counts and member.unit.pk not in known]
    in_words = [member.unit.short_name for member in below if not member.counts and member.unit.pk in known]
    if not counted or not (in_tables or in_words):
        return
    told = [f"{_some(in_tables)}的报告计入了表，平台上没有它的记录"] if in_tables else []
    told += [f"{_some(in_words)}的记录计入了正文，报告没有计入表"] if in_words else []
    quoted = [f"“{name}”" for name in counted]
    message = f"正文中{_some(quoted, '')}按平台上的记录统计，表由报告汇总，范围不同：{'；'.join(told)}。请在正文中写明范围，或者说明理由。"
    yield Found("other-scope", "warning", message)


def _some(names: list[str], between: str = "、") -> str:
    return between.join(names[:5]) + (f"等{len(names)}个" if len(names) > 5 else "")


def _twice(report: AnnualReport, units: list[Unit]) -> Iterator[Found]:
    """Joint defendants count a case each; whether the government counts it once is for local rules (A2)."""
    for shared in remedies.shared(units, report.year):
        cells = tuple(_remedy_cells(report.form, shared.proceeding.group, shared.columns))
        if not cells:
            continue
        case, times = shared.proceeding, len(shared.defendants)
        names = "、".join(unit.short_name for unit in shared.defendants)
        labels = "、".join(f"“{report.form.cells[code].label}”" for code in cells)
        message = (
            f"{case.filed_on}起的{case.get_group_display()}“{case.number or case.about}”由{names}共同作被申请人（被告），"
            f"汇总数中计了{times}件。当地规定只计1件的，把{labels}各调减{times - 1}，写明理由；各计各的，在这里说明。"
        )
        yield Found("counted-twice", "warning", message, cells=cells)


def _documents_twice(report: AnnualReport, units: list[Unit]) -> Iterator[Found]:
    """A joint document that several bodies have on their pages counts once, for its lead (A2): known by its number."""
    short = {unit.pk: unit.short_name for unit in units}
    having: dict[str, list[str]] = {}
    rows = normative_made(units, report.year).exclude(document_number="").order_by("unit__path")
    for document, unit in rows.values_list("document_number", "unit").distinct():
        having.setdefault(document, []).append(short[unit])
    for document, names in having.items():
        if len(names) > 1:
            labels = "、".join(f"“{report.form.cells[code].label}”" for code in _made(report.form))
            message = (
                f"{document}在{'、'.join(names)}的规范性文件中各有一件，汇总数中计了{len(names)}件：联合发文由牵头机关统计，"
                f"把{labels}和有效、废止件数各调减{len(names) - 1}，写明理由；不是同一件的，在这里说明。"
            )
            yield Found("counted-twice", "warning", message, cells=_made(report.form))


def _remedy_cells(form: Form, group: str, columns: list[str]) -> Iterator[str]:
    """The cells of this form that a case of `group` is counted in; form 2014 counts none that is pending."""
    for column in dict.fromkeys((*columns, "total")):
        old = f"s.{'review' if group == 'review' else 'suit'}"
        of_2014 = [f"{old}_{column}"] if column != "total" else [old] if set(columns) != {remedies.PENDING} else []
        yield from (code for code in (f"t4.{group}.{column}", *of_2014) if code in form.cells)
