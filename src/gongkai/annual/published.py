"""The reports that everybody can read: the editions whose item is public, what each corrected in the one before, and what was read
in reports that were published elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from gongkai.annual.models import Edition, Reading
from gongkai.publishing.models import Item
from gongkai.report.writing.grid import printed
from gongkai.statute.forms import forms
from gongkai.units.models import Unit


@dataclass(frozen=True, slots=True)
class Corrected:
    """What an edition has otherwise than the one before: figures by their labels with both values as printed, and parts by heading."""

    figures: list[tuple[str, str, str]]
    parts: list[str]


def public_editions() -> QuerySet[Edition]:
    """The editions that are public, every edition of a report in its order."""
    return Edition.objects.filter(item__in=Item.objects.public().values("pk")).order_by("report", "number")


def newest(units: Iterable[Unit] | QuerySet[Unit], **which: object) -> list[Edition]:
    """The newest public edition of each report of `units`, those of the newest year first; `which` limits them further."""
    found = public_editions().filter(report__unit__in=units, **which).select_related("report")
    last = {edition.report_id: edition for edition in found}
    return sorted(last.values(), key=lambda edition: -edition.report.year)


def read_elsewhere(units: Iterable[Unit] | QuerySet[Unit]) -> QuerySet[Reading]:
    """What was uploaded of the years of which no report was ever published here, the newest last."""
    here = Edition.objects.filter(report__unit=OuterRef("unit"), report__year=OuterRef("year"))
    return Reading.objects.filter(~Exists(here), unit__in=units).order_by("id")


def corrected(before: Edition, after: Edition) -> Corrected:
    """What `after` corrected in `before`."""
    form, old, new = forms()[after.content["form"]], before.content, after.content
    figures = [
        (cell.label, printed(old["cells"].get(code)), printed(new["cells"].get(code)))
        for code, cell in form.cells.items()
        if old["cells"].get(code) != new["cells"].get(code)
    ]
    texts = {part["heading"]: part["text"] for part in old["sections"]}
    parts = [part["heading"] for part in new["sections"] if texts.get(part["heading"]) != part["text"]]
    around = [name for name, key in (("标题", "title"), ("引言", "lead")) if old[key] != new[key]]
    return Corrected(figures, [*around, *parts])
