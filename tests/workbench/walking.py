"""Going through every address of the platform with somebody's objects as arguments."""

from __future__ import annotations

import copy
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from gongkai.casework.rules import MOVES
from gongkai.publishing.models import Channel, Delivery, File, Finding, ImportJob, Item, Release
from gongkai.remedies.rules import MOVES as REMEDY_MOVES
from gongkai.units.models import FormerName, Person, Post, Role, Unit
from tests.world import World

MARK = "谷雨标记"
"""A word that stands in everything of the other unit that is not public."""


@dataclass
class Belongings:
    """What a unit has, one of each kind: the arguments with which addresses are tried."""

    unit: Unit
    draft: Item
    reviewed: Item
    objects: dict[str, Any] = field(default_factory=dict)

    def values(self, namespace: str, name: str) -> list[Any]:
        """What to put for the argument `name` of an address in `namespace`."""
        both = [self.draft.pk, self.reviewed.pk]
        if name in ("code", "unit"):
            return [self.unit.code]
        if name == "move":
            return list(REMEDY_MOVES if namespace == "remedies" else MOVES)
        if name == "year":
            return [self.objects["report"].year]
        if name == "paper":
            return [self.objects[f"{namespace}_paper"].pk]
        if name in self.objects and namespace.startswith(("case", "annual")):
            return [getattr(self.objects[name], "pk", self.objects[name])]
        if name == "finding":
            return [self.objects["finding"].pk]
        if name in ("post", "former", "release", "channel"):
            return [self.objects[name].pk]
        if name in ("revision_id", "revision_id_a", "revision_id_b"):
            return [self.draft.latest_revision_id]
        if name == "pk":
            if namespace in ("items", "item_chooser"):
                return both
            kinds = {
                "units": "unit", "chains": "unit", "people": "person", "channels": "channel", "deliveries": "delivery",
                "imports": "job", "tokens": "token", "audit": "entry", "calendars": "calendar", "words": "word",
                "file_chooser": "file", "": "file", "cases": "case", "case_entry": "case",
                "remedies": "proceeding", "complaints": "complaint", "annual": "report",
            }  # fmt: skip
            return [self.objects[kinds[namespace]].pk] if namespace in kinds else both
        words = {
            "app_label": "publishing", "model_name": "item", "object_id": self.draft.pk, "external_id": MARK,
            "index_number": "000000002-2026-00001", "action": "delete", "action_name": "approve", "kind": "csv",
            "uidb64": "MQ", "token": "a-b", "name": "a.txt", "part": 1, "filter_spec": "max-1x1",
            "content_type_app_name": "wagtailcore", "content_type_model_name": "page", "app_name": "publishing",
        }  # fmt: skip
        return [words.get(name, self.draft.pk)]


