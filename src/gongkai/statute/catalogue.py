"""The catalogue of what is published of one's own accord: a tree of nodes under which items are filed.

Three trees: `20` the fifteen items of Art. 20, `21` the further ones of Art. 21 by level of government, `f` the 26 fields of the
grass-roots standard (article id `standards-2019-54`). A node that is not `verified` is a division of our own or was written from memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from gongkai.statute.articles import article
from gongkai.statute.channels import channel
from gongkai.statute.loading import StatuteDataError, build, read_toml
from gongkai.statute.terms import term

UNIT_KINDS = ("province", "city", "county", "township", "street", "department", "authorised")
"""The kinds of unit: four levels of government, street offices, departments, organisations authorised by law (Art. 54)."""

_GOVERNMENTS = ("province", "city", "county", "township")
_LEVELS = ("state", *_GOVERNMENTS, "street", "department")
_INHERITED = ("article", "basis", "term", "other_term", "who", "channels", "levels")


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its id (the parent's and one more part), Chinese `label` and the id of the `article` that orders it.

    `what` is published, by `who`, on which legal `basis`, on the kinds of channel in `channels`, within the `term` of that id;
    `other_term` is another law's term in Chinese words; `basis` and `other_term` are from memory even where the node is `verified`, that is
    named in the article. `levels`: which kinds of unit have it (see `nodes_for`). `counts`: the rows of
    the annual report's table two, such as `t2.normative`, whose figures are counted here. Nothing is filed under a `group`.
    """

    id: str
    label: str
    article: str
    term: str
    what: str
    who: str
    channels: tuple[str, ...]
    parent: str | None
    verified: bool = False
    basis: tuple[str, ...] = ()
    other_term: str = ""
    levels: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    group: bool = False

    def applies(self, kind: str, parent_kind: str | None = None) -> bool:
        """Whether the node's own levels name a unit of `kind`, for a department or authorised organisation one of `parent_kind`."""
        if not self.levels:
            return True
        if kind not in ("department", "authorised"):
            return kind in self.levels
        governments = [level for level in self.levels if level in _GOVERNMENTS]
        return "department" in self.levels and (not governments or parent_kind is None or parent_kind in governments)


@cache
def nodes() -> Mapping[str, Node]:
    """All nodes by id, a parent before its children; raises `StatuteDataError` where a file is wrong."""
    files = ("catalogue.toml", "grassroots.toml")
    return parse_nodes(entry for file in files for entry in read_toml("gongkai.statute", file)["nodes"])


def parse_nodes(entries: Iterable[Mapping[str, Any]]) -> Mapping[str, Node]:
    """The nodes that a file's tables describe, each with what it has from its parent.

    Raises `StatuteDataError` for a key, level, article, term or channel that there is not, an id that stands twice and a parent that does
    not stand before its child.
    """
    found: dict[str, Node] = {}
    for entry in entries:
        key = str(entry.get("id"))
        parent = key.rpartition(".")[0] or None
        if key in found or (parent and parent not in found):
            raise StatuteDataError(f"catalogue: {key!r} stands twice, or its parent {parent!r} not before it")
        inherited = {name: getattr(found[parent], name) for name in _INHERITED} if parent else {}
        found[key] = _checked(build(Node, {**inherited, **entry}, parent=parent))
    return found


def node(key: str) -> Node:
    """The node of the id `key`; raises `StatuteDataError` with the ids most like it where there is none."""
    try:
        return nodes()[key]
    except KeyError:
        near = get_close_matches(key, nodes(), n=5) or [top.id for top in children(None)]
        raise StatuteDataError(f"catalogue: there is no node {key!r}; near it are {near}") from None


def children(key: str | None) -> tuple[Node, ...]:
    """The nodes right below that of the id `key`, or the three at the top for `None`; raises `StatuteDataError` for an unknown id."""
    if key is not None:
        node(key)
    return _by_parent().get(key, ())


def path(key: str) -> tuple[Node, ...]:
    """The nodes from the top down to that of the id `key`, which is the last; raises `StatuteDataError` for an unknown id."""
    last = node(key)
    return (*path(last.parent), last) if last.parent else (last,)


@cache
def nodes_for(kind: str, parent_kind: str | None = None) -> tuple[Node, ...]:
    """The nodes that a unit of `kind` has, in the order of the catalogue; groups only where they gather one of them.

    `parent_kind` is the kind of government that a department or authorised organisation belongs to; where it is not given the nodes of
    every level are told. Raises `StatuteDataError` for a kind that is not one of `UNIT_KINDS`.
    """
    for given in (kind, parent_kind):
        if given is not None and given not in UNIT_KINDS:
            raise StatuteDataError(f"catalogue: there is no kind of unit {given!r}; known are {UNIT_KINDS}")
    own = [each for each in nodes().values() if all(step.applies(kind, parent_kind) for step in path(each.id))]
    filled = {step.id for each in own if not each.group for step in path(each.id)}
    return tuple(each for each in own if each.id in filled)


@cache
def _by_parent() -> Mapping[str | None, tuple[Node, ...]]:
    found: dict[str | None, list[Node]] = {}
    for each in nodes().values():
        found.setdefault(each.parent, []).append(each)
    return {parent: tuple(below) for parent, below in found.items()}


def _checked(each: Node) -> Node:
    article(each.article)
    term(each.term)
    for key in each.channels:
        channel(key)
    for level in each.levels:
        if level not in _LEVELS:
            raise StatuteDataError(f"catalogue: {each.id!r} names the level {level!r}; known are {_LEVELS}")
    return each
