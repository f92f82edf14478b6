"""What is refused says why and leaves nothing behind; what is offered can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.models import Entry
from gongkai.casework import rules
from gongkai.casework.models import Case, Step
from gongkai.casework.services import answering, handling, intake, status
from gongkai.units.models import Role
from gongkai.units.problems import NotReady
from tests.casework.office import WHAT, Office, day

Act = Callable[[Office, Case], Any]


def _correct_late(office: Office, case: Case) -> None:
    office.ask_correction(case, "2026-03-04", "2026-03-20")
    office.correct(case, "2026-03-10")


REFUSED: dict[str, tuple[Act | None, Act, str]] = {
    "a correction that nobody asked for": (
        None, lambda o, c: o.correct(c, "2026-03-05"), "状态是“办理中”",
    ),
    "a second notice of correction": (
        _correct_late, lambda o, c: o.ask_correction(c, "2026-03-11", "2026-03-20"), "只能通知一次",
    ),
    "a second notice of correction after a review reopened the request": (
        lambda o, c: (
            _correct_late(o, c),
            o.answered(c, "2026-03-20"),
            answering.reopen(c, on=day("2026-03-20"), why="复议决定", by=o.officer),
        ),
        lambda o, c: o.ask_correction(c, "2026-03-20", "2026-04-20"),
        "还是同一件申请.*第三十条",
    ),
    "a second extension": (
        lambda o, c: o.extend(c, "2026-03-10"), lambda o, c: o.extend(c, "2026-03-11"), "已经延长过一次",
    ),
    "an extension by somebody who is not the head": (
        None,
        lambda o, c: handling.extend(c, on=day("2026-03-10"), days=5, reason="材料较多", by=o.officer),
        "没有办理这一步的角色",
    ),
    "an extension without a reason": (
        None, lambda o, c: handling.extend(c, on=day("2026-03-10"), days=5, reason="", by=o.head), "写明理由",
    ),
    "a notice of correction that does not say what": (
        None,
        lambda o, c: handling.ask_correction(
            c, on=day("2026-03-10"), what="", guidance="", until=day("2026-03-20"), by=o.officer
        ),
        "哪些内容不明确",
    ),
    "a time for correction that is over at once": (
        None, lambda o, c: o.ask_correction(c, "2026-03-10", "2026-03-10"), "补正期限",
    ),
    "a step in the future": (None, lambda o, c: o.ask_reasons(c, "2026-05-30"), "还没有到"),
    "a step before the request came": (None, lambda o, c: o.ask_reasons(c, "2026-03-01"), "早于申请到达"),
    "a search before the request came": (None, lambda o, c: o.search(c, "2026-03-01"), "早于申请到达"),
    "a consultation while the applicant corrects": (
        lambda o, c: o.ask_correction(c, "2026-03-04", "2026-03-20"),
        lambda o, c: o.consult(c, "joint", "2026-03-05"),
        "待申请人补正",
    ),
    "a step before one that began the term anew": (
        _correct_late, lambda o, c: o.consult(c, "joint", "2026-03-06"), "不能在收到之前",
    ),
    "a consultation of nobody": (None, lambda o, c: o.consult(c, "joint", "2026-03-05", name=" "), "征求谁"),
    "a consultation of an unknown kind": (None, lambda o, c: o.consult(c, "oracle", "2026-03-05"), "对象"),
    "an opinion that nobody asked for": (
        lambda o, c: o.hear(o.consult(c, "joint", "2026-03-05"), "2026-03-06"),
        lambda o, c: o.hear(c.consultations.get(), "2026-03-06"),
        "已经登记过",
    ),
    "an opinion from before it was asked": (
        lambda o, c: o.consult(c, "joint", "2026-03-05"),
        lambda o, c: o.hear(c.consultations.get(), "2026-03-04"),
        "早于发出",
    ),
    "an opinion that says nothing": (
        lambda o, c: o.consult(c, "joint", "2026-03-05"),
        lambda o, c: o.hear(c.consultations.get(), "2026-03-06", ""),
        "选择对方的意见",
    ),
    "silence from tomorrow on": (
        lambda o, c: o.consult(c, "joint", "2026-03-05"),
        lambda o, c: o.hear(c.consultations.get(), "2026-05-30", "silent"),
        "还没有到",
    ),
    "reasons that nobody asked for": (
        None,
        lambda _o, c: handling.give_reasons(c, on=day("2026-03-06"), text="研究需要", by=None),
        "没有要求申请人说明理由",
    ),
    "a later date without reasons": (
        None,
        lambda o, c: handling.set_later_date(
            c, on=day("2026-03-06"), until=day("2026-05-06"), reason="件数多", by=o.head
        ),
        "没有要求申请人说明理由",
    ),
    "submitting nothing": (None, lambda o, c: answering.submit(c, by=o.officer), "没有拟好的答复"),
    "approving what was not submitted": (None, lambda o, c: answering.approve(c, by=o.head), "状态是“办理中”"),
    "sending what was not approved": (
        lambda o, c: o.draft(c),
        lambda o, c: answering.send(c, way="in_person", sent_on=day("2026-05-29"), by=o.officer),
        "状态是“办理中”",
    ),
    "an answer before the last step": (
        lambda o, c: (o.on("2026-03-10"), o.approved(c), o.on("2026-05-29"), o.extend),
        lambda _o, c: answering.withdraw(c, on=day("2026-03-01"), by=None),
        "早于申请到达",
    ),
    "a withdrawal before what was done since": (
        lambda o, c: o.ask_correction(c, "2026-03-06", "2026-03-20"),
        lambda _o, c: answering.withdraw(c, on=day("2026-03-04"), by=None),
        "已经答复",
    ),
    "reopening what is open": (
        None, lambda o, c: answering.reopen(c, on=day("2026-05-06"), why="判决", by=o.officer), "状态是“办理中”",
    ),
    "confirming what is confirmed": (None, lambda _o, c: intake.confirm(c, on=day("2026-03-03"), by=None), "办理中"),
    "splitting into one": (None, lambda o, c: intake.split(c, [WHAT], by=o.officer), "至少应当有两项"),
    "splitting what is being handled": (
        lambda o, c: o.ask_reasons(c, "2026-03-04"),
        lambda o, c: intake.split(c, [WHAT, WHAT], by=o.officer),
        "已经开始办理",
    ),
    "joining with itself": (None, lambda o, c: intake.join(c, c, by=o.officer), "合并办理"),
    "an applicant who extends": (
        None,
        lambda _o, c: handling.extend(c, on=day("2026-03-10"), days=5, reason="材料较多", by=None),  # type: ignore[arg-type]
        "只能由机关办理",
    ),
    "a case for somebody who is no officer here": (
        None, lambda o, c: handling.assign(c, o.head, by=o.head), "不是本机关的依申请公开承办人",
    ),
    "a supplement that says nothing": (
        None, lambda _o, c: handling.supplement(c, on=day("2026-03-04"), text=" ", by=None), "补充的内容",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "act", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_says_why_and_leaves_nothing_behind(
    office: Office, before: Act | None, act: Act, why: str
) -> None:
    case = office.request()
    if before:
        before(office, case)
    case = office.now(case)
    kept = _kept(case)
    with pytest.raises((NotReady, PermissionDenied), match=why), transaction.atomic():
        act(office, case)
    assert _kept(office.now(case)) == kept


def _kept(case: Case) -> tuple[Any, ...]:
    return (
        {field.attname: getattr(case, field.attname) for field in case._meta.concrete_fields},
        list(case.steps.values_list("pk", "kind", "on")),
        list(case.consultations.values_list("pk", "answered_on", "opinion")),
        list(case.answers.values_list("pk", "state")),
        case.letters.count(),
        case.searches.count(),
        Case.objects.count(),
        Entry.objects.count(),
    )


def test_what_is_offered_is_what_is_not_refused_and_each_move_has_its_article(office: Office) -> None:
    from gongkai.statute.articles import cite

    case = office.request()
    offered = {move.id: why for move, why in rules.offered(case, office.officer)}
    assert {"ask_correction", "consult", "search", "draft", "withdraw"} <= set(offered)
    assert "extend" not in offered
    assert offered["submit"] == "还没有拟好的答复（《政府信息公开条例》（2019年修订）第四十五条）。"
    assert not offered["ask_correction"]
    assert {move.id for move, _ in rules.offered(case, office.head)} >= {"extend", "assign"}
    assert rules.offered(case, office.world.person(office.unit, Role.AUTHOR)) == []
    assert rules.offered(case, office.world.person(office.world.township, Role.CASE_OFFICER)) == []
    assert all(cite(move.article) for move in rules.MOVES.values())


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CASE_OFFICER, Role.HEAD)])
def test_other_roles_do_nothing_with_a_case_and_read_no_names(office: Office, role: Role) -> None:
    case, person = office.request(), office.world.person(office.unit, role)
    assert rules.offered(case, person) == []
    with pytest.raises(PermissionDenied):
        status.reveal(case, by=person)
    with pytest.raises(PermissionDenied):
        handling.note(case, "x", by=person)
    with pytest.raises(PermissionDenied):
        intake.register(office.unit, office.who(), WHAT, way="in_person", arrived_on=day("2026-03-02"), by=person)


def test_who_sees_which_cases(office: Office) -> None:
    case = office.request()
    sees = {
        role: Case.objects.visible_to(office.world.person(office.unit, role)).filter(pk=case.pk).exists()
        for role in Role
    }
    assert {role for role, seen in sees.items() if seen} == {
        Role.CASE_OFFICER, Role.HEAD, Role.STATISTICIAN, Role.SUPERVISOR, Role.AUDITOR,
    }  # fmt: skip
    for role, seen in ((Role.SUPERVISOR, True), (Role.AUDITOR, True), (Role.CASE_OFFICER, False), (Role.HEAD, False)):
        above = office.world.person(office.world.county, role)
        assert Case.objects.visible_to(above).filter(pk=case.pk).exists() == seen
    beside = office.world.person(office.world.township, Role.CASE_OFFICER)
    assert not Case.objects.visible_to(beside).exists()


def test_each_step_is_in_the_audit_log_once(office: Office) -> None:
    case = office.request("2026-03-02", "email")
    intake.confirm(case, on=day("2026-03-03"), by=office.officer)
    office.ask_correction(case, "2026-03-04", "2026-03-20")
    office.correct(case, "2026-03-10")
    office.answered(case, "2026-03-20")
    actions = Entry.objects.filter(object_type="casework.case").order_by("number").values_list("action", flat=True)
    assert list(actions) == [
        "case.registered", "case.confirmed", "case.correction_asked", "case.correction_received", "case.drafted",
        "case.submitted", "case.approved", "case.answered",
    ]  # fmt: skip
    assert Step.objects.filter(case=case).count() == 4