def belongings(world: World, unit: Unit, mark: str) -> Belongings:
    """Give `unit` people in every role and one object of every kind, `mark` in each."""
    from gongkai.api.tokens import issue
    from gongkai.audit.models import Entry
    from gongkai.publishing.services import chain, files
    from gongkai.units.models import Calendar

    world.staff(unit)
    author, admin = world.person(unit, Role.AUTHOR), world.person(unit, Role.ADMINISTRATOR)
    text = {"summary": mark, "keywords": mark, "body": [("text", f"<p>{mark}正文。</p>")]}
    draft = world.draft(unit, title=f"{mark}草稿", **text)
    rule = {
        "normative": True,
        "node": "20.1.normative",
        "document_number": "云政规〔2026〕1号",
        "expires_on": date(2031, 11, 2),
    }
    reviewed = world.draft(unit, title=f"{mark}送审稿", **rule, **text)
    Person.objects.filter(posts__unit=unit).update(telephone=mark)
    file = files.store_bytes(mark.encode(), f"{mark}.txt", unit=unit, by=author)
    chain.submit(reviewed, by=author)
    finding = Finding.objects.create(
        item=draft, rule="r", severity="warning", place=mark, message=mark, fingerprint=mark, quote=mark
    )
    channel = Channel.objects.create(
        unit=unit,
        kind="kiosk",
        name=f"{unit.short_name}公告栏",
        adapter="webhook",
        address=f"https://a.invalid/{mark}",
    )
    release = Release.objects.create(item=draft, channel=channel, place=mark)
    delivery = Delivery.objects.create(
        release=release, event="publish", next_at=timezone.now(), state="dead", error=mark
    )
    job = ImportJob.objects.create(unit=unit, file=file, by=admin, state="done", problems=[{"row": 2, "reason": mark}])
    token, _ = issue(
        unit, name=mark, scopes=["items:push"], responsible=author, expires_on=timezone.localdate(), by=admin
    )
    objects = {
        "unit": unit, "person": author, "post": Post.objects.get(person=author, unit=unit), "file": file,
        "finding": finding, "channel": channel, "delivery": delivery, "job": job, "token": token,
        "entry": Entry.objects.filter(unit=unit.code).last(),
        "calendar": Calendar.objects.get_or_create(year=2098, defaults={"notice": "通知", "off": ["2098-01-01"]})[0],
        "word": _word(), "former": FormerName.objects.create(unit=unit, name="旧称"), "release": release,
        **_requests(world, unit, mark), **_remedies(world, unit, mark),
        **_reports(world, unit, mark, file),
    }  # fmt: skip
    return Belongings(unit, Item.objects.get(pk=draft.pk), Item.objects.get(pk=reviewed.pk), objects)


def _requests(world: World, unit: Unit, mark: str) -> dict[str, Any]:
    """A request being handled, with one of everything that can hang on it."""
    from gongkai.casework.models import CaseFile, Logged
    from gongkai.casework.services import answering, files, handling, intake, letters, reminding
    from gongkai.units.calendars import today

    officer, on = world.person(unit, Role.CASE_OFFICER), today()
    who = intake.Who("business", mark, telephone="0000-1234567", address=mark)
    case, _ = intake.register(unit, who, intake.What(mark, mark), way="in_person", arrived_on=on, by=officer)
    asked = handling.consult(case, "internal", name=mark, question=mark, on=on, by=officer)
    handling.record_search(case, on=on, place=mark, words=mark, period=mark, result=mark, by=officer)
    handling.note(case, mark, by=officer)
    file = files.store(case, SimpleUploadedFile(f"{mark}.txt", mark.encode()), CaseFile.Kind.EVIDENCE, by=officer)
    demand = reminding.demand(case, text=mark, by=world.person(unit, Role.SUPERVISOR))
    answering.draft(case, "granted", stated={"provided": mark}, by=officer)
    letter = letters.make(case, "receipt", {}, by=officer)
    Logged.objects.create(
        case=case, title="甲", asked="甲", answered="乙", by=officer
    )  # everybody reads it: without the mark
    return {
        "officer": officer, "case": case, "asked": asked, "casefile": file, "demand": demand, "letter": letter, "way": "ordinary_post",
        "ending": "pdf", "letter_kind": "receipt",
    }  # fmt: skip


def _remedies(world: World, unit: Unit, mark: str) -> dict[str, Any]:
    """A review and a complaint that the unit handles, each with a file."""
    from gongkai.remedies.models import RemedyFile
    from gongkai.remedies.services import complaints, files, filing, handling
    from gongkai.units.calendars import today

    officer, on = world.person(unit, Role.CASE_OFFICER), today()
    who = filing.Claimant(mark, person=False)
    review = filing.register(
        unit, "review", "proactive", about=mark, body=mark, filed_on=on, claimant=who, copy_received_on=on, by=officer
    )
    handling.note(review, on=on, kind="hearing", text=mark, by=officer)
    complaint = complaints.register(
        unit, unit, "complaint", about=mark, received_on=on, complainant=mark, contact=mark, by=officer
    )
    papers = [
        files.store(of, SimpleUploadedFile(f"{mark}.txt", mark.encode()), RemedyFile.Kind.OTHER, by=officer)
        for of in (review, complaint)
    ]
    return {
        "proceeding": review, "complaint": complaint, "remedies_paper": papers[0], "complaints_paper": papers[1],
    }  # fmt: skip


