"""Which moves a review or a lawsuit allows now, each with its article and why it is refused; and what is doubtful, but not forbidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from gongkai.casework.models import State
from gongkai.remedies.models import Contested, Group, Instance, Proceeding, Stage
from gongkai.statute import remedies
from gongkai.statute.articles import article, cite
from gongkai.statute.outcomes import outcome
from gongkai.statute.workdays import Workdays
from gongkai.units.access import has_role
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady


@dataclass(frozen=True)
class Move:
    """Something that can be done in `stages` with a review (by the article `review`) or a lawsuit (`suit`); '' where there is no such move.

    `forbids` gives the reason in Chinese for which it cannot be done all the same, or ''.
    """

    id: str
    label: str
    review: str
    suit: str
    stages: frozenset[str]
    forbids: Callable[[Proceeding], str] = lambda proceeding: ""
    retrial: bool = False
    """Whether it is a step of retrials alone."""

    def article(self, proceeding: Proceeding) -> str:
        """The id of the article by which `proceeding` allows this; '' where it is not for its kind."""
        if self.retrial and not proceeding.is_retrial:
            return ""
        return self.review if proceeding.is_review else self.suit


def may_handle(person: Person, unit_id: int) -> bool:
    """Whether `person` keeps the records of that unit."""
    return has_role(person, unit_id, Role.CASE_OFFICER)


def check(proceeding: Proceeding, move_id: str, by: Person) -> None:
    """Raise `PermissionDenied` where `by` may not do this, `NotReady` where it cannot be done now."""
    move = MOVES[move_id]
    if not may_handle(by, proceeding.unit_id):
        raise PermissionDenied("您不是这个机关的依申请公开承办人。")
    if why := refusal(proceeding, move):
        raise NotReady(f"现在不能“{move.label}”：{why}")


def refusal(proceeding: Proceeding, move: Move) -> str:
    """Why `move` cannot be made now, in Chinese; '' where it can."""
    basis = move.article(proceeding)
    if not basis:
        return f"{proceeding.get_group_display()}没有这一步。"
    if proceeding.stage not in move.stages:
        return f"案件的阶段是“{proceeding.get_stage_display()}”（{cite(basis)}）。"
    return move.forbids(proceeding)


def offered(proceeding: Proceeding, person: Person) -> list[tuple[Move, str]]:
    """The moves of this kind and stage that `person` may make, each with why it is refused ('' where it is not)."""
    if not may_handle(person, proceeding.unit_id):
        return []
    return [
        (move, refusal(proceeding, move))
        for move in MOVES.values()
        if move.article(proceeding) and proceeding.stage in move.stages
    ]


def doubts(proceeding: Proceeding, workdays: Workdays) -> list[str]:
    """What makes it doubtful whether this review or lawsuit is admissible: for the answer to it. Who decides it is the body or court."""
    return list(_doubts(proceeding, workdays))


def _doubts(proceeding: Proceeding, workdays: Workdays) -> Iterator[str]:
    answer, filed, review = proceeding.answer, proceeding.filed_on, proceeding.review
    if proceeding.is_retrial:
        return  # whether the lawsuit was admissible its first judgment has said
    if answer and answer.answered_on and proceeding.contested == Contested.ANSWER:
        way = remedies.route(answer.kind, answer.answered_on)
        if proceeding.group == Group.SUIT and way == "review_first":
            yield f"对不予公开的答复应当先申请行政复议，这一起诉没有经过复议（{cite(remedies.REVIEW_FIRST)}）。"
        if way == "none":
            yield "这一类答复没有告知救济途径，可能不属于受理范围。"
        if proceeding.group != Group.SUIT_AFTER_REVIEW:
            delivery = getattr(answer.letter, "delivery", None) if answer.letter else None
            known = delivery and delivery.received_on
            yield from _late("review" if proceeding.is_review else "suit", known or None, filed, workdays)
    if review is not None and review.stage != Stage.ENDED and not _review_overdue(review, filed):
        yield f"行政复议还没有作出决定，复议期间不得就同一行政行为起诉（{cite('arl.29')}）。"
    if review is not None and review.stage == Stage.ENDED:
        received = review.decisions.order_by("-decided_on", "-id").values_list("received_on", flat=True).first()
        yield from _late("suit_after_review", received, filed, workdays)


def _late(term: str, start: date | None, filed: date, workdays: Workdays) -> Iterator[str]:
    if start is None or not article(remedies.term(term).article).in_force(filed):
        return
    last = remedies.until(term, start, workdays)
    if filed > last:
        known = remedies.term(term)
        yield f"“{known.label}”的期限是{known.length}，到{last}届满，提出的日期{filed}已经超过（{cite(known.article)}）。"


def _review_overdue(review: Proceeding, day: date) -> bool:
    return review.decision_due is not None and day > review.decision_due


def _no_copy(proceeding: Proceeding) -> str:
    if proceeding.answered_on:
        return "已经登记过提交答复（答辩）。"
    return "" if proceeding.copy_received_on else "还没有登记收到申请书（起诉状）副本。"


def _answered(proceeding: Proceeding) -> str:
    return "已经提交答复（答辩），副本日期不再更改。" if proceeding.answered_on else ""


def _extended(proceeding: Proceeding) -> str:
    if proceeding.simple:
        return f"适用简易程序的不能延长，请先转为普通程序（{cite('arl.62')}）。"
    if proceeding.decision_due is None:
        return "还没有登记受理日期。"
    return "已经延长过一次。" if proceeding.extended_on else ""


def _not_simple(proceeding: Proceeding) -> str:
    return "" if proceeding.simple else "适用的就是普通程序。"


def _cannot_be_appealed(proceeding: Proceeding) -> str:
    last = proceeding.decisions.order_by("-decided_on", "-id").first()
    first = last is not None and last.instance == Instance.FIRST
    return "" if first and outcome(last.outcome).appeal else "这一裁判不能上诉。"


def _retried(proceeding: Proceeding) -> str:
    return "" if not proceeding.retrials.open().exists() else "这一案件正在再审。"


def new_term_from(proceeding: Proceeding) -> date | None:
    """The day from which an ordered new answer has its term: of receipt, or that on which a court's decision became effective, if later.

    `None` where it is not known when the decision was received.
    """
    last = proceeding.decisions.order_by("-decided_on", "-id").first()
    if last is None or last.received_on is None:
        return None
    return last.received_on if proceeding.is_review else max(last.received_on, proceeding.ended_on or last.received_on)


def _nothing_to_answer(proceeding: Proceeding) -> str:
    if not proceeding.outcome or not outcome(proceeding.outcome).orders:
        return "生效的决定或者裁判没有要求重新答复。"
    last = proceeding.decisions.order_by("-decided_on", "-id").first()
    if last and last.instance == Instance.RETRIAL and outcome(last.outcome).column == "same":
        return "再审没有改变原来的裁判，按原来的裁判办理。"
    if proceeding.reopened_on:
        return f"申请已经自{proceeding.reopened_on}起重新办理。"
    if proceeding.case is None:
        return "没有关联公开申请，请直接登记办理结果。"
    if proceeding.case.state != State.CLOSED:
        return "公开申请正在办理，在其中答复即可。"
    start = new_term_from(proceeding)
    if start is None:
        return "还没有登记收到决定书（裁判文书）的日期。"
    since = proceeding.case.answers.filter(state="sent", answered_on__gt=start).first()
    return f"收到之后已经于{since.answered_on}重新答复。" if since else ""


def _move(*args: Any, stages: set[Any], **more: Any) -> tuple[str, Move]:
    move = Move(*args, stages=frozenset(str(stage) for stage in stages), **more)
    return move.id, move


MOVES: dict[str, Move] = dict(
    [
        _move("accept", "登记受理（立案）", "arl.30", "aprl.51", stages={Stage.TRIAL}),
        _move("copy", "登记收到副本", "arl.48", "aprl.67", stages={Stage.TRIAL}, forbids=_answered),
        _move("answer", "登记提交答复（答辩）", "arl.48", "aprl.67", stages={Stage.TRIAL}, forbids=_no_copy),
        _move("extend", "登记延长审理", "arl.62", "", stages={Stage.TRIAL}, forbids=_extended),
        _move("ordinary", "登记转为普通程序", "arl.55", "aprl.84", stages={Stage.TRIAL}, forbids=_not_simple),
        _move("note", "登记开庭、听证等", "arl.49", "aprl.54", stages=set(Stage)),
        _move("decide", "登记复议决定", "arl.61", "", stages={Stage.TRIAL}),
        _move("judge", "登记第一审裁判", "", "aprl.80", stages={Stage.TRIAL}),
        _move("appeal", "登记上诉", "", "aprl.85", stages={Stage.APPEALABLE, Stage.ENDED}, forbids=_cannot_be_appealed),
        _move("judge_appeal", "登记第二审裁判", "", "aprl.89", stages={Stage.APPEAL}),
        _move(
            "effective",
            "登记生效日期",
            "",
            "aprl.85",
            stages={Stage.APPEALABLE, Stage.ENDED},
            forbids=_cannot_be_appealed,
        ),
        _move("judge_retrial", "登记再审裁判", "", "aprl.92", stages={Stage.TRIAL}, retrial=True),
        _move("retry", "登记再审", "", "aprl.90", stages={Stage.ENDED}, forbids=_retried),
        _move("answer_anew", "重新答复", "arl.77", "aprl.94", stages={Stage.ENDED}, forbids=_nothing_to_answer),
        _move("file", "添加文件", "arl.61", "aprl.80", stages=set(Stage)),
    ]
)
"""All moves by id, in the order in which they are offered."""
