"""A unit's catalogue: the nodes under which it has published something, with how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from gongkai.portal.site import until_changed
from gongkai.publishing.models import Item
from gongkai.statute.articles import cite
from gongkai.statute.catalogue import Node, nodes, path
from gongkai.statute.channels import channel
from gongkai.statute.terms import term


@dataclass
class Branch:
    """A node with how many public items lie in it and below it, and those of its children that have any."""

    id: str
    label: str
    count: int = 0
    children: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class Tree:
    """The catalogue of a unit: how many public items there are, and how many lie in each node itself (its field counted besides)."""

    total: int
    direct: Mapping[str, int]

    @property
    def top(self) -> list[Branch]:
        """The trees of nodes that have any; a node that the catalogue does not know stands at the end by its id."""
        branches: dict[str, Branch] = {}
        top: list[Branch] = []
        for node in nodes().values():
            if count := self.counted(node.id):
                branch = branches[node.id] = Branch(node.id, node.label, count)
                (branches[node.parent].children if node.parent else top).append(branch)
        return top + [Branch(key, key, count) for key, count in self.direct.items() if key not in nodes()]

    def counted(self, node_id: str) -> int:
        """How many items lie in a node and below it."""
        return sum(count for key, count in self.direct.items() if _within(key, node_id))

    def keys(self, node_id: str) -> list[str]:
        """The ids of the nodes at and below `node_id` that have items of their own."""
        return [key for key in self.direct if _within(key, node_id)]


def tree_of(unit_id: int) -> Tree:
    """The catalogue of a unit as it stands."""
    return until_changed(f"tree-{unit_id}", lambda: _tree(unit_id))


def title_of(node_id: str) -> str:
    """The name of a node; of one that the catalogue does not know, its id."""
    return nodes()[node_id].label if node_id in nodes() else node_id


def way_to(node_id: str, code: str) -> list[tuple[str, str]]:
    """The nodes from below the top down to a node, each with its list of the unit with this code; none where the node is unknown."""
    known = path(node_id) if node_id in nodes() else ()
    return [(each.label, f"/u/{code}/catalogue/?node={each.id}") for each in known if each.parent]


def node_facts(node_id: str) -> list[tuple[str, str]]:
    """What the catalogue says of a node, by name: what is published, on which basis, within which term, by whom, where."""
    node = nodes().get(node_id)
    if node is None:
        return []
    basis = "、".join([cite(node.article), *node.basis])
    facts = [
        ("公开内容", node.what),
        ("公开依据", f"{basis}，以其现行文本为准" if node.basis else basis),
        ("公开时限", _term(node)),
        ("公开主体", node.who),
        ("公开渠道", "、".join(channel(key).label for key in node.channels)),
    ]
    return [(name, value) for name, value in facts if value]


def _term(node: Node) -> str:
    found = term(node.term)
    since = "信息形成或者变更" if node.term == "publication" else "作出决定"
    other = f"；另有规定的从其规定：{node.other_term}" if node.other_term else ""
    return f"自{since}之日起{found.workdays}个工作日内（{cite(found.article)}）{other}"


def _tree(unit_id: int) -> Tree:
    items = Item.objects.public().filter(unit=unit_id).order_by()
    by_node = dict(items.values_list("node").annotate(count=Count("*")))
    by_field = dict(items.exclude(field_node="").values_list("field_node").annotate(count=Count("*")))
    return Tree(sum(by_node.values()), by_node | by_field)


def _within(key: str, node_id: str) -> bool:
    return key == node_id or key.startswith(f"{node_id}.")
