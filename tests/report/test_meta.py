"""What must be true of every rule and every code, so that none is added without its law, its page and its test."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report.checking import checks
from gongkai.report.rulebook import rules_markdown
from gongkai.statute.articles import article
from gongkai.statute.forms import forms

ROOT = Path(__file__).resolve().parents[2]

# The rules and their order of the contract with other programs (`gongkai check`).
RULES = """
arithmetic carry value form implausible copy prose-table prose-sum contradiction unit-name period structure blank privacy link
duplicate late
"""

# The cell codes of the contract, form by form: table, rows, columns.
DOCUMENTS_2019 = ("rules normative", "made published in_force")
INVENTORIES_2019 = ("licensing other_services penalty coercion", "last_year change decisions")
REQUESTS = (
    "received carried_in granted partial denied_secret denied_law denied_stability denied_third_party denied_internal denied_process "
    "denied_enforcement denied_inquiry unavailable_not_held unavailable_to_make unavailable_unclear refused_petition refused_repeat "
    "refused_publication refused_excessive refused_confirmation handled carried_out"
)
APPLICANTS = "person business research welfare legal other total"
REMEDIES = ("review suit suit_after_review", "upheld corrected other pending total")
CODES = {
    "2019": [
        ("t2", *DOCUMENTS_2019),
        ("t2", *INVENTORIES_2019),
        ("t2", "charges", "last_year change"),
        ("t2", "procurement", "projects amount"),
        ("t3", f"{REQUESTS} other_all", APPLICANTS),
        ("t4", *REMEDIES),
    ],
    "2021": [
        ("t2", "rules normative", "made repealed in_force"),
        ("t2", "licensing penalty coercion", "decisions"),
        ("t2", "charges", "amount"),
        ("t3", f"{REQUESTS} other_uncorrected other_unpaid other_other", APPLICANTS),
        ("t4", *REMEDIES),
    ],
}
CODES_2014 = """
proactive proactive_normative normative_made via_gazette via_website via_weibo via_wechat via_other responses press_conferences
press_by_head interviews interviews_by_head explainers social_replies other_replies received in_person by_fax online by_letter closed
closed_on_time closed_extended answered already_public granted partial denied denied_secret denied_commercial denied_privacy
denied_stability denied_not_gov_info denied_law not_ours not_existing to_amend other_way review review_upheld review_corrected
review_other suit suit_upheld suit_corrected suit_other complaints fees offices reading_points staff staff_full_time staff_part_time
budget meetings trainings trained
"""


def test_every_rule_of_the_contract_is_there_and_no_other() -> None:
    assert sorted(checks()) == sorted(RULES.split())


@pytest.mark.parametrize("rule", checks())
def test_a_rule_is_named_like_its_module_and_tested_in_a_file_of_its_name(rule: str) -> None:
    module = checks()[rule].__name__.rpartition(".")[2]

    assert module == rule.replace("-", "_")
    assert (ROOT / "tests" / "report" / "checking" / f"test_{module}.py").exists()


@pytest.mark.parametrize("rule", checks())
def test_a_rule_says_what_it_checks_and_rests_on_articles_that_are_there(rule: str) -> None:
    about = checks()[rule].RULE

    assert all(text.strip() for text in (about.title, about.checks, about.why, about.example))
    assert about.basis
    for key in about.basis:
        article(key)


@pytest.mark.parametrize("rule", checks())
def test_a_rule_has_its_entry_on_the_page(rule: str) -> None:
    about, page = checks()[rule].RULE, rules_markdown()

    entry = page.partition(f"## `{rule}` {about.title}\n")[2].partition("\n## ")[0]
    assert about.example in entry
    for key in about.basis:
        assert article(key).cite() + ("" if article(key).verified else "*") in entry


def test_the_page_is_fresh() -> None:
    """Run `make docs` where this fails."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_markdown()


@pytest.mark.parametrize("rule", checks())
def test_the_module_says_in_english_on_which_law_it_rests(rule: str) -> None:
    words = checks()[rule].__doc__ or ""

    assert len(words) > 60
    assert words[0].isascii()


@pytest.mark.parametrize("form", CODES)
def test_every_code_of_the_contract_is_in_its_form_and_no_other(form: str) -> None:
    promised = {
        f"{table}.{row}.{column}"
        for table, rows, columns in CODES[form]
        for row in rows.split()
        for column in columns.split()
    }

    assert set(forms()[form].cells) == promised


def test_every_code_of_the_old_table_is_in_its_form_and_no_other() -> None:
    assert set(forms()["2014"].cells) == {f"s.{code}" for code in CODES_2014.split()}


def test_every_cell_of_every_form_rests_on_an_article() -> None:
    for form in forms().values():
        article(form.basis)
        for cell in form.cells.values():
            assert cell.basis, cell.code
            for key in cell.basis:
                article(key)


def test_every_suspicion_of_every_form_rests_on_an_article_that_is_there() -> None:
    for form in forms().values():
        for rule in form.limits + form.clashes:
            assert rule.basis, rule.id
            for key in rule.basis:
                article(key)


def test_what_a_form_takes_from_last_year_is_in_a_form_of_last_year() -> None:
    for form in forms().values():
        for equation in form.carries:
            for term in (term for term in equation.terms if term.last):
                for last in equation.last_forms:
                    assert term.code in forms()[last].cells, (form.id, equation.id, last)
