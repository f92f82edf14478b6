"""The page of a review or lawsuit: what is contested, its terms with their articles, what can be done now, all that is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.casework.letters import day
from gongkai.casework.models import Answer, State
from gongkai.remedies.counts import counting
from gongkai.remedies.models import Decision, Instance, Proceeding, Stage
from gongkai.remedies.rules import doubts, may_handle, offered
from gongkai.remedies.services.course import terms_of
from gongkai.statute import remedies
from gongkai.statute.articles import cite
from gongkai.statute.clock import text_on
from gongkai.statute.outcomes import outcome
from gongkai.statute.workdays import Workdays
from gongkai.units.calendars import workdays
from gongkai.units.models import Person
from gongkai.workbench.cases.views import brief
from gongkai.workbench.clock import Days, days_to
from gongkai.workbench.remedies.views import KeptView, RevealMixin
from gongkai.workbench.remedies.views import paper as any_paper

COLUMNS = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果"}
"""The columns of table four, as the form prints them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as a button: its article, the address of its screen, why it is refused ('' where it is not)."""

    label: str
    article: str
    url: str
    why: str
    first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A term: what it is for, how long, its article, its last day (`None`: why in `unknown`), the day on which it was met."""

    label: str
    length: str
    article: str
    due: date | None
    days: Days | None
    done: date | None
    unknown: str = ""

    @property
    def late(self) -> bool:
        """Whether it was met after its last day."""
        return bool(self.due and self.done and self.done > self.due)


def likely(proceeding: Proceeding) -> str:
    """The id of the move that comes next by what is recorded; '' where nothing is to be done but wait, or nothing at all."""
    if proceeding.stage == Stage.ENDED:
        orders = proceeding.outcome and outcome(proceeding.outcome).orders
        return "answer_anew" if orders and proceeding.case and not proceeding.reopened_on else ""
    if proceeding.stage == Stage.APPEALABLE:
        return "" if proceeding.ended_on else "effective"
    if proceeding.stage == Stage.APPEAL:
        return "judge_appeal"
    if not proceeding.copy_received_on:
        return "copy"
    if not proceeding.answered_on:
        return "answer"
    return "decide" if proceeding.is_review else "judge_retrial" if proceeding.is_retrial else "judge"


def offers(proceeding: Proceeding, person: Person) -> list[Offer]:
    """The moves that `person` may make now, the likeliest first, the refused last."""
    first = likely(proceeding)
    found = [
        Offer(
            move.label,
            brief(move.article(proceeding)),
            reverse("remedies:move", args=[proceeding.pk, move.id]),
            why,
            move.id == first,
        )
        for move, why in offered(proceeding, person)
    ]
    return sorted(found, key=lambda offer: (not offer.first, bool(offer.why)))


def lines(proceeding: Proceeding, last: Decision | None, known: Workdays) -> list[Line]:
    """The terms of `proceeding` in the order in which they end."""
    answer, decision = (remedies.term(key) if key else None for key in terms_of(proceeding))
    open_ = proceeding.stage != Stage.ENDED
    found = [
        _line(answer, proceeding.answer_due, proceeding.answered_on, known, open_, "还没有登记收到副本的日期"),
    ]
    if last and last.appealed_on:
        decision = remedies.term("appeal_decision")
    decided = last.decided_on if last and proceeding.stage in (Stage.ENDED, Stage.APPEALABLE) else None
    if decision:
        found.append(_line(decision, proceeding.decision_due, decided, known, open_, "还没有登记受理（立案）的日期"))
    appeal = outcome(last.outcome).appeal if last and last.instance == Instance.FIRST else ""
    if appeal and last and not last.appealed_on:
        term = remedies.term(appeal)
        told = f"上诉期满，{day(last.effective_on)}生效" if last.effective_on else "还不知道生效的日期"
        due = proceeding.appeal_due
        days = days_to(due, known) if due and proceeding.stage == Stage.APPEALABLE else None
        found.append(Line("上诉", term.length, cite(term.article), due, days, None, told))
    case = proceeding.case
    if proceeding.reopened_on and case:
        anew = _answered_anew(proceeding)
        days = days_to(case.due_on, known) if case.due_on and not anew else None
        found.append(
            Line(
                "重新答复申请",
                f"{text_on(proceeding.reopened_on).reply}个工作日",
                cite("r2019.33"),
                case.due_on,
                days,
                anew,
                "" if case.due_on else "期限停着",
            )
        )
    if last and last.until and not open_:
        done = _answered_anew(proceeding)
        days = None if done else days_to(last.until, known)
        found.append(Line("重新答复（决定、裁判限定）", "", "", last.until, days, done))
    return found


