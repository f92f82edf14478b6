"""Publication terms: their working days, the provision behind each, and the day on which they end."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.articles import cite
from gongkai.statute.loading import StatuteDataError
from gongkai.statute.terms import due, term, terms
from gongkai.statute.workdays import standard

REGULATION = "《政府信息公开条例》（2019年修订）第二十六条"
ENFORCEMENT = "国办发〔2018〕118号"
PENALTIES = "《行政处罚法》（2021年修订）第四十八条"

CASES = {
    "information is published within twenty days of its forming": (
        *("publication", 20, REGULATION),
        *(date(2026, 9, 16), date(2026, 10, 20)),
    ),
    "a licence is published within seven days": ("licence", 7, ENFORCEMENT, date(2026, 9, 16), date(2026, 9, 24)),
    "a penalty is published within seven days": ("penalty", 7, ENFORCEMENT, date(2026, 9, 16), date(2026, 9, 24)),
    "another enforcement decision is published within twenty days": (
        *("enforcement", 20, ENFORCEMENT),
        *(date(2026, 9, 16), date(2026, 10, 20)),
    ),
    "a quashed penalty is withdrawn within three days, a moved Sunday among them": (
        *("penalty_withdrawal", 3, PENALTIES),
        *(date(2025, 9, 26), date(2025, 9, 30)),
    ),
    "an explainer follows within three days, over the whole Spring Festival": (
        *("explainer", 3, "政策解读的发布时限（出处待核）"),
        *(date(2026, 2, 13), date(2026, 2, 25)),
    ),
}


@pytest.mark.parametrize(("term_id", "workdays", "citation", "formed", "last"), CASES.values(), ids=CASES)
def test_term(term_id: str, workdays: int, citation: str, formed: date, last: date) -> None:
    assert (term(term_id).workdays, cite(term(term_id).article)) == (workdays, citation)
    assert due(term_id, formed, standard()).due == last


def test_every_term_is_tried_here() -> None:
    assert list(terms()) == [case[0] for case in CASES.values()]


def test_only_the_explainers_term_was_written_from_memory() -> None:
    assert [each.id for each in terms().values() if not each.verified] == ["explainer"]


def test_a_term_that_reaches_into_a_year_without_a_calendar_is_provisional() -> None:
    assert due("publication", date(2026, 12, 18), standard()).provisional_years == (2027,)


def test_an_unknown_term_fails_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match=r"'publishing'.*publication"):
        due("publishing", date(2026, 9, 16), standard())
