"""Which annual reports of a unit there are for the public: those made here, and items of the catalogue that are reports made elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from gongkai.annual.calendar import LastDay, last_days, lawful_day
from gongkai.annual.models import Edition
from gongkai.annual.published import public_editions
from gongkai.annual.services.publishing import ORIGIN
from gongkai.portal.listing import FIELDS, ORDER, Row, rows
from gongkai.publishing import search
from gongkai.publishing.models import Item
from gongkai.statute.publication import Due
from gongkai.units.calendars import today
from gongkai.units.models import Unit

_YEAR = re.compile(r"((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Made:
    """A report made here: its address, its title, the days of its first and newest edition, and how many editions there are."""

    url: str
    title: str
    first: date
    newest: date
    editions: int


@dataclass(slots=True)
class Year:
    """What there is of one year: the report made here, or else the items that tell of it; neither where it is missing."""

    year: int
    made: Made | None = None
    elsewhere: list[Row] = field(default_factory=list)
    due: LastDay | Due | None = None

    @property
    def missing(self) -> bool:
        """Whether there is no report."""
        return not self.made and not self.elsewhere

    @property
    def overdue(self) -> bool:
        """Whether there is none although its last day has passed."""
        return self.missing and self.due is not None and self.due.day < today()

    @property
    def late(self) -> bool:
        """Whether the report made here came out after its last day."""
        return self.made is not None and self.due is not None and self.made.first > self.due.day


def address(code: str, year: int) -> str:
    """The address of a report made here."""
    return f"/u/{code}/annual/{year}/"


def archive(unit: Unit) -> list[Year]:
    """Every year of a unit's reports, the newest first: from the first that is known up to the last that is over."""
    return _filled(unit, _gathered(unit, [unit])[unit.pk], last_days([unit], today().year - 1))


def of_government(government: Unit, units: Sequence[Unit], year: int) -> tuple[list[Year], list[tuple[Unit, Year]]]:
    """`archive` of a government, and for each of the bodies below it what there is of one year."""
    found = _gathered(government, [government, *units], year)
    due = last_days([government, *units], year)
    listed = []
    for unit in units:
        one = found[unit.pk].get(year) or Year(year)
        one.due = due.get(unit.pk)
        listed.append((unit, one))
    last = today().year - 1
    return _filled(government, found[government.pk], due if year == last else last_days([government], last)), listed


def elsewhere_of(unit: Unit, year: int) -> Row | None:
    """The item of the catalogue that is the unit's report of a year, where it was not made here."""
    found = [row for _, row in _items([unit.pk], _titled(unit, f" {year}年")[0]) if _year(row.title) == year]
    return found[0] if found else None


def _filled(unit: Unit, found: dict[int, Year], due: Mapping[int, LastDay]) -> list[Year]:
    last = today().year - 1
    if last not in found and _was_there(unit, last):
        found[last] = Year(last)
    for year in range(min((year for year in found if year), default=last), last):
        found.setdefault(year, Year(year))
    for year, one in found.items():
        one.due = due.get(unit.pk) if year == last else lawful_day(unit.kind, year) if year else None
    return [found[year] for year in sorted(found, reverse=True)]


def _gathered(top: Unit, units: Sequence[Unit], year: int | None = None) -> Mapping[int, dict[int, Year]]:
    """By unit and year what there is: all of `top`'s own, of the others below it at least that of `year`."""
    found: dict[int, dict[int, Year]] = defaultdict(dict)
    wanted = Q(report__unit=top) | Q(report__unit__in=units, report__year=year)
    editions = public_editions().filter(wanted).select_related("report__unit").defer("content")
    by_report: dict[int, list[Edition]] = defaultdict(list)
    for edition in editions:
        by_report[edition.report_id].append(edition)
    for several in by_report.values():
        report = several[0].report
        found[report.unit_id][report.year] = Year(report.year, _made(several))
    ids, bounded = _titled(top)
    if bounded and year is not None:  # more than a search looks at: those of the year are looked for by themselves
        ids = [*ids, *_titled(top, f" {year}年")[0]]
    for unit_id, row in _items([unit.pk for unit in units], ids):
        of = _year(row.title)
        one = found[unit_id].setdefault(of, Year(of))
        if one.made is None:
            one.elsewhere.append(row)
    return found


def _made(editions: Sequence[Edition]) -> Made:
    first, newest, report = editions[0], editions[-1], editions[0].report
    title = f"{report.name}{report.year}年政府信息公开工作年度报告"
    return Made(address(report.unit.code, report.year), title, first.published_on, newest.published_on, len(editions))


def _titled(top: Unit, words: str = "") -> tuple[list[int], bool]:
    """The items at and below `top` that are reports by their titles, and whether there are more than were looked at."""
    asked = search.Query(f"信息公开 年度报告{words}", only_title=True, filters={"unit": top.path}, order="newest")
    hits = search.search(replace(asked, per_page=search.BOUND))
    if not hits.ids and not top.numchild:  # some are called so
        hits = search.search(replace(asked, text=f"信息公开 年报{words}", per_page=search.BOUND))
    return hits.ids, hits.bounded


def _items(units: Sequence[int], ids: Sequence[int]) -> Iterator[tuple[int, Row]]:
    """Those of `ids` that one of `units` published as a report made elsewhere, each with its unit."""
    found = Item.objects.public().filter(unit__in=units, pk__in=ids).exclude(origin=ORIGIN).order_by(*ORDER)
    for *line, unit in found.values_list(*FIELDS, "unit_id"):
        yield unit, *rows([tuple(line)])


def _was_there(unit: Unit, year: int) -> bool:
    opened = unit.opened_on is None or unit.opened_on.year <= year
    return opened and (unit.closed_on is None or unit.closed_on.year >= year)


def _year(title: str) -> int:
    """The year of which a report tells, by its title; 0 where the title names none."""
    match = _YEAR.search(title)
    return int(match[1]) if match else 0
