"""What the annual report counts in publishing: queries whose result can be opened to the records behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from gongkai.publishing.models import Ending, Item, ItemQuerySet, Release
from gongkai.publishing.models.items import Validity
from gongkai.units.models import Unit

Units: TypeAlias = Unit | Sequence[Unit] | QuerySet[Unit]
GONE = (Ending.Kind.REPEALED, Ending.Kind.EXPIRED)


def published_in(units: Units, year: int) -> ItemQuerySet:
    """The items that `units` first published in `year`, whatever became of them since. Each is one, on however many channels."""
    return Item.objects.filter(
        unit__in=_all(units), openness="proactive", index_number__isnull=False, first_published_at__year=year
    )


def published_late_in(units: Units, year: int) -> ItemQuerySet:
    """The items of `published_in` that came out after their last day (Art. 26)."""
    return published_in(units, year).filter(due_on__lt=TruncDate("first_published_at"))


def withdrawn_in(units: Units, year: int) -> ItemQuerySet:
    """The items that `units` withdrew in `year` and have not published again."""
    return Item.objects.filter(unit__in=_all(units), withdrawn_at__year=year)


def released_in(units: Units, year: int) -> QuerySet[Release]:
    """The releases of items on channels in `year`: an item may have several."""
    return Release.objects.filter(item__unit__in=_all(units), released_on__year=year)


def published_by_channel(unit: Unit, year: int) -> dict[str, int]:
    """How many items went out in `year` on each kind of channel: an item counts once for a kind."""
    rows = (
        released_in(unit, year)
        .values("channel__kind")
        .annotate(items=Count("item", distinct=True))
        .order_by("channel__kind")
    )
    return {row["channel__kind"]: row["items"] for row in rows}


def normative_made(units: Units, year: int) -> ItemQuerySet:
    """制发件数: the normative documents that `units` made in `year` (by the date of signing) and published."""
    return _normative(units).filter(formed_on__year=year)


def normative_ended(units: Units, year: int) -> ItemQuerySet:
    """废止件数: the normative documents of `units` that were repealed or lapsed in `year`, whichever came first."""
    made_by_then = _normative(units).filter(formed_on__lte=date(year, 12, 31))
    gone_before = made_by_then.filter(formed_on__lt=date(year, 1, 1)).filter(_gone_by(date(year - 1, 12, 31)))
    return made_by_then.filter(_gone_by(date(year, 12, 31))).exclude(pk__in=gone_before.values("pk"))


def normative_in_force(units: Units, day: date) -> ItemQuerySet:
    """现行有效件数: the normative documents of `units` that were in force at the end of `day`, counted back in time."""
    return _normative(units).filter(formed_on__lte=day).exclude(_gone_by(day))


def normative_public(units: Units, year: int) -> ItemQuerySet:
    """对外公开总数量: the normative documents of `units` that were public at the end of `year`, repealed and lapsed ones among them."""
    published = _normative(units).filter(first_published_at__year__lte=year)
    return published.filter(Q(withdrawn_at=None) | Q(withdrawn_at__year__gt=year))


def _gone_by(day: date) -> Q:
    """Repealed or lapsed by the end of `day`; a document is in force on the last day of its term."""
    ended = Exists(Ending.objects.filter(item=OuterRef("pk"), kind__in=GONE, on__lte=day))
    return Q(ended) | Q(expires_on__isnull=False, expires_on__lt=day)


def validity_on(item: Item, day: date, all_endings: Iterable[Ending] | None = None) -> str:
    """The validity of `item` on `day`: '' where it is nothing that can be valid or not.

    `all_endings` are its endings, the latest first, where they are at hand or not stored yet.
    """
    if not item.normative and not item.validity:
        return ""
    endings = [ending for ending in (item.endings.all() if all_endings is None else all_endings) if ending.on <= day]
    for ending in endings:
        if ending.kind in GONE:
            return str(ending.kind)
    if item.expires_on and item.expires_on < day:
        return str(Validity.EXPIRED)
    return str(Validity.AMENDED if endings else Validity.VALID)


def _normative(units: Units) -> Any:
    return Item.objects.filter(unit__in=_all(units), normative=True, index_number__isnull=False)


def _all(units: Units) -> Iterable[Unit]:
    return [units] if isinstance(units, Unit) else units
