"""Which units a person may see or act in. Every list and every object of portal, workbench and API is limited through here, by query."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from gongkai.units.models import Person, Post, Role, Unit, UnitQuerySet

READS_DOWN = frozenset({Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR})
"""Roles that reach from their unit to all below it."""
EVERY_ROLE = frozenset(Role)
REVIEWERS = frozenset({Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER, Role.FINAL_REVIEWER})


def units_of(person: Person, roles: Collection[str] = EVERY_ROLE) -> UnitQuerySet:
    """The units in which `person` has one of `roles`, with all units below for the roles that read down the tree."""
    if not person.is_authenticated or not person.is_active:
        return Unit.objects.none()
    where = Q(pk__in=[])
    for role, unit_id, path in posts_of(person):
        if role in roles:
            where |= Q(path__startswith=path) if role in READS_DOWN else Q(pk=unit_id)
    return Unit.objects.filter(where)


def units_down(person: Person, roles: Collection[str]) -> UnitQuerySet:
    """The units in which `person` has one of `roles`, with all units below, however far the role itself reaches: for what is handed up."""
    where = Q(pk__in=[])
    for role, _, path in posts_of(person) if person.is_authenticated and person.is_active else ():
        if role in roles:
            where |= Q(path__startswith=path)
    return Unit.objects.filter(where)


def has_role(person: Person, unit: Unit | int, *roles: str) -> bool:
    """Whether `person` has one of `roles` in `unit` or, for roles that read down, above it."""
    return units_of(person, roles).filter(pk=getattr(unit, "pk", unit)).exists()


def has_role_anywhere(person: Person, *roles: str) -> bool:
    """Whether `person` has one of `roles` in any unit."""
    if not person.is_authenticated or not person.is_active:
        return False
    return any(role in roles for role, _, _ in posts_of(person))


def posts_of(person: Person) -> list[tuple[str, int, str]]:
    """The posts of `person` as (role, unit's id, unit's path), read once for each person object (that is, once a request)."""
    if not hasattr(person, "_posts"):
        person._posts = list(person.posts.values_list("role", "unit_id", "unit__path"))
    return person._posts


def people_of(units: QuerySet[Unit]) -> QuerySet[Person]:
    """The people with a post in one of `units`."""
    return Person.objects.filter(pk__in=Post.objects.filter(unit__in=units).values("person"))
