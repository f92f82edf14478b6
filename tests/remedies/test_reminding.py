"""Reminders of what a unit owes reviewing bodies, courts and complainants, by the same distances as for requests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.remedies.models import Complaint, Proceeding
from gongkai.remedies.services import complaints, handling
from gongkai.remedies.services.reminding import remind
from gongkai.units.models import Role
from tests.casework.office import day
from tests.remedies.dispute import Dispute

Contested = Proceeding | Complaint


def review(dispute: Dispute) -> Contested:
    return dispute.filed("review", "2026-03-02", copy_received_on=day("2026-03-02"))


def suit(dispute: Dispute) -> Contested:
    return dispute.filed("suit", "2026-03-02", copy_received_on=day("2026-03-02"))


def lost(dispute: Dispute) -> Contested:
    suit = dispute.filed("suit", "2026-01-05")
    dispute.judged(suit, "revoked", "2026-03-02", "2026-03-02")
    return suit


def complaint(dispute: Dispute) -> Contested:
    county = dispute.world.county
    by = dispute.world.person(county, Role.CASE_OFFICER)
    return complaints.register(
        county, dispute.unit, "complaint", about="指南没有更新", received_on=day("2026-03-02"), by=by
    )


DAYS = {
    "ten working days for the answer to the reviewer": (review, ("2026-03-09", "2026-03-11", "2026-03-13", "2026-03-17")),
    "fifteen days for the answer to the court": (suit, ("2026-03-10", "2026-03-12", "2026-03-16", "2026-03-18")),
    "fifteen days to appeal a judgment that was lost, after which it is effective": (
        lost, ("2026-03-10", "2026-03-12", "2026-03-16"),
    ),
    "the office's term for a complaint": (complaint, ("2026-04-07", "2026-04-09", "2026-04-13", "2026-04-15")),
}  # fmt: skip
"""What is owed, and the days that are five, three and one working days before the last one, and the first after it."""


@pytest.mark.parametrize(("made", "days"), DAYS.values(), ids=DAYS)
def test_it_is_reminded_of_five_three_one_days_before_and_once_after(
    dispute: Dispute, made: Callable[[Dispute], Contested], days: tuple[str, ...]
) -> None:
    dispute.on("2026-03-02")
    of = made(dispute)
    told = []
    for number in range(2, 60):
        dispute.on(f"2026-03-{number:02d}" if number <= 31 else f"2026-04-{number - 31:02d}")
        if remind() and not remind():
            told.append(dispute.settings.TODAY.isoformat())

    assert tuple(told) == days
    assert [row.left for row in of.reminders.order_by("pk")] == [5, 3, 1, -1][: len(days)]


def test_of_what_is_done_nobody_is_reminded(dispute: Dispute) -> None:
    dispute.on("2026-03-09")
    answered, concluded = review(dispute), complaint(dispute)
    handling.answer(answered, on=day("2026-03-09"), by=dispute.officer)
    by = dispute.world.person(dispute.world.county, Role.CASE_OFFICER)
    complaints.conclude(concluded, on=day("2026-03-09"), result="unverified", conclusion="已经更新", by=by)
    won = dispute.filed("suit", "2026-01-05")
    dispute.judged(won, "claims_rejected", "2026-03-05", "2026-03-05")
    dispute.appealed(lost(dispute), "2026-03-09", "defendant")
    dispute.on("2026-03-18")

    assert remind() == 0
