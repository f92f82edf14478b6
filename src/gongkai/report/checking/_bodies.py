"""The names that a report gives its own unit, and whether another name can mean the same one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gongkai.report.model import Report
from gongkai.statute.bodies import Kind, kind_of

AREAS = ("province", "prefecture", "city", "county")
"""Kinds that govern an area with departments and lower governments in it."""
LOCAL = ("township", "street")
"""The lowest governments: nothing below them reports."""

_GOVERNMENT = re.compile(r"(?:党政|党政综合|综合)?(?:人民政府|政府|办事处|办公厅|办公室|党政办|政府办)+$")
_SUPERIORS = re.compile(r"^.*[省市县区旗州盟](?=.)")
_SUFFIX = re.compile(r"(?:街道|镇|乡|苏木|局|委员会|委|厅|省|市|县|区|旗|州)$")
_ORDINARY = re.compile(r"[和与及]|管理|监督|服务|工作")
_FILLED_BY = re.compile(r"填报单位(?:[(（]盖章[)）])?[:：]?[ \t]*([\u4e00-\u9fff]{2,25})")
_TITLE_TAIL = re.compile(r"(?:关于)?(?:20\d\d|二[〇○零]|政府信息公开|信息公开|政务公开|年度报告).*$", re.DOTALL)


@dataclass(frozen=True)
class Own:
    """The reporting unit as its report names it: `names` from the head table, the title and the statistics table."""

    report: Report

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that says whose report this is, the unit's first."""
        filled = _FILLED_BY.search(self.report.text)
        names = [
            self.report.unit,
            self.title_name,
            self.report.metadata.get("publisher"),
            filled[1] if filled else None,
        ]
        return tuple(dict.fromkeys(name for name in names if name))

    @cached_property
    def title_name(self) -> str | None:
        """The body that the title names, where it is one."""
        name = _TITLE_TAIL.sub("", re.sub(r"\s", "", self.report.title or ""))
        return name if kind_of(name) else None

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of all the names; empty where no name tells its kind."""
        return frozenset(kind.id for kind in map(kind_of, self.names) if kind)

    def only(self, *kinds: str) -> bool:
        """Whether the unit is known, and under every name of one of `kinds`."""
        return bool(self.kinds) and self.kinds <= frozenset(kinds)

    def may_be(self, name: str) -> bool:
        """Whether `name` can mean the unit or one of its superiors; what cannot be told counts as yes."""
        core = stem(name)
        if not core or not self.names:
            return True
        return any(_related(name, core, own) for own in self.names)


def stem(name: str) -> str:
    """What tells a body from others of its kind: 青石 of 云溪县青石镇人民政府, 教育 of 云溪县教育局."""
    bare = _GOVERNMENT.sub("", name)
    last = _SUPERIORS.sub("", bare) or bare
    return _SUFFIX.sub("", last) or _SUFFIX.sub("", bare)


def related(one: str, other: str) -> bool:
    """Whether two names can mean one body, or a body and its superior."""
    return _related(one, stem(one), other)


def _related(name: str, core: str, own: str) -> bool:
    if core in own or stem(own) in name:
        return True
    # 发改局 and 发展和改革局 share no word, only signs.
    return _is_office(name) and _is_office(own) and bool(_signs(core) & _signs(stem(own)))


def _is_office(name: str) -> bool:
    kind: Kind | None = kind_of(name)
    return kind is None or kind.id not in AREAS + LOCAL


def _signs(core: str) -> frozenset[str]:
    return frozenset(_ORDINARY.sub("", core))


def lines_from_end(text: str, count: int) -> Iterator[str]:
    """The last `count` lines of `text` that are not empty, the last first."""
    lines = ("".join(line.split()) for line in reversed(text[-2000:].splitlines()))
    yield from itertools.islice(filter(None, lines), count)
