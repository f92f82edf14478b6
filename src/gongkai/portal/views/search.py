"""Search over everything public: words, filters as links, orders, days."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from typing import Any, cast
from urllib.parse import quote_plus, urlencode

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.portal import markup
from gongkai.portal.head import Column, head
from gongkai.portal.likely import likely
from gongkai.portal.listing import PER_PAGE, Pages, Row, is_field, page_number, pages_of, rows_of
from gongkai.portal.prepared import Prepared
from gongkai.portal.tree import title_of
from gongkai.publishing import search
from gongkai.publishing.models import Item
from gongkai.publishing.models.items import Validity
from gongkai.statute.catalogue import nodes
from gongkai.statute.item_fields import words
from gongkai.units.models import Unit

COLUMN = Column("信息检索", "检索已经公开的政府信息", "政府信息公开,检索,查询")
RANKED = "relevance"
"""The order where none is asked for; without words there is nothing to rank by, and the newest come first."""
ORDERS = {RANKED: "按相关度", "newest": "最新在前", "oldest": "最早在前"}
FACETS = {"unit": "发布机构", "node": "公开事项", "year": "成文年份", "genre": "体裁", "validity": "有效性"}
FIELDS = "公开领域"
"""What the facet of nodes is called for those of the tree of fields, of which some have the names of nodes of the other."""
BODIES = 4
"""So many public bodies are named at most: words that stand in the names of more were not meant for one of them."""
OFFERED = 12
"""Values of one facet that are offered."""
_TAG = re.compile(r"<[^>]*>|\s+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TEXTS = Prepared(
    lambda *ids: Item.objects.public().filter(pk__in=ids).values_list("pk", "summary", Cast("body", TextField())),
    *[int] * PER_PAGE,
)
"""Summary and raw text; the text is not made into blocks, which would cost more than the whole page."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for, with everything that is no such thing left out."""

    values: dict[str, str]

    def link(self, **changes: str) -> str:
        """The address of the same question with `changes`; an empty value takes one out. It leads to the first page."""
        kept = {name: value for name, value in {**self.values, **changes}.items() if value and name != "page"}
        return "?" + urlencode(kept)

    def links(self, name: str, keys: Iterable[str]) -> list[str]:
        """As `link`, for `name` with each of `keys`."""
        rest = self.link(**{name: ""})
        joint = "" if rest == "?" else "&"
        return [f"{rest}{joint}{name}={quote_plus(key)}" for key in keys]


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """检索. A question without words lists everything, newest first."""
    asked = _asked(request)
    values = asked.values
    unit = Unit.objects.filter(code=values["unit"]).first() if "unit" in values else None
    chosen = {name: values[name] for name in ("node", "year", "genre", "validity") if name in values}
    filters = {**chosen, **({"unit": unit.path if unit else "none"} if "unit" in values else {})}
    page = page_number(values.get("page"), search.BOUND // PER_PAGE)
    hits = search.search(_query(values, filters, page))
    last = pages_of(hits.total)
    alone = values if set(values) == {"q"} else {}
    if page > last:
        page = last
        hits = search.search(_query(values, filters, page))
    return markup.page(
        "portal/search.html",
        {
            **head(f"{values['q']}_信息检索" if values.get("q") else "信息检索", "/search", column=COLUMN),
            "values": values,
            "bodies": _bodies(alone["q"]) if alone else [],
            "near": markup.row_list(likely(alone["q"]), show_unit=True) if alone and not hits.total else "",
            "hits": markup.hit_list(_hits(hits)),
            "total": hits.total,
            "bound": search.BOUND if hits.bounded else 0,
            "loosened": hits.loosened,
            "facets": _facets(hits, asked, unit),
            "chosen": _chosen(asked, unit),
            "kept": [(name, values.get(name)) for name in (*FACETS, "order")],
            "orders": [
                (key, name, asked.link(order=key)) for key, name in ORDERS.items() if "q" in values or key != RANKED
            ],
            "order": values.get("order", RANKED if "q" in values else "newest"),
            "pages": Pages(page, last, f"{asked.link()}&page="),
        },
    )


def _bodies(text: str) -> list[tuple[str, str, str]]:
    """The public bodies that are called so, by their names or former names, where they are few: name, former name, address."""
    if len(text) < 2:
        return []
    called = Q(name__contains=text) | Q(short_name__contains=text) | Q(former_names__name__contains=text)
    found: dict[str, tuple[str, str, str]] = {}
    for code, name, short, former in Unit.objects.filter(called).values_list(
        "code", "name", "short_name", "former_names__name"
    )[: BODIES * 4]:
        was = former if former and text in former and text not in name + short else ""
        found[code] = (name, was, f"/u/{code}/")
    return list(found.values()) if len(found) <= BODIES else []


def _query(values: dict[str, str], filters: dict[str, str], page: int) -> search.Query:
    return search.Query(
        values.get("q", ""),
        only_title=values.get("title") == "1",
        filters=filters,
        since=_day(values.get("since")),
        until=_day(values.get("until")),
        order=cast(Any, values.get("order", RANKED)),
        page=page,
        per_page=PER_PAGE,
    )


def _asked(request: HttpRequest) -> Asked:
    given = {name: request.GET.get(name, "").replace("\0", "").strip()[:200] for name in ("q", "page", *FACETS)}
    given["title"] = "1" if request.GET.get("title") == "1" else ""
    order = request.GET.get("order", "")
    given["order"] = order if order in ORDERS and (given["q"] or order != RANKED) else ""
    for name in ("since", "until"):
        given[name] = request.GET.get(name, "") if _day(request.GET.get(name)) else ""
    if given["until"]:
        given["since"], given["until"] = sorted((given["since"], given["until"]))
    return Asked({name: value for name, value in given.items() if value})


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _hits(hits: search.Hits) -> list[tuple[Row, SafeString, SafeString]]:
    """The rows with their words marked, and the place of their text where they stand."""
    ids = [*hits.ids, *[0] * (PER_PAGE - len(hits.ids))]
    texts = {pk: (summary, text) for pk, summary, text in _TEXTS(*ids)} if hits.ids else {}
    return [
        (
            row,
            _marked(search.highlight(row.title, hits.terms)),
            _marked(search.excerpt(_plain(*texts.get(row.pk, ("", ""))), hits.terms)),
        )
        for row in rows_of(hits.ids)
    ]


def _marked(pieces: list[tuple[str, bool]]) -> SafeString:
    return SafeString("".join(f"<mark>{escape(text)}</mark>" if found else escape(text) for text, found in pieces))


def _plain(summary: str, raw: str) -> str:
    """The words of summary and text, without markup."""
    found = [summary] if summary else []
    if raw:
        found += _strings([block.get("value") for block in json.loads(raw)])
    return _TAG.sub(" ", unescape(" ".join(found))).strip()


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(value.get("data"))
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _facets(hits: search.Hits, asked: Asked, unit: Unit | None) -> list[tuple[str, SafeString]]:
    """For each facet that is not chosen yet, or has something below what is chosen: its values with their counts and links."""
    found = []
    for name, title in FACETS.items():
        counts = hits.facets.get(name, [])
        if name == "unit":
            values = _unit_values(counts, unit)
        elif name == "node":
            values = _node_values(counts, asked.values.get("node", ""))
        else:
            values = [] if name in asked.values else [(key, _label(name, key), count) for key, count in counts]
        if name == "year":
            values.sort(reverse=True)
        groups = [(title, values)]
        if name == "node":
            groups = [
                (title, [v for v in values if not is_field(v[0])]),
                (FIELDS, [v for v in values if is_field(v[0])]),
            ]
        for heading, group in groups:
            links = asked.links(name, [key for key, _, _ in group[:OFFERED]])
            offered = [(label, count, link) for (_, label, count), link in zip(group, links, strict=False)]
            if offered:
                found.append((heading, markup.counted_links(offered)))
    return found


def _unit_values(counts: list[tuple[str, int]], unit: Unit | None) -> list[tuple[str, str, int]]:
    """The units right below the one that is chosen, or below the top."""
    length = len(unit.path) + Unit.steplen if unit else 2 * Unit.steplen
    below = dict([(path, count) for path, count in counts if len(path) == length][:OFFERED])
    units = Unit.objects.filter(path__in=below).values_list("path", "code", "short_name") if below else []
    named = {path: (code, name) for path, code, name in units}
    return [(*named[path], count) for path, count in below.items() if path in named]


def _node_values(counts: list[tuple[str, int]], chosen: str) -> list[tuple[str, str, int]]:
    """The nodes right below the one that is chosen, or the second level of the catalogue."""
    depth = chosen.count(".") + 1 if chosen else 1
    return [
        (key, title_of(key), count)
        for key, count in counts
        if key.count(".") == depth and (not chosen or key.startswith(f"{chosen}."))
    ]


def _chosen(asked: Asked, unit: Unit | None) -> list[tuple[str, str, str]]:
    """What is chosen: its name, its value in words, the address without it."""
    found = []
    for name, title in FACETS.items():
        if name in asked.values:
            value = asked.values[name]
            label = (unit.short_name if unit else "没有这个机构") if name == "unit" else _label(name, value)
            heading = FIELDS if name == "node" and is_field(value) else title
            found.append((heading, label, asked.link(**{name: ""})))
    if "since" in asked.values or "until" in asked.values:
        span = f"{asked.values.get('since', '')}至{asked.values.get('until', '今')}"
        found.append(("发布日期", span, asked.link(since="", until="")))
    if "title" in asked.values:
        found.append(("范围", "仅在标题中", asked.link(title="")))
    return found


def _label(name: str, key: str) -> str:
    if name == "validity":
        return str(dict(Validity.choices).get(key, key))
    if name == "genre":
        known = words("genres")
        return known[key].label if key in known else key
    if name == "node":
        return nodes()[key].label if key in nodes() else key
    return f"{key}年"
