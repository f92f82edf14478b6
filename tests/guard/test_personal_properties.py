"""Whatever stands around it: a valid identity number is found, a masked one never, and no quote gives one away."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.guard import read_text
from tests.guard.reading import NO_WORDS, SALT, TODAY, identity, rules, text_findings

REGIONS = st.sampled_from(["11", "13", "21", "32", "44", "53", "65"])
BIRTHDAYS = st.dates(date(1930, 1, 1), TODAY)
NUMBERS = st.builds(
    lambda region, area, born, serial: identity(f"{region}{area:04d}{born:%Y%m%d}{serial:03d}"),
    REGIONS,
    st.integers(100, 9999),
    BIRTHDAYS,
    st.integers(0, 999),
)
AROUND = st.text(max_size=40)


def _edge(words: str) -> str:
    """`words` that neither begin nor end with what would make the number another one."""
    return f"，{words}，"


@given(AROUND, NUMBERS, AROUND)
def test_a_valid_identity_number_is_found_in_any_text_and_never_quoted_whole(
    before: str, number: str, after: str
) -> None:
    found = text_findings(_edge(before) + number + _edge(after))

    assert rules(found) & {"identity-number", "minor-identity"}
    assert not any(number in finding.quote + finding.message + finding.advice + finding.place for finding in found)
    assert not any(number[6:14] in finding.quote for finding in found)


@given(
    AROUND.filter(lambda words: not any(sign.isdigit() for sign in words)),
    NUMBERS,
    st.integers(3, 6),
    st.integers(2, 4),
)
def test_a_masked_number_is_never_found(before: str, number: str, left: int, right: int) -> None:
    masked = number[:left] + "*" * (18 - left - right) + number[-right:]

    assert not rules(text_findings(f"{before}，{masked}，")) & {
        "identity-number",
        "minor-identity",
        "identity-number-doubtful",
        "bank-card",
        "mobile-number",
        "name-with-number",
    }


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.sampled_from([" ", "\t", "、", "\n", "，", "|"]))
def test_many_numbers_close_together_give_none_away(numbers: list[str], between: str) -> None:
    found = text_findings(between.join(numbers))

    assert len(found) >= len(set(numbers))
    assert not any(number in finding.quote for finding in found for number in numbers)


@given(NUMBERS, AROUND)
def test_an_edit_elsewhere_keeps_the_fingerprint_and_another_salt_changes_it(number: str, edit: str) -> None:
    def print_of(text: str, salt: bytes = SALT) -> set[str]:
        return {
            finding.fingerprint
            for finding in read_text("正文", text, NO_WORDS, salt=salt, today=TODAY)
            if finding.rule in ("identity-number", "minor-identity")
        }

    before, after = print_of(f"{number}。"), print_of(f"{_edge(edit)}\n{number}。")

    assert len(before) == 1
    assert before <= after
    assert not before & print_of(f"{number}。", b"another salt")


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for finding in text_findings(text):
        assert finding.message
