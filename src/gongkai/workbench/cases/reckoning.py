"""The clock of a case as a clerk sees it: the strip of days, its steps with articles, what is next, what happens if nothing is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.casework.models import Case, Matter, State
from gongkai.casework.rules import fee_underway
from gongkai.casework.services.clock import clock_of
from gongkai.statute import remedies
from gongkai.statute.articles import cite
from gongkai.statute.clock import Clock, Day, strip
from gongkai.statute.receipt import unconfirmed
from gongkai.statute.remedies import paths_against_silence, term
from gongkai.statute.workdays import Workdays
from gongkai.units.access import has_role
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Role
from gongkai.workbench.clock import Days, days_to

LONGEST = 21
"""Days after the last one that the strip still shows."""
WORDS = {
    "start": "起算日，不计入",
    "off": "不是工作日",
    "paused": "征求意见，不计入",
    "waiting": "等待申请人",
    "counted": "计入",
    "over": "逾期",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the strip: its state, number and holiday, which steps of the list fall on it, whether it is the last day or today."""

    day: Day
    marks: tuple[int, ...]
    due: bool
    now: bool

    @property
    def told(self) -> str:
        """The day for those who do not see colours."""
        words = [f"{self.day.on.month}月{self.day.on.day}日", WORDS[self.day.state]]
        if self.day.state == "counted":
            words[1] = f"第{self.day.number}个工作日"
        if self.day.state == "over":
            words[1] = f"逾期第{self.day.number}个工作日"
        words += [
            text
            for text, there in ((self.day.why, self.day.why), ("期限最后一日", self.due), ("今天", self.now))
            if there
        ]
        return "，".join(words)


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the list: its number in the strip, its day, words and article."""

    number: int
    on: date
    what: str
    citation: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the page shows of a clock. `blanks` are the days of the first week before the strip; `cut`: it is not shown to its end."""

    clock: Clock
    days: Days | None
    cells: tuple[Cell, ...]
    steps: tuple[Told, ...]
    blanks: range
    cut: bool


def reckoning_of(case: Case, known: Workdays | None = None) -> Reckoning | None:
    """The reckoning of `case`, `None` while its receipt is not confirmed."""
    known = known or workdays()
    clock = clock_of(case, known)
    if clock is None:
        return None
    until, cut = _until(clock)
    steps = tuple(Told(n, step.on, step.what, step.citation) for n, step in enumerate(clock.steps, 1))
    numbers: dict[date, list[int]] = {}
    for step in steps:
        numbers.setdefault(step.on, []).append(step.number)
    now = today()
    cells = tuple(
        Cell(day, tuple(numbers.get(day.on, ())), day.on == clock.due, day.on == now)
        for day in strip(clock, known, until)
    )
    running = clock.due is not None and clock.answered is None
    return Reckoning(
        clock=clock,
        days=days_to(clock.due, known) if running and clock.due else None,
        cells=cells,
        steps=steps,
        blanks=range(cells[0].day.on.weekday()),
        cut=cut,
    )


def _until(clock: Clock) -> tuple[date, bool]:
    if clock.answered:
        return clock.answered, False
    if clock.due and (longest := clock.due + timedelta(LONGEST)) < today():
        return longest, True
    if clock.due is None and (longest := clock.steps[-1].on + timedelta(60)) < today():
        return longest, True
    return today(), False


def if_nothing(case: Case, clock: Clock | None, known: Workdays) -> str:
    """What happens if nobody does anything, in one sentence."""
    if case.state == State.CLOSED:
        return ""
    if case.matter == Matter.RECORD:
        return f"条例没有规定更正的办理期限（{cite('r2019.41')}）；一直不办，申请人可以投诉、申请复议（{cite('r2019.51')}）。"
    if clock is None:
        return _if_unconfirmed(case, known)
    if clock.waiting:
        what, kind, article = (
            ("补正", "逾期不补正", "r2019.30") if clock.waiting == "correction" else ("缴费", "逾期未缴费", "r2019.42")
        )
        by = f"到{_day(clock.waiting_until)}还不{what}" if clock.waiting_until else f"一直不{what}"
        return f"申请人{by}的，视为放弃申请；那时拟定“{kind}”的答复，告知不再处理，才能办结（{cite(article)}）。"
    if clock.due is None:
        return "被征求意见的一方没有法定的答复期限，收到意见以前期限暂停；请催问并登记收到意见的日期。"
    paths = paths_against_silence(clock.due, known)
    ways = "；".join(f"{term(path.term).label}，截至{_day(path.until)}（{cite(path.article)}）" for path in paths)
    passed = "已经逾期没有答复" if clock.due < today() else f"到{_day(clock.due)}还没有答复，就是逾期"
    return f"{passed}，申请人可以：{ways}。"


