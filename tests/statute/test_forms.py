"""The forms: which cells they have, which sums the law and the labels demand of them, when they are in force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from gongkai.statute.articles import articles
from gongkai.statute.equations import Equation
from gongkai.statute.forms import Form, form_for, forms
from tests.statute.codes import APPLICANTS, COLUMNS, OUTCOMES, REMEDIES, RESULTS, TABLE_FOUR, table_three

TABLE_TWO = {
    "2019": {
        "made published in_force": ("rules", "normative"),
        "last_year change decisions": ("licensing", "other_services", "penalty", "coercion"),
        "last_year change": ("charges",),
        "projects amount": ("procurement",),
    },
    "2021": {
        "made repealed in_force": ("rules", "normative"),
        "decisions": ("licensing", "penalty", "coercion"),
        "amount": ("charges",),
    },
}
STATISTICS = """
    proactive proactive_normative normative_made via_gazette via_website via_weibo via_wechat via_other
    responses press_conferences press_by_head interviews interviews_by_head explainers social_replies other_replies
    received in_person by_fax online by_letter closed closed_on_time closed_extended
    answered already_public granted partial denied denied_secret denied_commercial denied_privacy denied_stability
    denied_not_gov_info denied_law not_ours not_existing to_amend other_way
    review review_upheld review_corrected review_other suit suit_upheld suit_corrected suit_other
    complaints fees offices reading_points staff staff_full_time staff_part_time budget meetings trainings trained
"""

ANSWERS = ("already_public", "granted", "partial", "denied", "not_ours", "not_existing", "to_amend", "other_way")
DENIALS = (
    "denied_secret",
    "denied_commercial",
    "denied_privacy",
    "denied_stability",
    "denied_not_gov_info",
    "denied_law",
)


def contract(form_id: str) -> Iterator[str]:
    """The codes that other programs may rely on."""
    if form_id == "2014":
        yield from (f"s.{code}" for code in STATISTICS.split())
        return
    for columns, rows in TABLE_TWO[form_id].items():
        yield from (f"t2.{row}.{column}" for row, column in product(rows, columns.split()))
    yield from table_three(form_id)
    yield from TABLE_FOUR


@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_a_form_has_the_cells_of_the_contract_and_no_others(form_id: str) -> None:
    assert sorted(forms()[form_id].cells) == sorted(contract(form_id))


def test_how_many_cells_a_form_has() -> None:
    assert {form.id: len(form.cells) for form in forms().values()} == {"2014": 58, "2019": 198, "2021": 200}


def _total(total: str, *parts: str) -> str:
    return f"{total} = {' + '.join(parts)}"


def demanded(form_id: str) -> dict[str, list[str]]:
    """Every sum of law/annual-report-forms.md that a report's own cells must or should meet: its number and formulas."""
    if form_id == "2014":
        return {
            "S1": ["s.received = s.in_person + s.by_fax + s.online + s.by_letter"],
            "S2": ["s.closed = s.closed_on_time + s.closed_extended"],
            "S3": [_total("s.answered", *(f"s.{code}" for code in ANSWERS))],
            "S4": [_total("s.denied", *(f"s.{code}" for code in DENIALS))],
            "S5": ["s.review = s.review_upheld + s.review_corrected + s.review_other"],
            "S6": ["s.suit = s.suit_upheld + s.suit_corrected + s.suit_other"],
            "S7": ["s.staff = s.staff_full_time + s.staff_part_time"],
            "S8": ["s.press_by_head <= s.press_conferences", "s.interviews_by_head <= s.interviews"],
            "S9": ["s.proactive >= s.proactive_normative"],
            "S10": [
                "s.via_gazette + s.via_website + s.via_weibo + s.via_wechat + s.via_other >= s.proactive",
                "s.via_gazette <= s.proactive",
                "s.via_website <= s.proactive",
                "s.via_weibo <= s.proactive",
                "s.via_wechat <= s.proactive",
                "s.via_other <= s.proactive",
            ],
            "S11": ["s.proactive_normative <= s.normative_made"],
            "S12": ["s.closed <= s.received", "s.answered = s.closed"],
        }
    results = RESULTS[form_id]
    rows = ("received", "carried_in", *results, "handled", "carried_out")
    sums = {
        "T3a": [_total(f"t3.{row}.total", *(f"t3.{row}.{column}" for column in APPLICANTS)) for row in rows],
        "T3b": [_total(f"t3.handled.{column}", *(f"t3.{result}.{column}" for result in results)) for column in COLUMNS],
        "T3c": [f"t3.received.{c} + t3.carried_in.{c} = t3.handled.{c} + t3.carried_out.{c}" for c in COLUMNS],
        "T3e": ["t3.carried_out.total <= t3.received.total + t3.carried_in.total"],
        "T4a": [_total(f"t4.{group}.total", *(f"t4.{group}.{outcome}" for outcome in OUTCOMES)) for group in REMEDIES],
    }
    if form_id == "2021":
        return sums | {"T2a": [f"t2.{r}.made <= t2.{r}.in_force + t2.{r}.repealed" for r in ("rules", "normative")]}
    inventories = ("licensing", "other_services", "penalty", "coercion", "charges")
    return sums | {
        "T2b": [f"t2.{row}.published <= t2.{row}.in_force" for row in ("rules", "normative")],
        "T2c": [f"t2.{row}.last_year + t2.{row}.change >= 0" for row in inventories],
    }


def by_number(equations: tuple[Equation, ...]) -> dict[str, list[str]]:
    """The equations as they print, under their number without the letter of a part (S10a, S10b)."""
    found: dict[str, list[str]] = {}
    for equation in equations:
        number = equation.id[:-1] if equation.id[0] == "S" and equation.id[-1] in "ab" else equation.id
        found.setdefault(number, []).append(str(equation))
    return found


