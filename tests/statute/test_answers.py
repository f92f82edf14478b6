"""The kinds of answer: each has one row in each form, its article, and says what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute import answers, remedies
from gongkai.statute.articles import articles
from gongkai.statute.forms import forms
from gongkai.statute.openness import grounds
from gongkai.statute.workdays import standard

KINDS = list(answers.kinds_of("request"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_kind_has_a_row_of_each_form_an_article_and_a_letter(kind: answers.Kind) -> None:
    assert kind.article in articles()
    assert set(kind.allowed_grounds) <= set(grounds())
    assert set(kind.needs) <= set(answers.records())
    for form in ("2019", "2021"):
        assert f"t3.{kind.row(form)}.person" in forms()[form].cells
    for ground in kind.allowed_grounds or ("",):
        assert f"s.{kind.row('2014', ground)}" in forms()["2014"].cells
    stated = {statement.id for statement, _ in kind.statements} | {"ground"}
    for name in stated:
        kind.decision.replace("{" + name + "}", "")
    assert kind.decision.format(**dict.fromkeys(stated, "x"))


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_result_row_of_the_form_has_a_kind(form: str) -> None:
    counted = {"received", "carried_in", "handled", "carried_out"}
    rows = {code.split(".")[1] for code in forms()[form].cells if code.startswith("t3.")} - counted
    assert rows == {kind.row(form) for kind in KINDS}


MISSING = {
    "a refusal for a third party's sake needs that it was asked": (
        "denied_third_party",
        "privacy",
        [],
        "没有书面征求第三方意见的记录",
    ),
    "what does not exist must have been searched for": ("not_existing", "", [], "没有检索记录"),
    "a refusal needs a ground of its own kind": (
        "denied_internal",
        "draft",
        [],
        "没有选择不予公开的情形：人事管理信息",
    ),
    "what the law forbids names the law's article": ("denied_law", "law", [], "没有写明“禁止公开的条款”"),
    "an excessive request must have been asked for its reasons": ("excessive", "", [], "没有要求申请人说明理由的记录"),
}


@pytest.mark.parametrize(("kind", "ground", "present", "said"), MISSING.values(), ids=MISSING)
def test_what_an_answer_lacks_is_told(kind: str, ground: str, present: list[str], said: str) -> None:
    assert any(said in problem for problem in answers.missing(kind, {}, ground, present))


def test_an_answer_with_all_that_it_must_state_lacks_nothing() -> None:
    stated = {"third_party_opinion": "不同意", "public_interest": "没有重大影响"}
    assert answers.missing("denied_third_party", stated, "privacy", ["third_party"]) == []
    assert answers.missing("not_existing", {}, "", ["search"]) == []


ROUTES = {
    "a refusal since 2024 goes to review first": ("denied_process", date(2024, 1, 1), "review_first"),
    "so does what is withheld of a partial answer": ("partial", date(2025, 3, 3), "review_first"),
    "before 2024 both ways were open": ("denied_process", date(2023, 12, 31), "either"),
    "what does not exist may be taken to court at once": ("not_existing", date(2025, 3, 3), "either"),
    "a withdrawal has no remedy": ("withdrawn", date(2025, 3, 3), "none"),
}


@pytest.mark.parametrize(("kind", "decided", "route"), ROUTES.values(), ids=ROUTES)
def test_the_way_to_review_and_court(kind: str, decided: date, route: str) -> None:
    assert remedies.route(kind, decided) == route
    clause = remedies.clause(kind, decided, body="云溪县人民政府")
    assert ("先向云溪县人民政府申请行政复议" in clause) == (route == "review_first")
    assert ("六个月" in clause) == (route == "either")
    open_ways = [path.term for path in remedies.paths(kind, decided, standard())]
    assert open_ways == {"review_first": ["review"], "either": ["review", "suit"], "none": []}[route]


def test_a_unit_may_leave_out_the_court_where_courts_are_divided() -> None:
    day = date(2025, 3, 3)
    assert "诉讼" not in remedies.clause("repeat", day, body="云溪县人民政府", court_open=False)
    assert "诉讼" in remedies.clause("not_existing", day, body="云溪县人民政府", court_open=False)


def test_no_letter_goes_out_without_the_body_that_reviews() -> None:
    with pytest.raises(ValueError, match="由哪个机关复议"):
        remedies.clause("granted", date(2025, 3, 3), body="")
