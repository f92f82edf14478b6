"""What is registered, and what cannot be; who sees it, and who does not."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from gongkai.audit.models import Entry
from gongkai.remedies.models import Proceeding
from gongkai.remedies.services import filing, people
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.casework.office import day
from tests.remedies.dispute import COURT, Dispute

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a filing of tomorrow": ({"on": "2026-10-31"}, "还没有到"),
    "a filing before there was a regulation": ({"on": "2008-04-30"}, "早于条例施行"),
    "nobody who files": ({"claimant": filing.Claimant(" ")}, "没有填写申请人"),
    "no court": ({"body": ""}, "复议机关（法院）"),
    "no matter": ({"about": ""}, "争议内容"),
    "a copy before the filing": ({"copy_received_on": day("2026-01-04")}, "早于申请"),
    "a group that table four does not know": ({"group": "arbitration"}, "类别"),
    "a matter that nobody knows": ({"contested": "weather"}, "争议事项"),
}


@pytest.mark.parametrize(("facts", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_leaves_nothing(dispute: Dispute, facts: dict[str, Any], why: str) -> None:
    facts = {"group": "suit", "on": "2026-01-05", **facts}
    with pytest.raises(NotReady, match=why):
        dispute.filed(facts.pop("group"), facts.pop("on"), **facts)

    assert not Proceeding.objects.exists()


def test_a_filing_before_the_answer_is_refused(dispute: Dispute) -> None:
    case = dispute.refused(answered="2026-03-10")
    with pytest.raises(NotReady, match="早于答复的2026-03-10"):
        dispute.filed("review", "2026-03-09", case)


def test_the_applicant_is_the_claimant_where_nobody_else_is_named(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    review = dispute.filed("review", "2026-03-20", case)

    assert review.masked == "林某某"
    assert people.reveal(review, by=dispute.officer) == {"claimant": "林测试"}
    assert Entry.objects.filter(action="personal_data.read", object_id=str(review.pk)).count() == 1


def test_who_claims_is_nowhere_in_plain_text(dispute: Dispute) -> None:
    review = dispute.filed("review", "2026-01-05", claimant=filing.Claimant("欧阳某测试"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT claimant, masked, about FROM remedies_proceeding WHERE id = %s", [review.pk])
        row = cursor.fetchone()

    assert not any("欧阳某测试" in text for text in row)
    assert "欧阳某测试" not in str(review)
    assert not Entry.objects.filter(label__contains="欧阳").exists()


def test_one_case_number_is_registered_once(dispute: Dispute) -> None:
    dispute.filed("suit", "2026-01-05", number="（2026）云01行初1号")
    with pytest.raises(NotReady, match="已经由云溪县教育局登记"):
        dispute.filed("suit", "2026-01-06", number=" （2026）云01行初1号")
    assert Proceeding.objects.count() == 1

    other = dispute.filed("suit", "2026-01-06")
    with pytest.raises(NotReady, match="已经由云溪县教育局登记"):
        filing.accept(other, on=day("2026-01-07"), number="（2026）云01行初1号", by=dispute.officer)


def test_a_lawsuit_after_a_review_takes_over_what_the_review_contested(dispute: Dispute) -> None:
    case = dispute.refused()
    dispute.on("2026-06-10")
    review = dispute.filed("review", "2026-03-20", case)
    dispute.decided(review, "upheld", "2026-05-18", "2026-05-19")
    suit = dispute.filed("suit_after_review", "2026-05-25", review=review, contested="answer", claimant=None)

    assert (suit.case, suit.answer) == (case, review.answer)
    assert suit.masked == review.masked


MISLINKED: dict[str, tuple[str, dict[str, Any], str]] = {
    "a direct lawsuit after a review": ("suit", {"review": True}, "复议后起诉"),
    "the body twice": ("suit", {"joint": True}, "共同被告重复"),
    "an answer where there was none": ("review", {"case": True, "contested": "silence"}, "已经有答复"),
    "another unit's request": ("review", {"case": True, "unit": True}, "向另一个机关"),
}


@pytest.mark.parametrize(("group", "what", "why"), MISLINKED.values(), ids=MISLINKED)
def test_what_does_not_belong_together_is_refused(dispute: Dispute, group: str, what: dict[str, Any], why: str) -> None:
    case = dispute.refused() if "case" in what else None
    dispute.on("2026-06-10")
    facts = {key: value for key, value in what.items() if value is not True}
    if "review" in what:
        facts["review"] = dispute.filed("review", "2026-01-05")
    if "joint" in what:
        facts["joint"] = [dispute.unit]
    if "unit" in what:
        facts |= {"unit": dispute.world.county, "by": dispute.world.person(dispute.world.county, Role.CASE_OFFICER)}
    before = Proceeding.objects.count()
    with pytest.raises(NotReady, match=why):
        dispute.filed(group, "2026-04-01", case, **facts)

    assert Proceeding.objects.count() == before


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CASE_OFFICER])
def test_only_an_officer_registers(dispute: Dispute, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        dispute.filed("suit", "2026-01-05", by=dispute.world.person(dispute.unit, role))


def test_who_sees_what(dispute: Dispute) -> None:
    world = dispute.world
    suit = dispute.filed("suit", "2026-01-05", body=COURT, joint=[world.county])

    def sees(unit: Any, role: Role) -> bool:
        return Proceeding.objects.visible_to(world.person(unit, role)).filter(pk=suit.pk).exists()

    assert sees(dispute.unit, Role.CASE_OFFICER)
    assert sees(world.county, Role.CASE_OFFICER)  # a joint defendant
    assert sees(world.county, Role.SUPERVISOR)
    assert not sees(world.office, Role.CASE_OFFICER)
    assert not sees(world.township, Role.HEAD)
    assert not sees(dispute.unit, Role.AUTHOR)


def test_a_joint_defendant_sees_but_does_not_keep_the_record(dispute: Dispute) -> None:
    county = dispute.world.person(dispute.world.county, Role.CASE_OFFICER)
    suit = dispute.filed("suit", "2026-01-05", joint=[dispute.world.county])
    with pytest.raises(PermissionDenied):
        filing.receive_copy(suit, on=day("2026-01-12"), by=county)
    with pytest.raises(PermissionDenied):
        people.reveal(suit, by=county)
