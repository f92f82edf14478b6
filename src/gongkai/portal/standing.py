"""Where a request stands, as its applicant reads it: in plain words, what happens if nothing is done, and what can be done against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.casework import letters, rules
from gongkai.casework.models import Answer, Case, CaseFile, Delivery, Letter, Matter, State, Step
from gongkai.casework.services.numbers import desk_of
from gongkai.casework.services.status import Remedies
from gongkai.remedies.services.complaints import office_for
from gongkai.statute import answers, receipt, remedies
from gongkai.statute.articles import cite
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Unit

ANY_COURT = "有管辖权的人民法院"


@dataclass(frozen=True)
class Standing:
    """`now` is where it stands, `otherwise` what happens if nothing is done; both in Chinese."""

    now: str
    otherwise: str = ""


@dataclass(frozen=True)
class Way:
    """A way open to the applicant: what, before whom, until when, by which article, and what is to be known of it."""

    label: str
    before: str
    until: date
    over: bool
    citation: str
    notes: tuple[str, ...]


def standing(case: Case) -> Standing:
    """Where `case` stands today."""
    steps = {step.kind: step for step in case.steps.all()}
    match case.state:
        case State.ARRIVED:
            return _arrived(case)
        case State.CORRECTING:
            return _correcting(case, steps["correction_asked"])
        case State.PAYING:
            return _paying(case, steps["fee_noticed"])
        case State.CLOSED:
            return _closed(case)
        case State.SUBMITTED:
            return Standing("答复已经拟好，正在由本机关负责人审批。", _unanswered(case))
        case State.APPROVED:
            return Standing("答复已经审批，正在送达。", _unanswered(case))
    return Standing("本机关正在办理。", _unanswered(case))


def letters_of(case: Case) -> list[Letter]:
    """The letters that went to the applicant: nobody else's, and no answer before it was sent."""
    found = case.letters.exclude(signed_on=None).select_related("answer", "delivery")
    return [letter for letter in found if letter.words and _was_sent(letter)]


def files_of(case: Case) -> list[CaseFile]:
    """The files that an answer sent electronically hands out."""
    electronic = Delivery.objects.filter(letter__case=case, letter__answer__isnull=False, way=Delivery.Way.ELECTRONIC)
    return list(case.files.filter(kind=CaseFile.Kind.PROVIDED)) if electronic.exists() else []


def contested(case: Case) -> Answer | None:
    """The answer that stands, with its letter."""
    sent = case.answers.filter(state=Answer.State.SENT).select_related("letter__delivery")
    return sent.order_by("-round").first() if case.state == State.CLOSED else None


def ways(case: Case, found: Remedies) -> list[Way]:
    """What can be done against the answer, or against silence."""
    return [_way(case, path) for path in found.paths]


def _was_sent(letter: Letter) -> bool:
    if letters.kind(letter.kind).to != "applicant":
        return False
    answer = getattr(letter, "answer", None)
    return answer.state == Answer.State.SENT if answer else not letter.kind.startswith("answer.")


def _arrived(case: Case) -> Standing:
    now = (
        f"申请已于{letters.day(case.arrived_on)}到达本机关，还没有确认收到。"
        f"{receipt.way(case.way).says}（{cite('r2019.31')}）；答复期限从那一天的次日起算。"
    )
    due = letters.day(remedies.unconfirmed(case.arrived_on, workdays()).due)
    otherwise = f"没有确认以前，本机关不起算答复期限；按最早的算法（以到达之日为收到之日），最迟应当在{due}答复。"
    if rules.reached_out_on(case):
        return Standing(f"{now}本机关已经与您联系，请在下面确认收到。", otherwise)
    return Standing(now + _waited(case), otherwise)


def _waited(case: Case) -> str:
    """What the applicant is told of how long the body has let them wait for the confirmation."""
    found = receipt.unconfirmed(case.way, case.arrived_on, today(), workdays())
    within = f"一般在{found.within}个工作日以内" if found.within else "应当在到达当日"
    if not found.late:
        return f"本机关{within}与您确认。"
    return f"本机关{within}与您确认，现在已经过了{found.days}个工作日。请给工作机构打电话，也可以按照下面的说明投诉。"


