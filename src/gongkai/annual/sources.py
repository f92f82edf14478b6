"""Which records each figure is counted from: a source counts some of a form's cells for any number of units, and opens each to its records.

What no source covers is entered by people. A cell that a source covers and has no record for is 0, not unknown; but a unit whose records
begin only after a year has nothing counted for it: see `known_in`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.casework import counts as casework
from gongkai.casework.models import Case, Step
from gongkai.publishing import counts as publishing
from gongkai.publishing.models import Item
from gongkai.remedies import counts as remedies
from gongkai.remedies.models import Complaint, Proceeding
from gongkai.report.model import Number
from gongkai.statute.forms import Form
from gongkai.units.models import Unit

Cells = dict[str, Number]
MAY_MAKE_RULES = ("province", "city")
"""The kinds of unit whose rules (规章) the platform cannot rule out: of cities, those with districts make them."""


@dataclass(frozen=True)
class Source:
    """What counts some cells. `label` names its records.

    `covers` are the cells of a form that it counts, `cells` the figures of units in a year by the unit's id (zeros may be left out),
    and `records` the query behind one of them.
    """

    id: str
    label: str
    covers: Callable[[Form], Iterable[str]]
    cells: Callable[[Sequence[Unit], int, Form], Mapping[int, Mapping[str, Number]]]
    records: Callable[[str, Unit, int, Form], QuerySet]


def counted(unit: Unit, year: int, form: Form) -> Cells:
    """Every cell of `form` that is counted here, for a unit's own records."""
    return counted_each([unit], year, form)[unit.pk]


def counted_each(units: Sequence[Unit], year: int, form: Form) -> dict[int, Cells]:
    """The same for each of `units`, by its id."""
    found: dict[int, Cells] = {unit.pk: {} for unit in units}
    known_then = known_in(units, year)
    for source in SOURCES:
        if covered := set(source.covers(form)):
            each = source.cells(units, year, form)
            for pk in known_then:
                known = each.get(pk, {})
                found[pk] |= {code: known.get(code, 0) for code in covered}
    for unit in units:
        if unit.kind not in MAY_MAKE_RULES:
            found[unit.pk] |= {code: 0 for code, cell in form.cells.items() if cell.makers}  # 规章制定程序条例第二条
    return found


def known_in(units: Iterable[Unit], year: int) -> set[int]:
    """Which of `units` have any record from `year` or before, by their ids: of the others nobody counted anything, which is no zero."""
    of = {"unit": OuterRef("pk")}
    reach = Exists(Item.objects.filter(**of, index_number__isnull=False, first_published_at__year__lte=year))
    for model, day in ((Case, "received_on"), (Complaint, "received_on"), (Proceeding, "filed_on")):
        reach |= Exists(model.objects.filter(**of, **{f"{day}__year__lte": year}))
    return set(Unit.objects.filter(reach, pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))


def source_of(code: str, form: Form) -> Source | None:
    """What counts `code`; `None` for what people enter."""
    return next((source for source in SOURCES if code in source.covers(form)), None)


def records(code: str, unit: Unit, year: int, form: Form) -> QuerySet | None:
    """The records behind a figure; `None` where it is not counted from records."""
    source = source_of(code, form)
    return source.records(code, unit, year, form) if source else None


def _requests(units: Sequence[Unit], year: int, form: Form) -> Mapping[int, Mapping[str, Number]]:
    if form.id != "2014":
        return casework.table_three([unit.pk for unit in units], year, form.id)
    return {
        unit.pk: {**casework.form_2014(unit, year), "s.fees": round(casework.fees_paid(unit, year) / 10_000, 6)}
        for unit in units
    }


def _request_records(code: str, unit: Unit, year: int, form: Form) -> QuerySet:
    if code == "s.fees":  # an amount: the requests for which a fee was paid
        paid = Step.objects.filter(kind="fee_paid", on__year=year).exclude(facts__has_key="waived")
        return Case.objects.filter(unit=unit, pk__in=paid.values("case"))
    return casework.records(code, unit, year, form.id)