@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_every_sum_of_the_form_is_there_and_no_other(form_id: str) -> None:
    assert by_number(forms()[form_id].sums) == demanded(form_id)


LAWFUL_EXCEPTIONS = {
    "2014": {"S5", "S6", "S10a", "S10b", "S11", "S12a", "S12b"},
    "2019": {"T3e", "T2b"},
    "2021": {"T3e", "T2a"},
}


@pytest.mark.parametrize("form_id", LAWFUL_EXCEPTIONS)
def test_a_sum_with_lawful_exceptions_is_no_must_and_says_why(form_id: str) -> None:
    sums = forms()[form_id].sums

    assert {equation.id for equation in sums if equation.level != "must"} == LAWFUL_EXCEPTIONS[form_id]
    assert all(equation.why for equation in sums if equation.level != "must")


CARRIED = {
    "2014": {},
    "2019": {
        "Y1": (["t3.carried_in.total = last t3.carried_out.total"], {"2019"}),
        "Y1c": ([f"t3.carried_in.{c} = last t3.carried_out.{c}" for c in APPLICANTS], {"2019"}),
        "Y5": (
            [
                f"t2.{row}.last_year = last t2.{row}.last_year + last t2.{row}.change"
                for row in ("licensing", "other_services", "penalty", "coercion", "charges")
            ],
            {"2019"},
        ),
        "Y6": ([f"t2.{row}.in_force >= last t2.{row}.in_force" for row in ("rules", "normative")], {"2019"}),
        "Y7": (["t3.carried_in.total = last s.received - last s.closed"], {"2014"}),
        "Y8": ([f"t4.{group}.total >= last t4.{group}.pending" for group in REMEDIES], {"2019"}),
    },
    "2021": {
        "Y1": (["t3.carried_in.total = last t3.carried_out.total"], {"2019", "2021"}),
        "Y1c": ([f"t3.carried_in.{c} = last t3.carried_out.{c}" for c in APPLICANTS], {"2019", "2021"}),
        "Y2": (
            [
                f"t2.{row}.in_force = last t2.{row}.in_force + t2.{row}.made - t2.{row}.repealed"
                for row in ("rules", "normative")
            ],
            {"2021"},
        ),
        "Y8": ([f"t4.{group}.total >= last t4.{group}.pending" for group in REMEDIES], {"2019", "2021"}),
    },
}
"""What goes on from the year before (Y2 and Y3 of the notes are one rule for two rows), and from which forms: 对外公开总数量 of 2019 is
not 现行有效件数 of 2021, so nothing in table two goes on from 2020 to 2021."""


@pytest.mark.parametrize("form_id", CARRIED)
def test_what_carries_over_from_the_year_before(form_id: str) -> None:
    found: dict[str, tuple[list[str], set[str]]] = {}
    for equation in forms()[form_id].carries:
        found.setdefault(equation.id, ([], set(equation.last_forms)))[0].append(str(equation))

    assert found == CARRIED[form_id]


@pytest.mark.parametrize("form", forms().values(), ids=list(forms()))
def test_last_years_cells_are_there_in_every_form_that_last_years_report_may_have(form: Form) -> None:
    missing = [
        (equation.id, last, term.code)
        for equation in form.carries
        for last in equation.last_forms
        for term in equation.terms
        if term.last and term.code not in forms()[last].cells
    ]

    assert missing == []


MONEY = {"2014": {"s.fees", "s.budget"}, "2019": {"t2.procurement.amount"}, "2021": {"t2.charges.amount"}}
CHANGES = {"2019": {f"t2.{r}.change" for r in ("licensing", "other_services", "penalty", "coercion", "charges")}}


@pytest.mark.parametrize("form_id", MONEY)
def test_all_cells_are_counts_but_for_money_and_changes(form_id: str) -> None:
    cells = forms()[form_id].cells.values()

    assert {cell.code for cell in cells if cell.kind == "money"} == MONEY[form_id]
    assert {cell.code for cell in cells if cell.kind == "change"} == CHANGES.get(form_id, set())


def test_amounts_are_in_ten_thousand_yuan_where_the_form_says_so_and_in_no_unit_where_it_does_not() -> None:
    assert forms()["2014"].cells["s.fees"].unit == "万元"
    assert forms()["2014"].cells["s.budget"].unit == "万元"
    assert forms()["2021"].cells["t2.charges.amount"].unit == "万元"
    assert forms()["2019"].cells["t2.procurement.amount"].unit == ""


@pytest.mark.parametrize("form", forms().values(), ids=list(forms()))
def test_every_cell_rests_on_an_article_that_we_know(form: Form) -> None:
    unknown = {
        cell.code: article
        for cell in form.cells.values()
        for article in cell.basis or ("no article at all",)
        if article not in articles()
    }

    assert unknown == {}
    assert form.basis in articles()


@pytest.mark.parametrize(
    ("year", "form_id"),
    [
        (2013, None),
        (2014, "2014"),
        (2018, "2014"),
        (2019, "2019"),
        (2020, "2019"),
        (2021, "2021"),
        (2031, "2021"),
    ],
)
def test_which_form_is_in_force_for_a_report_year(year: int, form_id: str | None) -> None:
    form = form_for(year)

    assert (form.id if form else None) == form_id


def test_a_printed_label_names_one_row_of_its_table_unless_the_form_itself_repeats_it() -> None:
    """被依法纠错数 and 其他情形数 stand under reviews and under lawsuits: there only the order tells."""
    twice = {
        (form.id, row.label)
        for form in forms().values()
        for table in form.tables
        for row in table.rows
        if [other.label for other in table.rows].count(row.label) > 1
    }

    assert twice == {("2014", "(二)被依法纠错数"), ("2014", "(三)其他情形数")}
