"""Tables three and four of the forms of 2019 and 2021 by the codes of their cells, as law and contract name them."""

from __future__ import annotations

from itertools import product

APPLICANTS = ("person", "business", "research", "welfare", "legal", "other")
COLUMNS = (*APPLICANTS, "total")
SHARED_RESULTS = (
    "granted",
    "partial",
    "denied_secret",
    "denied_law",
    "denied_stability",
    "denied_third_party",
    "denied_internal",
    "denied_process",
    "denied_enforcement",
    "denied_inquiry",
    "unavailable_not_held",
    "unavailable_to_make",
    "unavailable_unclear",
    "refused_petition",
    "refused_repeat",
    "refused_publication",
    "refused_excessive",
    "refused_confirmation",
)
RESULTS = {
    "2019": (*SHARED_RESULTS, "other_all"),
    "2021": (*SHARED_RESULTS, "other_uncorrected", "other_unpaid", "other_other"),
}
REMEDIES = ("review", "suit", "suit_after_review")
OUTCOMES = ("upheld", "corrected", "other", "pending")
TABLE_FOUR = [f"t4.{group}.{column}" for group, column in product(REMEDIES, (*OUTCOMES, "total"))]


def table_three(form_id: str) -> list[str]:
    """The cells of table three."""
    rows = ("received", "carried_in", *RESULTS[form_id], "handled", "carried_out")
    return [f"t3.{row}.{column}" for row, column in product(rows, COLUMNS)]
