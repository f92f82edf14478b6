"""Index numbers: the national form made and read, the forms met in the field read and kept as they stand, doubts never refusals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.index_numbers import (
    MAX_SERIAL,
    PATTERN,
    IndexNumber,
    IndexNumberError,
    credit_code_valid,
    doubts,
    make,
    organisation_code_of,
    organisation_code_valid,
    parse,
)

# The numbers that the law facts list, with what they are made of and whether the check digit is right.
SEEN = {
    "000014349/2017-00110": ("national", "000014349", 2017, "", 110, True),
    "002509011/2018-56405": ("national", "002509011", 2018, "", 56405, True),
    "014416330/2018-04736": ("national", "014416330", 2018, "", 4736, True),
    "000013338/2023-00079": ("national", "000013338", 2023, "", 79, True),
    "01526078-8-/2019-0111001": ("local", "01526078-8", 2019, "0111", 1, True),
    "01527918X-2020-153077": ("local", "01527918X", 2020, "", 153077, True),
    "11341702486344515H/202110-00013": ("local", "11341702486344515H", 2021, "10", 13, True),
    "003111216/201012-00015": ("local", "003111216", 2010, "12", 15, True),
    "11441700007280420Y/2021-00050": ("credit", "11441700007280420Y", 2021, "", 50, True),
    "113708280043326001/2024-02411": ("credit", "113708280043326001", 2024, "", 2411, True),
    "035210000/2025-00016": ("national", "035210000", 2025, "", 16, False),
    "000000001/2021-00151": ("national", "000000001", 2021, "", 151, False),
}

fronts = st.from_regex(r"[0-9A-Z]{9}|[0-9A-Z]{18}", fullmatch=True)


@pytest.mark.parametrize(("text", "expected"), SEEN.items())
def test_a_number_seen_is_read_and_kept(
    text: str, expected: tuple[str, str | None, int | None, str, int | None, bool]
) -> None:
    form, front, year, part, serial, right = expected

    read = parse(text)

    assert read == IndexNumber(text, form, front, year, part, serial)  # type: ignore[arg-type]
    assert (doubts(read) == ()) is right


@pytest.mark.parametrize("text", [text for text, parts in SEEN.items() if parts[0] in ("national", "credit")])
def test_a_number_of_the_national_form_made_anew_is_the_same(text: str) -> None:
    read = parse(text)

    assert read is not None
    assert read.front is not None
    assert read.year is not None
    assert read.serial is not None
    assert make(read.front, read.year, read.serial) == text


@given(fronts, st.integers(1900, 2099), st.integers(1, MAX_SERIAL))
def test_what_is_made_is_read_back_and_fits_an_address(front: str, year: int, serial: int) -> None:
    text = make(front, year, serial)

    assert parse(text) == IndexNumber(text, "national" if len(front) == 9 else "credit", front, year, "", serial)
    assert re.fullmatch(PATTERN, text)


def test_a_number_with_an_organisation_code_has_twenty_characters_and_no_hyphen_in_front() -> None:
    assert make("00001434-9", 2017, 110) == "000014349/2017-00110"
    assert len(make("00001434-9", 2017, 110)) == 20


@given(st.text())
def test_any_text_is_read_without_an_error_and_kept_as_it_stands(text: str) -> None:
    read = parse(text)

    assert read is None or read.raw == text


@pytest.mark.parametrize("text", ["宁波-01-02-03-20200101-001", "530000210-11-22", "2021-00050", "号"])
def test_a_form_that_is_not_known_is_kept_and_told(text: str) -> None:
    read = parse(text)

    assert read == IndexNumber(text, "other")
    assert len(doubts(read)) == 1


@pytest.mark.parametrize("text", ["", "   ", "000014349/2017 00110", "a?b", "a#b", "/2017-00110", "%2F"])
def test_what_cannot_stand_in_an_address_is_none(text: str) -> None:
    assert parse(text) is None


def test_full_width_signs_and_small_letters_are_read_but_not_rewritten() -> None:
    read = parse("０１５２７９１８x-2020-153077")

    assert read is not None
    assert read.raw == "０１５２７９１８x-2020-153077"
    assert (read.front, read.year, read.serial) == ("01527918x", 2020, 153077)
    assert doubts(read) == ()


@pytest.mark.parametrize(
    ("front", "year", "serial", "named"),
    [
        ("000014349", 2025, MAX_SERIAL + 1, "100000"),
        ("000014349", 2025, 0, "流水号“0”"),
        ("00001434", 2025, 1, "00001434"),
        ("云溪县", 2025, 1, "云溪县"),
        ("000014349", 25, 1, "“25”"),
    ],
)
def test_what_cannot_be_made_is_told_in_chinese(front: str, year: int, serial: int, named: str) -> None:
    with pytest.raises(IndexNumberError, match=named):
        make(front, year, serial)


@given(st.from_regex(r"[0-9A-Z]{8}", fullmatch=True))
def test_exactly_one_check_digit_is_right_for_an_organisation_code(body: str) -> None:
    assert sum(organisation_code_valid(body + sign) for sign in "0123456789X") == 1
    assert sum(organisation_code_valid(f"{body}-{sign}") for sign in "0123456789X") == 1


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_exactly_one_check_sign_is_right_for_a_credit_code(body: str) -> None:
    assert sum(credit_code_valid(body + sign) for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY") == 1


@pytest.mark.parametrize("code", ["", "00001434", "0000143499", "00001434-", "０0001434-9", "11441700007280420I"])
def test_what_has_not_the_shape_of_a_code_is_not_valid(code: str) -> None:
    assert not organisation_code_valid(code)
    assert not credit_code_valid(code)


@pytest.mark.parametrize("credit", ["11341702486344515H", "11441700007280420Y", "113708280043326001"])
def test_the_organisation_code_inside_a_credit_code_is_valid_itself(credit: str) -> None:
    code = organisation_code_of(credit)

    assert code is not None
    assert code in credit
    assert organisation_code_valid(code)


def test_what_is_no_credit_code_holds_no_organisation_code() -> None:
    assert organisation_code_of("000014349") is None


@pytest.mark.parametrize("text", ["9" * 200_000, "/" * 200_000, "a/" * 100_000 + " ", "云-" * 100_000])
def test_a_hostile_number_is_read_in_no_time(text: str) -> None:
    read = parse(text)

    assert read is None or read.form == "other"
