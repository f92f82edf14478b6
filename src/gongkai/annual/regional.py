"""What cannot be right in the sums of a government's report: who is not in them, what is in them twice, what the words count beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.annual import members
from gongkai.annual.found import Found
from gongkai.annual.members import Member
from gongkai.annual.models import AnnualReport
from gongkai.annual.prose.fields import Figures, fields
from gongkai.annual.sources import counted_each, known_in
from gongkai.publishing.counts import normative_made
from gongkai.remedies import counts as remedies
from gongkai.statute.articles import cite
from gongkai.statute.forms import Form
from gongkai.units.models import Unit


def in_sum(report: AnnualReport, figures: Figures) -> Iterator[Found]:
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
    yield from _left_behind(report)


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


def _left_behind(report: AnnualReport) -> Iterator[Found]:
    """What a body that was closed before the year still has in it: no report counts that, and nobody would miss it."""
    year, unit = report.year, report.unit
    below = Unit.objects.filter(path__startswith=unit.path, depth__gt=unit.depth)
    gone = list(below.filter(closed_on__lt=date(year, 1, 1)))
    counted = counted_each(gone, year, report.form) if gone else {}
    told = [code for code in report.form.cells if not code.endswith((".in_force", ".total"))]
    for each in gone:
        if left := [code for code in told if counted[each.pk].get(code)]:
            labels = _some([f"“{report.form.cells[code].label}”" for code in left])
            message = (
                f"{each.name}已于{each.closed_on}撤销，平台上它名下还有{year}年的{labels}，没有计入任何报告："
                "请由承接职能的机构在自己的报告中并入，或者说明理由。"
            )
            yield Found("left-behind", "warning", message, cells=tuple(left), unit=each.code)


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
            labels = "、".join(f"“{report.form.cells[code].label}”" for code in made(report.form))
            message = (
                f"{document}在{'、'.join(names)}的规范性文件中各有一件，汇总数中计了{len(names)}件：联合发文由牵头机关统计，"
                f"把{labels}和有效、废止件数各调减{len(names) - 1}，写明理由；不是同一件的，在这里说明。"
            )
            yield Found("counted-twice", "warning", message, cite("r2019.10"), cells=made(report.form))


def _remedy_cells(form: Form, group: str, columns: list[str]) -> Iterator[str]:
    """The cells of this form that a case of `group` is counted in; form 2014 counts none that is pending."""
    for column in dict.fromkeys((*columns, "total")):
        old = f"s.{'review' if group == 'review' else 'suit'}"
        of_2014 = [f"{old}_{column}"] if column != "total" else [old] if set(columns) != {remedies.PENDING} else []
        yield from (code for code in (f"t4.{group}.{column}", *of_2014) if code in form.cells)


def made(form: Form) -> tuple[str, ...]:
    """The cells of normative documents made in the year."""
    return tuple(code for code in ("t2.normative.made", "s.normative_made") if code in form.cells)