def _reports(world: World, unit: Unit, mark: str, file: File) -> dict[str, Any]:
    """A report that is being written, remarked on, with last year's uploaded and a day of the unit's own."""
    from gongkai.annual.models import Entered, Figure, LocalDay, Part, Reading, Remark, Source
    from gongkai.annual.services import opening
    from gongkai.units.calendars import today

    by, year, cell = world.person(unit, Role.STATISTICIAN), today().year - 1, "t2.licensing.decisions"
    report = opening.fresh(unit, year)
    report.lead = mark
    report.save()
    Entered.objects.create(report=report, code=cell, value=1, why=mark, by=by)
    Figure.objects.create(report=report, code=cell, value=1, source=Source.ENTERED)
    Part.objects.create(report=report, position=0, heading="一、总体情况", text=mark)
    remark = Remark.objects.create(report=report, code=cell, text=mark, by=by)
    content = {"form": "2021", "cells": {}, "sections": [{"heading": "一、总体情况", "text": mark}]}
    reading = Reading.objects.create(unit=unit, year=year - 1, file=file, content=content, by=by)
    day = LocalDay.objects.create(
        office=unit, year=year, kind="township", day=date(year + 1, 1, 20), ground=mark, by=by
    )
    return {
        "report": report, "cell": cell, "position": 0, "remark": remark, "reading": reading, "day": day,
    }  # fmt: skip


def _word() -> Any:
    from gongkai.publishing.models import Word

    return Word.objects.get_or_create(wrong="布暑", defaults={"right": "部署"})[0]


def addresses(of: Belongings, *, closed: bool = False) -> Iterator[tuple[str, str]]:
    """Every address that the platform answers at, as (name of its view, path), filled in with what is `of` somebody.

    With `closed` those of Wagtail's behind which the workbench puts nothing, else all others.
    """
    yield from _addresses(get_resolver().url_patterns, "", of, (), closed)


