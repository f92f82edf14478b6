"""A unit's platform: its first page and the five parts."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.portal import columns, listing, markup, tree
from gongkai.portal.head import Column, head
from gongkai.portal.pages import plain
from gongkai.portal.prepared import Prepared
from gongkai.portal.site import until_changed
from gongkai.publishing import search
from gongkai.publishing.models import Channel, Item
from gongkai.remedies.services.complaints import office_for
from gongkai.statute.articles import articles, cite
from gongkai.statute.catalogue import nodes
from gongkai.statute.channels import channels
from gongkai.units.models import FormerName, Unit

NEWEST = 10
LAW = (
    "r2019", "fees-2020-109", "catalogue-guide", "gbf-2017-47", "standards-2019-54", "pipl", "arl", "arl-rules", "aprl",
    "ogi-cases-2025",
)  # fmt: skip
"""What orders disclosure, and what can be done against it: of all instruments that are cited those a reader looks for among the rules."""
_NEWEST = Prepared(
    lambda unit_id: Item.objects.public().filter(unit=unit_id).order_by(*listing.ORDER).values_list(*listing.FIELDS),
    int,
    limit=NEWEST,
)
_FORMER = Prepared(
    lambda unit_id: FormerName.objects.filter(unit=unit_id).order_by("-until", "-pk").values_list("name", "until"), int
)
_CHANNELS = Prepared(lambda unit_id: Channel.objects.filter(unit=unit_id, active=True).values_list("kind", "name"), int)


@require_safe
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """A unit's first page: its five parts, what is new, how to reach it, the units below it."""
    unit, context = platform(code, "")
    return markup.page(
        "portal/unit.html",
        {
            **context,
            "newest": markup.row_list(listing.rows(_NEWEST(unit.pk))),
            "catalogue": tree.tree_of(unit.pk),
            "branches": _branches(unit),
            "former": _FORMER(unit.pk),
            "contact": contact(unit),
            "below": below(unit),
        },
    )


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """政府信息公开指南 (Art. 12), composed of what is known of the unit at this moment."""
    unit, context = platform(code, "guide")
    kinds, office = channels(), office_for(unit)
    return markup.page(
        "portal/guide.html",
        {
            **context,
            "catalogue": tree.tree_of(unit.pk),
            "branches": _branches(unit),
            "channels": [(kinds[kind].label if kind in kinds else kind, name) for kind, name in _CHANNELS(unit.pk)],
            "contact": contact(unit),
            "office": office if office.pk != unit.pk else None,
            "supervision": cite("r2019.51"),
            "supplement": plain(unit.guide_text),
            "basis": cite("r2019.12"),
        },
    )


@require_safe
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """政府信息公开制度: the law, and the rules on disclosure that the unit and those above it have published."""
    unit, context = platform(code, "rules")
    found = _titled("信息公开 -年度报告 -年报 -指南 -解读", context["above"][:1] or [unit])
    own = Item.objects.public().filter(unit__in=[unit, *context["above"]], pk__in=found).order_by(*listing.ORDER)
    known = {each.instrument.id: each.instrument for each in articles().values()}
    return markup.page(
        "portal/rules.html",
        {
            **context,
            "law": [known[each].cite() for each in LAW],
            "rows": markup.row_list(listing.rows(own.values_list(*listing.FIELDS)[:200]), show_unit=True),
        },
    )