def complaint_office(case: Case) -> Unit | None:
    """Who can be complained to where a request is neither confirmed nor answered in time (Arts. 47, 51); `None` while all is in time."""
    if case.state == State.CLOSED:
        return None
    if case.received_on is None:
        late = receipt.unconfirmed(case.way, case.arrived_on, today(), workdays()).late
    else:
        late = case.due_on is not None and case.due_on < today()
    office = office_for(case.unit)
    return office if late and office != case.unit else None


def _correcting(case: Case, asked: Step) -> Standing:
    until = letters.day(case.waiting_until or asked.until)
    now = f"申请的内容还不明确，本机关请您最迟于{until}补正。{_told(asked, '需要补正', 'what')}{_told(asked, '怎样补正', 'guidance')}"
    return Standing(
        now,
        f"收到补正以后，答复期限重新计算；没有正当理由逾期不补正的，视为放弃申请，本机关不再处理（{cite('r2019.30')}）。",
    )


def _paying(case: Case, noticed: Step) -> Standing:
    until = letters.day(case.waiting_until)
    now = f"应当缴纳信息处理费{noticed.facts.get('amount', '')}元，请最迟于{until}缴纳。{_told(noticed, '缴纳方式', 'way')}"
    return Standing(
        now, f"缴清以后，答复期限重新计算；逾期没有缴纳的，视为放弃申请，本机关不再处理（{cite('r2019.42')}）。"
    )


def _closed(case: Case) -> Standing:
    answer = contested(case)
    if answer is None:
        return Standing("申请已经办结。")
    kind = answers.kind(answer.kind)
    return Standing(f"申请已于{letters.day(answer.answered_on)}办结：{kind.label}（{cite(kind.article)}）。")


def _unanswered(case: Case) -> str:
    if case.matter == Matter.RECORD:
        return (
            f"有误、本机关有权更正的，更正后告知您；无权更正的，转送有权机关或者告知您向谁提出（{cite('r2019.41')}）。"
        )
    if case.due_on is None:
        return "正在征求的意见没有法定期限，最后期限暂时不能确定。"
    if case.due_on < today():
        return f"答复期限已于{letters.day(case.due_on)}届满，还没有答复。您可以按照下面的说明申请行政复议或者提起行政诉讼。"
    day = letters.day(case.due_on)
    return f"本机关最迟应当在{day}答复；到期没有答复的，您可以申请行政复议或者提起行政诉讼，届时本页会写明向谁、最迟何时提出。"


def _told(step: Step, label: str, fact: str) -> str:
    text = str(step.facts.get(fact, "")).strip().rstrip("。")
    return f"{label}：{text}。" if text else ""


def _way(case: Case, path: remedies.Path) -> Way:
    term = remedies.term(path.term)
    review = path.term.startswith("review")
    before = (letters.review_body_of(case.unit) or "本机关的上一级人民政府") if review else desk_of(case.unit).court
    over = path.until < today()
    return Way(
        term.label, before or ANY_COURT, path.until, over, cite(path.article), tuple(_notes(case, path, review, over))
    )


def _notes(case: Case, path: remedies.Path, review: bool, over: bool) -> Iterator[str]:
    if over:
        yield "期限已经届满；因不可抗力等正当理由耽误的，可以说明理由。"
    answer = contested(case)
    if review and answer and answer.answered_on and remedies.route(answer.kind, answer.answered_on) == "review_first":
        after = remedies.term("suit_after_review").length
        yield f"这类答复应当先申请行政复议；对复议决定不服的，自收到复议决定书之日起{after}内可以提起行政诉讼（{cite('arl.23')}）。"
    if path.doubtful and not review:
        yield "法院是否直接受理这类起诉，各地做法不一致；先申请行政复议的，不影响以后起诉。"
    online = desk_of(case.unit).review_address if review else ""
    if online:
        yield f"可以在网上申请：{online}"
