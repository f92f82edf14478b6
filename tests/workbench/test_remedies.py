"""Reviews, lawsuits, complaints, past years' requests and the disclosure log on the workbench's screens."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.audit.models import Entry
from gongkai.casework.models import Case, Logged, State
from gongkai.casework.services import answering, intake
from gongkai.publishing.models import Item
from gongkai.remedies.models import Complaint, Proceeding
from gongkai.remedies.services import complaints, filing
from gongkai.units.models import Role
from tests.world import World

pytestmark = pytest.mark.once

NAME = "云溪县测试申请人乙"
TODAY = date(2026, 11, 20)
OTHERS = (Role.STATISTICIAN, Role.SUPERVISOR, Role.AUDITOR)


@pytest.fixture(autouse=True)
def _today(settings: Any, tmp_path: Any) -> None:
    settings.TODAY = TODAY
    settings.MEDIA_ROOT = tmp_path


def signed_in(world: World, role: Role, unit: Any = None) -> Client:
    client = Client()
    client.force_login(world.person(unit or world.education, role))
    return client


def answered(world: World, settings: Any, on: date = date(2026, 10, 12)) -> Case:
    """A request that was refused as process information, on that day, and handed over."""
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    settings.TODAY = on
    who = intake.Who("person", NAME, telephone="0000-1234567")
    what = intake.What("校车采购会议纪要", "申请公开会议纪要。")
    case, _ = intake.register(world.education, who, what, way="in_person", arrived_on=on, by=officer)
    answering.draft(case, "denied_process", ground="discussion", stated={"choice": "讨论还在进行"}, by=officer)
    answering.submit(case, by=officer)
    answering.approve(case, by=head)
    answering.send(case, way="in_person", sent_on=on, by=officer)
    settings.TODAY = TODAY
    return Case.objects.get(pk=case.pk)


def answer_again(world: World, case: Case) -> None:
    """The second answer, handed over today."""
    officer, head = world.person(world.education, Role.CASE_OFFICER), world.person(world.education, Role.HEAD)
    answering.draft(case, "granted", stated={"provided": "会议纪要全文"}, by=officer)
    answering.submit(case, by=officer)
    answering.approve(case, by=head)
    answering.send(case, way="in_person", sent_on=TODAY, by=officer)


def a_review(world: World, *, unit: Any = None, **more: Any) -> Proceeding:
    unit = unit or world.education
    facts = {"about": "认为学区划分应当公开", "body": "云溪县人民政府", "filed_on": date(2026, 11, 2), **more}
    by = world.person(unit, Role.CASE_OFFICER)
    return filing.register(unit, "review", "proactive", claimant=filing.Claimant(NAME), by=by, **facts)


def a_complaint(world: World, received_on: date = date(2026, 11, 2)) -> Complaint:
    """About the education bureau, handled by the county."""
    return complaints.register(
        world.county,
        world.education,
        "complaint",
        about="县教育局逾期不答复",
        received_on=received_on,
        complainant=NAME,
        contact="0000-7654321",
        by=world.person(world.county, Role.CASE_OFFICER),
    )


def page(client: Client, proceeding: Proceeding) -> str:
    return client.get(reverse("remedies:page", args=[proceeding.pk])).content.decode()


def do(client: Client, proceeding: Proceeding, move: str, **data: Any) -> Any:
    return client.post(reverse("remedies:move", args=[proceeding.pk, move]), data, follow=True)


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


def test_the_list_goes_by_what_is_due_first_and_its_filters_narrow_it(world: World) -> None:
    later = a_review(world, about="后到期的", copy_received_on=date(2026, 11, 18))
    sooner = a_review(world, about="先到期的", copy_received_on=date(2026, 11, 9))
    past = a_review(world, about="去年的", filed_on=date(2025, 6, 2))
    client = signed_in(world, Role.CASE_OFFICER)

    def listed(**query: Any) -> list[Proceeding]:
        return [row.proceeding for row in client.get(reverse("remedies:index"), query).context["rows"]]

    assert listed() == [sooner, later, past]
    assert listed(year=2025) == [past]
    assert listed(group="suit") == []
    assert listed(stage="ended") == []
    assert listed(stage="open", year=2026) == [sooner, later]
    assert listed(unit=world.office.pk) == [sooner, later, past]  # not a unit of theirs: no choice


def test_all_that_is_due_stands_on_the_home_page_by_urgency_for_officer_head_and_supervising_office(
    world: World, settings: Any
) -> None:
    case = answered(world, settings)
    Case.objects.filter(pk=case.pk).update(state=State.OPEN, due_on=date(2026, 11, 24))
    review = a_review(world, copy_received_on=date(2026, 11, 9))  # the answer is due on the 23rd
    complaint = a_complaint(world, date(2026, 10, 9))  # overdue
    urls = [
        reverse(f"{kind}:page", args=[of.pk])
        for kind, of in (("complaints", complaint), ("remedies", review), ("cases", case))
    ]

    def shown(role: Role, unit: Any = None) -> list[str]:
        told = signed_in(world, role, unit).get(reverse("wagtailadmin_home")).content.decode()
        return sorted((url for url in urls if url in told), key=told.index)

    assert shown(Role.SUPERVISOR, world.county) == urls
    assert shown(Role.HEAD) == shown(Role.CASE_OFFICER) == urls[1:]
    assert shown(Role.STATISTICIAN) == shown(Role.AUDITOR, world.county) == []


def test_an_answer_due_within_five_working_days_stands_on_the_home_page_until_it_is_given(world: World) -> None:
    review = a_review(world, copy_received_on=date(2026, 11, 9))
    a_review(world, about="还早的", copy_received_on=date(2026, 11, 18))
    client, home = signed_in(world, Role.CASE_OFFICER), reverse("wagtailadmin_home")
    told = client.get(home).content.decode()
    assert review.about in told
    assert "还早的" not in told
    assert review.about not in signed_in(world, Role.CASE_OFFICER, world.office).get(home).content.decode()
    do(client, review, "answer", on="2026-11-19")
    assert review.about not in client.get(home).content.decode()


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


HEADER = "登记编号,申请人类别,收到申请日期,申请内容摘要,答复日期,答复类型\n"
GOOD = "2023-7,自然人,2023-05-08,某校招生方案,2023-06-01,予以公开\n"
BAD = "2023-8,外星人,2023-05-08,某校食堂合同,,\n"


def imported(client: Client, world: World, text: str, button: str, name: str = "申请.csv") -> Any:
    file = SimpleUploadedFile(name, text.encode("utf-8-sig"))
    return client.post(reverse("case_imports:index"), {"unit": world.education.pk, "file": file, button: ""})


def test_past_requests_are_checked_before_they_are_taken_over_and_bad_rows_are_told(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = signed_in(world, Role.CASE_OFFICER)
    assert "还没有检查过" in imported(client, world, HEADER + GOOD, "write").content.decode()
    told = imported(client, world, HEADER + GOOD + BAD, "check").content.decode()
    assert "没有“外星人”这一项" in told
    assert "申请人类别" in told
    assert not Case.objects.exists()
    kept = Path(settings.MEDIA_ROOT)
    assert [b"2023-7" in path.read_bytes() for path in kept.rglob("*.sealed")] == [False]
    assert "检查以后改动过" in imported(client, world, HEADER + BAD + GOOD, "write").content.decode()
    assert not Case.objects.exists()
    told = client.post(reverse("case_imports:index"), {"unit": world.education.pk, "write": ""})  # without the file
    assert "已经导入" in told.content.decode()
    assert Case.objects.get().origin_id == "2023-7"
    assert not list(kept.rglob("*.sealed"))
    assert "没有可以导入的新申请" in imported(client, world, HEADER + GOOD, "check").content.decode()
    assert "只能导入" in imported(client, world, "甲", "check", "甲.txt").content.decode()


def test_only_officers_and_administrators_import_and_only_into_their_own_unit(world: World) -> None:
    address = reverse("case_imports:index")
    for role in Role:
        expected = 200 if role in (Role.CASE_OFFICER, Role.ADMINISTRATOR) else 302
        assert signed_in(world, role).get(address).status_code == expected
    other = signed_in(world, Role.CASE_OFFICER, world.office)
    imported(other, world, HEADER + GOOD, "check")
    imported(other, world, HEADER + GOOD, "write")
    assert not Case.objects.exists()
    template = signed_in(world, Role.CASE_OFFICER).get(reverse("case_imports:template"))
    assert load_workbook(io.BytesIO(template.getvalue())).active["A1"].value == "登记编号*"


def test_an_author_turns_an_entry_of_the_log_into_an_item_once_without_seeing_the_request(
    world: World, settings: Any
) -> None:
    case = answered(world, settings)
    officer = world.person(world.education, Role.CASE_OFFICER)
    Logged.objects.create(case=case, title="校车采购情况", asked="校车采购", answered="甲<b>\n乙", by=officer)
    author, index, button = (
        signed_in(world, Role.AUTHOR),
        reverse("case_log:index"),
        reverse("cases:publish", args=[case.pk]),
    )
    assert button in author.get(index).content.decode()
    assert button not in signed_in(world, Role.CASE_OFFICER).get(index).content.decode()
    assert "校车采购情况" not in signed_in(world, Role.AUTHOR, world.office).get(index).content.decode()
    assert signed_in(world, Role.AUTHOR, world.office).post(button).status_code == 404
    answer = author.post(button)
    item = Item.objects.get()
    assert answer.url == reverse("items:edit", args=[item.pk])
    assert (item.title, item.node, item.formed_on) == ("校车采购情况", "20.15", case.closed_on)
    assert "甲&lt;b&gt;" in str(item.body)
    author.post(button)
    assert (Item.objects.count(), Logged.objects.get().item_id) == (1, item.pk)
    assert reverse("items:inspect", args=[item.pk]) in author.get(index).content.decode()
    told = "已拟成一条信息"
    assert told in signed_in(world, Role.CASE_OFFICER).get(reverse("cases:page", args=[case.pk])).content.decode()
    item.delete()
    assert told not in signed_in(world, Role.CASE_OFFICER).get(reverse("cases:page", args=[case.pk])).content.decode()
    assert button in author.get(index).content.decode()  # a draft that was thrown away can be begun anew
    assert author.get(reverse("cases:page", args=[case.pk])).status_code == 404
