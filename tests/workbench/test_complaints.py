"""Complaints on the workbench's screens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.remedies.models import Complaint
from gongkai.units.models import Role
from tests.workbench.contested import NAME, TODAY, a_complaint
from tests.workbench.desk import signed_in
from tests.world import World

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _today(settings: Any, tmp_path: Any) -> None:
    settings.TODAY = TODAY
    settings.MEDIA_ROOT = tmp_path


def test_a_complaint_is_taken_in_concluded_and_rectified_by_the_office_alone(world: World) -> None:
    client = signed_in(world, Role.CASE_OFFICER, world.county)
    data = {
        "office": world.county.pk, "unit": world.education.pk, "kind": "complaint", "about": "县教育局逾期不答复",
        "received_on": "2026-11-02", "complainant": NAME, "contact": "0000-7654321",
    }  # fmt: skip
    told = client.post(reverse("complaints:add"), data, follow=True).content.decode()
    complaint = Complaint.objects.get()
    assert "最迟2026年12月14日办结" in told
    assert NAME not in told
    conclude = reverse("complaints:conclude", args=[complaint.pk])
    ruling = {"on": "2026-11-19", "result": "verified", "order": "", "conclusion": "逾期属实。"}
    assert "应当督促整改或者通报批评" in client.post(conclude, ruling).content.decode()
    told = client.post(conclude, {**ruling, "order": "rectify"}, follow=True).content.decode()
    assert "还没有完成" in told
    client.post(reverse("complaints:rectified", args=[complaint.pk]), {"on": "2026-11-20"})
    complaint.refresh_from_db()
    assert (complaint.result, complaint.rectified_on) == ("verified", TODAY)


def test_the_unit_complained_about_sees_what_it_is_about_but_never_who_complained(world: World) -> None:
    complaint = a_complaint(world)
    theirs = signed_in(world, Role.CASE_OFFICER)
    told = theirs.get(reverse("complaints:page", args=[complaint.pk])).content.decode()
    assert "县教育局逾期不答复" in told
    assert NAME not in told
    assert theirs.post(reverse("complaints:reveal", args=[complaint.pk])).url == reverse("wagtailadmin_home")
    for name in ("conclude", "rectified", "add_file", "note"):
        assert theirs.get(reverse(f"complaints:{name}", args=[complaint.pk])).url == reverse("wagtailadmin_home")
    office = signed_in(world, Role.CASE_OFFICER, world.county)
    note = {"on": "2026-11-09", "kind": "other", "text": "询问了当事人"}
    told = office.post(reverse("complaints:note", args=[complaint.pk]), note, follow=True).content.decode()
    assert "询问了当事人" in told
    assert "询问了当事人" not in theirs.get(reverse("complaints:page", args=[complaint.pk])).content.decode()
    told = office.post(reverse("complaints:reveal", args=[complaint.pk])).content.decode()
    assert NAME in told
    assert "0000-7654321" in told
    assert Entry.objects.filter(action="personal_data.read", object_type="remedies.complaint").count() == 1
    elsewhere = signed_in(world, Role.CASE_OFFICER, world.office)
    assert elsewhere.get(reverse("complaints:page", args=[complaint.pk])).status_code == 404
    assert complaint.about not in elsewhere.get(reverse("complaints:index")).content.decode()


def test_a_complaint_that_is_due_stands_on_the_home_page_of_the_office_not_of_the_unit(world: World) -> None:
    a_complaint(world, received_on=date(2026, 10, 12))
    home = reverse("wagtailadmin_home")
    assert "县教育局逾期不答复" in signed_in(world, Role.CASE_OFFICER, world.county).get(home).content.decode()
    assert "县教育局逾期不答复" not in signed_in(world, Role.CASE_OFFICER).get(home).content.decode()
