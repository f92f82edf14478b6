"""Where the forms count what the prose says: the data is checked when it is loaded."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.statute.forms import forms, parse_form
from gongkai.statute.loading import StatuteDataError


def made_up(**more: Any) -> dict[str, Any]:
    table = {
        "id": "x",
        "title": "样表",
        "code": "{table}.{row}",
        "columns": [{"id": "value", "label": "数量"}],
        "rows": [{"id": "asked", "label": "收到申请"}, {"id": "closed", "label": "办结"}],
    }
    return {
        "id": "1999",
        "title": "样表",
        "first_year": 1999,
        "basis": "logic",
        "sections": [],
        "tables": [table],
        **more,
    }


def test_a_count_is_one_or_several_cells() -> None:
    form = parse_form(
        made_up(
            prose={"received": {"cells": "x.asked", "more": "must", "also": ["x.asked + x.closed"]}},
            totals={"open_requests": "x.asked - x.closed"},
        )
    )

    assert [term.code for term in form.prose["received"].cells] == ["x.asked"]
    assert form.prose["received"].less is None
    assert [(term.code, term.sign) for term in form.totals["open_requests"]] == [("x.asked", 1), ("x.closed", -1)]


FAULTY = {
    "a count names a cell that is not there": {"prose": {"received": {"cells": "x.askd"}}},
    "another count names a cell that is not there": {"prose": {"received": {"cells": "x.asked", "also": ["x.clsd"]}}},
    "a total names a cell that is not there": {"totals": {"open_requests": "x.asked - x.clsd"}},
    "a key of a count is misspelt": {"prose": {"received": {"cells": "x.asked", "mroe": "must"}}},
    "words for a part that the form does not have": {"section_words": [["总体"]]},
}


@pytest.mark.parametrize("more", FAULTY.values(), ids=FAULTY)
def test_a_fault_in_the_data_fails_when_it_is_loaded(more: dict[str, Any]) -> None:
    with pytest.raises(StatuteDataError):
        parse_form(made_up(**more))


def test_every_form_with_parts_says_by_which_words_they_are_known() -> None:
    for form in forms().values():
        for title, words in zip(form.sections, form.section_words, strict=True):
            assert any(word in title for word in words), (form.id, title)
