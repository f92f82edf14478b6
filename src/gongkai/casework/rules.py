"""Which moves a request allows now: each with its article, who may make it, and why it is refused where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from gongkai.casework.models import Case, Consultation, Matter, State, StepKind
from gongkai.statute.articles import cite
from gongkai.statute.fees import charged_on
from gongkai.units.access import has_role
from gongkai.units.models import Person
from gongkai.units.problems import NotReady

_WORKING = {State.OPEN}
_BEFORE_ANSWER = {State.OPEN, State.CORRECTING, State.PAYING}
_ALL = set(State)
_OFFICER = ("case_officer",)
_HEAD = ("head",)


@dataclass(frozen=True)
class Move:
    """Something that can be done: in which `states`, by whom (`roles` in the case's unit), by which article, and what else forbids it.

    `forbids` gives the reason in Chinese, or ''; where it names no article of its own the move's is added. `public`: the applicant
    may do it too, unless `forbids_applicant` gives a reason. `records`: it is a move of the correction of a record too (Art. 41).
    """

    id: str
    label: str
    article: str
    states: frozenset[str]
    roles: tuple[str, ...] = _OFFICER
    forbids: Callable[[Case], str] = lambda case: ""
    public: bool = False
    forbids_applicant: Callable[[Case], str] = lambda case: ""
    records: bool = False

    def fits(self, case: Case) -> bool:
        """Whether there is such a move in the matter of `case`."""
        return self.records or case.matter == Matter.REQUEST


def check(case: Case, move_id: str, by: Person | None) -> None:
    """Raise `PermissionDenied` where `by` may not do this, `NotReady` where it cannot be done now. `by` is `None` for the applicant."""
    move = MOVES[move_id]
    if by is None and not move.public:
        raise PermissionDenied("这一步只能由机关办理。")
    if by is not None and not has_role(by, case.unit_id, *move.roles):
        raise PermissionDenied("您在这个机关没有办理这一步的角色。")
    if why := refusal(case, move, applicant=by is None):
        raise NotReady(f"现在不能“{move.label}”：{why}")


def refusal(case: Case, move: Move, *, applicant: bool = False) -> str:
    """Why `move` cannot be made now, by an officer or by the applicant, in Chinese; '' where it can."""
    if not move.fits(case):
        return f"更正申请没有这一步（{cite('r2019.41')}）。"
    if case.state not in move.states:
        return f"申请的状态是“{case.get_state_display()}”（{cite(move.article)}）。"
    why = move.forbids(case) or (move.forbids_applicant(case) if applicant else "")
    return why if not why or why.endswith("）。") else f"{why.removesuffix('。')}（{cite(move.article)}）。"


def open_to_applicant(case: Case) -> list[Move]:
    """What the applicant may do now: the same on the portal and through the API."""
    return [move for move in MOVES.values() if move.public and not refusal(case, move, applicant=True)]


def offered(case: Case, person: Person) -> list[tuple[Move, str]]:
    """The moves that `person` may make in this state, each with why it is refused ('' where it is not)."""
    here = [move for move in MOVES.values() if move.fits(case) and case.state in move.states]
    may = {roles: has_role(person, case.unit_id, *roles) for roles in {move.roles for move in here}}
    return [(move, refusal(case, move)) for move in here if may[move.roles]]


def _has(case: Case, kind: str) -> bool:
    return any(step.kind == kind for step in case.steps.all())


def reached_out_on(case: Case) -> date | None:
    """The first day on which the body tried to reach the applicant about receipt, or signed a letter that asks for it; `None` before."""
    tried = [step.on for step in case.steps.all() if step.kind == StepKind.ATTEMPT]
    asked = case.letters.filter(kind="confirmation").exclude(signed_on=None).values_list("signed_on", flat=True)
    return min([*tried, *asked], default=None)


def _one_sided(case: Case) -> str:
    """What comes by internet or fax is received on the day on which both sides confirm, what comes by ordinary post on the day on which
    the body confirms with the applicant (Art. 31). So the applicant's word counts once the body has turned to them: before, it would be
    a confirmation by one side, like an automatic "received". The body's own confirmation is not limited: it records that both did.
    """
    return "" if reached_out_on(case) else "本机关还没有与您联系确认，以双方确认之日为收到申请之日。"


def fee_underway(case: Case) -> bool:
    """Whether a fee notice went out of which nobody knows yet that the applicant has it: the term runs on till then."""
    return any(step.kind == "fee_noticed" and step.received_on is None for step in case.steps.all())


def _corrected_before(case: Case) -> str:
    """Art. 30 has it asked "once" of a request, within seven working days of its receipt: a review that reopens it makes no new request."""
    if fee_underway(case):
        return "收费通知已经发出，先登记申请人收到的日期。"
    if not _has(case, "correction_asked"):
        return ""
    if case.reopened_on:
        return "重新办理的还是同一件申请，以前已经通知过一次补正，不能再通知；请按现有的内容答复。"
    return "已经通知过一次补正，只能通知一次。"


def _extended_before(case: Case) -> str:
    return "已经延长过一次。" if case.extended and not case.reopened_on else ""  # a new round has a term of its own


def _charged(case: Case) -> str:
    if case.received_on and not charged_on(case.received_on):
        return f"信息处理费自2021年1月1日起才可以收取（{cite('fees-2020-109')}）。"
    return "已经通知过缴费。" if _has(case, "fee_noticed") else ""


def _reasons_wanted(case: Case) -> str:
    return "" if _has(case, "reasons_asked") else "还没有要求申请人说明理由。"


def _nobody_asked(case: Case) -> str:
    waiting = case.consultations.filter(answered_on=None).exclude(kind=Consultation.Kind.INTERNAL).exists()
    return "" if waiting else "没有正在征求的意见。"


def _not_drafted(case: Case) -> str:
    return "" if case.answers.exclude(state="sent").exists() else "还没有拟好的答复。"


def _move(*args: Any, states: set[Any], **more: Any) -> tuple[str, Move]:
    move = Move(*args, states=frozenset(str(state) for state in states), **more)
    return move.id, move


MOVES: dict[str, Move] = dict(
    [
        _move("confirm", "确认收到申请", "r2019.31", states={State.ARRIVED}, public=True, forbids_applicant=_one_sided),
        _move("attempt", "登记联系申请人", "r2019.31", states={State.ARRIVED}),
        _move(
            "assign",
            "指定承办人",
            "r2019.45",
            states=_ALL - {State.CLOSED},
            roles=("case_officer", "head"),
            records=True,
        ),
        _move("ask_correction", "通知补正", "r2019.30", states=_WORKING, forbids=_corrected_before),
        _move("receive_correction", "收到补正", "r2019.30", states={State.CORRECTING}, public=True),
        _move("consult", "征求意见", "r2019.32", states=_WORKING),
        _move("hear", "登记意见", "r2019.33.3", states=_BEFORE_ANSWER, forbids=_nobody_asked),
        _move("search", "登记检索", "r2019.36.4", states=_BEFORE_ANSWER, records=True),
        _move("extend", "延长期限", "r2019.33.2", states=_WORKING, roles=_HEAD, forbids=_extended_before),
        _move("ask_reasons", "要求说明理由", "r2019.35", states=_WORKING),
        _move("give_reasons", "申请人说明理由", "r2019.35", states=_WORKING, forbids=_reasons_wanted, public=True),
        _move("set_later_date", "告知延迟答复", "r2019.35", states=_WORKING, roles=_HEAD, forbids=_reasons_wanted),
        _move("notice_fee", "通知缴费", "r2019.42", states=_WORKING, forbids=_charged),
        _move("pay_fee", "登记缴费", "r2019.42", states={State.PAYING}),
        _move("split", "拆分申请", "fees-2020-109.4", states={State.ARRIVED, State.OPEN}),
        _move("join", "合并办理", "r2019.45", states=_WORKING),
        _move("draft", "拟定答复", "r2019.36", states=_BEFORE_ANSWER, records=True),
        _move("submit", "提交审批", "r2019.45", states=_BEFORE_ANSWER, forbids=_not_drafted, records=True),
        _move("approve", "审批答复", "r2019.45", states={State.SUBMITTED}, roles=_HEAD, records=True),
        _move("send_back", "退回修改", "r2019.45", states={State.SUBMITTED}, roles=_HEAD, records=True),
        _move("send", "登记送达", "service-2016-235", states={State.APPROVED}, records=True),
        _move("withdraw", "申请人撤回", "practice", states=_ALL - {State.CLOSED}, public=True, records=True),
        _move("supplement", "补充说明", "r2019.29", states=_BEFORE_ANSWER | {State.ARRIVED}, public=True, records=True),
        _move("progress", "询问进展", "r2019.28", states=_ALL - {State.CLOSED}, roles=(), public=True, records=True),
        _move("log", "列入公开申请记录", "r2019.44", states={State.CLOSED}),
        _move("reopen", "重新办理", "r2019.51", states={State.CLOSED}, records=True),
    ]
)
"""All moves by id, in the order in which they are offered."""