def _addresses(
    patterns: list[URLPattern | URLResolver], prefix: str, of: Belongings, namespaces: tuple[str, ...], closed: bool
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _addresses(pattern.url_patterns, prefix + str(pattern.pattern), of, inside, closed)
        elif getattr(pattern.callback, "closed", False) != closed:
            continue
        elif pattern.name is None:
            yield f"{prefix}{pattern.pattern}", "/" + re.sub(r"[\^$].*", "nothing/", prefix + str(pattern.pattern))
        else:
            yield from _filled(":".join((*namespaces, pattern.name)), pattern, of, (namespaces or ("",))[-1])


def _filled(view: str, pattern: URLPattern, of: Belongings, namespace: str) -> Iterator[tuple[str, str]]:
    names = list(pattern.pattern.converters) or list(getattr(pattern.pattern.regex, "groupindex", {}))
    for values in itertools.product(*(of.values(namespace, name) for name in names)):
        try:
            path = reverse(view, kwargs=dict(zip(names, values, strict=True)))
        except NoReverseMatch:
            count = pattern.pattern.regex.groups
            path = reverse(view, args=[of.draft.pk, *(["live"] * (count - 1))])
        yield view, path


def payload(of: Belongings, other: Unit) -> dict[str, Any]:
    """What is posted everywhere: enough for most forms to go through where nothing stops them."""
    return {
        "title": "改动", "unit": of.unit.pk, "parent": of.unit.pk, "comment": "同意", "opinion": "同意", "reason": "测试的理由",
        "action-submit": "1", "action-publish": "1", "action": "approve", "on": "2026-11-20", "kind": "repealed",
        "by_text": "依据", "role": "administrator", "roles": ["author"], "name": "改动", "short_name": "改动", "code": "changed",
        "front": "000000099", "username": "changed", "wrong": "帐单", "right": "账单", "note": "", "year": "2099",
        "notice": "通知", "off": "2099-01-01", "worked": "", "place": "公告栏", "scopes": ["items:push"], "dry_run": "on",
        "responsible": of.objects["person"].pk, "expires_on": "2027-06-01", "workflow": "3", "openness": "proactive",
        "issuing_body": "改动", "formed_on": "2026-11-02", "node": "20.11", "body-count": "0", "attachments-TOTAL_FORMS": "0",
        "attachments-INITIAL_FORMS": "0", "joint_issuers-TOTAL_FORMS": "0", "joint_issuers-INITIAL_FORMS": "0",
        "channel": of.objects["channel"].pk, "adapter": "", "address": "", "supervised_by": other.pk, "form": "confirm",
        "arrived_on": "2026-11-02", "description": "改动", "telephone": "0000-1234567", "title1": "甲", "text1": "甲",
        "title2": "乙", "text2": "乙", "content": "", "letter": "receipt", "days": "5", "what": "改动", "guidance": "改动",
        "question": "改动", "period": "改动", "words": "改动", "result": "改动", "figures": "改动", "until": "2027-01-08",
        "correction_days": "15", "complaint_days": "30", "keep_years": "5",
        "court": "改动", "officer": of.objects["officer"].pk, "provided": "改动",
        "group": "review", "contested": "proactive", "about": "改动", "claimant": "云溪县测试企业", "body": "改动",
        "filed_on": "2026-11-02", "office": of.unit.pk, "received_on": "2026-11-20", "outcome": "review.upheld",
        "decided_on": "2026-11-20", "conclusion": "改动",
        "value": "2", "why": "改动", "fingerprint": "改动", "version": "1", "day": "2099-01-01",
        "q": MARK, "text": MARK, "external-link-chooser-url": "https://a.invalid/",
    }  # fmt: skip


KINDS = {
    "case_entry": "business",
    "cases": "internal",
    "complaints": "complaint",
    "remedies": "other",
    "units": "department",
    "channels": "kiosk",
    "words": "错别字",
}
"""What the field `kind` takes in a namespace, where it is not that of an ending."""


def shown(response: HttpResponseBase) -> str:
    """All that a response tells, packed or not."""
    content = response.getvalue()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return content.decode("utf-8", "replace") + headers


NOISE = {
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailusers_userprofile",
    "wagtailadmin_formstate",
    "publishing_views",
}
"""Tables that a request may write about itself: nothing in them is anybody's record."""
_WRITE = re.compile(
    r'^\s*(?:INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE
)


def state() -> dict[str, list[Any]]:
    """Every row of every table that holds somebody's records."""
    tables = [
        name for name in connection.introspection.table_names() if not name.startswith(("publishing_search", "django_"))
    ]
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(tables) - NOISE):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def try_it(client: Client, method: str, path: str, data: Any, before: dict[str, list[Any]]) -> tuple[Any, set[str]]:
    """The answer to one request, undone afterwards, and the tables in which it left something changed."""
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (match := _WRITE.match(sql)) and match[1] not in NOISE:
            written.add(match[1])
        return execute(sql, params, many, context)

    signed_in = copy.deepcopy(client.cookies)
    with undone(), connection.execute_wrapper(watch):
        response = getattr(client, method)(path, data)
        response.told = shown(response)  # while what it streams can still be read
        client.cookies = signed_in
        if not written:
            return response, set()
        after = state()
        return response, {table for table in written & set(after) if after[table] != before[table]}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is as if it had not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


__all__ = ["MARK", "Belongings", "File", "addresses", "belongings", "payload", "shown", "state", "try_it"]
