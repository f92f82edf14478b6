"""Reviews and lawsuits on the workbench's screens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.casework.models import Case, State
from gongkai.casework.services import answering
from gongkai.remedies.models import Proceeding
from gongkai.remedies.services import filing
from gongkai.units.models import Role
from tests.workbench.contested import NAME, OTHERS, TODAY, a_review, answered, do, page
from tests.workbench.desk import signed_in
from tests.world import World

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _today(settings: Any, tmp_path: Any) -> None:
    settings.TODAY = TODAY
    settings.MEDIA_ROOT = tmp_path


def answer_again(world: World, case: Case) -> None:
    """The second answer, handed over today."""
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    answering.draft(case, "granted", stated={"provided": "会议纪要全文"}, by=officer)
    answering.submit(case, by=officer)
    answering.approve(case, by=head)
    answering.send(case, way="in_person", sent_on=TODAY, by=officer)


def test_from_a_request_a_review_goes_to_its_end_and_the_request_is_answered_anew(world: World, settings: Any) -> None:
    case, client = answered(world, settings), signed_in(world, Role.CASE_OFFICER)
    address = f"{reverse('remedies:add')}?case={case.pk}"
    assert address in client.get(reverse("cases:page", args=[case.pk])).content.decode()
    assert 'value="云溪县人民政府"' in client.get(address).content.decode()  # who reviews is known from the tree
    data = {
        "unit": world.education.pk, "group": "review", "contested": "answer", "answer": case.answers.get().pk, "about": "认为应当公开",
        "body": "云溪县人民政府", "filed_on": "2026-10-20", "accepted_on": "2026-10-26", "copy_received_on": "2026-10-28",
    }  # fmt: skip
    told = client.post(address, data, follow=True).content.decode()
    review = Proceeding.objects.get()
    assert (review.case, review.masked, review.claimant.open()) == (case, "云某某", NAME)
    assert NAME not in told
    assert "2026年11月11日" in told  # ten working days after the copy came
    assert "第四十八条" in told
    do(client, review, "answer", on="2026-11-12")
    assert "逾期" in page(client, review)
    days = {"decided_on": "2026-11-16", "received_on": "2026-11-18", "until": "2026-12-01"}
    ruling = {"outcome": "review.revoked_anew", **days}
    told = do(client, review, "decide", **ruling).content.decode()
    case.refresh_from_db()
    assert (case.state, case.due_on) == (State.OPEN, date(2026, 12, 16))
    assert "最迟2026年12月16日重新答复" in told
    assert "结果纠正" in page(client, review)
    assert (
        f"{reverse('remedies:page', args=[review.pk])}"
        in client.get(reverse("cases:page", args=[case.pk])).content.decode()
    )
    assert "最迟2026年12月1日。" in page(client, review)  # the decision's own term ends first
    answer_again(world, case)
    told = page(client, review)
    assert "没有要办的" in told
    assert told.count("2026年11月20日完成") == 2  # by the law's term and by the decision's


def test_what_an_entry_lacks_is_told_at_the_form_and_nothing_typed_is_lost(world: World) -> None:
    client = signed_in(world, Role.CASE_OFFICER)
    data = {"unit": world.education.pk, "group": "suit", "contested": "proactive", "about": "认为学区划分应当公开"}
    answer = client.post(
        reverse("remedies:add"), {**data, "body": "云溪县人民法院", "filed_on": "2026-11-21", "claimant": NAME}
    ).content.decode()
    assert "还没有到" in answer
    assert NAME in answer
    answer = client.post(
        reverse("remedies:add"), {**data, "body": "云溪县人民法院", "filed_on": "2026-11-02", "claimant": ""}
    ).content.decode()
    assert "没有填写申请人（原告）" in answer
    assert not Proceeding.objects.exists()


def test_a_suit_after_a_review_takes_over_what_that_contested(world: World, settings: Any) -> None:
    case, client = answered(world, settings), signed_in(world, Role.CASE_OFFICER)
    officer = world.person(world.education, Role.CASE_OFFICER)
    review = filing.register(
        world.education, "review", "answer", about="认为应当公开", body="云溪县人民政府", filed_on=date(2026, 10, 20),
        case=case, answer=case.answers.get(), by=officer,
    )  # fmt: skip
    address = f"{reverse('remedies:add')}?review={review.pk}"
    assert address in page(client, review)
    form = client.get(address).context["form"]
    assert (form["group"].initial, form["review"].initial) == ("suit_after_review", review)
    data = {
        "unit": world.education.pk, "group": "suit_after_review", "contested": "answer", "review": review.pk, "about": "不服",
        "answer": case.answers.get().pk, "body": "云溪县人民法院", "filed_on": "2026-11-19", "joint": [world.county.pk],
    }  # fmt: skip
    told = client.post(address, data, follow=True).content.decode()
    suit = review.suits.get()
    assert (suit.case, suit.claimant.open(), list(suit.joint.all())) == (case, NAME, [world.county])
    assert "行政复议还没有作出决定" in told  # doubtful, and registered all the same
    assert "认为应当公开" not in signed_in(world, Role.CASE_OFFICER, world.county).get(address).content.decode()


def test_moves_are_offered_with_their_article_and_refused_ones_say_why(world: World) -> None:
    review, client = a_review(world), signed_in(world, Role.CASE_OFFICER)
    told = page(client, review)
    assert "还没有登记收到申请书（起诉状）副本" in told
    assert reverse("remedies:move", args=[review.pk, "copy"]) in told
    refused = client.get(reverse("remedies:move", args=[review.pk, "answer"])).content.decode()
    assert "现在不能这样做" in refused
    do(client, review, "answer", on="2026-11-19")
    review.refresh_from_db()
    assert review.answered_on is None
    assert client.get(reverse("remedies:move", args=[review.pk, "judge"])).status_code == 404  # no court's move
    told = do(client, review, "copy", on="2026-11-19").content.decode()
    assert "最迟2026年12月3日提交答复（答辩）" in told
    assert "早于申请（起诉）" in do(client, review, "copy", on="2026-11-01").content.decode()


def test_a_judgment_waits_for_the_term_of_appeal_and_an_appeal_goes_on(world: World) -> None:
    officer, client = world.person(world.education, Role.CASE_OFFICER), signed_in(world, Role.CASE_OFFICER)
    suit = filing.register(
        world.education, "suit", "proactive", about="认为应当公开", body="云溪县人民法院", filed_on=date(2026, 9, 1),
        claimant=filing.Claimant(NAME), by=officer,
    )  # fmt: skip
    ruling = {"outcome": "suit.claims_rejected", "decided_on": "2026-11-12", "received_on": "2026-11-16"}
    assert "2026年12月2日生效" in do(client, suit, "judge", **ruling).content.decode()
    assert "2026年12月2日自动生效" in page(client, suit)
    do(client, suit, "appeal", on="2026-11-18", who="claimant")
    assert "二审中" in page(client, suit)
    do(client, suit, "judge_appeal", outcome="appeal.rejected", decided_on="2026-11-19", received_on="2026-11-20")
    suit.refresh_from_db()
    assert (suit.stage, suit.column) == ("ended", "upheld")
    anew = {"on": "2026-11-20", "who": "procuratorate", "body": "示范市中级人民法院", "number": "（2026）虚02行再1号"}
    told = do(client, suit, "retry", **anew).content.decode()
    retrial = suit.retrials.get()
    assert reverse("remedies:page", args=[retrial.pk]) in told
    told = page(client, retrial)
    assert "再审（检察院抗诉）" in told
    assert "等再审裁判" not in told  # first comes the copy
    do(client, retrial, "judge_retrial", outcome="retrial.upheld", decided_on="2026-11-20", received_on="2026-11-20")
    assert "维持原裁判" in page(client, retrial)


def test_the_name_is_shown_on_a_click_that_is_recorded_and_to_nobody_else(world: World) -> None:
    review, client = a_review(world), signed_in(world, Role.CASE_OFFICER)
    address = reverse("remedies:reveal", args=[review.pk])
    assert NAME not in page(client, review)
    assert client.get(address).status_code == 405
    assert NAME in client.post(address).content.decode()
    entry = Entry.objects.filter(action="personal_data.read").get()
    assert (entry.actor, entry.object_id) == ("县教育局依申请", str(review.pk))
    for role in OTHERS:
        reader = signed_in(world, role)
        assert reader.post(address).status_code == 404
        assert review.about in page(reader, review)
    assert signed_in(world, Role.CASE_OFFICER, world.office).post(address).status_code == 404


def test_a_joint_defendant_sees_the_lawsuit_but_neither_names_nor_papers(world: World) -> None:
    review = a_review(world, joint=[world.office])
    client = signed_in(world, Role.CASE_OFFICER)
    do(client, review, "file", kind="application", content=SimpleUploadedFile("申请书.txt", NAME.encode()))
    do(client, review, "note", on="2026-12-01", kind="hearing", text="定于12月1日听证")
    paper = reverse("remedies:paper", args=[review.pk, review.remedyfiles.get().pk])
    assert client.get(paper).content.decode() == NAME
    assert "定于12月1日听证" in page(client, review)
    joint = signed_in(world, Role.CASE_OFFICER, world.office)
    told = page(joint, review)
    assert review.about in told
    assert "听证" not in told
    for answer in (joint.get(paper), joint.post(reverse("remedies:reveal", args=[review.pk]))):
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))  # refused
    assert joint.get(reverse("remedies:move", args=[review.pk, "copy"])).status_code == 404
