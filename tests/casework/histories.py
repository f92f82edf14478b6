"""Histories of requests, reviews and lawsuits across years: drawn as plans, brought about by the services, told again in plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.casework.models import Answer, ApplicantKind, Case, Letter, State
from gongkai.casework.services import answering, intake
from gongkai.remedies.models import Proceeding
from gongkai.remedies.services import deciding, filing
from gongkai.remedies.services.deciding import Ruling
from gongkai.statute import answers, receipt
from gongkai.statute.outcomes import outcomes_for
from gongkai.units.models import Person, Role
from tests.world import World

FIRST, LAST = date(2014, 1, 1), date(2026, 12, 31)
WAYS = tuple(receipt.ways())
COLUMNS = tuple(ApplicantKind.values)
KINDS = tuple((kind.id, ground) for kind in answers.kinds_of("request") for ground in kind.allowed_grounds or ("",))
UNITS = 3
"""How many of the county's units have requests: the county, its office, the education bureau."""
days = st.dates(FIRST, LAST)
gaps = st.integers(0, 600)


@dataclass(frozen=True)
class Request:
    """A request: to which unit, of whom, when and how; how long until each of its answers; how often it is split."""

    unit: int
    column: str
    way: str
    arrived: date
    confirmed: bool
    rounds: tuple[tuple[int, tuple[str, str]], ...]
    parts: int
    withdrawn: bool
    joined: bool


@dataclass(frozen=True)
class Dispute:
    """A review or lawsuit: against whom, when filed; the days until each decision and what it says; whether it stands alone."""

    unit: int
    joint: frozenset[int]
    group: str
    filed: date
    first: tuple[int, str] | None
    appeal: tuple[int, str] | None
    about: int | None


def _requests() -> st.SearchStrategy[Request]:
    rounds = st.lists(st.tuples(gaps, st.sampled_from(KINDS)), max_size=3).map(tuple)
    parts = st.sampled_from((1, 1, 1, 2, 3))
    return st.builds(
        Request,
        st.integers(0, UNITS - 1), st.sampled_from(COLUMNS), st.sampled_from(WAYS), days,
        st.sampled_from((True, True, True, False)), rounds, parts, st.booleans(), st.booleans(),
    )  # fmt: skip


@st.composite
def _disputes(draw: st.DrawFn) -> Dispute:
    group = draw(st.sampled_from(("review", "suit", "suit_after_review")))
    unit = draw(st.integers(0, UNITS - 1))
    others = frozenset(range(UNITS)) - {unit}
    said = st.sampled_from([each.id for each in outcomes_for("review" if group == "review" else "first")])
    first = draw(st.none() | st.tuples(gaps, said))
    again = st.sampled_from([each.id for each in outcomes_for("second")])
    appeals = (
        group != "review" and first is not None and next(o for o in outcomes_for("first") if o.id == first[1]).appeal
    )
    appeal = draw(st.none() | st.tuples(gaps, again)) if appeals else None
    joint = draw(st.frozensets(st.sampled_from(sorted(others))))
    return Dispute(unit, joint, group, draw(days), first, appeal, draw(st.none() | st.integers(0, 20)))


def histories() -> st.SearchStrategy[tuple[list[Request], list[Dispute]]]:
    """Some requests and some disputes, in no order."""
    return st.tuples(st.lists(_requests(), min_size=2, max_size=6), st.lists(_disputes(), min_size=2, max_size=6))