def _if_unconfirmed(case: Case, known: Workdays) -> str:
    waited, found = unconfirmed(case.way, case.arrived_on, today(), known), remedies.unconfirmed(case.arrived_on, known)
    within = f"一般在{waited.within}个工作日以内确认" if waited.within else "应当在到达当日确认"
    late = f"，已经拖延（到达{waited.days}个工作日）" if waited.late else ""
    return (
        f"{within}（{cite(waited.article)}）{late}。不确认不等于没有期限：申请人随时可以投诉（{cite(found.complaint)}）；"
        f"以到达之日为收到之日计算，最迟应当在{_day(found.due)}答复，过后申请人可以申请复议或者起诉。"
    )


def next_step(case: Case, reckoning: Reckoning | None, person: Person, handling: bool) -> str:
    """The one thing to do now, for `person`."""
    if not handling and has_role(person, case.unit_id, Role.SUPERVISOR) and case.state != State.CLOSED:
        return "看期限和办理进度；拖延的，在“督办”一栏写督办意见，承办机关会在首页看到。"
    if not handling:
        return "您可以查看办理进度；申请人的个人信息和文书只有本机关的承办人、负责人能看。"
    head = has_role(person, case.unit_id, Role.HEAD)
    state = State(case.state)
    if state is State.OPEN:
        return _next_of_open(case, reckoning)
    return {
        State.ARRIVED: "与申请人确认收到申请，然后点“确认收到申请”；联系不上的，点“登记联系申请人”。",
        State.CORRECTING: "等申请人补正；收到补正材料的当天点“收到补正”，期限从那天重新计算。",
        State.PAYING: "等申请人缴费；缴清的当天点“登记缴费”，期限从那天重新计算。",
        State.SUBMITTED: "核对答复书，点“审批答复”。" if head else "等负责人审批。需要改的，请负责人退回。",
        State.APPROVED: "打印答复书并盖章，送达申请人，然后点“登记送达”。",
        State.CLOSED: "已经办结。收到邮件回执的，登记申请人收到的日期；值得公开的答复，列入公开申请记录。",
    }[state]


def _next_of_open(case: Case, reckoning: Reckoning | None) -> str:
    if case.officer_id is None:
        return "先点“指定承办人”，定下由谁办理。"
    if fee_underway(case):
        return "送达收费通知书，然后在“文书”中登记申请人收到的日期：缴费期限从那天起算，在那以前答复期限照走。"
    answer = case.answers.exclude(state="sent").order_by("-round").first()
    if answer and answer.state == "sent_back":
        return f"负责人退回了答复：{answer.opinion}。请点“拟定答复”修改后再提交。"
    if answer:
        return "答复已经拟好，点“拟定答复”检查一遍，没有问题就提交审批。"
    waiting = [asked for asked in case.consultations.all() if asked.answered_on is None and asked.kind != "internal"]
    if waiting:
        return f"正在等{'、'.join(asked.masked for asked in waiting)}的意见，收到后点“登记意见”；期间可以继续查找信息。"
    if case.matter == Matter.RECORD:
        return "核对记录和申请人的证据：有误、有权改的先更正，无权改的转送有权机关；然后点“拟定答复”告知结果。"
    return "看清要的是什么：不明确的通知补正，涉及第三方的征求意见；查找信息并登记检索；然后点“拟定答复”。"


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


__all__ = ["Cell", "Reckoning", "if_nothing", "next_step", "reckoning_of"]
