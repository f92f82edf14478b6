"""Annual reports that were made before the platform was there, or beside it: items of the catalogue with their tables, and what was read
in the files that people uploaded of them."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Min, Q

from gongkai.annual.models import Reading
from gongkai.config.demo import phrases, rows
from gongkai.config.demo.places import Place
from gongkai.config.demo.reports import last_years, scenes
from gongkai.publishing import counts
from gongkai.publishing.models import Item
from gongkai.publishing.services.files import store_bytes
from gongkai.publishing.services.indexing import index_items
from gongkai.report.model import Number
from gongkai.report.output import report_json
from gongkai.report.reading import read_bytes
from gongkai.report.writing import Part, Written, body, write
from gongkai.statute.forms import form_for, forms
from gongkai.units.models import Person, Role, Unit

TITLE = "政府信息公开工作年度报告"
_COUNTYS = 3
"""How many years of the county's own reports were uploaded; of every other unit it is the last one."""
_RESULTS = {"granted": 6, "partial": 2, "denied_third_party": 1, "unavailable_not_held": 3, "refused_petition": 1}
_COLUMNS = ("person", "business", "legal")
_APPLICANTS = (7, 2, 1)
_EARLIEST = forms()["2021"].first_year
"""No report is made up in an older form."""


@dataclass
class Elsewhere:
    """Makes them; units, people and the items are there. `asked` is how many requests there were in a year."""

    units: Mapping[str, Unit]
    people: Mapping[tuple[str, str], Person]
    last: date
    asked: int

    def make(self, places: Sequence[Place]) -> int:
        """Fill the items of the years before the platform's and read what was uploaded; how many were uploaded."""
        first = last_years(self.last).start
        uploaded = 0
        for year in range(max(first - _COUNTYS, _EARLIEST), first):
            items = {
                item.unit_id: item for item in Item.objects.filter(origin="demo", title__endswith=f"{year}年{TITLE}")
            }
            cells = {place.code: self._cells(place, year) for place in places}
            self._ask(places, cells, year)
            cells[places[0].code] = _added(cells.values())
            changed = []
            for place in places:
                item = items.get(self.units[place.code].pk)
                kept = year == first - 1 or place is places[0]
                if not item and not kept:
                    continue
                signed = item.formed_on if item else date(year + 1, 1, 24)
                report = self._written(place, year, cells[place.code], signed)
                if item:
                    item.body = rows.page(item.pk, body(report))
                    changed.append(item)
                if kept:
                    uploaded += self._upload(place, report)
            Item.objects.bulk_update(changed, ["body"])
            index_items(changed)
        told = scenes(places)
        for place in places:
            if told[place.code] == "uploaded":
                year = self.last.year - 1
                report = self._written(place, year, self._cells(place, year), date(year + 1, 1, 22))
                uploaded += self._upload(place, report, by_county=True)
        return uploaded

    def _upload(self, place: Place, report: Written, by_county: bool = False) -> int:
        """As the unit has it from the program that made it; `by_county`: as its supervisor found it published."""
        by = self.people["yunxi", Role.SUPERVISOR] if by_county else self.people[place.code, Role.STATISTICIAN]
        kind = "docx" if by_county else "json"
        data = write(report, kind)
        file = store_bytes(data, f"{report.title}.{kind}", unit=self.units[place.code], by=by)
        content = json.loads(report_json(read_bytes(data, file.name)))
        Reading.objects.create(unit=self.units[place.code], year=report.year, file=file, content=content, by=by)
        return 1

    def _written(self, place: Place, year: int, cells: Mapping[str, Number], signed: date) -> Written:
        form = form_for(year)
        assert form is not None  # noqa: S101  the platform's years have one
        general, problems, measures = phrases.in_general(place, year)
        received, handled = cells["t3.received.total"], cells["t3.handled.total"]
        said = (
            f"全年收到政府信息公开申请{received}件，办结{handled}件。" if received else "全年没有收到政府信息公开申请。"
        )
        texts = [f"{general}{said}", "", "", "", f"{problems}\n{measures}", "本年度没有收取信息处理费。"]
        numbers = "一二三四五六"
        parts = [
            Part(f"{number}、{title}", text) for number, title, text in zip(numbers, form.sections, texts, strict=True)
        ]
        lead = f"根据《中华人民共和国政府信息公开条例》的规定，编制本报告。统计期限自{year}年1月1日起，至12月31日止。"
        return Written(form, place.name_on(date(year, 12, 31)), year, cells, tuple(parts), lead, signed)

    def _cells(self, place: Place, year: int) -> dict[str, Number]:
        """The documents are counted, what people know is entered."""
        form = form_for(year)
        assert form is not None  # noqa: S101
        cells: dict[str, Number] = dict.fromkeys(form.cells, 0)
        for formed, gone in self._documents[self.units[place.code].pk]:
            cells["t2.normative.made"] += formed.year == year
            cells["t2.normative.repealed"] += formed.year <= year and gone is not None and gone.year == year
            cells["t2.normative.in_force"] += formed.year <= year and (gone is None or gone.year > year)
        cells |= phrases.entered(place, year)
        return cells

    @cached_property
    def _documents(self) -> Mapping[int, list[tuple[date, date | None]]]:
        """By unit when each normative document was formed and when it was repealed or lapsed: one query where `counts` needs hundreds."""
        found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
        ended = Min("endings__on", filter=Q(endings__kind__in=counts.GONE))
        documents = Item.objects.filter(normative=True, index_number__isnull=False).annotate(ended_on=ended)
        for unit, formed, expires, on in documents.values_list("unit_id", "formed_on", "expires_on", "ended_on"):
            days = [day for day in (on, expires and expires + timedelta(1)) if day]
            found[unit].append((formed, min(days, default=None)))
        return found

    def _ask(self, places: Sequence[Place], cells: Mapping[str, dict[str, Number]], year: int) -> None:
        """About as many requests as came to the platform in a year later on."""
        draw = random.Random(f"elsewhere {year}")  # noqa: S311  nothing secret is drawn
        for place in draw.choices(
            places, [place.share for place in places], k=round(self.asked * draw.uniform(0.7, 1))
        ):
            column = draw.choices(_COLUMNS, _APPLICANTS)[0]
            result = draw.choices(list(_RESULTS), list(_RESULTS.values()))[0]
            for row in ("received", "handled", result):
                cells[place.code][f"t3.{row}.{column}"] += 1
                cells[place.code][f"t3.{row}.total"] += 1


def _added(several: Iterable[Mapping[str, Number]]) -> dict[str, Number]:
    total: dict[str, Number] = defaultdict(int)
    for cells in several:
        for code, value in cells.items():
            total[code] = round(total[code] + value, 2)
    return dict(total)
