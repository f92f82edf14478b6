"""The lists from which an item's fields are chosen, out of the statute's data."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gongkai.statute.articles import cite
from gongkai.statute.catalogue import Node, node, nodes, nodes_for, path
from gongkai.statute.item_fields import words
from gongkai.statute.openness import grounds
from gongkai.units.models import Unit

Choices = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]
NOTHING = ("", "请选择")
_FIELDS = "f"
"""The tree of the 26 fields of the grass-roots standard."""


def node_choices(units: Iterable[Unit], kept: str = "") -> Choices:
    """The catalogue nodes that one of `units` has, grouped by the statute's items; `kept` is offered whatever the units are."""
    return [NOTHING, *_grouped(each for each in _nodes_of(units, kept) if not each.id.startswith(_FIELDS + "."))]


def field_choices(units: Iterable[Unit], kept: str = "") -> Choices:
    """As `node_choices`, of the 26 fields."""
    return [
        ("", "不属于基层领域"),
        *_grouped(each for each in _nodes_of(units, kept) if each.id.startswith(_FIELDS + ".")),
    ]


def word_choices(name: str) -> Choices:
    """The words of the list `name`."""
    return [NOTHING, *((word.id, word.label) for word in words(name).values())]


def ground_choices() -> Choices:
    """The grounds for withholding, grouped by their articles."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for ground in grounds().values():
        groups.setdefault(cite(ground.article), []).append((ground.id, ground.label))
    return [("", "（主动公开的不选）"), *groups.items()]


def node_label(key: str) -> str:
    """The way down to the node `key` in words; the id itself where the catalogue no longer has it."""
    return " › ".join(step.label for step in path(key)[1:]) if key in nodes() else key


def _nodes_of(units: Iterable[Unit], kept: str) -> list[Node]:
    kinds = {(unit.kind, parent.kind if (parent := unit.get_parent()) else None) for unit in units}
    wanted: Collection[str] = {each.id for kind, parent in kinds for each in nodes_for(kind, _government(parent))} | {
        kept
    }
    return [each for each in nodes().values() if each.id in wanted and not each.group]


def _government(kind: str | None) -> str | None:
    return kind if kind in ("province", "city", "county", "township") else None


def _grouped(found: Iterable[Node]) -> Choices:
    """Under the statute's item, or under the level of government where each item stands by itself."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in found:
        top = next(step for step in path(each.id) if not step.group)
        above = node(top.parent or top.id)
        name = above.label if "." in above.id else top.label
        groups.setdefault(name, []).append((each.id, each.label))
    return list(groups.items())
