"""What kind of body a unit is, told from its name, and what that kind can do.

A name tells less than an organisation chart: where it does not tell, the answer is `None` and whoever asks stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.statute.loading import build, read_toml

RULE_MAKERS = ("state", "province", "prefecture")
"""The kinds that make rules (规章): 规章制定程序条例 Art. 14(1), article id `rules-makers`."""

_BLANK = re.compile(r"\s+")
_BRACKETS = re.compile(r"[(（\[【〔][^()（）]*[)）\]】〕]$")
_GOVERNMENT = re.compile(r"(人民政府|政府|办事处|办公厅|办公室)+$")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body: its id, its Chinese name, the patterns of its names and the kinds that such a name may really be."""

    id: str
    label: str
    patterns: tuple[str, ...]
    may_be: tuple[str, ...] = ()

    def among(self, ids: Iterable[str]) -> bool | None:
        """Whether a body of this kind is one of the kinds in `ids`; `None` where its name leaves it open."""
        known = set(ids)
        if self.id in known:
            return True
        if not self.may_be:
            return False
        hits = [other in known for other in self.may_be]
        return hits[0] if all(hits) or not any(hits) else None


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by id, in the order in which names are tried on them."""
    entries = read_toml("gongkai.statute", "bodies.toml")["kinds"]
    return {entry["id"]: build(Kind, entry) for entry in entries}


@cache
def kind_of(name: str) -> Kind | None:
    """The kind of the body called `name`; `None` where the name cannot tell (a hospital, a branch office, a village)."""
    cleaned = _BRACKETS.sub("", _BLANK.sub("", name))
    for kind in kinds().values():
        if any(re.search(pattern, cleaned) for pattern in kind.patterns):
            return kind
    return None


def can_make_rules(kind: Kind | None) -> bool | None:
    """Whether a body of this kind can make rules (规章); `None` where that cannot be told, as for a city of unknown level."""
    return kind.among(RULE_MAKERS) if kind else None


def same_body(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean the same body: one is the other with its superiors before it; `None` where a name is missing."""
    if not one or not other:
        return None
    first, second = (_GOVERNMENT.sub("", _BRACKETS.sub("", _BLANK.sub("", name))) for name in (one, other))
    return bool(first and second) and (first.endswith(second) or second.endswith(first))
