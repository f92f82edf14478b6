"""Reports that were published elsewhere, read from their files: last year's, or those of a unit that is not on the platform."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from gongkai.annual.models import MOST, Reading
from gongkai.audit.log import record
from gongkai.publishing.models import File
from gongkai.publishing.services.files import store_bytes
from gongkai.report.checking import check
from gongkai.report.output import report_json
from gongkai.report.reading import read_bytes
from gongkai.report.writing.grid import printed
from gongkai.statute.bodies import same_body
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.untrusted import UnreadableError
from gongkai.untrusted.uploads import MEDIA_TYPES, safe_name


@transaction.atomic
def upload(unit: Unit, year: int, file: UploadedFile, *, by: Person) -> Reading:
    """Read the published report of `unit` for `year` from a file.

    What does not balance in it is told in `findings`: nothing is mended here, and no government adds it up. Raises `NotReady` (in
    Chinese) for a file that cannot be read, has no statutory table, or is another unit's or year's.
    """
    if not has_role(by, unit, Role.STATISTICIAN) and not _above(unit, by):
        raise PermissionDenied("只有本机构的统计员和上级主管部门的监督员可以上传已公布的报告。")
    data = file.read()
    try:
        read = read_bytes(data, file.name or "")
    except UnreadableError as error:
        raise NotReady(str(error)) from None
    if read.form == "none" or not read.cells:
        raise NotReady("文件里没有找到年度报告的法定表格，请上传报告本身（网页、Word、PDF或者Excel都可以）。")
    if read.year != year:
        told = f"{read.year}年度" if read.year else "没有写明年度"
        raise NotReady(f"这份报告是{told}的，不是{year}年度的，请核对。")
    if not _may_be(unit, read.unit):
        raise NotReady(f"这份报告是“{read.unit}”的，不是{unit.name}的，请核对。")
    if (most := max((value for value in read.cells.values() if value), key=abs, default=0)) and abs(most) >= MOST:
        raise NotReady(
            f"从文件里读出一个不可能有的数“{printed(most)}”：可能几个格连写在一起，请核对文件，或者换一种格式上传。"
        )
    findings = [{"severity": each.severity, "message": each.message, "cells": list(each.cells)} for each in check(read)]
    reading = Reading.objects.create(
        unit=unit,
        year=year,
        file=_kept(data, file.name or "", unit, by),
        content=json.loads(report_json(read)),
        findings=[each for each in findings if each["severity"] != "note"],
        by=by,
    )
    record("annual.uploaded", reading, by=by, unit=unit.code, after={"year": year, "findings": len(reading.findings)})
    return reading


def _kept(data: bytes, name: str, unit: Unit, by: Person) -> File:
    """The file as it came; a web page, which nobody may be served from here, in a zip."""
    if PurePath(name).suffix.lower().lstrip(".") in MEDIA_TYPES:
        return store_bytes(data, name, unit=unit, by=by)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(safe_name(name)), data)
    return store_bytes(packed.getvalue(), f"{PurePath(name).stem or '报告'}.zip", unit=unit, by=by)


def _above(unit: Unit, by: Person) -> bool:
    return any(
        unit.path.startswith(post.unit.path) for post in by.posts.filter(role=Role.SUPERVISOR).select_related("unit")
    )


def _may_be(unit: Unit, name: str | None) -> bool:
    """Whether a report that goes by `name` may be the one of `unit`: a government's and its office's names are alike, not their figures."""
    if name in (unit.name, unit.short_name, *unit.former_names.values_list("name", flat=True)):
        return True
    anothers = Unit.objects.filter(Q(name=name) | Q(short_name=name)).exclude(pk=unit.pk).exists()
    return same_body(name, unit.name) is not False and not anothers
