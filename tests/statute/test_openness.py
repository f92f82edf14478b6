"""Openness and its grounds: what a withheld item must state, and what contradicts itself; the words of an item's other fields."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.articles import article
from gongkai.statute.item_fields import lists, words
from gongkai.statute.loading import StatuteDataError
from gongkai.statute.openness import Openness, ground, grounds, kinds, missing

A_DAY = date(2026, 6, 30)


def test_the_three_kinds_of_openness_have_their_labels() -> None:
    assert {key: each.label for key, each in kinds().items()} == {
        "proactive": "主动公开",
        "on_request": "依申请公开",
        "withheld": "不予公开",
    }


@pytest.mark.parametrize(
    ("number", "modality", "keys"),
    [
        (
            14,
            "not",
            {"secret", "law", "state-security", "public-security", "economic-security", "social-stability"},
        ),
        (15, "must_not", {"trade-secret", "privacy", "third-party"}),
        (
            16,
            "may",
            {
                *("personnel", "logistics", "workflow"),
                *("discussion", "draft", "consultation", "reporting", "case-file"),
            },
        ),
    ],
)
def test_the_grounds_of_an_article_bind_as_it_says(number: int, modality: str, keys: set[str]) -> None:
    of_article = {key: each for key, each in grounds().items() if article(each.article).article == number}

    assert set(of_article) == keys
    assert {each.modality for each in of_article.values()} == {modality}


def test_a_third_partys_interest_yields_to_consent_and_to_a_grave_public_interest() -> None:
    for key in ("trade-secret", "privacy", "third-party"):
        assert "第三方同意" in ground(key).exception
        assert "公共利益" in ground(key).exception


def test_process_information_yields_to_a_law_regulation_or_rule_but_internal_information_does_not() -> None:
    for key in ("discussion", "draft", "consultation", "reporting", "case-file"):
        assert "法律、法规、规章" in ground(key).exception
    for key in ("personnel", "logistics", "workflow", "secret", "law"):
        assert not ground(key).exception


COMPLETE: dict[str, tuple[Openness, str | None, str, date | None]] = {
    "proactive": ("proactive", None, "", None),
    "on request": ("on_request", None, "", None),
    "on request for a third party's sake": ("on_request", "privacy", "", None),
    "a State secret, to be looked at again": ("withheld", "secret", "", A_DAY),
    "a process draft": ("withheld", "draft", "", A_DAY),
    "forbidden by a law whose provision is cited": ("withheld", "law", "《档案法》第三十条", A_DAY),
    "forbidden by an administrative regulation": ("withheld", "law", "《云溪样式条例》第12条第二款", A_DAY),
}


@pytest.mark.parametrize("given", COMPLETE.values(), ids=COMPLETE)
def test_nothing_is_missing(given: tuple[Openness, str | None, str, date | None]) -> None:
    assert missing(*given) == []


INCOMPLETE: dict[str, tuple[tuple[Openness | None, str | None, str, date | None], list[str]]] = {
    "nothing was chosen": ((None, None, "", None), ["第十三条"]),
    "withheld without a ground": ((("withheld"), None, "", A_DAY), ["第十四条、"]),
    "withheld without the day of its next assessment": (("withheld", "secret", "", None), ["第十八条"]),
    "withheld with neither": (("withheld", None, "", None), ["第十四条、", "第十八条"]),
    "forbidden by law without the provision": (("withheld", "law", "", A_DAY), ["具体条款"]),
    "forbidden by a law without its article": (("withheld", "law", "《档案法》", A_DAY), ["具体条款"]),
    "forbidden by a notice, which can forbid nothing": (
        ("withheld", "law", "《云溪县档案工作通知》第三条", A_DAY),
        ["不是法律或者行政法规"],
    ),
    "forbidden by opinions on trial": (
        ("withheld", "law", "《云溪县公开工作意见（试行）》第三条", A_DAY),
        ["不是法律或者行政法规"],
    ),
    "proactive, yet with a ground that has no exception": (("proactive", "secret", "", None), ["两者只能取其一。"]),
    "proactive, yet with a ground that has one": (("proactive", "privacy", "", None), ["第三方同意"]),
}


@pytest.mark.parametrize(("given", "parts"), INCOMPLETE.values(), ids=INCOMPLETE)
def test_what_is_missing_is_told_with_its_article(
    given: tuple[Openness | None, str | None, str, date | None], parts: list[str]
) -> None:
    messages = missing(*given)

    assert len(messages) == len(parts)
    for message, part in zip(messages, parts, strict=True):
        assert part in message
        assert message.endswith("。")


def test_an_unknown_ground_or_openness_fails_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match="'secrte'"):
        missing("withheld", "secrte", "", A_DAY)
    with pytest.raises(StatuteDataError, match="'open'"):
        missing("open", None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("audiences", ["全社会", "特定群体"]),
        ("durations", ["长期公开", "限时公开"]),
        ("scopes", ["面向社会", "面向申请人"]),
        ("validities", ["有效", "失效", "废止", "已修改"]),
    ],
)
def test_a_short_list_has_exactly_its_words(name: str, labels: list[str]) -> None:
    assert [each.label for each in words(name).values()] == labels


def test_the_kinds_of_official_document_are_fifteen_and_cite_their_article() -> None:
    official = [each.label for each in words("genres").values() if each.article]

    assert len(official) == 15
    assert {"通知", "意见", "公告", "决定", "批复", "函", "通报", "报告"} <= set(official)
    assert "办法" not in official


def test_no_list_has_a_word_twice() -> None:
    for name, each in lists().items():
        labels = [word.label for word in each.values()]
        assert len(labels) == len(set(labels)), name


def test_the_topics_are_marked_as_written_from_memory() -> None:
    assert len(words("subjects")) >= 20
    assert not any(each.verified for each in words("subjects").values())


def test_an_unknown_list_fails_by_its_name() -> None:
    with pytest.raises(StatuteDataError, match="'genre'"):
        words("genre")
