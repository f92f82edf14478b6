"""The columns of a unit's platform: the five parts that every body's has, alike in name and order (国办公开办函〔2019〕61号)."""

from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from gongkai.portal.head import Column
from gongkai.portal.site import until_changed
from gongkai.units.models import Unit

PARTS = {
    "guide": "政府信息公开指南",
    "rules": "政府信息公开制度",
    "catalogue": "法定主动公开内容",
    "annual": "政府信息公开年报",
    "request": "依申请公开",
}
"""The parts by what stands in their address."""

_ABOUT = {
    "guide": "政府信息的分类、编排体系、获取方式和政府信息公开工作机构的联系方式",
    "rules": "政府信息公开的法律、法规、规章和工作制度",
    "catalogue": "《政府信息公开条例》规定主动公开的政府信息目录",
    "annual": "历年政府信息公开工作年度报告",
    "request": "申请公开政府信息的途径、时限和说明",
}


def column(unit: Unit, part: str) -> Column:
    """The labels of a part of `unit`'s platform."""
    name = PARTS[part]
    return Column(name, f"{unit.name}{_ABOUT[part]}", f"{unit.short_name},政府信息公开,{name}")


def unit_column(unit: Unit) -> Column:
    """The labels of `unit`'s own first page."""
    about = "、".join(PARTS.values())
    return Column(f"{unit.short_name}政府信息公开", f"{unit.name}的{about}", f"{unit.short_name},政府信息公开")


def menu(unit: Unit) -> list[tuple[str, str, str]]:
    """The parts of `unit`'s platform: what stands in the address, the name, the address."""
    return [(part, name, f"/u/{unit.code}/{part}/") for part, name in PARTS.items()]


@dataclass(frozen=True)
class Place:
    """A unit in the tree: itself, and the units above it, the highest first."""

    unit: Unit
    above: list[Unit]

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way from the first page to the unit."""
        return [(each.short_name, f"/u/{each.code}/") for each in (*self.above, self.unit)]


def place(**which: int | str) -> Place:
    """The unit with this `code` or `pk`, kept until something public changes; `Http404` where there is none."""
    ((name, value),) = which.items()
    return until_changed(f"place-{name}-{value}", lambda: _place(which))


def _place(which: dict[str, int | str]) -> Place:
    unit = get_object_or_404(Unit, **which)
    step = Unit.steplen
    paths = [unit.path[:end] for end in range(step, len(unit.path), step)]
    return Place(unit, list(Unit.objects.filter(path__in=paths).order_by("path")) if paths else [])