@require_safe
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """法定主动公开内容: the catalogue with its counts, and a list of what is in it, newest first."""
    unit, context = platform(code, "catalogue")
    tree_ = tree.tree_of(unit.pk)
    node = request.GET.get("node", "")
    if node and node not in nodes() and node not in tree_.direct:
        raise Http404(f"no node {node!r}")
    total = tree_.counted(node) if node else tree_.total
    last = listing.pages_of(total)
    page = listing.page_number(request.GET.get("page"), last)
    keys = tree_.keys(node) if node else []
    ids = (listing.newest_in(unit.pk, keys, page) if keys else []) if node else listing.newest(unit.pk, page)
    here = f"?node={quote(node)}&" if node else "?"
    name = tree.title_of(node) if node else "全部信息"
    if node or page > 1:
        context |= _narrowed(unit, context["above"], name, node, page)
    return markup.page(
        "portal/catalogue.html",
        {
            **context,
            "catalogue": tree_,
            "branches": _branches(unit, node, chosen=True),
            "node": node,
            "node_title": name,
            "facts": markup.facts(tree.node_facts(node)),
            "total": total,
            "rows": markup.catalogue_list(listing.entries_of(ids)),
            "pages": listing.Pages(page, last, f"{here}page="),
        },
    )


def _narrowed(unit: Unit, above: list[Unit], name: str, node: str, page: int) -> dict[str, Any]:
    """What the head of a node's list, or of a later page, has instead: each has a title and an address of its own."""
    base = f"/u/{unit.code}/catalogue/"
    query = urlencode([*([("node", node)] if node else []), *([("page", page)] if page > 1 else [])])
    title = f"{name}{f'（第{page}页）' if page > 1 else ''}_{unit.name}"
    crumbs = [
        *columns.Place(unit, above).crumbs,
        (columns.NAMES["catalogue"], base),
        *tree.way_to(node, unit.code)[:-1],
    ]
    return {
        **head(title, f"{base}?{query}", crumbs=crumbs, column=columns.column(unit, "catalogue")),
        "part_name": name,
    }


def platform(code: str, part: str) -> tuple[Unit, dict[str, Any]]:
    """The unit and what all its pages show; `part` is the part of its platform, empty for the first page."""
    place = columns.place(code=code)
    unit = place.unit
    column: Column = columns.column(unit, part) if part else columns.unit_column(unit)
    title = f"{columns.NAMES[part]}_{unit.name}" if part else f"{unit.name}政府信息公开"
    address = f"/u/{unit.code}/{part}/" if part else f"/u/{unit.code}/"
    return unit, {
        **head(title, address, crumbs=place.crumbs if part else place.crumbs[:-1], column=column),
        "unit": unit,
        "above": place.above,
        "part": part,
        "part_name": columns.NAMES.get(part, ""),
        "menu": columns.menu(unit),
        "feed": f"/feeds/{unit.code}.atom",
    }


def _branches(unit: Unit, node: str = "", chosen: bool = False) -> SafeString:
    """The nodes of a unit's catalogue as links; with `chosen` as the tree beside its list, opened at `node`."""

    def made() -> SafeString:
        context = {"unit": unit, "catalogue": tree.tree_of(unit.pk), "node": node, "open": _opened(node)}
        return render_to_string("portal/branches_nav.html" if chosen else "portal/branches.html", context)

    return until_changed(f"branches-{unit.pk}-{chosen}-{quote(node)}", made)


def _opened(node: str) -> set[str]:
    """The nodes whose children are shown where `node` is chosen: itself and those above it."""
    parts = node.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts) + 1)}


def contact(unit: Unit) -> list[tuple[str, str]]:
    """The facts of Art. 12 about the office, by name; an unknown one is blank."""
    names = ("office_name", "office_address", "office_hours", "telephone", "fax", "internet_contact", "postcode")
    return [(str(unit._meta.get_field(name).verbose_name), getattr(unit, name)) for name in names]


def below(unit: Unit) -> list[tuple[str, str, date | None]]:
    """The units right below `unit`: code, short name, since when closed; the first hundreds of them."""
    return list(unit.get_children().values_list("code", "short_name", "closed_on")[:300]) if unit.numchild else []


def _titled(text: str, units: list[Unit]) -> list[int]:
    """The items at and below `units` with these words in their titles, newest first."""
    found: list[int] = []
    for unit in units:
        asked = search.Query(text, only_title=True, filters={"unit": unit.path}, order="newest", per_page=search.BOUND)
        found += search.search(asked).ids
    return found