class Maker:
    """Brings histories about, on the last day, through the services that clerks use; answers come approved."""

    def __init__(self, world: World) -> None:
        self.units = world.units[:UNITS]
        self.officers: list[Person] = [world.person(unit, Role.CASE_OFFICER) for unit in self.units]

    def request(self, plan: Request) -> None:
        """Register, split, join, answer or withdraw, reopen and answer anew."""
        by = self.officers[plan.unit]
        confirmed = plan.arrived if plan.confirmed else None
        case, _ = intake.register(
            self.units[plan.unit],
            intake.Who(plan.column, "云溪县某申请人", telephone="0000-1234567"),
            _what("甲"),
            way=plan.way,
            arrived_on=plan.arrived,
            confirmed_on=confirmed,
            by=by,
        )
        parts = (
            intake.split(case, [_what(word) for word in "甲乙丙"[: plan.parts]], by=by) if plan.parts > 1 else [case]
        )
        if plan.joined and len(parts) > 1 and parts[1].state == State.OPEN:
            intake.join(parts[1], parts[0], by=by)
        for part in parts:
            self._answers(Case.objects.get(pk=part.pk), plan, by)

    def _answers(self, case: Case, plan: Request, by: Person) -> None:
        if case.received_on is None:
            return
        day = case.received_on
        for number, (gap, (kind, ground)) in enumerate(plan.rounds):
            day += timedelta(gap)
            if day > LAST:
                return
            if number:
                answering.reopen(case, on=day, why="复议决定责令重新答复", by=by)
            if plan.withdrawn and number == len(plan.rounds) - 1:
                answering.withdraw(case, on=day, by=by)
            else:
                _send(case, kind, ground, day, by)

    def dispute(self, plan: Dispute) -> None:
        """File, decide, appeal, decide again."""
        by, unit = self.officers[plan.unit], self.units[plan.unit]
        answered = Answer.objects.filter(case__unit=unit, state="sent", answered_on__lte=plan.filed).order_by("pk")
        answer = answered[plan.about % len(answered)] if plan.about is not None and answered else None
        made = filing.register(
            unit,
            plan.group,
            "answer" if answer else "proactive",
            about="公开义务",
            body="云溪县人民法院",
            filed_on=plan.filed,
            claimant=filing.Claimant("云溪县某原告", person=False),
            answer=answer,
            joint=[self.units[number] for number in plan.joint],
            by=by,
        )
        for instance, on, said in _decisions(plan):
            if on > LAST:
                return
            _decide(made, instance, on, said, plan.appeal is not None, by)

    def told_of_requests(self, plans: Sequence[Request]) -> Iterator[tuple[int, str, date, date | None, str]]:
        """Of each part of each request: the unit's id, the applicant's column, when received, when first answered, and how."""
        for plan in plans:
            if not plan.confirmed and receipt.ways()[plan.way].rule == "confirmation":
                continue
            closed, kind = None, ""
            if plan.rounds and plan.arrived + timedelta(plan.rounds[0][0]) <= LAST:
                closed = plan.arrived + timedelta(plan.rounds[0][0])
                kind = "withdrawn" if plan.withdrawn and len(plan.rounds) == 1 else plan.rounds[0][1][0]
            for _ in range(plan.parts):
                yield self.units[plan.unit].pk, plan.column, plan.arrived, closed, kind

    def told_of_disputes(self, plans: Sequence[Dispute]) -> Iterator[tuple[int, str, date, date | None, str]]:
        """Of each defendant of each dispute: the unit's id, the group, when filed, when ended, in which column."""
        for plan in plans:
            ended, column, first = None, "", ""
            for instance, on, said in _decisions(plan):
                if on > LAST:
                    break
                found = next(each for each in outcomes_for(instance) if each.id == said)
                column = first if found.column == "same" else found.column
                first = first or found.column
                ended = on if column else None
                if instance == "first" and plan.appeal is not None:
                    ended, column = None, ""
            for number in (plan.unit, *plan.joint):
                yield self.units[number].pk, plan.group, plan.filed, ended, column


def _decisions(plan: Dispute) -> Iterator[tuple[str, date, str]]:
    if plan.first is not None:
        on = plan.filed + timedelta(plan.first[0])
        yield ("review" if plan.group == "review" else "first"), on, plan.first[1]
        if plan.appeal is not None:
            yield "second", on + timedelta(plan.appeal[0]), plan.appeal[1]


def _decide(made: Proceeding, instance: str, on: date, said: str, appealed: bool, by: Person) -> None:
    """Everything reaches everybody on its day; a first judgment that is not appealed is effective on it."""
    ruling = Ruling(said, on, received_on=on)
    if instance == "review":
        deciding.decide(made, ruling, by=by)
    elif instance == "second":
        deciding.judge_appeal(made, ruling, by=by)
    elif appealed:
        deciding.judge(made, ruling, by=by)
        deciding.appeal(made, on=on, who="claimant", by=by)
    else:
        deciding.judge(made, ruling, effective=on, by=by)


def _send(case: Case, kind: str, ground: str, on: date, by: Person) -> None:
    """An answer that the head has approved goes out."""
    number = case.answers.count() + 1
    letter = Letter.objects.create(case=case, kind=f"answer.{kind}", addressee="云溪县某申请人", made_by=by)
    Answer.objects.create(
        case=case, round=number, kind=kind, ground=ground, letter=letter, drafted_by=by, state=Answer.State.APPROVED
    )
    Case.objects.filter(pk=case.pk).update(state=State.APPROVED)
    answering.send(case, way="in_person", sent_on=on, by=by)


def _what(word: str) -> intake.What:
    return intake.What(f"{word}项", f"请公开{word}项材料")
