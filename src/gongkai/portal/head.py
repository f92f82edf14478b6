"""What stands in the head of a page: title, address, breadcrumbs, and the labels that websites of government carry (law/platform.md §2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings

from gongkai.portal.markup import labels, links
from gongkai.portal.site import Site, site

_SAFE = "!$&'()*+,;=/~:@"
Labels = list[tuple[str, str]]
Crumbs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Column:
    """栏目: a part of the site whose labels stand on its own page and on those below it."""

    name: str
    description: str
    keywords: str
    kind: str = "政务公开"

    @property
    def labels(self) -> Labels:
        """Its meta tags by name."""
        return [
            ("ColumnName", self.name),
            ("ColumnDescription", self.description),
            ("ColumnKeywords", self.keywords),
            ("ColumnType", self.kind),
        ]


def head(
    title: str, path: str, *, crumbs: Crumbs = (), column: Column | None = None, article: Labels | None = None
) -> dict[str, Any]:
    """The context that `portal/base.html` needs; `path` is the page's one address without the host, `crumbs` (words, address) above it."""
    here = site()
    return {
        "site": here,
        "title": title,
        "canonical": f"{settings.BASE_URL}{path}",
        "crumbs": links([("首页", "/"), *crumbs]) if path != "/" else "",
        "labels": labels([*_site_labels(here), *(column.labels if column else ()), *(article or ())]),
    }


def item_url(index_number: str) -> str:
    """The address of the item with this index number: what `reverse` gives, at a tenth of its cost in long lists."""
    return f"/i/{quote(index_number, safe=_SAFE)}"


def file_url(pk: int, name: str) -> str:
    """The address of a file."""
    return f"/files/{pk}/{quote(name, safe=_SAFE)}"


def _site_labels(here: Site) -> Labels:
    labels = [("SiteName", here.name), ("SiteDomain", here.domain)]
    return [*labels, ("SiteIDCode", here.id_code)] if here.id_code else labels
