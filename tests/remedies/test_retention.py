"""Personal data of reviews, lawsuits and complaints goes after its time, and that of a request not while it is fought over."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework.models import Desk
from gongkai.remedies import counts
from gongkai.remedies.models import Complaint, Proceeding, RemedyFile
from gongkai.remedies.services import files, handling, retention
from gongkai.units.models import Role
from tests.casework.office import day
from tests.remedies.dispute import Dispute


def test_a_request_that_is_fought_over_is_kept_until_the_fight_is_old(dispute: Dispute) -> None:
    case = dispute.refused("2020-03-02", "2020-03-10")
    dispute.on("2026-10-30")
    suit = dispute.filed("suit", "2020-08-03", case)
    assert retention.erase_old(day("2026-10-30")) == 0

    dispute.judged(suit, "claims_rejected", "2021-12-06", effective="2021-12-24")
    assert retention.erase_old(day("2026-12-23")) == 0
    assert dispute.now(case).applicant.name.open() == "林测试"

    assert retention.erase_old(day("2026-12-25")) == 2
    assert not dispute.now(case).applicant.name
    assert not dispute.of(suit).claimant


def test_what_is_erased_leaves_no_name_no_word_no_paper_and_every_count(
    dispute: Dispute, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    review = dispute.filed("review", "2019-06-03")
    files.store(review, SimpleUploadedFile("申请书.txt", "林测试".encode()), "application", by=dispute.officer)
    handling.note(review, on=day("2019-06-10"), kind="hearing", text="听取意见", by=dispute.officer)
    dispute.decided(review, "upheld", "2019-07-15", summary="维持答复")
    before = counts.table_four([dispute.unit.pk], 2019)
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.erase_old(day("2026-10-30")) == 1

    review = dispute.of(review)
    assert (bool(review.claimant), review.masked, review.about) == (False, "（已抹去）", "（已抹去）")
    assert review.decisions.get().summary == ""
    assert not review.notes.exists()
    assert not RemedyFile.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert counts.table_four([dispute.unit.pk], 2019) == before
    assert retention.erase_old(day("2026-10-30")) == 0


def test_a_desk_keeps_as_long_as_it_is_set_to(dispute: Dispute) -> None:
    Desk.objects.create(unit=dispute.unit, keep_years=10)
    dispute.decided(dispute.filed("review", "2019-06-03"), "upheld", "2019-07-15")

    assert retention.erase_old(day("2029-07-15")) == 0
    assert retention.erase_old(day("2029-07-16")) == 1
    assert not Proceeding.objects.exclude(masked="（已抹去）").exists()


def test_a_review_is_kept_while_a_lawsuit_after_it_runs_and_a_lawsuit_while_it_is_tried_anew(dispute: Dispute) -> None:
    review = dispute.filed("review", "2018-06-04")
    dispute.decided(review, "upheld", "2018-07-16")
    suit = dispute.filed("suit_after_review", "2018-07-30", review=dispute.of(review))
    dispute.judged(suit, "withdrawn", "2018-10-08")
    retrial = dispute.retried(dispute.of(suit), "2026-06-01")
    assert retention.erase_old(day("2026-10-30")) == 0

    retrial.retrial_of = None
    retrial.retried_by = ""
    retrial.save()
    assert retention.erase_old(day("2026-10-30")) == 1  # the suit alone: the other runs on, after the same review
    assert dispute.of(review).claimant


def test_a_complaint_that_is_not_concluded_is_kept(dispute: Dispute) -> None:
    clerk = dispute.world.person(dispute.world.county, Role.CASE_OFFICER)
    complaint = Complaint.objects.create(
        office=dispute.world.county,
        unit=dispute.unit,
        kind="report",
        about="没有公开",
        complainant="林测试",
        received_on=day("2015-03-02"),
        due_on=day("2015-04-13"),
        created_by=clerk,
    )
    assert retention.erase_old(day("2026-10-30")) == 0

    Complaint.objects.filter(pk=complaint.pk).update(concluded_on=day("2015-05-04"), result="unverified")
    assert retention.erase_old(day("2026-10-30")) == 1
    assert not Complaint.objects.get(pk=complaint.pk).complainant
