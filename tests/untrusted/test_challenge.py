"""The question that keeps programs from forms: a person's answer is right, nobody's token but ours is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.untrusted import challenge
from gongkai.untrusted.challenge import AT_LEAST, AT_MOST, Verdict

SECRET = "云溪县测试密钥"
DIGITS = "零一二三四五六七八九十"


def _right(token: str) -> int:
    found = re.fullmatch(r"(.)([加减])(.)等于多少？", challenge.question(SECRET, token))
    assert found
    first, second = DIGITS.index(found[1]), DIGITS.index(found[3])
    return first + second if found[2] == "加" else first - second


@pytest.mark.parametrize("number", range(200))
def test_every_question_is_within_twenty_and_its_answer_is_right_and_no_other(number: int) -> None:
    token = challenge.issue(SECRET, number)
    right = _right(token)
    assert 0 <= right < 20
    for answer in range(-1, 21):
        verdict = challenge.judge(SECRET, token, str(answer), number + AT_LEAST)
        assert verdict == (Verdict.RIGHT if answer == right else Verdict.WRONG)


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [
        (0, Verdict.EARLY),
        (AT_LEAST - 1, Verdict.EARLY),
        (AT_LEAST, Verdict.RIGHT),
        (AT_MOST, Verdict.RIGHT),
        (AT_MOST + 1, Verdict.STALE),
    ],
)
def test_an_answer_counts_after_some_seconds_and_within_a_day(seconds: int, verdict: Verdict) -> None:
    token = challenge.issue(SECRET, 1000)
    assert challenge.judge(SECRET, token, str(_right(token)), 1000 + seconds) == verdict


def test_keys_differ_and_another_secret_knows_none_of_them() -> None:
    tokens = [challenge.issue(SECRET, 0) for _ in range(100)]
    assert len({challenge.key_of(SECRET, token) for token in tokens}) == 100
    assert {challenge.key_of("another", token) for token in tokens} == {""}


@given(st.text(), st.text())
def test_whatever_somebody_writes_is_neither_a_token_nor_an_error(token: str, answer: str) -> None:
    assert challenge.key_of(SECRET, token) == ""
    assert challenge.judge(SECRET, token, answer, 100) == Verdict.STALE
    assert challenge.judge(SECRET, challenge.issue(SECRET, 0), answer, 100) in (Verdict.RIGHT, Verdict.WRONG)


@given(st.integers(0, 40), st.characters(codec="ascii"))
def test_a_changed_token_is_none(place: int, sign: str) -> None:
    token = challenge.issue(SECRET, 0)
    changed = token[:place] + sign + token[place + 1 :]
    assert (challenge.key_of(SECRET, changed) == "") == (changed != token)
