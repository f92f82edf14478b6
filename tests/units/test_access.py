"""Who sees which units: the role decides, and whether it reads down the tree."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from gongkai.units.access import READS_DOWN, has_role, units_of
from gongkai.units.models import Person, Post, Role, Unit
from tests.world import World


@pytest.mark.parametrize("role", Role)
def test_a_role_in_the_county_reaches_the_units_below_only_where_it_reads_down(world: World, role: Role) -> None:
    person = world.person(world.county, role)

    seen = set(units_of(person))

    assert seen == (set(world.units) if role in READS_DOWN else {world.county})


@pytest.mark.parametrize("role", Role)
def test_no_role_reaches_up_or_sideways(world: World, role: Role) -> None:
    assert set(units_of(world.person(world.education, role))) == {world.education}


def test_a_role_counts_only_where_it_is_asked_for(world: World) -> None:
    person = world.person(world.education, Role.AUTHOR)

    assert has_role(person, world.education, Role.AUTHOR)
    assert not has_role(person, world.education, Role.HEAD)
    assert not has_role(person, world.township, Role.AUTHOR)


def test_a_disabled_person_sees_nothing(world: World) -> None:
    person = world.person(world.county, Role.SUPERVISOR)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert not units_of(Person.objects.get(pk=person.pk)).exists()


def test_a_unit_whose_path_only_begins_alike_is_not_below(world: World) -> None:
    other = Unit.add_root(code="beixi", name="北溪县人民政府", short_name="北溪县", kind="county", front="000000009")
    person = world.person(world.county, Role.AUDITOR)

    assert other not in units_of(person)


@pytest.mark.django_db
def test_nobody_can_be_put_above_the_review_chain() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create_superuser("root", password="很长的口令一二三", name="超级管理员")


def test_a_person_has_a_role_in_a_unit_once(world: World) -> None:
    person = world.person(world.education, Role.AUTHOR)

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(person=person, unit=world.education, role=Role.AUTHOR)
