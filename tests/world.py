"""A small county for the tests of the platform: units, people in every role, and items as one needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.publishing.models import Item
from gongkai.units.models import Person, Post, Role, Unit

FACTS = {
    "office_name": "政务公开办公室",
    "office_address": "云溪县和平路1号",
    "office_hours": "工作日上午8:30至12:00，下午14:00至17:30",
    "telephone": "0000-1234567",
    "fax": "0000-1234568",
    "internet_contact": "gk@yunxi.invalid",
}


@dataclass
class World:
    """The units by a short name, and who holds which role in which of them."""

    county: Unit
    office: Unit
    education: Unit
    township: Unit
    street: Unit
    people: dict[tuple[str, str], Person] = field(default_factory=dict)

    @property
    def units(self) -> list[Unit]:
        """All units, the county first."""
        return [self.county, self.office, self.education, self.township, self.street]

    def person(self, unit: Unit, role: str) -> Person:
        """Who holds `role` in `unit`: always somebody else for another role; read anew, as at a new request."""
        key = (unit.code, str(role))
        if key not in self.people:
            person = Person.objects.create(username="-".join(key), name=f"{unit.short_name}{Role(role).label[:3]}")
            person.set_password("云溪县测试口令")
            person.save()
            Post.objects.create(person=person, unit=unit, role=role)
            self.people[key] = person
        return Person.objects.get(pk=self.people[key].pk)

    def staff(self, unit: Unit) -> None:
        """Fill every role in `unit`."""
        for role in Role:
            self.person(unit, role)

    def draft(self, unit: Unit | None = None, *, by: Person | None = None, **fields: Any) -> Item:
        """An item with a first version, written by the author of `unit` (the education bureau) or `by`."""
        unit = unit or self.education
        author = by or self.person(unit, Role.AUTHOR)
        values: dict[str, Any] = {
            "title": "关于2026年义务教育学校招生入学工作的通知",
            "summary": "2026年义务教育学校招生入学的时间、对象和办法。",
            "issuing_body": unit.name,
            "formed_on": date(2026, 3, 2),
            "node": "20.11",
            "body": [("text", "<p>现将2026年义务教育学校招生入学工作有关事项通知如下。</p>")],
        }
        item = Item(unit=unit, created_by=author, live=False, **{**values, **fields})
        item.save()
        item.save_revision(user=author)
        return Item.objects.get(pk=item.pk)

    def published(self, unit: Unit | None = None, **fields: Any) -> Item:
        """An item that went through its whole review chain; what the guard has to say of it is overridden."""
        from gongkai.publishing.services import chain, inspection

        item = self.draft(unit, **fields)
        self.staff(item.unit)
        author = self.person(item.unit, Role.AUTHOR)
        for finding in inspection.inspect(item):
            inspection.override(finding, by=author, reason="测试用的信息")
        chain.submit(item, by=author)
        return sign_all(self, item)


def sign_all(world: World, item: Item) -> Item:
    """Sign each open step of `item` by who holds its role, until it is through."""
    from gongkai.publishing.services import chain

    while (state := Item.objects.get(pk=item.pk).current_workflow_task_state) is not None:
        signer = world.person(item.unit, state.task.specific.role)
        chain.sign(state, by=signer, action="approve", opinion="同意公开")
    return Item.objects.get(pk=item.pk)


def make_world() -> World:
    """Make the county."""
    county = Unit.add_root(
        code="yunxi", name="云溪县人民政府", short_name="云溪县", kind="county", front="000000001", **FACTS
    )

    def add(code: str, name: str, short: str, kind: str, front: str) -> Unit:
        parent = Unit.objects.get(pk=county.pk)
        return parent.add_child(
            code=code, name=name, short_name=short, kind=kind, front=front, supervised_by=county, **FACTS
        )

    return World(
        county=county,
        office=add("yunxi-zfb", "云溪县人民政府办公室", "县政府办", "department", "000000002"),
        education=add("yunxi-jyj", "云溪县教育局", "县教育局", "department", "000000003"),
        township=add("yunxi-qszj", "云溪县青石镇人民政府", "青石镇", "township", "000000004"),
        street=add("yunxi-cgj", "云溪县城关街道办事处", "城关街道", "street", "000000005"),
    )