def _request_cells(form: Form) -> Iterable[str]:
    if form.id == "2014":
        return [*(f"s.{row}" for row in casework.ROWS_2014), "s.fees"]
    return [code for code in form.cells if code.startswith("t3.")]


def _remedies(units: Sequence[Unit], year: int, form: Form) -> Mapping[int, Mapping[str, Number]]:
    if form.id == "2014":
        return {unit.pk: remedies.form_2014(unit, year) for unit in units}
    return remedies.table_four([unit.pk for unit in units], year)


def _remedy_cells(form: Form) -> Iterable[str]:
    return [code for code in form.cells if code.startswith("t4.") or code in _REMEDIES_2014]


_REMEDIES_2014 = {
    *(f"s.{row}{column}" for row in remedies.ROWS_2014 for column in ("", "_upheld", "_corrected", "_other")),
    "s.complaints",
}
_CHANNELS_2014 = {
    "s.via_gazette": ("gazette",),
    "s.via_website": ("site",),
    "s.via_weibo": ("weibo",),
    "s.via_wechat": ("wechat",),
}
"""The rows of form 2014 for a channel of its own; every other channel is one of the other ways."""
_ITEMS: Mapping[str, Callable[[publishing.Units, int], QuerySet]] = {
    "t2.normative.made": publishing.normative_made,
    "t2.normative.repealed": publishing.normative_ended,
    "t2.normative.published": lambda unit, year: publishing.published_in(unit, year).filter(normative=True),
    "t2.normative.in_force": lambda unit, year: publishing.normative_in_force(unit, date(year, 12, 31)),
    "s.proactive": publishing.published_in,
    "s.proactive_normative": lambda unit, year: publishing.published_in(unit, year).filter(normative=True),
    "s.normative_made": publishing.normative_made,
    "s.explainers": lambda unit, year: publishing.published_in(unit, year).exclude(explains=None),
    **{
        code: lambda unit, year, kinds=kinds: publishing.released_in(unit, year).filter(channel__kind__in=kinds)
        for code, kinds in _CHANNELS_2014.items()
    },
    "s.via_other": lambda unit, year: publishing.released_in(unit, year).exclude(
        Q(channel__kind__in=[kind for kinds in _CHANNELS_2014.values() for kind in kinds])
    ),
}
"""Cells that are the number of items or, for a channel, of items released on it: each once, on however many channels of the kind."""


def _item_records(code: str, unit: Unit, year: int, form: Form) -> QuerySet:
    return _counting(code, form)([unit], year)


def _counting(code: str, form: Form) -> Callable[[Sequence[Unit], int], QuerySet]:
    """What counts a cell of items: the same code is 现行有效件数 in form 2021, and in form 2019 对外公开总数量."""
    return publishing.normative_public if (code, form.id) == ("t2.normative.in_force", "2019") else _ITEMS[code]


def _items(units: Sequence[Unit], year: int, form: Form) -> Mapping[int, Mapping[str, Number]]:
    found: dict[int, dict[str, Number]] = {unit.pk: {} for unit in units}
    for code in _item_cells(form):
        unit, what = (
            ("item__unit", Count("item", distinct=True)) if code.startswith("s.via_") else ("unit", Count("pk"))
        )
        for pk, number in _counting(code, form)(units, year).order_by().values_list(unit).annotate(what):
            found[pk][code] = number
    return found


def _item_cells(form: Form) -> Iterable[str]:
    return [code for code in _ITEMS if code in form.cells]


SOURCES = (
    Source("items", "政府信息", _item_cells, _items, _item_records),
    Source(
        "requests",
        "公开申请",
        _request_cells,
        _requests,
        _request_records,
    ),
    Source(
        "remedies",
        "复议、诉讼和举报投诉",
        _remedy_cells,
        _remedies,
        lambda code, unit, year, form: remedies.records(code, unit, year),
    ),
)
"""All sources."""
