"""From a draft to the applicant's hands: what is handed out, who approves, who sends and when."""

from __future__ import annotations

import pytest

from gongkai.casework.models import State
from gongkai.casework.services import answering, delivering
from gongkai.units.problems import NotReady
from tests.casework.office import STATED, Office, day


def test_personal_data_in_what_is_handed_out_blocks_until_somebody_gives_a_reason(office: Office) -> None:
    case = office.request()
    office.provided(case, "联系人：林测试，身份证号110101199003074477".encode(), "名单.txt")
    answer = office.draft(case)
    with pytest.raises(NotReady, match="个人信息等问题没有处理"):
        answering.submit(case, by=office.officer)
    from gongkai.casework.services.handout import findings_of

    findings = findings_of(answer)
    assert findings
    with pytest.raises(NotReady, match="理由"):
        answering.override(answer, findings[0].fingerprint, reason=" ", by=office.officer)
    for finding in findings:
        answering.override(answer, finding.fingerprint, reason="申请人本人的信息", by=office.officer)
    office.settings.FIELD_KEY = (
        f"new-key {office.settings.FIELD_KEY}"  # what was let pass stays so after a change of keys
    )
    assert all(finding.reason == "申请人本人的信息" for finding in findings_of(answer))
    answering.submit(case, by=office.officer)
    assert office.now(case).state == State.SUBMITTED


def test_nobody_approves_their_own_draft_and_an_officer_none_at_all(office: Office) -> None:
    from django.core.exceptions import PermissionDenied

    from gongkai.units.models import Post, Role

    both = office.head
    Post.objects.create(person=both, unit=office.unit, role=Role.CASE_OFFICER)
    case = office.request()
    answering.draft(case, "granted", stated=STATED, by=office.head)
    answering.submit(case, by=office.head)
    with pytest.raises(NotReady, match="不能审批自己"):
        answering.approve(case, by=office.head)
    with pytest.raises(PermissionDenied):
        answering.approve(case, by=office.officer)
    assert office.now(case).state == State.SUBMITTED


def test_a_draft_that_is_sent_back_with_an_opinion_can_be_changed_and_submitted_again(office: Office) -> None:
    case = office.request()
    office.draft(case)
    answering.submit(case, by=office.officer)
    with pytest.raises(NotReady, match="写明意见"):
        answering.send_back(case, opinion="", by=office.head)
    answering.send_back(case, opinion="请附上文本", by=office.head)
    assert (office.now(case).state, case.answers.get().opinion) == (State.OPEN, "请附上文本")
    office.draft(case)
    answering.submit(case, by=office.officer)
    assert case.answers.count() == case.letters.count() == 1


SENDING = {
    "tomorrow": ({"way": "in_person", "sent_on": "2026-05-30"}, "还没有到"),
    "before it was signed": ({"way": "in_person", "sent_on": "2026-05-28"}, "早于签发"),
    "by post without a number": ({"way": "post", "sent_on": "2026-05-29"}, "邮件号码"),
    "received before it was sent": (
        {"way": "electronic", "sent_on": "2026-05-29", "received_on": "2026-05-28"}, "早于送出",
    ),
    "in no known way": ({"way": "pigeon", "sent_on": "2026-05-29"}, "送达方式"),
}  # fmt: skip


@pytest.mark.parametrize(("how", "why"), SENDING.values(), ids=SENDING)
def test_a_delivery_that_cannot_be_is_refused_and_leaves_the_case_open(
    office: Office, how: dict[str, str], why: str
) -> None:
    case = office.request()
    office.approved(case)
    fields = {name: value if name == "way" else day(value) for name, value in how.items()}
    with pytest.raises(NotReady, match=why):
        answering.send(case, **fields, by=office.officer)  # type: ignore[arg-type]
    assert office.now(case).state == State.APPROVED
    assert not hasattr(case.letters.get(), "delivery")


def test_by_post_the_day_of_posting_closes_the_case_and_that_of_the_mail_receipt_begins_the_remedies(
    office: Office,
) -> None:
    from gongkai.casework.services.status import remedies_of

    office.on("2025-08-01")
    case = office.request("2025-07-14")
    answer = office.approved(case, "denied_internal", "personnel")
    answering.send(case, way="post", sent_on=day("2025-08-01"), tracking="TEST0001", by=office.officer)
    case = office.now(case)
    assert remedies_of(case).provisional
    office.on("2025-08-06")
    how = {"way": "post", "sent_on": day("2025-08-01"), "tracking": "TEST0001", "by": office.officer}
    with pytest.raises(NotReady, match="早于送出"):
        delivering.deliver(answer.letter, **how, received_on=day("2025-07-31"))
    with pytest.raises(NotReady, match="送出的日期不能再改"):
        delivering.deliver(answer.letter, **{**how, "sent_on": day("2025-08-04")})
    delivering.deliver(answer.letter, **how, received_on=day("2025-08-05"))
    found = remedies_of(office.now(case))
    assert case.closed_on == day("2025-08-01")
    assert [(path.term, path.until) for path in found.paths] == [("review", day("2025-10-09"))]
    assert not found.provisional
    answering.reopen(office.now(case), on=day("2025-08-06"), why="复议决定责令重新答复", by=office.officer)
    delivering.deliver(answer.letter, **how, received_on=day("2025-08-06"))  # the receipt was misread


def test_by_hand_one_day_is_both(office: Office) -> None:
    case = office.answered(office.request(), "2026-03-20")
    delivery = case.letters.get().delivery
    assert delivery.sent_on == delivery.received_on == day("2026-03-20")


def test_silence_opens_the_way_to_a_review_and_to_court(office: Office) -> None:
    from gongkai.casework.services.status import remedies_of

    case = office.request()
    office.on("2026-03-30")
    assert not remedies_of(case).paths
    office.on("2026-03-31")
    found = remedies_of(case)
    assert found.silence
    assert [path.term for path in found.paths] == ["review_of_silence", "suit_against_silence"]


def test_what_is_answered_is_answered_once(office: Office) -> None:
    case = office.answered(office.request(), "2026-03-20")
    for again in (
        lambda: office.draft(case),
        lambda: answering.submit(case, by=office.officer),
        lambda: answering.approve(case, by=office.head),
        lambda: answering.send(case, way="in_person", sent_on=day("2026-03-20"), by=office.officer),
        lambda: answering.withdraw(case, on=day("2026-03-20"), by=None),
    ):
        with pytest.raises(NotReady, match="已办结"):
            again()
    assert case.steps.filter(kind="answered").count() == 1
