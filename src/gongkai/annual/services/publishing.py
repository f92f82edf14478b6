"""Publishing a report, and correcting a published one: each edition stays as it was, and all stay public."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.annual.checking import recheck
from gongkai.annual.files import file_of
from gongkai.annual.models import AnnualReport, Edition, Source, State
from gongkai.annual.written import cells_of, written
from gongkai.audit.log import record
from gongkai.publishing.html import clean
from gongkai.publishing.models import Item
from gongkai.publishing.services import publication
from gongkai.report.writing import Written, body
from gongkai.typesetting import UnprintableError
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady

NODE = "20.15"
"""Where reports stand in the catalogue: what other rules demand to be public (Arts. 20(15), 49)."""
ORIGIN = "annual"
"""What the item of a report is from; its `origin_id` is the year."""


@transaction.atomic
def publish(report: AnnualReport, *, why: str = "", by: Person) -> Edition:
    """Make a signed report public: its page, its place in the catalogue. A further edition (勘误) says `why`.

    Its files are made when somebody asks for them, the PDF now: what cannot be printed is told before it is public.

    The signatures are its review: statistician, office head and the body's head signed exactly these figures and words.
    """
    report = AnnualReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if not has_role(by, report.unit_id, Role.STATISTICIAN, Role.OFFICE_HEAD, Role.HEAD):
        raise PermissionDenied("只有本机构编写、签署年度报告的人员可以公布。")
    if report.state != State.SIGNED:
        raise NotReady(f"报告的状态是“{report.get_state_display()}”，机构负责人签署以后才能公布。")
    before = report.editions.order_by("-number").first()
    if before is not None and not why.strip():
        raise NotReady("报告已经公布过，再次公布的是勘误，请写明更正了什么、为什么。")
    printed = written(report)
    item = _item(report, printed, before.item if before else None, why, by)
    edition = Edition.objects.create(
        report=report,
        number=before.number + 1 if before else 1,
        why=why.strip(),
        content=content(report, printed),
        item=item,
        published_on=today(),
        by=by,
    )
    try:
        file_of(edition, "pdf")
    except UnprintableError as error:
        raise NotReady(str(error)) from None
    report.state = State.PUBLISHED
    report.save(update_fields=["state"])
    record("annual.published", report, by=by, unit=report.unit.code, after={"edition": edition.number, "why": why})
    return edition


@transaction.atomic
def correct(report: AnnualReport, *, why: str, by: Person) -> AnnualReport:
    """Open a published report for a correction. What was published stays public until the corrected edition is signed and published."""
    report = AnnualReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if not has_role(by, report.unit_id, Role.STATISTICIAN):
        raise PermissionDenied("只有本机构的统计员可以更正年度报告。")
    if report.state != State.PUBLISHED:
        raise NotReady("只有已经公布的报告才需要勘误；还没有公布的，退回修改即可。")
    if not why.strip():
        raise NotReady("请写明要更正什么。")
    report.signatures.all().delete()
    report.state, report.signed_on, report.fixed = State.DRAFT, None, None
    report.accepted_at = None  # what the office above accepted is no more
    report.save()
    recheck(report)
    record("annual.correcting", report, by=by, unit=report.unit.code, after={"why": why})
    return report


def content(report: AnnualReport, printed: Written) -> dict[str, Any]:
    """An edition as JSON: what was printed, and where each figure is from."""
    return {
        "form": report.form_id,
        "unit": report.name,
        "year": report.year,
        "title": printed.title,
        "lead": printed.lead,
        "sections": [{"heading": part.heading, "text": part.text} for part in printed.parts],
        "cells": cells_of(report),
        "sources": dict(report.figures.exclude(source=Source.COUNTED).values_list("code", "source")),
        "signed": report.signed_on.isoformat() if report.signed_on else None,
    }


def _item(report: AnnualReport, printed: Written, before: Item | None, why: str, by: Person) -> Item:
    """The item under which the catalogue has the report; a correction is a change of the same item."""
    item = before or Item(unit=report.unit, created_by=by, live=False, origin=ORIGIN, origin_id=str(report.year))
    item.title = printed.title
    item.summary = f"{report.name}{report.year}年度政府信息公开工作的统计数据、问题和改进情况。"
    item.issuing_body = report.name
    item.formed_on = report.signed_on
    item.node = NODE
    item.body = [("imported", clean(body(printed)))]
    if before is not None:
        item.changed_on, item.change_reason = today(), f"勘误：{why.strip()}"[:200]
    if before is None:
        item.save()
    return publication.publish(item, item.save_revision(user=by), by=by)