def _answered_anew(proceeding: Proceeding) -> date | None:
    """The day of the answer that was given because of it; a request's own day of closing is that of its first answer."""
    if not proceeding.case or not proceeding.reopened_on:
        return None
    later = proceeding.case.answers.filter(
        state=Answer.State.SENT, round__gt=1, answered_on__gte=proceeding.reopened_on
    )
    return later.order_by("round").values_list("answered_on", flat=True).first()


def _line(
    term: remedies.Term, due: date | None, done: date | None, known: Workdays, running: bool, unknown: str
) -> Line:
    days = days_to(due, known) if due and running and done is None else None
    if not running or due:
        unknown = "" if done or running else "没有登记"
    return Line(term.label, term.length, cite(term.article), due, days, done, unknown)


class ProceedingPage(KeptView):
    """The page. Names and papers are shown to those who keep the file; readers see what is reported."""

    template_name = "workbench/remedies/page.html"
    page_title = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, proceeding, known = super().get_context_data(**kwargs), self.object, workdays()
        decisions = list(proceeding.decisions.all())
        offered_ = offers(proceeding, self.request.user)
        return context | {
            "lines": lines(proceeding, decisions[-1] if decisions else None, known),
            "doubts": doubts(proceeding, known) if context["reads"] and proceeding.stage != Stage.ENDED else [],
            "decisions": [(each, cite(outcome(each.outcome).article)) for each in decisions],
            "offers": offered_,
            "next": _next(proceeding, offered_),
            "column": "不另计"
            if proceeding.is_retrial and not counting().retrials
            else COLUMNS.get(proceeding.column, ""),
            "joint": proceeding.joint.all(),
            "suits": proceeding.suits.filter(retrial_of=None),
            "retrials": proceeding.retrials.all(),
            "may_sue": proceeding.is_review and may_handle(self.request.user, proceeding.unit_id),
        }


def _next(proceeding: Proceeding, found: list[Offer]) -> str:
    if not found:
        return ""
    first = next((offer for offer in found if offer.first and not offer.why), None)
    told = {
        "copy": "收到申请书（起诉状）副本以后登记日期，答复（答辩）的期限从次日起算。",
        "answer": f"最迟{day(proceeding.answer_due)}提交答复（答辩）、证据和依据。"
        if proceeding.answer_due
        else "提交答复（答辩）、证据和依据。",
        "decide": "已经答复，等复议决定；收到决定书以后登记。",
        "judge": "已经答辩，等法院裁判；收到裁判文书以后登记。",
        "judge_retrial": "等再审裁判；按第二审程序再审的登记再审裁判，按第一审程序的登记第一审裁判。",
        "effective": "还不知道哪一天生效：登记法院证明的生效日期；有人上诉的，登记上诉。",
        "judge_appeal": "等第二审裁判；收到以后登记。",
        "answer_anew": "决定（裁判）要求重新答复，点“重新答复”，期限随即重新计算。",
    }
    if first:
        return told[likely(proceeding)]
    if proceeding.stage == Stage.APPEALABLE:
        return f"有人上诉的登记上诉；没有人上诉的，{day(proceeding.ended_on)}自动生效。"
    if proceeding.reopened_on and proceeding.case.state != State.CLOSED:
        ordered = proceeding.decisions.order_by("-decided_on", "-id").values_list("until", flat=True).first()
        due = min(filter(None, (proceeding.case.due_on, ordered)), default=None)
        return "在公开申请中重新答复" + (f"，最迟{day(due)}。" if due else "。")
    if proceeding.retrials.open().exists():
        return "案件已经审结，正在再审：要办的事见下面“再审”的案件。"
    return "案件已经审结，没有要办的。" if proceeding.stage == Stage.ENDED else ""


class RevealView(RevealMixin, ProceedingPage):
    """Who applied or sued."""


@require_GET
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """A file of the review or lawsuit."""
    return any_paper(request, Proceeding, pk, paper)
