"""The units of the county in the database, and who works in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from gongkai.audit.log import record
from gongkai.config.demo import PASSWORD, names
from gongkai.config.demo.places import Place
from gongkai.publishing.models import Channel
from gongkai.publishing.services.outbox import portal_channel
from gongkai.units.models import FormerName, Person, Post, Role, Unit

NOTICE_BOARD = "信息公告栏"


def add_units(places: Sequence[Place], opened: date) -> dict[str, Unit]:
    """Make the units, the county at the top, by code; each with the portal and its notice board as channels."""
    first, *others = places
    root = Unit.add_root(**_facts(first, opened))
    for place in others:
        root.add_child(**_facts(place, opened), supervised_by=root)
    units = {unit.code: unit for unit in Unit.objects.all()}
    for place in places:
        record("unit.created", units[place.code], unit=place.code)
        portal_channel(units[place.code])
    Channel.objects.bulk_create(
        [Channel(unit=units[place.code], kind="notice-board", name=NOTICE_BOARD) for place in places]
    )
    FormerName.objects.bulk_create(
        [
            FormerName(unit=units[place.code], name=place.former, until=place.renamed_on)
            for place in places
            if place.former
        ]
    )
    return units


def add_people(places: Sequence[Place], units: dict[str, Unit], draw: random.Random) -> dict[tuple[str, str], Person]:
    """Somebody in every role of every unit, by unit code and role; their user name is the two with a hyphen between."""
    password = make_password(PASSWORD)
    every = [(place, role) for place in places for role in Role]
    people = [
        Person(
            username=f"{place.code}-{role.value.replace('_', '-')}",
            name=name,
            password=password,
            telephone=place.telephone,
        )
        for (place, role), name in zip(every, names.people(len(every), draw), strict=True)
    ]
    Person.objects.bulk_create(people)
    found = {person.username: person for person in Person.objects.all()}
    by_post = {
        (place.code, role.value): found[person.username] for (place, role), person in zip(every, people, strict=True)
    }
    Post.objects.bulk_create(
        [Post(person=person, unit=units[code], role=role) for (code, role), person in by_post.items()]
    )
    return by_post


def _facts(place: Place, opened: date) -> dict[str, Any]:
    return {
        "code": place.code,
        "name": place.name,
        "short_name": place.short,
        "kind": place.kind,
        "front": place.front,
        "office_name": place.office,
        "office_address": f"云溪县和平路{place.number}号",
        "office_hours": "工作日上午8:30至12:00，下午14:00至17:30",
        "telephone": place.telephone,
        "fax": f"{place.telephone[:-1]}1",
        "internet_contact": f"{place.code}@yunxi.invalid",
        "postcode": "000000",
        "guide_text": "本机关由办公室负责政府信息公开日常工作，现场申请请提前电话预约，行动不便的可以委托他人办理。",
        "facts_changed_on": opened,
        "opened_on": opened,
    }
