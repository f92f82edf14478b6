"""Which annual reports of a unit there are for the public: those made here, items of the catalogue that are reports made elsewhere, and
what was read in reports that were published elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from gongkai.annual.calendar import LastDay, last_days, lawful_day
from gongkai.annual.members import faults
from gongkai.annual.models import Edition, Reading
from gongkai.annual.published import public_editions, read_elsewhere
from gongkai.annual.services.publishing import NODE, ORIGIN
from gongkai.portal.listing import FIELDS, ORDER, Row, rows
from gongkai.publishing import search
from gongkai.publishing.models import Item
from gongkai.report.dates import in_figures
from gongkai.statute.publication import Due
from gongkai.units.calendars import today
from gongkai.units.models import Unit

_YEARS = (re.compile(r"(?<!\d)((?:19|20)\d\d)年"), re.compile(r"(?<!\d)(20\d\d)(?!\d)"))
_NAMED = re.compile("年度报告|年报")
_ABOUT = re.compile("(?:报告|总结|情况)$")
"""In what the title of a report ends that is not called one."""
_AROUND = re.compile("(?:通知|解读|方案|办法|模板|格式)$")
"""In what a title ends that only speaks of reports."""
_BRACKETS = re.compile(r"[(（][^)）]*[)）]|[《》\s]")
_WORDINGS: tuple[tuple[str, dict[str, str]], ...] = (
    ('"信息公开" "年度报告"', {}),
    ('"信息公开"', {"node": NODE}),
)
"""By which words, and where in the catalogue, reports are looked for."""
_LAST_WORDING = '"信息公开" "年报"'
"""Where one unit has nothing else."""


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
    """What there is of one year: the report made here, or else the items that tell of it, or else the address of what was `read` in one
    that was published elsewhere ('' while its figures are in doubt); nothing where it is missing. `due` is left open where nobody
    here can know whether there was a report in time: of years before the unit's first report made here.
    """

    year: int
    made: Made | None = None
    elsewhere: list[Row] = field(default_factory=list)
    read: str | None = None
    due: LastDay | Due | None = None

    @property
    def missing(self) -> bool:
        """Whether there is no report."""
        return not self.made and not self.elsewhere and self.read is None

    @property
    def overdue(self) -> bool:
        """Whether there is none although its last day has passed."""
        return self.missing and self.due is not None and self.due.day < today()

    @property
    def late(self) -> bool:
        """Whether the report made here came out after its last day."""
        return self.made is not None and self.due is not None and self.made.first > self.due.day


def address(code: str, year: int) -> str:
    """The address of a report made here, or of the figures of one made elsewhere."""
    return f"/u/{code}/annual/{year}/"


def archive(unit: Unit) -> list[Year]:
    """Every year of a unit's reports, the newest first: from the first that is known up to the last that is over."""
    return _filled(unit, _gathered(unit, [unit])[unit.pk], last_days([unit], today().year - 1))


def of_government(government: Unit, units: Sequence[Unit], year: int) -> tuple[list[Year], list[tuple[Unit, Year]]]:
    """`archive` of a government, and for each of the bodies below it what there is of one year."""
    found = _gathered(government, [government, *units], year)
    due = last_days([government, *units], year)
    last = today().year - 1
    listed = []
    for unit in units:
        one = found[unit.pk].get(year) or Year(year)
        one.due = due.get(unit.pk) if year == last or one.made else None
        listed.append((unit, one))
    return _filled(government, found[government.pk], due if year == last else last_days([government], last)), listed


def elsewhere_of(unit: Unit, year: int) -> Row | None:
    """The item of the catalogue that is the unit's report of a year, where it was not made here."""
    return next((row for _, row in _items([unit.pk], _titled(unit, year)) if _year(row.title) == year), None)


def read_of(unit: Unit, year: int) -> Reading | None:
    """What was read in the unit's report of a year that was published elsewhere; `None` while its figures are in doubt."""
    reading = read_elsewhere([unit]).filter(year=year).last()
    return reading if reading and not faults(reading) else None


def _filled(unit: Unit, found: dict[int, Year], due: Mapping[int, LastDay]) -> list[Year]:
    last = today().year - 1
    if last not in found and _was_there(unit, last):
        found[last] = Year(last)
    for year in range(min((year for year in found if year), default=last), last):
        found.setdefault(year, Year(year))
    begun = min((year for year, one in found.items() if one.made), default=last)
    for year, one in found.items():
        one.due = due.get(unit.pk) if year == last else lawful_day(unit.kind, year) if year >= begun else None
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
    for unit_id, row in _items([unit.pk for unit in units], _titled(top, year)):
        of = _year(row.title)
        one = found[unit_id].setdefault(of, Year(of))
        if one.made is None and (_NAMED.search(row.title) or not one.elsewhere):
            one.elsewhere.append(row)
    codes = {unit.pk: unit.code for unit in units}
    for reading in read_elsewhere(units).filter(Q(unit=top) | Q(year=year)).defer("content"):
        one = found[reading.unit_id].setdefault(reading.year, Year(reading.year))
        if one.made is None and not one.elsewhere:
            one.read = "" if faults(reading) else address(codes[reading.unit_id], reading.year)
    return found


def _made(editions: Sequence[Edition]) -> Made:
    first, newest, report = editions[0], editions[-1], editions[0].report
    title = f"{report.name}{report.year}年政府信息公开工作年度报告"
    return Made(address(report.unit.code, report.year), title, first.published_on, newest.published_on, len(editions))


def _titled(top: Unit, year: int | None) -> list[int]:
    """The items at and below `top` that may be reports by their titles. Where there are more than a search looks at, those that name
    `year` are looked for by themselves.
    """
    found: list[int] = []
    for words, where in _WORDINGS:
        hits = _search(top, words, where)
        found += hits.ids
        if hits.bounded and year is not None:
            found += _search(top, f"{words} {year}年", where).ids
    return found if found or top.numchild else _search(top, _LAST_WORDING, {}).ids


def _search(top: Unit, words: str, where: Mapping[str, str]) -> search.Hits:
    filters = {"unit": top.path, **where}
    return search.search(search.Query(words, only_title=True, filters=filters, order="newest", per_page=search.BOUND))


def _items(units: Sequence[int], ids: Sequence[int]) -> list[tuple[int, Row]]:
    """Those of `ids` that one of `units` published as a report made elsewhere, each with its unit: first those that are called so."""
    found = Item.objects.public().filter(unit__in=units, pk__in=ids).exclude(origin=ORIGIN).order_by(*ORDER)
    told = [(unit, *rows([tuple(line)])) for *line, unit in found.values_list(*FIELDS, "unit_id")]
    return sorted(
        [each for each in told if _is_report(each[1].title)], key=lambda each: not _NAMED.search(each[1].title)
    )


def _was_there(unit: Unit, year: int) -> bool:
    opened = unit.opened_on is None or unit.opened_on.year <= year
    return opened and (unit.closed_on is None or unit.closed_on.year >= year)


def _year(title: str) -> int:
    """The year of which a report tells, by its title; 0 where the title names none."""
    match = next(filter(None, (pattern.search(in_figures(title)) for pattern in _YEARS)), None)
    return int(match[1]) if match else 0


def _is_report(title: str) -> bool:
    """Whether a title of something that is about 信息公开 is a report's: it is called one, or it names a year and tells how things went."""
    bare = _BRACKETS.sub("", title)
    if _AROUND.search(bare):
        return False
    return bool(_NAMED.search(bare) or (_year(title) and _ABOUT.search(bare)))
