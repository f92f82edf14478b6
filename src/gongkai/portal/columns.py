"""The columns of a unit's platform: the five parts that every body's has, alike in name and order (国办公开办函〔2019〕61号)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from gongkai.casework.models import Logged
from gongkai.portal.head import Column
from gongkai.portal.prepared import Prepared
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
LOG = "requests"
NAMES = {**PARTS, LOG: "公开申请记录"}
"""What has an entry in the menu: the parts, and the disclosure log where there is anything in it."""

_ABOUT = {
    "guide": "政府信息的分类、编排体系、获取方式和政府信息公开工作机构的联系方式",
    "rules": "政府信息公开的法律、法规、规章和工作制度",
    "catalogue": "《政府信息公开条例》规定主动公开的政府信息目录",
    "annual": "历年政府信息公开工作年度报告",
    "request": "申请公开政府信息的途径、时限和说明",
    LOG: "公开申请的内容和答复，不含申请人的个人信息",
}


def column(unit: Unit, part: str) -> Column:
    """The labels of a part of `unit`'s platform."""
    name = NAMES[part]
    return Column(name, f"{unit.name}{_ABOUT[part]}", f"{unit.short_name},政府信息公开,{name}")


def unit_column(unit: Unit) -> Column:
    """The labels of `unit`'s own first page."""
    about = "、".join(PARTS.values())
    return Column(f"{unit.short_name}政府信息公开", f"{unit.name}的{about}", f"{unit.short_name},政府信息公开")


def menu(unit: Unit) -> list[tuple[str, str, str]]:
    """The parts of `unit`'s platform, and its disclosure log: what stands in the address, the name, the address."""
    logged = until_changed(f"logged-{unit.pk}", lambda: Logged.objects.filter(case__unit=unit.pk).exists())
    return [(part, name, f"/u/{unit.code}/{part}/") for part, name in NAMES.items() if part != LOG or logged]


_FIELDS = [field.attname for field in Unit._meta.concrete_fields]


def _unit_by(name: str, kind: type[int] | type[str]) -> Prepared:
    return Prepared(lambda value: Unit.objects.filter(**{name: value}).values_list(*_FIELDS), kind)


_UNIT = {"pk": _unit_by("pk", int), "code": _unit_by("code", str), "path": _unit_by("path", str)}


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
    """The unit with this `code`, `path` or `pk`, kept until something public changes; `Http404` where there is none."""
    ((name, value),) = which.items()
    return until_changed(f"place-{name}-{value}", lambda: _place(name, value))


def _place(name: str, value: int | str) -> Place:
    rows = _UNIT[name](value)
    if not rows:
        raise Http404(f"no unit with {name} {value!r}")
    unit = Unit.from_db("default", _FIELDS, rows[0])
    parent = unit.path[: -Unit.steplen]
    if not parent:
        return Place(unit, [])
    above = place(path=parent)
    return Place(unit, [*above.above, above.unit])
