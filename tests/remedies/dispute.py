"""An office whose answers are contested, for tests: requests answered, reviews and lawsuits brought to where a test begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.casework.models import Case
from gongkai.remedies.models import Proceeding
from gongkai.remedies.services import deciding, filing
from gongkai.remedies.services.deciding import Ended, Ruling
from tests.casework.office import Office, day

COURT, COUNTY = "云溪县人民法院", "云溪县人民政府"


@dataclass
class Dispute(Office):
    """The education bureau's office, with what is taken against it."""

    def refused(self, arrived: str = "2026-03-02", answered: str = "2026-03-10") -> Case:
        """A request that was answered with a refusal by Art. 16; it is that day afterwards."""
        self.on(answered)
        case = self.request(arrived)
        return self.answered(case, answered, "denied_process", "discussion")

    def filed(self, group: str, on: str, case: Case | None = None, **more: Any) -> Proceeding:
        """A review or lawsuit filed against the bureau, about the last answer of `case` or what the bureau published by itself."""
        facts: dict[str, Any] = {
            "about": "认为应当公开会议纪要",
            "body": COUNTY if group == "review" else COURT,
            "contested": "answer" if case or more.get("review") else "proactive",
            "claimant": None if case else filing.Claimant("林测试"),
            "answer": case.answers.order_by("-round").first() if case else None,
            "case": case,
            **more,
        }
        unit, contested = facts.pop("unit", self.unit), facts.pop("contested")
        return filing.register(unit, group, contested, filed_on=day(on), by=facts.pop("by", self.officer), **facts)

    def decided(self, review: Proceeding, outcome: str, on: str, received: str = "", **more: Any) -> Ended:
        return deciding.decide(review, _ruling(f"review.{outcome}", on, received, **more), by=self.officer)

    def judged(self, suit: Proceeding, outcome: str, on: str, received: str = "", effective: str = "") -> Ended:
        known = day(effective) if effective else None
        return deciding.judge(suit, _ruling(f"suit.{outcome}", on, received), effective=known, by=self.officer)

    def appealed(self, suit: Proceeding, on: str, who: str = "claimant") -> Proceeding:
        return deciding.appeal(suit, on=day(on), who=who, by=self.officer)

    def judged_again(self, suit: Proceeding, outcome: str, on: str, received: str = "") -> Ended:
        """The second instance: `outcome` with its group (appeal.rejected, suit.revoked)."""
        return deciding.judge_appeal(suit, _ruling(outcome, on, received), by=self.officer)

    def retried(self, suit: Proceeding, on: str, who: str = "party") -> Proceeding:
        """A retrial of `suit` that a court took up on that day."""
        return filing.retry(suit, on=day(on), who=who, body="示范市中级人民法院", by=self.officer)

    def judged_anew(self, retrial: Proceeding, outcome: str, on: str, received: str = "") -> Ended:
        """What the retrial came to by the procedure of second instance: `outcome` with its group (retrial.upheld, suit.revoked)."""
        return deciding.judge_retrial(retrial, _ruling(outcome, on, received), by=self.officer)

    def of(self, proceeding: Proceeding) -> Proceeding:
        """The proceeding as it is now."""
        return Proceeding.objects.get(pk=proceeding.pk)


def _ruling(outcome: str, on: str, received: str, **more: Any) -> Ruling:
    return Ruling(outcome, day(on), day(received) if received else None, **more)
