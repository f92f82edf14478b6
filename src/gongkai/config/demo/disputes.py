"""Reviews, lawsuits and complaints of the made-up county, in every state and with every outcome, by the services that record them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.casework.letters import review_body_of
from gongkai.casework.models import Answer, Case
from gongkai.config.demo.places import Place
from gongkai.config.demo.stories import person
from gongkai.remedies.models import Contested, Group, Proceeding
from gongkai.remedies.services import complaints, deciding, filing, handling
from gongkai.remedies.services.deciding import Ruling
from gongkai.statute.loading import read_toml
from gongkai.statute.outcomes import outcome, outcomes_for
from gongkai.statute.workdays import Workdays
from gongkai.units.models import Person, Role, Unit

COURT = "云溪县人民法院"
CONTESTED = {"denied_internal": (85, 45), "denied_process": (150, 130), "denied_enforcement": (75, 45)}
"""The refusals that are taken further: how many working days ago their requests came, how many days ago they must have arrived."""
_SPACING = 55
"""Days between the filings of those that have ended."""
_TURNED_AWAY = ("review.not_accepted", "suit.not_filed")
_BEFORE_2015 = "suit.upheld"
_APPEALED = ("appeal.rejected", "appeal.withdrawn", "suit.claims_rejected", "appeal.remanded", "")
"""What the second instance says; '' where it has not yet."""
_RETRIED = ("retrial.upheld", "retrial.terminated", "retrial.remanded", "")
"""What a court says that tries anew; '' where it has not yet."""
_COMPLAINTS = (
    ("verified", "rectify", True), ("partly", "criticise", False), ("unverified", "", False), ("not_ours", "", False),
    ("verified", "punish", True), ("verified", "rectify", False), ("", "", False), ("", "", False), ("", "", False),
)  # fmt: skip
"""Result, order, whether what was ordered is done. The last ones are open: one overdue, one due soon, one new."""
_OPEN_SINCE = (70, 38, 3)


@dataclass
class Disputes:
    """Files, answers and records as the officers of the county would, up to the day `last`."""

    units: Mapping[str, Unit]
    people: Mapping[tuple[str, str], Person]
    draw: random.Random
    workdays: Workdays
    last: date
    made: int = 0
    _places: list[Place] = field(default_factory=list)
    _numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def show(self, places: Sequence[Place]) -> int:
        """Make them all; how many."""
        self._places = [place for place in places if place.kind in ("department", "township", "street")]
        for make in (self._reviews, self._suits, self._after_reviews, self._about_answers, self._complaints):
            make()
        return self.made

    def _reviews(self) -> None:
        said = outcomes_for("review")
        for number, each in enumerate(said):
            ago = 230 + _SPACING * (len(said) - 1 - number)
            taken = each.id not in _TURNED_AWAY
            review = self._filed(Group.REVIEW, ago, accepted=taken, answered=taken and number % 5 != 4)
            if number % 4 == 1:
                handling.note(
                    review, on=self._after(review.filed_on, 30), kind="hearing", text="听取双方意见，双方陈述了理由和依据。",
                    by=self._officer(review),
                )  # fmt: skip
            self._decided(review, each.id, 58 if taken else 5)
        self._filed(Group.REVIEW, 2, accepted=False)
        self._filed(Group.REVIEW, 21)
        self._filed(Group.REVIEW, 9, simple=True)
        self._filed(Group.REVIEW, 26)
        extended = self._filed(Group.REVIEW, 75, answered=True)
        handling.extend(extended, on=self._after(extended.filed_on, 55), by=self._officer(extended))

    def _suits(self) -> None:
        said = [each.id for each in outcomes_for("first") if each.id != _BEFORE_2015]
        for number, each in enumerate(said):
            taken, ago = each not in _TURNED_AWAY, 260 + _SPACING * (len(said) - 1 - number)
            suit = self._filed(Group.SUIT, ago, accepted=taken, answered=taken)
            self._judged(suit, each, 110 if taken else 7)
            if number < len(_RETRIED):
                self._retried(suit, number)
        for number, each in enumerate(_APPEALED):
            suit = self._filed(Group.SUIT, 330 + 90 * (len(_APPEALED) - 1 - number), answered=True)
            judged = self._judged(suit, "suit.revoked")
            appealed = self._after(judged, 12)
            who = ("defendant", "claimant", "defendant")[number % 3]
            deciding.appeal(suit, on=appealed, who=who, by=self._officer(suit))
            if each:
                ruling = Ruling(
                    each, self._after(appealed, 75), self._after(appealed, 80), self._number("虚02行终", appealed)
                )
                deciding.judge_appeal(suit, ruling, by=self._officer(suit))
        appealable = self._filed(Group.SUIT, 128, answered=True)
        self._judged(appealable, "suit.revoked")  # the term of appeal still runs
        self._filed(Group.SUIT, 4, accepted=False)
        self._filed(Group.SUIT, 22)
        self._filed(Group.SUIT, 60, answered=True)

    def _retried(self, suit: Proceeding, number: int) -> None:
        on, by = self._after(suit.filed_on, 270), self._officer(suit)
        who = ("party", "court", "procuratorate")[number % 3]
        court = "示范市中级人民法院"
        retrial = filing.retry(suit, on=on, who=who, body=court, number=self._number("虚02行再", on), by=by)
        self.made += 1
        if said := _RETRIED[number]:
            ruling = Ruling(said, self._after(on, 80), self._after(on, 84), retrial.number)
            deciding.judge_retrial(retrial, ruling, by=by)

    def _after_reviews(self) -> None:
        for number, said in enumerate(("suit.claims_rejected", "suit.unlawful", "suit.action_rejected", "")):
            review = self._filed(Group.REVIEW, 700 - 140 * number, answered=True)
            decided = self._decided(review, "review.upheld", 55)
            suit = self._sued_after(review, self._after(decided, 12), answered=True)
            if said:
                self._judged(suit, said)

    def _about_answers(self) -> None:
        """About answers to requests: a review that reopened one, a refusal upheld and taken to court, one taken there at once; silence."""
        for (kind, (_, least)), act in zip(
            CONTESTED.items(), (self._reopened, self._upheld, self._at_once), strict=True
        ):
            sent = Answer.objects.filter(state=Answer.State.SENT, kind=kind, case__state="closed", case__origin="demo")
            old = sent.filter(letter__delivery__received_on__lte=self.last - timedelta(least)).order_by(
                "-answered_on", "pk"
            )
            if answer := old.select_related("case__unit", "letter__delivery").first():
                act(answer)
        silent = (
            Case.objects.filter(due_on__lt=self.last, state="open").select_related("unit").order_by("due_on").first()
        )
        if silent:
            self._filed(
                Group.REVIEW,
                1,
                unit=silent.unit,
                contested=Contested.SILENCE,
                about=f"逾期没有答复{silent.title}",
                case=silent,
                accepted=False,
            )

    def _reopened(self, answer: Answer) -> None:
        review = self._about(Group.REVIEW, answer, 18)
        days = (self._before(9) - review.filed_on).days
        if days > 60:
            handling.extend(review, on=self._after(review.filed_on, 50), by=self._officer(review))
        self._decided(review, "review.revoked_anew", days)

    def _upheld(self, answer: Answer) -> None:
        review = self._about(Group.REVIEW, answer, 25)
        decided = self._decided(review, "review.upheld", 58)
        self._sued_after(review, self._after(decided, 13), answered=True)

    def _at_once(self, answer: Answer) -> None:
        self._about(Group.SUIT, answer, 15)

    def _about(self, group: str, answer: Answer, days: int) -> Proceeding:
        ago = (self.last - answer.letter.delivery.received_on).days - days
        return self._filed(
            group,
            ago,
            unit=answer.case.unit,
            contested=Contested.ANSWER,
            case=answer.case,
            about=f"认为应当公开{answer.case.title}",
            answer=answer,
            answered=True,
        )

    def _sued_after(self, review: Proceeding, on: date, answered: bool) -> Proceeding:
        county = self.units["yunxi"]
        return self._filed(
            Group.SUIT_AFTER_REVIEW, (self.last - on).days, unit=review.unit, contested=review.contested, review=review,
            about=review.about, joint=[county] if review.unit_id != county.pk else [], answered=answered,
        )  # fmt: skip

    def _filed(
        self,
        group: str,
        ago: int,
        *,
        unit: Unit | None = None,
        accepted: bool = True,
        answered: bool = False,
        **more: Any,
    ) -> Proceeding:
        """Filed so many days before the last one; by default about what a unit should publish by itself."""
        place = self._places[self.made % len(self._places)]
        self.made += 1
        unit = unit or self.units[place.code]
        by = self.people[unit.code, Role.CASE_OFFICER]
        on = self.workdays.next_workday(self.last - timedelta(ago)) if ago > 10 else self._before(ago)
        review = group == Group.REVIEW
        facts: dict[str, Any] = {
            "contested": Contested.PROACTIVE,
            "about": _texts()["about"][self.made % len(_texts()["about"])].format(
                topic=self.draw.choice(place.topics).topic
            ),
            **more,
        }
        contested, case = facts.pop("contested"), facts.get("case")
        got = self._after(on, 6) if accepted else None
        proceeding = filing.register(
            unit, group, contested, filed_on=on, body=review_body_of(unit) if review else COURT,
            number=self._number("云府复" if review else "虚01行初", on) if got else "", accepted_on=got,
            copy_received_on=self._after(on, 9) if got else None,
            claimant=None if case else filing.Claimant(person(800_000 + self.made, "person")), by=by, **facts,
        )  # fmt: skip
        if answered:
            sent = self._after(on, 16 if review else 20)
            handling.answer(proceeding, on=sent, by=by)
        return proceeding

    def _decided(self, review: Proceeding, said: str, days: int) -> date:
        on = self._after(review.filed_on, days)
        ruling = Ruling(said, on, self._after(on, 4), review.number.replace("复", "复决"))
        deciding.decide(review, ruling, by=self._officer(review))
        return on

    def _judged(self, suit: Proceeding, said: str, days: int = 110) -> date:
        on = self._after(suit.filed_on, days)
        ruling = Ruling(said, on, self._after(on, 5), suit.number)
        known = None if outcome(said).appeal else on
        deciding.judge(suit, ruling, effective=known, by=self._officer(suit))
        return self._after(on, 5)

    def _complaints(self) -> None:
        office, by = self.units["yunxi"], self.people["yunxi", Role.CASE_OFFICER]
        cases = iter(
            Case.objects.filter(state="closed", unit__in=[self.units[each.code] for each in self._places]).order_by(
                "pk"
            )[:2]
        )
        ago = [*range(620, 620 - 90 * 6, -90), *_OPEN_SINCE]
        for number, ((result, order, done), days) in enumerate(zip(_COMPLAINTS, ago, strict=True)):
            place = self._places[number % len(self._places)]
            case = next(cases, None) if number in (1, 7) else None
            complaint = complaints.register(
                office, case.unit if case else self.units[place.code], "report" if number % 3 == 2 else "complaint",
                about=_texts()["complaints"][number].format(topic=self.draw.choice(place.topics).topic),
                received_on=max(self._before(days), case.closed_on) if case else self._before(days), case=case,
                complainant="" if number % 3 == 2 else person(850_000 + number, "person"), by=by,
            )  # fmt: skip
            self.made += 1
            if result:
                on = self._after(complaint.received_on, 35)
                text = _texts()["conclusions"][result]
                complaints.conclude(complaint, on=on, result=result, order=order, conclusion=text, told_on=on, by=by)
            if done:
                complaints.rectified(complaint, on=self._after(complaint.received_on, 60), by=by)

    def _number(self, word: str, on: date) -> str:
        count = self._numbers[word, on.year] = self._numbers.get((word, on.year), 0) + 1
        return f"{word}〔{on.year}〕{count}号" if "复" in word else f"（{on.year}）{word}{count}号"

    def _officer(self, proceeding: Proceeding) -> Person:
        return self.people[proceeding.unit.code, Role.CASE_OFFICER]

    def _after(self, day: date, days: int) -> date:
        """The first working day so many days after `day`, but none after the last."""
        return min(self.workdays.next_workday(day + timedelta(days)), self.last)

    def _before(self, days: int) -> date:
        """The last working day at least so many days before the last one."""
        return next(day for day in self._back(days) if self.workdays.is_workday(day))

    def _back(self, days: int) -> Iterator[date]:
        while True:
            yield self.last - timedelta(days)
            days += 1


@cache
def _texts() -> Mapping[str, Any]:
    return read_toml(__package__, "disputes.toml")
