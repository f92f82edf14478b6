"""Complaints to the supervising office: taken in, handled in its term, concluded; the unit is not told who complained."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.audit.models import Entry
from gongkai.casework.models import Desk
from gongkai.remedies import counts
from gongkai.remedies.models import Complaint, RemedyFile
from gongkai.remedies.services import complaints, files, people
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.casework.office import day
from tests.remedies.dispute import Dispute


def registered(dispute: Dispute, on: str = "2026-03-02", **facts: Any) -> Complaint:
    """A complaint to the county about the bureau."""
    values = {
        "about": "规范性文件超过二十个工作日没有公开",
        "complainant": "林测试",
        "contact": "0000-7654321",
        "by": dispute.world.person(dispute.world.county, Role.CASE_OFFICER),
        **facts,
    }
    office, unit = values.pop("office", dispute.world.county), values.pop("unit", dispute.unit)
    return complaints.register(office, unit, "complaint", received_on=day(on), **values)


def concluded(dispute: Dispute, complaint: Complaint, on: str = "2026-03-20", **facts: Any) -> Complaint:
    values = {"result": "verified", "order": "rectify", "conclusion": "责令七日内公开", **facts}
    by = dispute.world.person(dispute.world.county, Role.CASE_OFFICER)
    return complaints.conclude(complaint, on=day(on), by=by, **values)


def test_the_office_sets_its_own_term(dispute: Dispute) -> None:
    assert registered(dispute).due_on == day("2026-04-14")  # thirty working days, where it set none
    Desk.objects.create(unit=dispute.world.county, complaint_days=15)
    assert registered(dispute).due_on == day("2026-03-23")


def test_a_verified_complaint_ends_with_an_order_and_its_rectification(dispute: Dispute) -> None:
    complaint = concluded(dispute, registered(dispute), told_on=day("2026-03-21"))
    by = dispute.world.person(dispute.world.county, Role.CASE_OFFICER)
    complaint = complaints.rectified(complaint, on=day("2026-03-27"), by=by)

    assert (complaint.result, complaint.order, complaint.rectified_on) == ("verified", "rectify", day("2026-03-27"))
    assert not Complaint.objects.open().exists()


REFUSED = {
    "a verified complaint without an order": ({"order": ""}, "应当督促整改"),
    "an end before the beginning": ({"on": "2026-03-01"}, "早于收到"),
    "an end in the future": ({"on": "2026-10-31"}, "还没有到"),
    "an end without words": ({"conclusion": " "}, "写明办理情况"),
    "a result that there is not": ({"result": "perhaps"}, "查证结果"),
}


@pytest.mark.parametrize(("facts", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_end_so_does_not_end(dispute: Dispute, facts: dict[str, str], why: str) -> None:
    complaint = registered(dispute)
    with pytest.raises(NotReady, match=why):
        concluded(dispute, complaint, **facts)

    assert Complaint.objects.open().filter(pk=complaint.pk).exists()


def test_the_office_keeps_dated_notes_before_and_after_the_end_and_nobody_else(dispute: Dispute) -> None:
    complaint = registered(dispute)
    by = dispute.world.person(dispute.world.county, Role.CASE_OFFICER)
    complaints.note(complaint, on=day("2026-03-05"), kind="other", text="向县教育局了解情况", by=by)
    concluded(dispute, complaint)
    complaints.note(complaint, on=day("2026-11-09"), kind="other", text="回访", by=by)  # a day that has not come yet
    with pytest.raises(PermissionDenied):
        complaints.note(complaint, on=day("2026-03-05"), kind="other", text="x", by=dispute.officer)
    with pytest.raises(NotReady, match="早于收到的2026-03-02"):
        complaints.note(complaint, on=day("2026-03-01"), kind="other", text="x", by=by)

    assert [note.text for note in complaint.notes.all()] == ["向县教育局了解情况", "回访"]


def test_a_complaint_ends_once(dispute: Dispute) -> None:
    complaint = concluded(dispute, registered(dispute))
    with pytest.raises(NotReady, match="已于2026-03-20办结"):
        concluded(dispute, complaint, result="unverified", order="")


def test_an_office_handles_what_is_below_it(dispute: Dispute) -> None:
    world = dispute.world
    with pytest.raises(NotReady, match="不由云溪县教育局主管"):
        registered(dispute, office=dispute.unit, unit=world.township, by=dispute.officer)


def test_the_unit_learns_of_the_complaint_but_not_who_complained(dispute: Dispute) -> None:
    complaint = registered(dispute)

    assert Complaint.objects.visible_to(dispute.officer).filter(pk=complaint.pk).exists()
    assert "林" not in str(complaint)
    with pytest.raises(PermissionDenied):
        people.reveal(complaint, by=dispute.officer)
    clerk = dispute.world.person(dispute.world.county, Role.CASE_OFFICER)
    assert people.reveal(complaint, by=clerk) == {"complainant": "林测试", "contact": "0000-7654321"}
    assert not Complaint.objects.visible_to(dispute.world.person(dispute.world.street, Role.CASE_OFFICER)).exists()


def test_an_anonymous_complaint_is_taken_in(dispute: Dispute) -> None:
    assert not registered(dispute, complainant="", contact="").complainant


def test_complaints_are_counted_for_the_unit_in_the_year_of_receipt(dispute: Dispute) -> None:
    for on in ("2017-12-29", "2018-01-02", "2018-12-31"):
        registered(dispute, on)

    assert counts.form_2014(dispute.unit, 2018)["s.complaints"] == 2
    assert counts.form_2014(dispute.world.county, 2018)["s.complaints"] == 0


def test_papers_are_sealed_and_read_by_who_keeps_them(dispute: Dispute, settings: Any) -> None:
    suit = dispute.filed("suit", "2026-01-05")
    paper = SimpleUploadedFile("起诉状.txt", "原告林测试请求公开会议纪要".encode())
    kept = files.store(suit, paper, RemedyFile.Kind.APPLICATION, by=dispute.officer)

    stored = b"".join(path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())
    assert "林测试".encode() not in stored
    assert files.content(kept, by=dispute.head).decode() == "原告林测试请求公开会议纪要"
    assert Entry.objects.filter(action="personal_data.read", object_id=str(suit.pk)).exists()
    with pytest.raises(PermissionDenied):
        files.content(kept, by=dispute.world.person(dispute.world.county, Role.CASE_OFFICER))


def test_a_file_that_is_not_what_it_is_called_is_refused(dispute: Dispute) -> None:
    suit = dispute.filed("suit", "2026-01-05")
    with pytest.raises(NotReady):
        files.store(suit, SimpleUploadedFile("判决书.pdf", b"MZ\x90\x00 no pdf"), "decision", by=dispute.officer)

    assert not RemedyFile.objects.exists()
