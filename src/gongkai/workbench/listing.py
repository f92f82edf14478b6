"""Long lists: finding items by a typed line, and turning pages without counting a million rows."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from wagtail.admin.paginator import WagtailPaginator

from gongkai.publishing import search
from gongkai.publishing.models import Item
from gongkai.units.access import posts_of
from gongkai.units.models import Person, Unit

BOUND = 10_000
"""Rows beyond which a list says "more than" instead of counting on."""


class BoundedPaginator(WagtailPaginator):
    """Counts no further than `BOUND`: beyond it one narrows the list by a filter instead of turning pages."""

    @cached_property
    def count(self) -> int:
        return min(self._looked_at, BOUND)

    @cached_property
    def _looked_at(self) -> int:
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by()[: BOUND + 1].count()
        return len(self.object_list)

    @property
    def items_count_label(self) -> str:
        return f"{BOUND}条以上，请用筛选缩小范围" if self._looked_at > BOUND else f"共{self.count}条"


def top_of(person: Person) -> str:
    """The path of the lowest unit at or under which all that `person` works for stand; '' where there is none."""
    paths = [path for _, _, path in posts_of(person)]
    first, last = min(paths, default=""), max(paths, default="")  # what these two share all share
    above = [first[:end] for end in range(len(first), 0, -Unit.steplen)]
    return next((path for path in above if last.startswith(path)), "")


def matching(items: QuerySet[Item], typed: str, *, below: str = "") -> QuerySet[Item]:
    """The ones of `items` that a typed line means: by the search index, by the beginning of a number, drafts by a part of their title.

    Drafts are few, so their titles may be looked through; published items are found through the index alone, the newest that have the
    words: where all `items` are of the unit with the path `below`, or of units under it, no others stand before them.
    """
    typed = typed.strip()
    filters = {"unit": below} if below else {}
    found = search.search(search.Query(text=typed, filters=filters, per_page=500, order="newest")).ids
    number = Q(document_number__startswith=typed) | Q(index_number__startswith=typed)
    return items.filter(Q(pk__in=found) | number | Q(live=False, title__icontains=typed))
